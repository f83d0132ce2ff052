"""Does what the three kinds of users come for with the keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]
MOST_TABS = 120
HAS_FOCUS = "node => node === document.activeElement"
SELECTED = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"


def reach(page: Page, target: Locator) -> None:
    """Press Tab until a target has the focus, as somebody without a mouse must."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate(HAS_FOCUS):
            return
    pytest.fail(f"{target} cannot be reached by Tab")


def test_a_region_is_found_and_read(visit: Any) -> None:
    page = visit.open()
    reach(page, page.locator("#search"))
    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-search")).to_be_focused()
    page.keyboard.type("bantul")
    expect(page.locator(".dash-dropdown-content label").first).to_contain_text("Kabupaten Bantul")
    page.keyboard.press("Enter")
    expect(page.locator("#region-name")).to_be_focused()
    reach(page, page.locator("#region").get_by_role("link", name="Halaman lengkap daerah ini"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Bantul")


def test_the_ranking_of_a_month_is_downloaded(visit: Any) -> None:
    page = visit.open()
    reach(page, page.get_by_role("link", name="Peringkat", exact=True).first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.site}/peringkat")
    reach(page, page.get_by_role("link", name="Okt 2024"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Kabupaten Bima")
    reach(page, page.get_by_role("link", name="Unduh CSV").first)
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert "Kabupaten Bima" in caught.value.path().read_text(encoding="utf-8-sig")


def test_the_code_of_a_chart_is_shown(visit: Any) -> None:
    page = visit.page
    page.goto(f"{visit.site}/wilayah/73")
    reach(page, page.locator("#tren").get_by_role("link", name="Bagikan grafik ini"))
    page.keyboard.press("Enter")
    code = page.locator("#kode-html")
    expect(code).to_have_value(re.compile(r"/embed/tren-pelanggaran\?wilayah=73"))
    reach(page, code)
    assert page.evaluate(SELECTED).startswith("<iframe")
