"""Uses the page of declarations as people on a phone, with a keyboard, or without scripts do."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

# What the page looks like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

PATH = "/deklarasi"
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(node => !node.closest("svg"))
  .filter(node => node.getBoundingClientRect().right > innerWidth + 1).map(node => node.tagName)"""
SMALL = """() => [...document.querySelectorAll("main a, main button, main select, main summary")]
  .filter(node => !node.closest("svg") && node.getBoundingClientRect().height < 24).map(node => node.textContent)"""


def opened(visit: Any, query: str = "") -> Page:
    visit.page.goto(f"{visit.site}{PATH}{query}")
    page: Page = visit.page
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_is_cut_off_and_every_target_can_be_hit(width: int, scheme: str, new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(width=width, color_scheme=scheme))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALL) == []


def test_on_a_phone_a_tap_on_the_map_opens_the_map_of_the_province(new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(width=360, has_touch=True))
    page.locator(".declared-map").scroll_into_view_if_needed()
    box = page.locator(".provinces a[href*='provinsi=62'] path").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/deklarasi?provinsi=62")
    expect(page.locator("h1")).to_contain_text("Kalimantan Tengah")
    assert page.locator(".declared-map .area").count() == 14


def test_on_a_wide_screen_the_map_opens_the_page_of_a_region(new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(width=1440))
    page.locator(".declared-map").scroll_into_view_if_needed()
    hit = page.evaluate(
        """() => {
          const box = document.querySelector(".declared-map a[href='/wilayah/6202'] path").getBoundingClientRect();
          const node = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return node.closest("a").getAttribute("href");
        }"""
    )
    assert hit.startswith("/wilayah/62")


def test_the_keyboard_reaches_the_tables_and_not_each_area_of_the_map(visit: Any) -> None:
    page = opened(visit)
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('svg') ? 'map' : document.activeElement.tagName"))
    assert "map" not in reached
    assert page.evaluate("!!document.activeElement.closest('.by-province, #cakupan, section')")


def test_the_page_works_without_scripts(new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(java_script_enabled=False))
    page.get_by_label("Provinsi").select_option("34")
    page.get_by_label("Isi tabel").select_option("surat_edaran")
    page.get_by_role("button", name="Tampilkan").click()
    assert "provinsi=34" in page.url
    expect(page.get_by_role("heading", name="Surat edaran")).to_be_visible()
    page.get_by_role("link", name="menurut nama").click()
    assert "urut=nama" in page.url
    assert "provinsi=34" in page.url


def test_print_keeps_map_and_tables_and_leaves_out_the_controls(visit: Any) -> None:
    page = opened(visit)
    page.emulate_media(media="print")
    expect(page.locator(".declared-map")).to_be_visible()
    expect(page.locator("table.declared")).to_be_visible()
    assert [form.is_visible() for form in page.locator("form.filter").all()] == [False, False]
    expect(page.locator(".sorting")).to_be_hidden()


def test_the_table_follows_what_is_typed(new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(width=768))
    page.locator("#saring input[type=search]").press_sequentially("bantl")
    expect(page.locator("#hasil .found")).to_contain_text("“bantl”: 1 kabupaten/kota dalam daftar.")
    expect(page.locator("table.declared tbody tr")).to_have_count(1)
    page.wait_for_url("**/deklarasi?cari=bantl")
    expect(page.locator("#saring input[type=search]")).to_be_focused()
    page.reload()
    expect(page.locator("table.declared tbody tr")).to_have_count(1)
    page.locator("#hasil .found a").click()
    page.wait_for_url("**/deklarasi#daftar")


def test_the_table_is_searched_without_scripts(new_visit: Callable[..., Any]) -> None:
    page = opened(new_visit(width=360, java_script_enabled=False))
    page.locator("#saring input[type=search]").fill("Kota Yogyakarta")
    page.locator("#saring button").click()
    page.wait_for_url("**/deklarasi?cari=Kota+Yogyakarta#daftar")
    expect(page.locator(".found-names li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
