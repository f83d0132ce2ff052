"""Gives the images of charts: kept ones at once, new ones after they were drawn, a few at a time.

Answers are kept by their address with all other pages; here an image is kept under what it shows, however its address
was written, so that a flood of spellings draws it once. Each worker keeps its own: a directory that workers share would
save one drawing a worker, and would have to be cleaned, guarded and configured by every operator, on hosts without a
lasting disk as well.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.bounded import Bounded
from dashboard.compression import pack
from dashboard.conversion import PNG, Converter
from dashboard.graphics.asked import scale, setting
from dashboard.graphics.chart import Chart, Graphic
from dashboard.graphics.picture import Setting, picture
from dashboard.operation.budgets import Work, spend
from dashboard.operation.turns import Turns
from dashboard.release import Snapshot

SVG = "svg"
ROOM = 24_000_000
"""Bytes of images kept by each worker."""
LARGEST_PART = 4
"""An image of more than this part of the room is not kept: it would drive out too many others."""
DRAWN_AT_ONCE, CONVERTED_AT_ONCE = 3, 2
"""Of the four threads of a worker one is always left for all else, and two where a conversion may take seconds."""
QUALITY = 5
"""How well an SVG is compressed, once: more takes longer than it saves."""
TAG = 16
Meaning = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: a chart, what the address says of it, and what kind of file it becomes."""

    chart: Chart
    kind: str
    query: Mapping[str, str]
    root: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image as it is kept, an SVG compressed with brotli."""

    body: bytes
    tag: str


class Images:
    """The images of one server."""

    def __init__(
        self,
        *,
        room: int = ROOM,
        drawing: Turns | None = None,
        converting: Turns | None = None,
        converter: Converter | None = None,
    ) -> None:
        self._room = room
        self._kept: Bounded[Meaning, Image] = Bounded(room=room)
        self._drawing = drawing or Turns(DRAWN_AT_ONCE, work="drawing")
        self._converting = converting or Turns(CONVERTED_AT_ONCE, work="conversion")
        self._converter = converter or Converter()

    def of(self, wanted: Wanted, snapshot: Snapshot, *, current: str | None = None) -> Image:
        """Return an image; those of older releases are kept as long as ``current`` is the release of the site.

        Raises:
            ParameterError: the query has a wrong value.
            TooMuchError: too many are being drawn, or were for whoever asks.
            ConversionError: it cannot be made.
        """
        asked = setting(wanted.query, snapshot, root=wanted.root)
        points = scale(wanted.query) if wanted.kind == PNG else 1
        graphic = wanted.chart.graphic(snapshot, wanted.query)
        shown = current or snapshot.release_id
        meaning = (snapshot.release_id, graphic.chart, wanted.kind, asked, points, *sorted(graphic.query.items()))
        known = self._kept.find(shown, meaning)
        if known is not None:
            return known
        spend(Work.DRAWING)
        body = self._made(graphic, asked, wanted.kind, points)
        made = Image(body, hashlib.sha256(body).hexdigest()[:TAG])
        if len(body) * LARGEST_PART <= self._room:
            self._kept.keep(shown, meaning, made, size=len(body))
        return made

    def _made(self, graphic: Graphic, asked: Setting, kind: str, points: int) -> bytes:
        if kind == SVG:
            with self._drawing.taken():
                return pack(picture(graphic, asked).encode(), quality=QUALITY)
        with self._converting.taken():
            return self._converter.convert(picture(graphic, asked), kind, scale=points)
