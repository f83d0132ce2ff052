"""The map by itself: what it colours without the server, plays, filters, shows large, and says of a region."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.database import Database
from dashboard.palette import palette
from dashboard.reading import map_view
from dashboard.release import Snapshot
from dashboard.sentences import entry_words, map_alt
from dashboard.snapshot import ReleaseReader
from dashboard.state import parse
from dashboard.views import MapView
from tests.browser.steps import SHAPES, choose, click_widest, expect_address, find, take_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

FILLS = """shapes => shapes.map(shape => {
  const parts = getComputedStyle(shape).fill.match(/\\d+/g).slice(0, 3);
  return "#" + parts.map(part => Number(part).toString(16).padStart(2, "0")).join("");
})"""
MOVE = "index => window.dash_clientside.set_props('month', { value: index })"
CALLBACK = "_dash-update-component"
REST = 700


@pytest.fixture(scope="session")
def release(published: tuple[Any, str, Any]) -> Snapshot:
    return ReleaseReader(Database(published[0])).current()


@pytest.fixture
def asked(visit: Any) -> list[str]:
    """Return the addresses that the page asks the server for, from now on."""
    return visit.asked  # type: ignore[no-any-return]


def view_of(release: Snapshot, **query: str) -> MapView:
    return map_view(release, parse(query, release))


def colours(view: MapView) -> list[str]:
    """Return what the server would colour the regions with, in the order in which they are drawn."""
    drawn = sorted(view.entries, key=lambda entry: (entry.place.code in view.chosen, entry.place.code))
    return [palette("terang").classes[entry.class_index] for entry in drawn]


def expect_map(page: Page, view: MapView) -> None:
    """Wait until colours, legend and words of the map are those of the server."""
    frame = page.locator("#map-frame")
    expect(frame).to_have_attribute("aria-label", map_alt(view))
    expect(page.locator(SHAPES)).to_have_count(len(view.entries))
    for _ in range(100):
        if page.locator(SHAPES).evaluate_all(FILLS) == colours(view):
            break
        page.wait_for_timeout(50)
    assert page.locator(SHAPES).evaluate_all(FILLS) == colours(view)
    counts = page.locator("#map-legend li:visible .legend-count").all_inner_texts()
    assert [int(count.split(" ")[0]) for count in counts] == [entry.count for entry in view.classes[:-1]]


def callbacks(asked: list[str]) -> int:
    return sum(CALLBACK in address for address in asked)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"wilayah": "73"},
        {"tingkat": "provinsi", "wilayah": "3402"},
        {"provinsi": "34"},
        {"tingkat": "provinsi", "ukuran": "per_10000"},
        {"pemilihan": "pemilu-2024", "satuan": "kasus"},
        {"peta": "ubin"},
        {"peta": "ubin", "tingkat": "provinsi"},
        {"peta": "ubin", "provinsi": "34"},
    ],
)
def test_what_the_browser_draws_is_what_the_server_would(query: dict[str, str], visit: Any, release: Snapshot) -> None:
    page = visit.open("/?" + "&".join(f"{name}={value}" for name, value in query.items()))
    expect_map(page, view_of(release, **query))


def test_months_stages_units_and_levels_are_recoloured_in_the_browser(visit: Any, release: Snapshot) -> None:
    page = visit.open()
    months = release.months("pilkada-2024")
    page.evaluate(MOVE, 8)
    expect_map(page, view_of(release, sampai=months[8]))
    choose(page, "Diteruskan")
    expect_map(page, view_of(release, sampai=months[8], tahap="diteruskan"))
    page.locator("#unit label", has_text="Kasus").click()
    expect_map(page, view_of(release, sampai=months[8], tahap="diteruskan", satuan="kasus"))
    page.locator("#level label", has_text="Provinsi").click()
    expect_map(page, view_of(release, sampai=months[8], tahap="diteruskan", satuan="kasus", tingkat="provinsi"))


def test_passing_months_change_the_map_alone_until_one_rests(visit: Any, asked: list[str], release: Snapshot) -> None:
    page = visit.open()
    page.wait_for_timeout(REST)
    asked.clear()
    page.evaluate(
        """async () => {
          for (const index of [3, 4, 5, 6, 7, 8, 9]) {
            window.dash_clientside.set_props("month", { value: index });
            await new Promise(done => setTimeout(done, 100));
          }
        }"""
    )
    assert "Desember 2024" in page.locator("h1").inner_text()
    expect(page.locator("h1")).to_contain_text("akhir Oktober 2024")
    assert callbacks(asked) == 0
    expect_address(page, "?sampai=2024-10")
    expect_map(page, view_of(release, sampai="2024-10"))
    expect(page.locator("#month-said")).to_have_text("Oktober 2024")
    page.go_back()
    expect(page.locator("#month-name")).to_have_text("Desember 2024")


def test_playing_writes_nothing_but_the_map_until_it_stops(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.page
    page.emulate_media(reduced_motion="no-preference")
    visit.open()
    page.wait_for_timeout(REST)
    visit.asked.clear()
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("Berhenti")
    expect(page.locator("#month-name")).to_have_text("Maret 2024")
    assert "Desember 2024" in page.locator("h1").inner_text()
    assert page.locator("#month-said").inner_text() == ""
    page.locator("#play").click()
    expect(page.locator("h1")).to_contain_text(page.locator("#month-name").inner_text())
    assert callbacks(visit.asked) == 0
    expect(page.locator("#month-said")).to_have_text(page.locator("#month-name").inner_text())
    expect(page.locator("#play")).to_have_text("Putar per bulan")


def test_without_motion_each_press_goes_one_month_on(visit: Any) -> None:
    page = visit.open("/?sampai=2024-08")
    button = page.locator("#play")
    expect(button).to_have_text("Bulan berikutnya")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#month-name")).to_have_text("September 2024")
    page.wait_for_timeout(1500)
    expect(page.locator("#month-name")).to_have_text("September 2024")


def test_mouse_and_keyboard_show_the_same_card(visit: Any, release: Snapshot) -> None:
    page = visit.open("/?provinsi=34&tahap=diteruskan")
    entries = {entry.place.name: entry for entry in view_of(release, provinsi="34", tahap="diteruskan").entries}
    card = page.locator("#map-card")
    page.locator("#province").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(card).to_be_visible()
    seen = Counter[str]()
    for key in ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"]:
        name = page.locator("#card-name").inner_text()
        seen[name] += 1
        words = entry_words(entries[name], parse({"tahap": "diteruskan"}, release))
        expect(page.locator("#card-number")).to_have_text(words[:1].upper() + words[1:])
        page.keyboard.press(key)
    assert len(seen) > 2
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    box = page.locator(SHAPES).nth(1).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(card).to_be_visible()
    assert page.locator("#card-name").inner_text() in entries
    expect(page.locator("#card-province")).to_have_text("Daerah Istimewa Yogyakarta")


def test_the_card_leads_to_the_page_of_the_region_in_the_same_view(visit: Any) -> None:
    page = visit.open("/?tingkat=provinsi&wilayah=34&tahap=diteruskan&sampai=2024-10")
    page.locator("#map-keys").focus()
    expect(page.locator("#card-link")).to_have_attribute("href", "/wilayah/34?tahap=diteruskan&sampai=2024-10")
    with page.expect_request("**/wilayah/34?tahap=diteruskan&sampai=2024-10"):
        page.route("**/wilayah/*", lambda route: route.fulfill(body="<title>Wilayah</title>", content_type="text/html"))
        page.keyboard.press("Enter")


def test_a_click_keeps_the_card_open(visit: Any) -> None:
    page = visit.open()
    click_widest(page)
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(page.locator("#map-card")).to_be_visible()
    page.locator("#card-close").click()
    expect(page.locator("#map-card")).to_be_hidden()


def test_a_province_is_shown_large_by_choice_and_left_again(visit: Any, release: Snapshot) -> None:
    page = visit.open("/?tingkat=provinsi")
    page.locator("#province").click()
    page.keyboard.type("yogya")
    page.locator(".dash-dropdown-content label", has_text="Yogyakarta").click()
    expect_address(page, "?provinsi=34")
    expect_map(page, view_of(release, provinsi="34"))
    expect(page.locator("#map-table tbody tr")).to_have_count(5)
    expect(page.locator("#map-title")).to_contain_text("Kabupaten/kota di Daerah Istimewa Yogyakarta")
    page.reload()
    take_over(page)
    expect_map(page, view_of(release, provinsi="34"))
    widths = page.locator("#map .choroplethlayer").evaluate("layer => layer.getBBox().height")
    assert widths > 200
    page.locator("#zoom-out").click()
    expect_address(page, "")
    expect_map(page, view_of(release))


def test_the_map_becomes_hexagons_and_back_in_the_browser(visit: Any, release: Snapshot) -> None:
    page = visit.open("/?tahap=diteruskan")
    page.locator("#kind label", has_text="Segi enam").click()
    expect_address(page, "?tahap=diteruskan&peta=ubin")
    expect_map(page, view_of(release, tahap="diteruskan", peta="ubin"))
    expect(page.locator("#map-tiles")).to_contain_text("Satu segi enam")
    widths = page.locator(SHAPES).evaluate_all("shapes => shapes.map(shape => Math.round(shape.getBBox().width))")
    assert len(set(widths)) == 1
    page.locator("#kind label", has_text="Peta biasa").click()
    expect_map(page, view_of(release, tahap="diteruskan"))
    expect(page.locator("#map-tiles")).to_be_hidden()


def test_a_province_that_is_searched_for_is_shown_large(visit: Any) -> None:
    page = visit.open()
    find(page, "sulawesi selatan")
    expect_address(page, "?provinsi=73&wilayah=73")
    expect(page.locator(SHAPES)).to_have_count(24)


def test_a_tap_on_a_phone_chooses_the_province_and_then_the_region(new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=360, height=740, has_touch=True).open()
    click_widest(page)
    expect(page.locator(SHAPES)).not_to_have_count(514)
    chosen = json.loads(page.evaluate("JSON.stringify([...new URLSearchParams(location.search)])"))
    assert [name for name, _ in chosen] == ["provinsi"]
    expect(page.locator("#map-table tbody tr")).to_have_count(page.locator(SHAPES).count())
    page.wait_for_timeout(REST)
    click_widest(page)
    expect(page.locator("#map-card")).to_be_visible()
    expect(page.locator("#card-link")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_class_of_the_legend_dims_the_other_regions(visit: Any, release: Snapshot) -> None:
    page = visit.open()
    opaque = "shapes => shapes.filter(shape => getComputedStyle(shape).opacity === '1').length"
    button = page.locator("#legend-3")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    wanted = view_of(release).classes[3].count
    assert wanted
    page.wait_for_timeout(300)
    assert page.locator(SHAPES).evaluate_all(opaque) == wanted
    page.locator("#legend-2").click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    expect(page.locator("#map-legend [aria-pressed=true]")).to_have_count(0)
    page.wait_for_timeout(300)
    assert page.locator(SHAPES).evaluate_all(opaque) == 514


def test_rates_are_offered_only_where_they_exist(visit: Any, release: Snapshot) -> None:
    page = visit.open()
    rate = page.locator("#measure").get_by_role("radio", name="Per 10.000 PNS")
    expect(rate).to_be_disabled()
    expect(page.locator("#measure-note")).to_be_visible()
    page.locator("#level label", has_text="Provinsi").click()
    expect(rate).to_be_enabled()
    expect(page.locator("#measure-note")).to_be_hidden()
    page.locator("#measure label", has_text="Per 10.000 PNS").click()
    expect_address(page, "?ukuran=per_10000&tingkat=provinsi")
    expect_map(page, view_of(release, tingkat="provinsi", ukuran="per_10000"))
    expect(page.locator("#map-caveat")).to_contain_text("Pembanding, bukan bagian dari PNS")
    page.locator("#unit label", has_text="Kasus").click()
    expect_address(page, "?satuan=kasus&tingkat=provinsi")
    expect(rate).to_be_disabled()


@pytest.mark.parametrize("lost", ["**/nilai/*", "**/geo/*"])
def test_a_map_without_numbers_or_shapes_says_so_and_offers_another_try(
    lost: str, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit()
    page = visit.page
    page.route(lost, lambda route: route.abort())
    visit.open()
    expect(page.locator("#error")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    page.unroute(lost)
    page.locator("#retry").click()
    expect(page.locator(SHAPES)).to_have_count(514)
    expect(page.locator("#error")).to_be_hidden()
    visit.complaints.clear()
