"""The colours of the maps can be told apart, also by people who see fewer colours and in a grey print."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from dashboard.palette import THEMES
from dashboard.palette import palette as colours_of
from etl.catalogue import Palette, load_catalogue

CATALOGUE = load_catalogue()
Vector = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Ottosson (2020): linear RGB to cone responses, their cube roots to OKLab.
TO_CONES = np.array(
    [[0.4122215, 0.5363325, 0.0514460], [0.2119035, 0.6806995, 0.1073970], [0.0883025, 0.2817188, 0.6299787]]
)
TO_OKLAB = np.array(
    [[0.2104543, 0.7936178, -0.0040720], [1.9779985, -2.4285922, 0.4505937], [0.0259040, 0.7827718, -0.8086758]]
)
CLEARLY_DIFFERENT = 0.08
HARDLY_DIFFERENT = 0.12

each_palette = pytest.mark.parametrize("palette", CATALOGUE.palettes.values(), ids=CATALOGUE.palettes)
each_sight = pytest.mark.parametrize("sight", SIGHT)


def linear(colour: str) -> Vector:
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: str, sight: str) -> Vector:
    lab: Vector = TO_OKLAB @ np.cbrt(TO_CONES @ np.clip(SIGHT[sight] @ linear(colour), 0, 1))
    return lab


def distance(first: str, second: str, sight: str) -> float:
    return float(np.linalg.norm(seen(first, sight) - seen(second, sight)))


def states(palette: Palette) -> list[str]:
    return [palette.nol, palette.nihil_terpublikasi, palette.disembunyikan]


def test_both_themes_have_a_palette_with_a_colour_for_each_class() -> None:
    classes = CATALOGUE.charts["peta-pelanggaran"].classes.values()
    sizes = {len(breaks.bounds(unit)) for breaks in classes for unit in CATALOGUE.fields["unit"].codes}
    colours = {name: {len(palette.classes)} for name, palette in CATALOGUE.palettes.items()}
    assert colours == {"light": sizes, "dark": sizes}


def test_the_map_of_declarations_has_a_colour_for_each_class() -> None:
    floors = CATALOGUE.charts["peta-deklarasi"].day_classes
    assert {len(palette.declared) for palette in CATALOGUE.palettes.values()} == {len(floors)}


def test_every_state_without_a_number_has_its_colour() -> None:
    without_number = set(CATALOGUE.fields["status"].codes) - {"ada"}
    assert without_number == set(Palette.model_fields) - {
        "name", "background", "outline", "classes", "declared", "prevention",
    }  # fmt: skip


@each_sight
@each_palette
def test_every_two_colours_of_a_map_differ(palette: Palette, sight: str) -> None:
    colours = [*palette.classes, *states(palette)]
    close = [pair for pair in combinations(colours, 2) if distance(*pair, sight) < CLEARLY_DIFFERENT]
    assert close == []


@each_sight
@each_palette
def test_every_two_colours_of_the_map_of_declarations_differ(palette: Palette, sight: str) -> None:
    colours = [*palette.declared, palette.prevention, palette.nihil_terpublikasi]
    close = [pair for pair in combinations(colours, 2) if distance(*pair, sight) < CLEARLY_DIFFERENT]
    assert close == []


@each_sight
@pytest.mark.parametrize(("theme", "direction"), [("light", -1), ("dark", 1)])
def test_larger_numbers_step_away_from_the_page(theme: str, direction: int, sight: str) -> None:
    for colours in (CATALOGUE.palettes[theme].classes, CATALOGUE.palettes[theme].declared):
        lightness = [seen(colour, sight)[0] for colour in colours]
        assert min(direction * (after - before) for before, after in pairwise(lightness)) > 0.05


@each_sight
@pytest.mark.parametrize("theme", THEMES)
def test_every_two_lines_of_a_chart_differ(theme: str, sight: str) -> None:
    close = [pair for pair in combinations(colours_of(theme).series, 2) if distance(*pair, sight) < CLEARLY_DIFFERENT]
    assert close == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_names_of_lines_can_be_read_in_their_colours(theme: str) -> None:
    colours = colours_of(theme)
    assert min(contrast(colour, colours.background) for colour in colours.series) >= 4.5


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


@each_palette
def test_nothing_published_is_grey_and_recedes(palette: Palette) -> None:
    _, green_red, blue_yellow = seen(palette.nihil_terpublikasi, "normal")
    assert max(abs(green_red), abs(blue_yellow)) < 0.02
    assert distance(palette.nihil_terpublikasi, palette.background, "normal") < HARDLY_DIFFERENT
    assert all(
        distance(colour, palette.background, "normal")
        > distance(palette.nihil_terpublikasi, palette.background, "normal")
        for colour in (*palette.classes, palette.nol, palette.disembunyikan)
    )
