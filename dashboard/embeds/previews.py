"""Gives the picture by which other sites and messengers announce a page: that of the chart that stands for it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dashboard.embeds.targets import target
from dashboard.graphics.asked import WIDTH, setting
from dashboard.graphics.chart import Graphic
from dashboard.graphics.picture import picture
from dashboard.graphics.registry import CHARTS
from dashboard.head import Preview
from dashboard.release import Snapshot

PREVIEW_WIDTH = 1200
KEPT = 512
SIZE = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')


def preview(path: str, query: Mapping[str, str], snapshot: Snapshot, *, root: str) -> Preview | None:
    """Return the preview of a page, or none where it has no chart.

    Raises:
        ParameterError: the query has a value that the chart cannot have.
    """
    found = target(path, query)
    return _preview(found.chart, tuple(sorted(found.query.items())), snapshot, root) if found else None


@lru_cache(maxsize=KEPT)
def _preview(chart: str, query: tuple[tuple[str, str], ...], snapshot: Snapshot, root: str) -> Preview:
    graphic = CHARTS[chart].graphic(snapshot, dict(query))
    width, height = image_size(graphic, snapshot, width=PREVIEW_WIDTH, root=root)
    address = root + graphic.address("png", **{WIDTH: str(PREVIEW_WIDTH)})
    return Preview(image=address, width=width, height=height, alt=graphic.alt)


def image_size(graphic: Graphic, snapshot: Snapshot, *, width: int, root: str) -> tuple[int, int]:
    """Return width and height in pixels of the picture of a chart that is asked for in some width."""
    found = SIZE.search(picture(graphic, setting({WIDTH: str(width)}, snapshot, root=root)))
    return (int(found[1]), int(found[2])) if found else (width, width)
