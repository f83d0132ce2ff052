import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import SHAPES, choose, click_widest, expect_address, find, take_over

pytestmark = pytest.mark.browser

LIMIT = 40_000


def fills(page: Page) -> list[str]:
    """Return the colours of all regions, in order of drawing."""
    found = page.locator(SHAPES).evaluate_all("shapes => shapes.map(shape => getComputedStyle(shape).fill)")
    return [str(colour) for colour in found]


def test_the_map_draws_every_kabupaten(visit: Any) -> None:
    page = visit.open()
    expect(page.locator(SHAPES)).to_have_count(514)


def test_the_map_draws_every_province(visit: Any) -> None:
    page = visit.open("/?tingkat=provinsi")
    expect(page.locator(SHAPES)).to_have_count(38)


def test_another_stage_changes_colours_address_and_headline(visit: Any) -> None:
    page = visit.open()
    before = fills(page)
    choose(page, "Diteruskan")
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")
    expect_address(page, "?tahap=diteruskan")
    expect(page.locator("#map-notes figcaption")).to_contain_text("Diteruskan")
    assert fills(page) != before


def test_a_reload_keeps_the_state(visit: Any) -> None:
    page = visit.open()
    choose(page, "Diteruskan")
    page.locator("#level .segment", has_text="Provinsi").click()
    expect_address(page, "?tahap=diteruskan&tingkat=provinsi")
    expect(page.locator(SHAPES)).to_have_count(38)
    seen = fills(page)
    page.reload()
    take_over(page)
    expect(page.locator("#stage")).to_contain_text("Diteruskan")
    assert fills(page) == seen


def test_a_click_on_the_map_opens_the_region_and_closing_it_clears_the_address(visit: Any) -> None:
    page = visit.open()
    click_widest(page)
    heading = page.locator("#region-name")
    expect(heading).to_be_visible()
    assert re.fullmatch(r"\?wilayah=\d{4}", page.evaluate("location.search"))
    page.locator("#react-entry-point .close").click()
    expect(heading).to_have_count(0)
    expect_address(page, "")


def test_back_and_forward_restore_the_view(visit: Any) -> None:
    page = visit.open()
    choose(page, "Diteruskan")
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("diduga melanggar netralitas")
    expect(page.locator("#stage")).to_contain_text("Dugaan")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")


def test_the_search_finds_a_region_by_keyboard_alone(visit: Any) -> None:
    page = visit.open()
    find(page, "bantul")
    expect(page.locator("#region-name")).to_have_text("Kabupaten Bantul")
    expect_address(page, "?wilayah=3402")


def test_a_region_without_anything_says_that_this_is_not_zero(visit: Any) -> None:
    page = visit.open("/?wilayah=3101&tahap=sanksi&satuan=kasus")
    expect(page.locator("#region")).to_contain_text("Itu tidak berarti nol.")


def test_the_other_language_keeps_the_state(visit: Any) -> None:
    page = visit.open("/?wilayah=3402")
    page.get_by_role("link", name="English").click()
    expect_address(page, "?wilayah=3402&lang=en")
    take_over(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("At least")
    expect(page.locator("#region")).to_contain_text("Numbers by stage")


def test_the_downloaded_file_holds_what_is_shown(visit: Any, tmp_path: Path) -> None:
    page = visit.open("/?tingkat=provinsi&sampai=2024-11")
    with page.expect_download() as download:
        page.locator("#map-notes .file-csv").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    table = pd.read_csv(file, encoding="utf-8-sig", dtype={"kode_wilayah": str})
    assert file.name.startswith("peta-pelanggaran_pilkada-2024_dugaan_orang_2024-11_provinsi_")
    assert len(table) == 38
    rows = page.locator("#provinces tbody tr").all_inner_texts()
    shown = {name: int(number.split(" ")[0].replace(".", "")) for name, number in (row.split("\t") for row in rows)}
    known = table.dropna(subset=["jumlah"])
    assert dict(zip(known["nama_wilayah"], known["jumlah"].astype(int), strict=True)) == shown


def test_moving_the_month_by_keyboard_changes_the_address(visit: Any) -> None:
    page = visit.open()
    page.locator("#month [role=slider]").focus()
    page.keyboard.press("ArrowLeft")
    expect_address(page, "?sampai=2024-11")
    expect(page.locator("#month-name")).to_have_text("November 2024")
    expect(page.locator("h1")).to_contain_text("akhir November 2024")


def test_answers_are_small_and_carry_no_geometry(visit: Any) -> None:
    page = visit.open()
    answers: list[str] = []
    page.on("response", lambda answer: answers.append(answer.text()) if "_dash-update" in answer.url else None)
    find(page, "sulawesi selatan")
    expect(page.locator("#region-name")).to_have_text("Sulawesi Selatan")
    page.wait_for_timeout(500)
    assert len(answers) == 2
    assert [len(answer) for answer in answers if len(answer) > LIMIT or "coordinates" in answer] == []


def test_a_failed_answer_is_said_with_a_way_to_try_again(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.open()
    page.route("**/_dash-update-component*", lambda route: route.abort())
    find(page, "bantul")
    expect(page.locator("#error")).to_be_visible()
    page.unroute("**/_dash-update-component*")
    page.locator("#retry").click()
    take_over(page)
    expect(page.locator("#region-name")).to_have_text("Kabupaten Bantul")
    visit.complaints.clear()


@pytest.mark.parametrize("path", ["/", "/?wilayah=3402", "/?wilayah=73&pemilihan=pemilu-2024&lang=en"])
def test_a_phone_needs_no_sideways_scrolling(path: str, new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=360, height=740).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_page_is_readable_without_scripts(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(java_script_enabled=False)
    page = visit.page
    page.goto(f"{visit.site}/?wilayah=3402")
    expect(page.locator("h1")).to_contain_text("Sedikitnya")
    expect(page.locator("h2", has_text="Kabupaten Bantul")).to_be_visible()
    expect(page.locator("svg.light-map a")).to_have_count(514)
    page.locator("select[name=tahap]").select_option("diteruskan")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")


def test_the_dark_theme_draws_its_own_colours(new_visit: Callable[..., Any]) -> None:
    light, dark = (fills(new_visit(color_scheme=scheme).open()) for scheme in ("light", "dark"))
    assert set(light) & set(dark) == set()
