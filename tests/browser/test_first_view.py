"""The page as the server sends it is whole; Dash comes when a visitor begins, and takes over without a jump."""

import re
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.steps import SHAPES, expect_address, take_over

# What the browser does first does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

LATER = re.compile(r"/_dash-|/pustaka/|/geo/|/nilai/|/kalimat/|/assets/\d\d-")
WHOLE = 1500
BEGINNINGS: dict[str, Callable[[Page], object]] = {
    "touch": lambda page: page.touchscreen.tap(20, 300),
    "key": lambda page: page.keyboard.press("Tab"),
    "scroll": lambda page: page.evaluate("window.scrollBy(0, 60)"),
    "pointer": lambda page: page.mouse.move(30, 300),
}
TAKEN = "document.documentElement.classList.contains('siap')"
SHIFTS = """new PerformanceObserver(list => {
  list.getEntries().forEach(entry => { window.shifted = (window.shifted || 0) + entry.value; });
}).observe({ type: "layout-shift", buffered: true });"""
PLACES = """root => Object.fromEntries(
  ["h1", ".search", ".controls", ".controls > :nth-child(2)", ".controls > :nth-child(6)", ".map-tools", ".chart-map",
   ".legend", "figcaption", "details", ".chart-trend", "table", "section.method"].map(part => {
    const box = document.querySelector(root + " " + part).getBoundingClientRect();
    return [part, [box.x, box.y + scrollY, box.width, box.height].map(Math.round)];
  }))"""
MIDDLES = """places => {
  const boxes = [...document.querySelectorAll(places)].map(shape => shape.getBoundingClientRect());
  return boxes.map(box => [box.x + box.width / 2, box.y + box.height / 2]);
}"""


def later(visit: Any) -> list[str]:
    return [address for address in visit.asked if LATER.search(address)]


def slow(page: Page, what: str = "**/pustaka/**", wait: int = 800) -> None:
    """Let a script come late, at first the drawing library, so that there is time to do something before."""

    def answer(route: Route) -> None:
        page.wait_for_timeout(wait)
        route.continue_()

    page.route(what, answer)


def first_view(visit: Any, path: str = "/") -> Page:
    page: Page = visit.page
    page.goto(visit.site + path)
    return page


def test_the_first_view_is_whole_and_asks_for_nothing_of_dash(visit: Any) -> None:
    page = first_view(visit)
    page.wait_for_timeout(WHOLE)
    assert later(visit) == []
    expect(page.locator("svg.light-map a[href^='/?wilayah='] path")).to_have_count(514)
    expect(page.locator("svg.light-map title").first).to_contain_text(": ")
    expect(page.locator(".chart-trend svg:visible")).to_have_count(1)
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


def test_the_first_view_is_light(visit: Any) -> None:
    page = first_view(visit)
    page.wait_for_timeout(WHOLE)
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(entry => entry.transferSize)"
    )
    assert sizes[0] < 60_000
    assert sum(sizes) < 100_000


