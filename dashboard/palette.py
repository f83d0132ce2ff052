"""Knows the colours of both themes and the classes into which counts are put."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from etl.catalogue import load_catalogue

FILE = Path(__file__).with_name("palettes.yml")
LIGHT, DARK = "terang", "gelap"
THEMES = (LIGHT, DARK)
DECLARED = {LIGHT: "light", DARK: "dark"}
MAP_CHART = "peta-pelanggaran"
NOTHING_CLASS, ZERO_CLASS, FIRST_NUMBER_CLASS = 0, 1, 2
SUPPRESSED_CLASS = FIRST_NUMBER_CLASS + len(load_catalogue().palettes[DECLARED[LIGHT]].classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of one theme."""

    nothing: str
    zero: str
    steps: Sequence[str]
    suppressed: str
    declared: Sequence[str]
    prevention: str
    background: str
    border: str
    chosen: str
    text: str
    muted: str
    grid: str
    bar: str
    bar_unexplained: str
    line: str
    band: str
    polling: str
    series: Sequence[str]

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the colour of every class, by its index."""
        return (self.nothing, self.zero, *self.steps, self.suppressed)


@lru_cache(maxsize=len(THEMES))
def palette(theme: str) -> Palette:
    """Return the colours of a theme."""
    name = DECLARED[theme]
    states = load_catalogue().palettes[name]
    inks = yaml.safe_load(FILE.read_text(encoding="utf-8"))[name]
    return Palette(
        nothing=states.nihil_terpublikasi,
        zero=states.nol,
        steps=states.classes,
        suppressed=states.disembunyikan,
        declared=states.declared,
        prevention=states.prevention,
        background=states.background,
        **inks,
    )


def class_floors(level: str, unit: str) -> tuple[int, ...]:
    """Return the smallest number of each class of a level."""
    return load_catalogue().charts[MAP_CHART].classes[level].bounds(unit)


def rate_floors(level: str) -> tuple[float, ...]:
    """Return the smallest rate of each class of a level, empty where a level has no rates."""
    return load_catalogue().charts[MAP_CHART].classes[level].per_10000


def class_of(value: float | None, *, stated_zero: bool, floors: Sequence[float], suppressed: bool = False) -> int:
    """Return the class of a number; a sum of zeros is not a stated zero, and nothing published is neither."""
    if suppressed:
        return SUPPRESSED_CLASS
    if value:
        return FIRST_NUMBER_CLASS + bisect_right(floors, value) - 1
    return ZERO_CLASS if stated_zero else NOTHING_CLASS
