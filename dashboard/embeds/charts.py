"""Draws the charts that are set into other pages, for as many widths as columns of articles have."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.graphics.chart import Graphic

PATH = "/embed"
WIDTHS: Mapping[str, int] = {"kecil": 320, "sedang": 500, "besar": 740}
"""Class of a drawing -> width in pixels for which it is made; the sheet of embeds shows the one that fits the frame."""
FROM: Mapping[str, int] = {"kecil": 0, "sedang": 450, "besar": 680}
"""Class of a drawing -> the narrowest frame that it is shown in."""
WIDEST = 960
"""Pixels beyond which a drawing does not grow."""


def drawn(graphic: Graphic) -> Markup:
    """Draw a chart for all widths."""
    return join(*(el("div", graphic.draw(width, ""), class_=f"ukuran-{name}") for name, width in WIDTHS.items()))


def width_for(frame: int) -> int:
    """Return the width of the drawing that a frame of some pixels shows."""
    name = max((name for name, least in FROM.items() if least <= frame), key=lambda name: FROM[name])
    return WIDTHS[name]