@pytest.mark.parametrize("kind", list(BEGINNINGS))
def test_whatever_a_visitor_does_first_brings_dash(kind: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(has_touch=kind == "touch")
    page = first_view(visit)
    assert later(visit) == []
    BEGINNINGS[kind](page)
    page.locator("html.siap").wait_for(state="attached")
    expect(page.locator(SHAPES)).to_have_count(514)


@pytest.mark.parametrize("spares", [False, True])
def test_who_stays_finds_it_ready_unless_data_are_to_be_spared(*, spares: bool, new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    if spares:
        visit.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    visit.page.clock.install()
    page = first_view(visit)
    page.clock.run_for(5_000)
    assert later(visit) == []
    page.clock.run_for(3_000)
    page.wait_for_timeout(500)
    assert bool(later(visit)) is not spares


def test_who_loads_the_page_again_finds_it_ready_at_once(visit: Any) -> None:
    page = first_view(visit)
    page.reload()
    page.locator("html.siap").wait_for(state="attached", timeout=5_000)


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("path", ["/", "/?lang=en&provinsi=34", "/?wilayah=3402&tingkat=provinsi&ukuran=per_10000"])
def test_taking_over_moves_nothing(path: str, width: int, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=width)
    visit.page.add_init_script(SHIFTS)
    page = first_view(visit, path)
    before, regions = page.evaluate(PLACES, "#awal"), page.evaluate(MIDDLES, "svg.light-map a > path")
    take_over(page)
    page.wait_for_timeout(500)
    after, drawn = page.evaluate(PLACES, "#react-entry-point"), page.evaluate(MIDDLES, SHAPES)
    assert {part: place for part, place in after.items() if far(place, before[part]) > 1} == {}
    # The first map leaves out islands smaller than a pixel, which moves the middle of a few regions.
    assert median(far(*pair) for pair in zip(regions, drawn, strict=True)) < 1
    assert page.evaluate("window.shifted || 0") < 0.001


@pytest.mark.parametrize(
    ("late", "drawn"), [("async-dropdown", "#search.dash-dropdown"), ("async-slider", "[role=slider]")]
)
def test_controls_whose_script_comes_late_move_nothing(late: str, drawn: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=360)
    visit.page.add_init_script(SHIFTS)
    page = first_view(visit)
    slow(page, f"**/{late}*", 2_500)
    take_over(page)
    page.locator(drawn).wait_for(state="attached")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifted || 0") < 0.001


def far(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def test_what_is_read_stays_where_it_is(visit: Any) -> None:
    page = first_view(visit, "/?wilayah=3402")
    page.evaluate("document.querySelector('#awal .timeline').scrollIntoView({ block: 'center' })")
    top = "document.querySelector('.timeline').getBoundingClientRect().top"
    before = page.evaluate(top)
    take_over(page)
    page.wait_for_timeout(300)
    assert abs(page.evaluate(top) - before) < 2


def test_a_choice_made_before_is_carried_over(visit: Any) -> None:
    page = first_view(visit)
    slow(page)
    page.locator("#awal select[name=tahap]").select_option("diteruskan")
    page.locator("#awal label", has_text="Kasus").click()
    page.locator("#awal select[name=sampai]").select_option("2024-11")
    assert not page.evaluate(TAKEN)
    expect(page.locator("#awal-menunggu")).to_have_text("Menyiapkan pilihan…")
    page.locator("html.siap").wait_for(state="attached")
    expect_address(page, "?tahap=diteruskan&satuan=kasus&sampai=2024-11")
    expect(page.locator("#stage")).to_contain_text("Diteruskan")
    expect(page.locator("h1")).to_contain_text("November 2024")
    expect(page.locator("#map-title")).to_contain_text("Diteruskan (kasus)")
    page.go_back()
    expect(page.locator("#stage")).to_contain_text("Dugaan")


def test_another_election_takes_its_own_last_month(visit: Any) -> None:
    page = first_view(visit)
    slow(page)
    page.locator("#awal label", has_text="Pemilu 2024").click()
    page.locator("#awal select[name=provinsi]").select_option("34")
    page.locator("html.siap").wait_for(state="attached")
    expect_address(page, "?pemilihan=pemilu-2024&provinsi=34")
    expect(page.locator(SHAPES)).to_have_count(5)


def test_nothing_changes_under_an_open_list_or_a_finger(visit: Any) -> None:
    page = first_view(visit)
    page.locator("#awal-stage").focus()
    page.locator(f"#react-entry-point {SHAPES}").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    assert not page.evaluate(TAKEN)
    page.mouse.move(20, 40)
    page.mouse.down()
    page.locator("#awal-stage").evaluate("field => field.blur()")
    page.wait_for_timeout(500)
    assert not page.evaluate(TAKEN)
    page.mouse.up()
    page.locator("html.siap").wait_for(state="attached")


def test_the_focus_stays_on_the_same_choice(visit: Any) -> None:
    page = first_view(visit)
    slow(page)
    page.locator("#awal input[name=satuan][value=kasus]").focus()
    page.keyboard.press("Space")
    page.locator("html.siap").wait_for(state="attached")
    expect(page.locator("#unit input[value=kasus]")).to_be_focused()
    expect_address(page, "?satuan=kasus")


def test_the_search_suggests_before_dash_is_there(visit: Any) -> None:
    page = first_view(visit)
    page.locator("#awal input[type=search]").press_sequentially("bant")
    option = page.locator("#awal [role=option]", has_text="Bantul")
    expect(option).to_be_visible()
    page.locator(f"#react-entry-point {SHAPES}").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert not page.evaluate(TAKEN)
    option.click()
    page.wait_for_url("**/wilayah/3402*")


def test_a_region_of_the_first_map_is_a_plain_link(visit: Any) -> None:
    page = first_view(visit)
    page.locator("svg.light-map a[href='/?wilayah=6207'] path").click(force=True)
    expect_address(page, "?wilayah=6207")
    expect(page.locator("#awal-region-name")).to_be_attached()


def test_the_first_map_takes_no_stop_of_the_keyboard(visit: Any) -> None:
    page = first_view(visit)
    assert page.locator("svg.light-map a:not([tabindex='-1'])").count() == 0
    expect(page.locator("svg.light-map")).to_have_attribute("aria-hidden", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#awal-content"
    expect(page.locator("#awal-content")).to_be_focused()
    expect(page.locator("#awal p.quiet", has_text="Peta")).to_have_count(1)


def test_a_script_that_never_comes_is_missed_only_by_who_needs_it(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    visit.page.route("**/pustaka/**", lambda route: route.abort())
    page = first_view(visit)
    page.mouse.move(20, 20)
    page.wait_for_timeout(WHOLE)
    expect(page.locator("#awal-error")).to_be_hidden()
    page.locator("#awal select[name=tahap]").select_option("diteruskan")
    expect(page.locator("#awal-error")).to_be_visible()
    page.unroute("**/pustaka/**")
    page.locator("#awal-retry").click()
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")
    take_over(page)
    expect(page.locator(SHAPES)).to_have_count(514)
    visit.complaints.clear()


def test_the_form_works_without_scripts(new_visit: Callable[..., Any]) -> None:
    page = first_view(new_visit(java_script_enabled=False), "/?wilayah=3402&tren=tahap")
    page.locator("input[name=tingkat][value=provinsi]").check()
    page.locator("select[name=provinsi]").select_option("34")
    page.get_by_role("button", name="Tampilkan").click()
    assert {"tingkat=provinsi", "provinsi=34", "wilayah=3402", "tren=tahap"} <= set(page.url.split("?")[1].split("&"))
    page.get_by_role("link", name="Seluruh Indonesia").click()
    expect(page.locator("svg.light-map path")).to_have_count(38)
    page.locator("input[type=search]").fill("bantul")
    page.get_by_role("button", name="Cari").click()
    page.wait_for_url("**/wilayah/3402*")
