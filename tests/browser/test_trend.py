"""Reads the trend and its choices as people do, with and without scripts, and measures the words of its drawings."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.state import ELECTIONS, TRENDS
from tests.browser.steps import expect_address

# What a drawing looks like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

SMALLEST = 11.5
"""Smallest size of text on the screen in pixels, where a drawing is a little narrower than it was drawn for."""
OVERLAPS = """drawings => drawings.filter(drawing => drawing.checkVisibility()).flatMap(drawing => {
  const frame = drawing.getBoundingClientRect();
  const words = [...drawing.querySelectorAll("text")].map(text => ({ said: text.textContent,
    size: parseFloat(getComputedStyle(text).fontSize) * frame.width / drawing.viewBox.baseVal.width,
    box: text.getBoundingClientRect() }));
  const inset = 2;
  const pairs = words.flatMap((one, index) => words.slice(index + 1).filter(other =>
    one.box.left + inset < other.box.right && other.box.left + inset < one.box.right &&
    one.box.top + inset < other.box.bottom && other.box.top + inset < one.box.bottom
  ).map(other => one.said + " / " + other.said));
  const cut = words.filter(word => word.box.left < frame.left - 1 || word.box.right > frame.right + 1
    || word.box.top < frame.top - 2 || word.box.bottom > frame.bottom + 1).map(word => "cut: " + word.said);
  const small = words.filter(word => word.size < SMALLEST).map(word => "small: " + word.said + " " + word.size);
  return [...pairs, ...cut, ...small];
})""".replace("SMALLEST", str(SMALLEST))


def drawn_wrong(page: Page) -> list[str]:
    """Return what lies on each other, is cut or is too small in the drawings that can be seen."""
    return [str(said) for said in page.locator("svg.grafik").evaluate_all(OVERLAPS)]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_words_of_drawings_stay_apart_in_a_real_browser(width: int, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=width, java_script_enabled=False)
    queries = [*(f"tren={choice}" for choice in TRENDS), "wilayah=73", "wilayah=3402&lang=en", "wilayah=9103"]
    wrong = {}
    for address in (f"/?pemilihan={election}&{query}" for election in ELECTIONS for query in queries):
        visit.page.goto(visit.site + address)
        wrong[address] = drawn_wrong(visit.page)
    assert {address: said for address, said in wrong.items() if said} == {}


@pytest.mark.parametrize(("width", "shown"), [(360, "sempit"), (1280, "lebar")])
def test_one_of_the_two_widths_is_shown(width: int, shown: str, new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=width).open("/?tren=tahap")
    drawings = page.locator("#trend-choice svg.grafik")
    expect(drawings).to_have_count(2)
    expect(drawings.filter(visible=True)).to_have_count(1)
    expect(page.locator(f"#trend-choice .{shown} svg")).to_be_visible()


def test_a_choice_is_drawn_without_leaving_the_page_and_keeps_the_focus(visit: Any) -> None:
    page = visit.open()
    page.evaluate("window.here = true")
    link = page.locator("#trend-choice nav a", has_text="Per tahap")
    link.focus()
    page.keyboard.press("Enter")
    expect_address(page, "?tren=tahap")
    current = page.locator("#trend-choice nav a[aria-current]")
    expect(current).to_have_text("Per tahap")
    expect(current).to_be_focused()
    expect(page.locator("#trend-choice table")).to_have_count(1)
    page.go_back()
    expect_address(page, "")
    expect(page.locator("#trend-choice table")).to_have_count(0)
    assert page.evaluate("window.here")


def test_what_is_chosen_follows_the_other_choices_of_the_page(visit: Any) -> None:
    page = visit.open("/?tren=semua")
    expect(page.locator("#trend-choice li a .angka").first).to_have_text("8 (tersirat)")
    page.locator("#unit label", has_text="Kasus").click()
    expect_address(page, "?satuan=kasus&tren=semua")
    expect(page.locator("#trend-choice li a .angka").first).not_to_have_text("8 (tersirat)")


def test_a_province_of_the_small_drawings_leads_to_its_numbers(visit: Any) -> None:
    page = visit.open("/?tren=semua")
    page.evaluate("window.here = true")
    page.locator("#trend-choice li a", has_text="Sulawesi Selatan").click()
    expect(page.locator("#region-name")).to_have_text("Sulawesi Selatan")
    expect_address(page, "?wilayah=73&tren=semua")
    assert page.evaluate("window.here")


COUNT_DRAWINGS = """() => {
  window.drawings = 0;
  const graph = document.querySelector("#trend .js-plotly-plot");
  graph.on("plotly_afterplot", () => { window.drawings += 1; });
}"""
SHOWN = "() => getComputedStyle(document.querySelector('#trend')).visibility"
CHOSEN_MONTH = "document.querySelector('#trend .js-plotly-plot').layout.shapes.find(one => one.name === 'bulan').x0"


def test_a_trend_out_of_view_is_drawn_once_when_it_is_scrolled_to(visit: Any) -> None:
    page = visit.open()
    page.wait_for_timeout(1_000)
    page.evaluate(COUNT_DRAWINGS)
    for month, name in ((8, "September"), (7, "Agustus"), (6, "Juli")):
        page.evaluate("value => window.dash_clientside.set_props('month', { value })", month)
        expect(page.locator("#trend-frame")).to_have_attribute("aria-label", re.compile(name))
    assert page.evaluate("window.drawings") == 0
    assert page.evaluate(SHOWN) == "hidden"
    page.locator("#trend").scroll_into_view_if_needed()
    expect(page.locator("#trend-frame.tertunda")).to_have_count(0)
    page.wait_for_timeout(500)
    assert page.evaluate("window.drawings") == 1
    assert page.evaluate(SHOWN) == "visible"
    assert page.evaluate(CHOSEN_MONTH) == "2024-07-01"


def test_a_trend_out_of_view_is_drawn_before_it_is_printed(visit: Any) -> None:
    page = visit.open()
    page.evaluate("window.dash_clientside.set_props('month', { value: 6 })")
    expect(page.locator("#trend-frame.tertunda")).to_have_count(1)
    assert page.evaluate(CHOSEN_MONTH) == "2024-12-01"
    page.pdf()
    assert page.evaluate(CHOSEN_MONTH) == "2024-07-01"
    assert page.evaluate(SHOWN) == "visible"
