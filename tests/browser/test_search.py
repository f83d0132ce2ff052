"""Types names of regions as people type them into the search of the map page."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import expect_address

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]


SLOW_ANSWERS = """() => {
  const ask = window.fetch;
  window.fetch = function (target) {
    if (!String(target).includes("cari.json")) { return ask.apply(this, arguments); }
    return new Promise((go) => setTimeout(go, 400)).then(() => ask.call(this, target));
  };
}"""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("bantl", "3402"), ("Kab Bantul", "3402"), ("Jogja", "3471"), ("3402", "3402"), ("makasar", "7371")],
)
def test_the_search_forgives(typed: str, expected: str, visit: Any) -> None:
    page = visit.open()
    page.locator("#search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-search")).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator(".dash-dropdown-content label").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#region-name")).to_be_visible()
    assert f"wilayah={expected}" in page.evaluate("location.search")


def test_who_types_faster_than_the_list_follows_gets_what_was_typed(visit: Any) -> None:
    page = visit.open()
    page.evaluate(SLOW_ANSWERS)
    page.locator("#search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-search")).to_be_focused()
    page.keyboard.type("bantl")
    page.keyboard.press("Enter")
    expect(page.locator("#region-name")).to_be_visible()
    assert "wilayah=3402" in page.evaluate("location.search")
    expect(page.locator(".dash-dropdown-content")).to_have_count(0)


def test_what_nobody_means_finds_nothing(visit: Any) -> None:
    page = visit.open()
    page.locator("#search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("zzzzqq")
    expect(page.locator(".dash-dropdown-content")).to_contain_text("Tidak ada yang cocok")
    page.keyboard.press("Escape")
    expect_address(page, "")
