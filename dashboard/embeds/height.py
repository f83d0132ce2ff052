"""Estimates how high a chart is in a frame, for hosts that run no script and so are never told."""

from dashboard.charts.drawing import VIEW_BOX
from dashboard.charts.measure import wrapped
from dashboard.embeds.asked import Framing
from dashboard.embeds.charts import WIDEST, width_for
from dashboard.graphics.chart import Graphic

PLAIN_WIDTH = 720
"""Width in pixels of a column of an article, where nobody says how wide it is."""
AT_THE_SIDES, ABOVE_AND_BELOW, BETWEEN = 8, 18, 12
TITLE, SUBTITLE, SOURCE = (17.6, 1.3), (14.0, 1.5), (12.8, 1.5)
"""Size of letters in pixels and height of a line in letters, as ``sematan.css`` has them."""

FOOT = " 0123456789" * 8
"""Stands for release, day and links behind the source."""


def frame_height(graphic: Graphic, framing: Framing, width: int = PLAIN_WIDTH) -> int:
    """Return the height in pixels that a chart needs in a frame of some width; a little too much is better."""
    inner = width - AT_THE_SIDES
    sheet = width_for(width)
    found = VIEW_BOX.search(graphic.draw(sheet, ""))
    drawn = float(found[2]) * min(inner, WIDEST) / sheet if found else 0
    words = [(graphic.subtitle, SUBTITLE), (graphic.note, SOURCE), (graphic.source + FOOT, SOURCE)]
    if framing.titled:
        words.append((graphic.title, TITLE))
    lines = sum(_high(said, inner, *look) for said, look in words if said)
    return round(drawn + lines + ABOVE_AND_BELOW)


def _high(said: str, width: float, size: float, line: float) -> float:
    return len(wrapped(said, width, size)) * size * line + BETWEEN
