"""Does what the three kinds of users come for, and counts their clicks: never more than four."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("published", ["sqlite"], indirect=True),
    pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (1440, 900)]),
]
MOST_CLICKS = 4


class Tour:
    """A visit that counts what the visitor clicks; typing is free."""

    def __init__(self, visit: Any) -> None:
        self.page: Page = visit.page
        self.clicks = 0

    def click(self, target: Locator) -> None:
        """Click what a visitor can see."""
        expect(target).to_be_visible()
        target.click()
        self.clicks += 1


def test_somebody_finds_their_kabupaten_and_what_is_known_of_it(
    width: int, height: int, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit(width=width, height=height)
    tour = Tour(visit)
    visit.open()
    tour.click(tour.page.locator("#search"))
    expect(tour.page.locator(".dash-dropdown-search")).to_be_focused()
    tour.page.keyboard.type("bantul")
    expect(tour.page.locator(".dash-dropdown-content label").first).to_contain_text("Kabupaten Bantul")
    tour.page.keyboard.press("Enter")
    expect(tour.page.locator("#region")).to_contain_text("Kabupaten Bantul: sedikitnya 1 ASN")
    tour.click(tour.page.locator("#region").get_by_role("link", name="Halaman lengkap daerah ini"))
    expect(tour.page.get_by_role("heading", level=1)).to_have_text("Kabupaten Bantul")
    expect(tour.page.locator("main")).to_contain_text("24 November 2023")
    assert tour.clicks <= MOST_CLICKS


def test_a_journalist_finds_who_has_most_and_downloads_the_list(
    width: int, height: int, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit(width=width, height=height)
    tour = Tour(visit)
    visit.open()
    tour.click(tour.page.get_by_role("link", name="Peringkat", exact=True).first)
    tour.click(tour.page.get_by_role("link", name="Okt 2024"))
    expect(tour.page.locator("main")).to_contain_text("Kabupaten Bima")
    with tour.page.expect_download() as caught:
        tour.click(tour.page.get_by_role("link", name="Unduh CSV").first)
    lines = caught.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("kode_wilayah,nama_wilayah,tingkat")
    assert lines[1].startswith("5206,Kabupaten Bima,kabupaten_kota")
    assert ",38," in lines[1]
    assert tour.clicks <= MOST_CLICKS


def test_an_official_takes_the_trend_of_a_province_to_another_site(
    width: int, height: int, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit(width=width, height=height, permissions=["clipboard-write"])
    tour = Tour(visit)
    tour.page.goto(f"{visit.site}/cari?q=sulawesi+selatan")
    expect(tour.page.get_by_role("heading", level=1)).to_have_text("Sulawesi Selatan")
    tour.click(tour.page.locator("#tren").get_by_role("link", name="Bagikan grafik ini"))
    expect(tour.page.locator("#kode-html")).to_have_value(
        re.compile(re.escape(f'src="{visit.site}/embed/tren-pelanggaran?wilayah=73"'))
    )
    shown = tour.page.frame_locator(".look iframe")
    expect(shown.get_by_role("heading", level=1)).to_contain_text("Sulawesi Selatan")
    tour.click(tour.page.locator(".copied", has=tour.page.locator("#kode-html")).get_by_role("button"))
    expect(tour.page.get_by_role("button", name="Tersalin")).to_be_visible()
    assert tour.clicks <= MOST_CLICKS
