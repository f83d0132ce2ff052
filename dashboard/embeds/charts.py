"""Draws the charts that are set into other pages, for as many widths as columns of articles have."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from dashboard.charts.drawing import VIEW_BOX
from dashboard.elements import el, join
from dashboard.graphics.chart import Graphic
from etl.catalogue import load_catalogue

PATH = "/embed"
WIDTHS: Mapping[str, int] = {"kecil": 320, "sedang": 500, "besar": 740}
"""Class of a drawing -> width in pixels for which it is made; the sheet of embeds shows the one that fits the frame."""
FROM: Mapping[str, int] = {"kecil": 0, "sedang": 450, "besar": 680}
"""Class of a drawing -> the narrowest frame that it is shown in."""
WIDEST = 960
"""Pixels beyond which a drawing does not grow."""
LEGEND = re.compile(r'<g class="legenda" data-top="([0-9.]+)">')
MANY = 100
"""Regions from which on a map is drawn once for all widths: three times five hundred shapes keep a slow phone busy."""


def drawn(graphic: Graphic) -> Markup:
    """Draw a chart for all widths."""
    drawings = {name: graphic.draw(width, "") for name, width in WIDTHS.items()}
    if load_catalogue().charts[graphic.chart].kind == "map" and drawings["besar"].count("<a ") >= MANY:
        whole = _cut(drawings["besar"])
        legends = {name: _cut(drawing).legend for name, drawing in drawings.items()}
        return join(whole.map, *_by_width(legends))
    return join(*_by_width(drawings))


def _by_width(drawings: Mapping[str, Markup]) -> list[Markup]:
    return [el("div", drawing, class_=f"ukuran-{name}") for name, drawing in drawings.items()]


class _Parts(NamedTuple):
    """A map and its legend, each as a drawing of its own."""

    map: Markup
    legend: Markup


def _cut(drawing: Markup) -> _Parts:
    """Cut a drawn map where its legend begins."""
    found, box = LEGEND.search(drawing), VIEW_BOX.search(drawing)
    if found is None or box is None:
        raise ValueError(drawing[:200])
    top, width, height = float(found[1]), float(box[1]), float(box[2])
    above = VIEW_BOX.sub(f'viewBox="0 0 {width:g} {top:g}"', str(drawing)[: found.start()], count=1)
    below = Markup(str(drawing)[found.start() : drawing.rindex("</svg>")])  # noqa: S704 (a drawing of ours)
    legend = el("svg", below, viewBox=f"0 {top:g} {width:g} {height - top:g}", class_="grafik")
    return _Parts(Markup(f"{above}</svg>"), legend)  # noqa: S704 (a drawing of ours)


def width_for(frame: int) -> int:
    """Return the width of the drawing that a frame of some pixels shows."""
    name = max((name for name, least in FROM.items() if least <= frame), key=lambda name: FROM[name])
    return WIDTHS[name]
