"""Answers the journalist's question in a few clicks, finds regions by keyboard, and compares them on a phone."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

# What the pages do does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

SMALL = """links => links.filter(link => link.offsetParent && (link.offsetWidth < 24 || link.offsetHeight < 24))
  .map(link => [link.textContent, link.offsetWidth, link.offsetHeight])"""
WIDTHS = [(360, 740), (768, 900), (1440, 900)]
PLAIN = [
    "/peringkat?sampai=2024-10",
    "/peringkat?tingkat=provinsi&urut=per_10000",
    "/banding",
    "/banding?wilayah=7109,5206,3402,1613",
]


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_journalists_question_takes_three_clicks(
    width: int, height: int, new_visit: Callable[..., Any], tmp_path: Path
) -> None:
    page: Page = new_visit(width=width, height=height).open("/")
    page.locator("#react-entry-point .site-links a", has_text="Peringkat").click()
    page.get_by_role("navigation", name="Sampai akhir bulan").get_by_role("link", name="Okt 2024").click()
    expect(page.locator("#ringkas .lead")).to_contain_text("Kabupaten Bima (Nusa Tenggara Barat). Sedikitnya 38 ASN")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Unduh CSV").click()
    file = tmp_path / "unduhan.csv"
    waited.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    numbers = [int(row["jumlah"]) for row in rows if row["jumlah"] and row["status"] == "ada"]
    assert (rows[0]["kode_wilayah"], numbers[0], len(rows)) == ("5206", 38, 514)
    assert numbers == sorted(numbers, reverse=True)


def test_the_ranking_follows_what_is_typed(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.page
    page.goto(f"{visit.site}/peringkat")
    page.get_by_role("searchbox", name="Cari daerah").focus()
    page.keyboard.type("kab bimaa", delay=20)
    expect(page.locator(".ranking tbody tr")).to_have_count(1)
    expect(page.locator(".ranking tbody tr")).to_contain_text("Kabupaten Bima")
    expect(page.locator("#hasil [role=status]")).to_contain_text("“kab bimaa”: 1 kabupaten/kota berurutan.")
    assert page.evaluate("location.search") == "?cari=kab+bimaa"
    expect(page.get_by_role("link", name="Unduh CSV")).to_have_attribute(
        "href", re.compile("cari=kab%2Bbimaa|cari=kab[+]bimaa")
    )
    page.get_by_role("combobox", name="Tahap penanganan").select_option("diteruskan")
    expect(page.locator("#hasil caption")).to_contain_text("diteruskan", ignore_case=True)
    assert page.evaluate("document.activeElement.name") == "cari"
    fresh = new_visit().page
    fresh.goto(page.url)
    assert fresh.locator(".ranking").inner_text() == page.locator(".ranking").inner_text()


def test_columns_are_sorted_by_keyboard(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.page
    page.goto(f"{visit.site}/peringkat?lang=en")
    page.get_by_role("link", name="Sort by: Region").or_(page.get_by_role("link", name="Region", exact=True)).focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Region")
    names = page.locator(".ranking tbody .place a").all_inner_texts()
    plain = [re.sub(r"^(Kabupaten|Kota) (Administrasi )?", "", name).replace(" ", "").casefold() for name in names]
    assert plain == sorted(plain)


def test_a_region_is_found_and_added_by_keyboard_alone(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=360, height=740)
    page = visit.page
    page.goto(f"{visit.site}/banding?wilayah=5206")
    field = page.get_by_role("combobox", name="Tambah daerah")
    field.focus()
    page.keyboard.type("bantl", delay=20)
    expect(page.locator("#saran [role=option]")).to_have_text(["Kabupaten Bantul, Daerah Istimewa Yogyakarta"])
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#saran [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/banding?wilayah=5206&wilayah=3402")
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("link", name="Keluarkan Kabupaten Bima").press("Enter")
    page.wait_for_url("**/banding?wilayah=3402")


def test_suggestions_close_and_lead_nowhere_by_themselves(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.page
    page.goto(f"{visit.site}/cari?lang=en")
    page.get_by_role("combobox", name="Find a region").focus()
    page.keyboard.type("jogja", delay=20)
    expect(page.get_by_role("option").first).to_have_text("Kota Yogyakarta, Daerah Istimewa Yogyakarta")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?q=jogja&lang=en")
    expect(page.locator(".found a").first).to_have_text("Kota Yogyakarta")


@pytest.mark.parametrize("path", PLAIN)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_pages_fit_a_phone_and_a_thumb(path: str, lang: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=360, height=740)
    page = visit.page
    page.goto(f"{visit.site}{path}{'&' if '?' in path else '?'}lang={lang}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("main a").evaluate_all(SMALL) == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PLAIN)
def test_pages_are_whole_without_scripts_and_on_paper(path: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=760, java_script_enabled=False)
    page = visit.page
    page.goto(visit.site + path)
    before = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    assert page.locator("h1").inner_text() == before
    for hidden in page.locator(".asks, .choices").all():
        assert not hidden.is_visible()
