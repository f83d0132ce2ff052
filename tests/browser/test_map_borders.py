"""The lines between provinces on the map of hexagons: only where two provinces meet, and only where they help."""

from typing import Any

import pytest
from playwright.sync_api import expect

from geo.regions import load_regions
from geo.tiles import corners, load_tiles
from tests.browser.steps import SHAPES

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

SIDES = "(document.querySelector('#map .batas')?.getAttribute('d').match(/M/g) || []).length"


def borders(*, without: str = "") -> int:
    """Count the sides between hexagons of different provinces, those of one province left out."""
    owners: dict[frozenset[tuple[int, int]], set[str]] = {}
    for code, cell in load_tiles(load_regions()).items():
        ring = corners(cell)
        for side in zip(ring, (*ring[1:], ring[0]), strict=True):
            owners.setdefault(frozenset(side), set()).add(code[:2])
    return sum(len(provinces) == 2 and without not in provinces for provinces in owners.values())


def test_lines_between_provinces_lie_over_the_hexagons_of_the_country(visit: Any) -> None:
    page = visit.open("/?peta=ubin")
    page.wait_for_function(f"{SIDES} > 0")
    assert page.evaluate(SIDES) == borders()
    page.locator("#kind label", has_text="Peta biasa").click()
    page.wait_for_function(f"{SIDES} === 0")
    page.locator("#kind label", has_text="Segi enam").click()
    page.wait_for_function(f"{SIDES} === {borders()}")


def test_lines_beside_a_chosen_province_are_left_to_its_outline(visit: Any) -> None:
    page = visit.open("/?peta=ubin&wilayah=32")
    page.wait_for_function(f"{SIDES} > 0")
    assert page.evaluate(SIDES) == borders(without="32")


def test_hexagons_of_a_province_are_shown_large_without_lines(visit: Any) -> None:
    page = visit.open("/?peta=ubin&provinsi=34")
    expect(page.locator(SHAPES)).to_have_count(5)
    expect(page.locator("#kind")).to_be_visible()
    widths = page.locator(SHAPES).evaluate_all("shapes => shapes.map(shape => Math.round(shape.getBBox().width))")
    assert len(set(widths)) == 1
    assert widths[0] > 50
    assert page.evaluate(SIDES) == 0
