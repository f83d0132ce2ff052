"""Opens and shares a map of which the legend leaves one class in full colour."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import SHAPES, choose, expect_address

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]
IN_FULL = "shapes => shapes.filter(shape => getComputedStyle(shape).opacity === '1').length"


def in_full_colour(page: Page) -> int:
    """Count the regions that are not dimmed, once nothing moves any more."""
    page.wait_for_timeout(400)
    return int(page.locator(SHAPES).evaluate_all(IN_FULL))


def test_the_address_keeps_the_class_that_is_left(new_visit: Callable[..., Any]) -> None:
    page = new_visit().open("/?sampai=2024-10")
    page.locator("#legend-3").click()
    expect(page.locator("#legend-3")).to_have_attribute("aria-pressed", "true")
    choose(page, "Diproses")
    expect_address(page, "?tahap=diproses&sampai=2024-10")
    assert page.evaluate("location.hash") == "#kelas-3"
    dimmed = in_full_colour(page)
    assert 0 < dimmed < 514
    shared = page.evaluate("location.pathname + location.search + location.hash")
    other = new_visit().open(shared)
    expect(other.locator("#legend-3")).to_have_attribute("aria-pressed", "true")
    assert in_full_colour(other) == dimmed


def test_the_class_goes_from_the_address_with_the_filter(visit: Any) -> None:
    page = visit.open("/#kelas-3")
    expect(page.locator("#legend-3")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#legend-3")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("location.hash") == ""
    assert in_full_colour(page) == 514


def test_a_class_that_is_not_there_is_left_out(visit: Any) -> None:
    page = visit.open("/#kelas-9")
    expect(page.locator("#map-legend [aria-pressed=true]")).to_have_count(0)
    assert in_full_colour(page) == 514
