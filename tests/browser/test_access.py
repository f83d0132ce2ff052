"""Uses the page as people without a mouse, without sight, or with a phone do."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import choose, find

# What the pages look like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

TARGETS = (
    ".plain-button, .legend-entry, .dash-slider-thumb, .dash-dropdown-clear, .dash-radioitems label,"
    "button.dash-dropdown, .close"
)
CONTRAST = """node => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255);
    const [red, green, blue] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let ground = node;
  while (/, 0\\)$|transparent/.test(getComputedStyle(ground).backgroundColor)) { ground = ground.parentElement; }
  const both = [light(getComputedStyle(node).color), light(getComputedStyle(ground).backgroundColor)].sort();
  return (both[1] + 0.05) / (both[0] + 0.05);
}"""
FOCUSED = """() => {
  const node = document.activeElement;
  const group = node.closest("[role=radiogroup]");
  return group ? group.id : node.id || node.getAttribute("role") || node.tagName;
}"""


def tab_stops(page: Page, count: int) -> list[str]:
    """Press Tab and say where the focus is, so many times."""
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate(FOCUSED)))
    return stops


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("id", ("Daerah saya", "Tahap penanganan", "Dugaan", "Sampai akhir bulan", "Desember 2024", "Pilkada 2024")),
        ("en", ("My region", "Stage of handling", "Alleged", "To the end of", "December 2024", "(Pilkada)")),
    ],
)
def test_every_control_says_its_name_and_value(lang: str, names: tuple[str, ...], visit: Any) -> None:
    page = visit.open(f"/?lang={lang}")
    search, stage, chosen, month, last, election = names
    expect(page.locator("#search")).to_have_accessible_name(f"{search} {page.locator('#search').inner_text()}")
    expect(page.locator("#stage")).to_have_accessible_name(f"{stage} {chosen}")
    expect(page.get_by_role("slider", name=month)).to_have_attribute("aria-valuetext", last)
    expect(page.get_by_role("radio", name=election)).to_be_checked()
    groups = page.locator("#react-entry-point [role=radiogroup]")
    assert groups.count() == page.locator("#react-entry-point fieldset").count() == 5
    for name in page.locator("#react-entry-point legend").all_inner_texts():
        expect(page.get_by_role("radiogroup", name=name)).to_have_count(1)


def test_names_and_roles_stay_after_a_choice(visit: Any) -> None:
    page = visit.open()
    page.locator("#election label", has_text="Pemilu 2024").click()
    choose(page, "Diteruskan")
    expect(page.locator("#stage")).to_have_accessible_name("Tahap penanganan Diteruskan")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", page.locator("#month-name").inner_text())
    expect(page.locator("[role=listbox], [role=option], label[aria-selected]")).to_have_count(0)


def test_an_open_list_is_a_named_dialog_of_radio_buttons(visit: Any) -> None:
    page = visit.open()
    page.locator("#stage").click()
    dialog = page.get_by_role("dialog", name="Tahap penanganan")
    expect(dialog.get_by_role("radiogroup", name="Tahap penanganan").get_by_role("radio", checked=True)).to_have_count(
        1
    )
    expect(page.locator("[role=listbox], [role=option]")).to_have_count(0)


def test_nothing_hidden_takes_the_focus(visit: Any) -> None:
    page = visit.open("/?wilayah=3402")
    expect(page.locator("[aria-hidden=true]:is(input, button, a, [tabindex='0']):not([tabindex='-1'])")).to_have_count(
        0
    )


def test_the_keyboard_reaches_the_controls_in_their_order(visit: Any) -> None:
    page = visit.open()
    page.locator("#react-entry-point .site-links a").last.focus()
    assert tab_stops(page, 8) == ["search", "election", "stage", "unit", "level", "measure", "play", "slider"]
    assert tab_stops(page, 4) == ["province", "kind", "map-keys", "card-link"]
    assert tab_stops(page, 2) == ["card-close", "legend-0"]
    expect(page.locator("#map-card")).to_be_hidden()


def test_the_keyboard_alone_changes_the_view(visit: Any) -> None:
    page = visit.open()
    page.locator("#react-entry-point .site-links a").last.focus()
    tab_stops(page, 2)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Pemilu 2024")).to_be_checked()
    expect(page.locator("h1")).to_contain_text("Pemilu 2024")
    tab_stops(page, 1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("radio", name="Dugaan")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("dialog").get_by_role("radio", name="Diproses")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).to_contain_text("Diproses")
    expect(page.locator("#stage")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/?wilayah=3402"])
def test_no_target_is_smaller_than_a_fingertip_needs(path: str, new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=360, height=740).open(path)
    sizes = page.locator(TARGETS).evaluate_all(
        "nodes => nodes.filter(node => !node.closest('[hidden]'))"
        ".map(node => [node.className, node.offsetWidth || node.clientWidth, node.offsetHeight])"
    )
    assert len(sizes) >= 9
    assert [size for size in sizes if min(size[1:]) < 24] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_in_the_empty_search_can_be_read(scheme: str, new_visit: Callable[..., Any]) -> None:
    page = new_visit(color_scheme=scheme).open()
    assert page.locator("#search-value").evaluate(CONTRAST) >= 4.5


def test_the_title_follows_election_and_region(visit: Any) -> None:
    page = visit.open()
    expect(page).to_have_title("Indonesia: netralitas ASN, Pilkada 2024")
    page.locator("#election label", has_text="Pemilu 2024").click()
    expect(page).to_have_title("Indonesia: netralitas ASN, Pemilu 2024")
    find(page, "bantul")
    expect(page).to_have_title("Kabupaten Bantul: netralitas ASN, Pemilu 2024")
    page.go_back()
    expect(page).to_have_title("Indonesia: netralitas ASN, Pemilu 2024")
    page.go_back()
    expect(page).to_have_title("Indonesia: netralitas ASN, Pilkada 2024")


def test_closing_a_region_hands_the_focus_back_to_the_search(visit: Any) -> None:
    page = visit.open()
    find(page, "bantul")
    expect(page.locator("#region-name")).to_be_focused()
    page.locator("#react-entry-point .close").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#region-name")).to_have_count(0)
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_be_in_viewport()


def test_a_tap_in_the_search_of_a_phone_opens_the_region(new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=360, height=740, has_touch=True).open()
    page.locator("#search").tap()
    page.locator(".dash-dropdown-search").fill("bantul")
    page.locator(".dash-dropdown-content label", has_text="Kabupaten Bantul").tap()
    expect(page.locator("#region-name")).to_have_text("Kabupaten Bantul")
    expect(page.locator("#region-name")).to_be_in_viewport()
