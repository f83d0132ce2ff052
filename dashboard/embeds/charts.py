"""Gives the charts that can be set into other pages, each drawn from the same definition as page, image and files."""

from markupsafe import Markup

from dashboard.charts.drawing import pair
from dashboard.graphics.chart import Graphic

PATH = "/embed"


def drawn(graphic: Graphic) -> Markup:
    """Draw a chart for both widths of a page."""
    return pair(lambda width: graphic.draw(width, ""))
