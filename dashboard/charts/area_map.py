"""Draws a map for any width: one labelled shape a region, each with its class and link, and the legend below."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.drawing import SMALL, drawing, is_narrow, label, moved, shortened
from dashboard.charts.legend import HATCHED, Entry, draw_legend
from dashboard.elements import el

OUTLINE, CHOSEN, BORDER = 0.5, 2.2, 1.1
"""Widths of lines in pixels."""
ABOVE_LEGEND = 12
HIGHEST = {True: 1.1, False: 0.72}
"""How high a map may be for each pixel of its width, on a phone and elsewhere: some provinces are long and thin."""
PATTERNS = ("nihil", "cegah", "nol", "sembunyi", "kelas-2", "kelas-4")
"""Patterns that a picture may fill areas with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One region: its shape, the class of its colour, what is on record of it, and the page that tells more."""

    class_: str
    shape: str
    said: str
    link: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """A map: areas on a sheet of ``size`` units, lines over them, and the legend.

    Attributes:
        title: text alternative, one sentence.
        missing: what is said where there are no shapes.
        borders: path of lines between groups of areas; empty for none.
    """

    title: str
    lang: str
    size: tuple[float, float]
    areas: Sequence[Area]
    legend: Sequence[Entry]
    missing: str
    borders: str = ""


def draw_area_map(view: AreaMap, *, width: int) -> Markup:
    """Draw the map for a width in pixels."""
    highest = width * HIGHEST[is_narrow(width)]
    scale = min(width / view.size[0], highest / view.size[1])
    high = view.size[1] * scale if view.areas else 3.0 * SMALL
    aside = (width - view.size[0] * scale) / 2
    legend = draw_legend(view.legend, width=width, top=high + ABOVE_LEGEND)
    return drawing(
        _patterns(scale) if view.areas else None,
        moved(_areas(view, scale), aside, 0) if view.areas else label(view.missing, 0, 2 * SMALL, class_="nihil"),
        el("g", legend.drawn, class_="legenda", data_top=shortened(high + ABOVE_LEGEND)),
        width=width,
        height=high + ABOVE_LEGEND + legend.height,
        title=view.title,
        lang=view.lang,
        role="group",
    )


def _patterns(scale: float) -> Markup:
    """Give the patterns of a picture the size on the map that they have in the legend; on a page they mean nothing."""
    back = f"scale({1 / scale:.3f})"
    return el("defs", *(el("pattern", id=f"peta-{name}", href=f"#{name}", patternTransform=back) for name in PATTERNS))


def _areas(view: AreaMap, scale: float) -> Markup:
    outlines = [el("path", d=area.shape, class_="pilih") for area in view.areas if area.chosen]
    # One shape for the hatching of them all: a pattern in each of hundreds makes a PDF ten times as large.
    hatched = "".join(area.shape for area in view.areas if area.class_ in HATCHED)
    return el(
        "g",
        el("g", *map(_area, view.areas), stroke_width=_fine(OUTLINE / scale)),
        el("path", d=hatched, class_="corak") if hatched else None,
        el("path", d=view.borders, class_="batas", stroke_width=_fine(BORDER / scale)) if view.borders else None,
        el("g", *outlines, stroke_width=_fine(CHOSEN / scale)) if outlines else None,
        transform=f"scale({scale:.4f})",
        class_="peta",
    )


def _area(area: Area) -> Markup:
    drawn = el("path", el("title", area.said), d=area.shape, class_=area.class_)
    return el("a", drawn, href=area.link, aria_label=area.said)


def _fine(value: float) -> str:
    """Write a length in units of a scaled sheet, which may be small."""
    return f"{value:.3f}"
