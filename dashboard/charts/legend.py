"""Draws the legend of a chart: samples with their words, in as many rows as the width needs."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from dashboard.charts.drawing import LINE, SMALL, block, label
from dashboard.charts.measure import text_width, wrapped
from dashboard.elements import join

SAMPLE_WIDTH, SAMPLE_HEIGHT = 18, 12
GAP, BETWEEN, ROW = 6, 18, 20
HATCHED = frozenset({"warna-0", "deklarasi-nihil"})
"""Classes of regions of which nothing is published: images hatch them, so that no shade can be taken for a number."""


class Entry(NamedTuple):
    """One entry: the class of its sample, what it means, and how often it occurs, which may be empty."""

    class_: str
    meaning: str
    often: str = ""


class Legend(NamedTuple):
    """A drawn legend, from its upper left corner, with its height in pixels."""

    drawn: Markup
    height: float


def draw_legend(entries: Sequence[Entry], *, width: float, top: float) -> Legend:
    """Draw entries side by side, those that do not fit in further rows."""
    parts: list[Markup] = []
    x, y = 0.0, top
    for entry in entries:
        lines = wrapped(_words(entry), width - SAMPLE_WIDTH - GAP, SMALL)
        wide = SAMPLE_WIDTH + GAP + max(text_width(line, SMALL) for line in lines)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        parts.append(_entry(entry, lines, x, y))
        if len(lines) > 1:
            x, y = 0.0, y + (len(lines) - 1) * LINE + ROW
        else:
            x += wide + BETWEEN
    return Legend(join(*parts), (y + ROW if x else y) - top)


def _words(entry: Entry) -> str:
    return f"{entry.meaning} ({entry.often})" if entry.often else entry.meaning


def _entry(entry: Entry, lines: Sequence[str], x: float, y: float) -> Markup:
    words = (
        label(line, x + SAMPLE_WIDTH + GAP, y + SAMPLE_HEIGHT - 2 + number * LINE, class_="kunci")
        for number, line in enumerate(lines)
    )
    hatch = block(x, y, SAMPLE_WIDTH, SAMPLE_HEIGHT, "corak-contoh") if entry.class_ in HATCHED else None
    return join(block(x, y, SAMPLE_WIDTH, SAMPLE_HEIGHT, f"contoh {entry.class_}"), hatch, *words)
