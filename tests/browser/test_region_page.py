"""Opens pages of regions as a phone, a printer and a browser without scripts do."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

# What the pages look like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

SHEET = (703, 1054)
"""What is left of A4 within the margins, in pixels."""
CORE = {"00": "#pencegahan", "73": "#banding", "3402": "#banding"}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("code", CORE)
def test_the_core_of_a_page_fits_one_printed_sheet(code: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=SHEET[0], height=SHEET[1])
    visit.page.emulate_media(media="print")
    visit.page.goto(f"{visit.site}/wilayah/{code}")
    box = visit.page.locator(CORE[code]).bounding_box()
    assert 0 < box["y"] + box["height"] < SHEET[1]
    expect(visit.page.locator("#tren .lebar svg")).to_be_visible()
    expect(visit.page.locator(".choices")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("code", ["00", "73", "7109", "7111"])
def test_a_page_is_never_wider_than_the_screen(code: str, width: int, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=width, height=740)
    visit.page.goto(f"{visit.site}/wilayah/{code}")
    assert visit.page.evaluate(WIDER) == 0


def test_without_scripts_one_choice_leads_to_another_and_keeps_the_region(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=360, height=740, java_script_enabled=False)
    page = visit.page
    page.goto(f"{visit.site}/wilayah/3402?lang=en")
    page.get_by_text("Change what is shown").click()
    page.get_by_label("Election").select_option("pemilu-2024")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".headline")).to_contain_text("2024 general election")
    page.get_by_role("navigation", name="Where this region lies").get_by_text("Yogyakarta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daerah Istimewa Yogyakarta")
    expect(page.locator(".headline")).to_contain_text("2024 general election")


def test_the_panel_of_the_map_page_leads_to_the_whole_page(visit: Any) -> None:
    page = visit.open("/?wilayah=3402&lang=en")
    page.locator("#react-entry-point").get_by_role("link", name="Full page of this region").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Bantul")
    expect(page.locator(".headline")).to_contain_text("2024 regional elections")
