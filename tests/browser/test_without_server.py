"""While no region and no part of the trend is chosen, the browser writes all that changes, as the server would."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import SHAPES, choose, expect_address, find, take_over

# What the browser writes does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

CALLBACK = "_dash-update-component"
REST = 700
GO = "query => { history.pushState(null, '', '/' + query); dispatchEvent(new PopStateEvent('popstate')); }"
WRITTEN = """() => {
  const tree = node => node.nodeType === Node.TEXT_NODE ? node.data : [node.localName,
    Object.fromEntries([...node.attributes].map(one => [one.name, one.value]).sort()),
    [...node.childNodes].map(tree)];
  const part = name => {
    const copy = document.querySelector("#react-entry-point #" + name).cloneNode(true);
    copy.querySelectorAll("details[open]").forEach(one => one.setAttribute("open", ""));
    copy.normalize();
    return tree(copy);
  };
  const names = ["headline", "language", "map-table", "provinces", "trend-notes", "trend-choice", "region",
    "region-records"];
  return { ...Object.fromEntries(names.map(name => [name, part(name)])),
    map: [...document.querySelectorAll("#map-frame, #map-title")].map(one => one.ariaLabel || one.textContent),
    alt: document.getElementById("trend-frame").ariaLabel, title: document.title };
}"""
"""What stands on the page beside its controls, in view or not: elements with their attributes and texts."""
DRAWN = """() => {
  const graph = document.querySelector("#trend .js-plotly-plot");
  return JSON.parse(JSON.stringify({ data: graph.data, layout: graph.layout }));
}"""
"""What Plotly drew of the trend, once it has been scrolled to."""
STATES = (
    "?sampai=2024-11",
    "?tahap=diteruskan",
    "?tahap=sanksi&satuan=kasus&sampai=2024-02",
    "?tingkat=provinsi&ukuran=per_10000&sampai=2024-10",
    "?provinsi=34&tahap=diteruskan&sampai=2024-09",
    "?pemilihan=pemilu-2024",
    "?pemilihan=pemilu-2024&tahap=terbukti&sampai=2024-12",
    "?peta=ubin&tahap=tidak_terbukti",
    "?tahap=diproses&tingkat=provinsi&sampai=2024-01",
    "?sampai=2024-08",
    "?satuan=kasus&provinsi=94",
    "?pemilihan=pemilu-2024&satuan=kasus&sampai=2023-01",
    "",
)


def callbacks(asked: list[str]) -> list[str]:
    return [address for address in asked if CALLBACK in address]


def data_asked(asked: list[str]) -> list[str]:
    """Leave out the shapes of another map, which are files, and the icon, for which Chromium looks at each address."""
    return [address for address in asked if "/geo/" not in address and "/assets/ikon" not in address]


def in_language(query: str, lang: str) -> str:
    return query if lang == "id" else (f"{query}&" if query else "?") + f"lang={lang}"


def settle(page: Page, query: str) -> dict[str, Any]:
    """Go to another state without loading the page anew; returns what stands there once it has come to rest."""
    page.evaluate(GO, query)
    page.wait_for_timeout(REST)
    found: dict[str, Any] = page.evaluate(WRITTEN)
    return found


def scroll_to_trend(page: Page) -> dict[str, Any]:
    """Look at the trend and go back to the top, away from it; returns what was drawn there."""
    page.locator("#trend").scroll_into_view_if_needed()
    expect(page.locator("#trend-frame.tertunda")).to_have_count(0)
    found: dict[str, Any] = page.evaluate(DRAWN)
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#trend")).not_to_be_in_viewport()
    return found


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_the_browser_writes_is_what_the_server_would(lang: str, new_visit: Callable[..., Any]) -> None:
    visit, fresh = new_visit(), new_visit()
    page = visit.open(in_language("/?tahap=terbukti&satuan=kasus", lang))
    page.wait_for_timeout(REST)
    visit.asked.clear()
    for query in (in_language(state, lang) for state in STATES):
        seen = settle(page, query)
        drawn = scroll_to_trend(page)
        other = fresh.open(f"/{query}")
        expected = other.evaluate(WRITTEN)
        for part, written in expected.items():
            assert (query, part, seen[part]) == (query, part, written)
        assert (query, drawn) == (query, other.evaluate(DRAWN))
    assert data_asked(visit.asked) == []


def test_no_control_asks_anything_of_the_server(visit: Any) -> None:
    page = visit.open()
    page.wait_for_timeout(REST)
    visit.asked.clear()
    page.locator("#month [role=slider]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_contain_text("akhir November 2024")
    choose(page, "Diteruskan")
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")
    page.locator("#unit label", has_text="Kasus").click()
    expect(page.locator("#provinces strong").first).to_contain_text("(kasus)")
    page.locator("#unit label", has_text="Orang").click()
    page.locator("#kind label", has_text="Segi enam").click()
    expect(page.locator("#map-table .file-csv")).not_to_have_attribute("href", re.compile("kasus"))
    page.locator("#kind label", has_text="Peta biasa").click()
    page.locator("#level label", has_text="Provinsi").click()
    page.locator("#measure label", has_text="Per 10.000 PNS").click()
    expect(page.locator("#map-table thead")).to_contain_text("Per 10.000 PNS")
    page.locator("#election label", has_text="Pemilu").click()
    expect(page.locator("#headline .kicker")).to_contain_text("Pemilu 2024")
    page.go_back()
    expect(page.locator("#headline .kicker")).to_contain_text("Pilkada 2024")
    page.wait_for_timeout(REST)
    assert data_asked(visit.asked) == []


def test_a_theme_that_changes_redraws_the_trend_without_the_server(visit: Any) -> None:
    page = visit.open()
    page.wait_for_timeout(REST)
    visit.asked.clear()
    light = scroll_to_trend(page)["data"][0]["line"]["color"]
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(2 * REST)
    assert scroll_to_trend(page)["data"][0]["line"]["color"] != light
    assert callbacks(visit.asked) == []


def test_a_region_is_asked_for_only_while_it_is_chosen(visit: Any) -> None:
    page = visit.open()
    page.wait_for_timeout(REST)
    visit.asked.clear()
    find(page, "bantul")
    expect(page.locator("#region-name")).to_have_text("Kabupaten Bantul")
    page.wait_for_timeout(REST)
    assert len(callbacks(visit.asked)) == 2
    visit.asked.clear()
    page.locator("#react-entry-point .close").click()
    expect(page.locator("#region-name")).to_have_count(0)
    expect(page.locator("#region-records > *")).to_have_count(0)
    choose(page, "Diteruskan")
    page.wait_for_timeout(REST)
    assert callbacks(visit.asked) == []
    page.go_back()
    page.go_back()
    expect(page.locator("#region-name")).to_have_text("Kabupaten Bantul")


def test_parts_of_the_trend_are_asked_for_only_while_they_are_chosen(visit: Any) -> None:
    page = visit.open()
    page.wait_for_timeout(REST)
    visit.asked.clear()
    page.locator("#trend-choice a", has_text="tahap").click()
    expect(page.locator("#trend-choice svg").first).to_be_attached()
    choose(page, "Diteruskan")
    expect(page.locator("#trend-choice a").first).to_have_attribute("href", re.compile("diteruskan"))
    assert len(callbacks(visit.asked)) == 2
    visit.asked.clear()
    page.locator("#trend-choice a").first.click()
    expect(page.locator("#trend-choice svg")).to_have_count(0)
    choose(page, "Dugaan")
    expect(page.locator("#trend-choice a").first).to_have_attribute("href", "/#rincian")
    assert callbacks(visit.asked) == []


def test_what_was_unfolded_stays_so_and_keeps_the_focus(visit: Any) -> None:
    page = visit.open()
    table = page.locator("#map-table details")
    page.locator("#map-table summary").focus()
    page.keyboard.press("Enter")
    expect(table).to_have_attribute("open", "")
    settle(page, "?sampai=2024-09")
    expect(page.locator("h1")).to_contain_text("akhir September 2024")
    expect(table).to_have_attribute("open", "")
    expect(page.locator("#map-table summary")).to_be_focused()
    settle(page, "?provinsi=34&sampai=2024-09")
    settle(page, "?sampai=2024-09")
    expect(table).not_to_have_attribute("open", "")


def test_words_that_do_not_arrive_are_missed_aloud_with_a_way_to_try_again(new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    page = visit.page
    page.route("**/kalimat/**", lambda route: route.abort())
    visit.open()
    expect(page.locator("#error")).to_be_visible()
    before = page.locator("h1").inner_text()
    choose(page, "Diteruskan")
    expect_address(page, "?tahap=diteruskan")
    page.wait_for_timeout(REST)
    assert page.locator("h1").inner_text() == before
    page.unroute("**/kalimat/**")
    page.locator("#retry").click()
    take_over(page)
    expect(page.locator("h1")).to_contain_text("diteruskan ke KASN atau BKN")
    expect(page.locator(SHAPES)).to_have_count(514)
    expect(page.locator("#error")).to_be_hidden()
    visit.complaints.clear()
