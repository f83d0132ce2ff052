"""Sets a chart into a picture that stands alone: title, drawing, how to read it, source, release and link."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.drawing import SMALL, SPACE, label, moved, piece, rule, shortened
from dashboard.charts.measure import text_width, wrapped
from dashboard.elements import el, join
from dashboard.graphics.chart import Graphic
from dashboard.graphics.patterns import patterns
from dashboard.graphics.themes import PRINT, colours_of, style

PLAIN_WIDTH = 800
"""Up to this width text has the size that it has on a page; larger pictures are seen from farther away."""
NARROW_UNDER = 560
BREAKS = re.compile(r"(?<=[/?&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a chart is set.

    Attributes:
        width: of the picture, in pixels.
        theme: one of ``themes.THEMES``.
        titled: whether its title is in it.
        root: public address of the site.
        release: the words for the release.
    """

    width: int
    theme: str
    titled: bool = True
    root: str
    release: str

    @property
    def enlarged(self) -> float:
        """Return how much larger everything is than on a page: the square root of what the width grows by."""
        return max(1.0, math.sqrt(self.width / PLAIN_WIDTH))

    @property
    def sheet(self) -> float:
        """Return the width for which the picture is laid out."""
        return self.width / self.enlarged

    @property
    def narrow(self) -> bool:
        """Tell whether the picture is laid out as on a phone."""
        return self.sheet < NARROW_UNDER

    @property
    def margin(self) -> int:
        """Return the room at each side."""
        return 14 if self.narrow else 24


def picture(graphic: Graphic, setting: Setting) -> str:
    """Write the whole picture as SVG."""
    inner = int(setting.sheet - 2 * setting.margin)
    above, top = _stacked(_opening(graphic, setting), inner, 0.0)
    drawn = piece(graphic.draw(inner, setting.root))
    below, bottom = _stacked(_closing(graphic), inner, top + drawn.height)
    foot = _link(graphic, setting, inner, bottom)
    whole = bottom + foot.height + 2 * setting.margin
    body = join(above, moved(drawn.body, 0, top), below, foot.drawn)
    return str(
        el(
            "svg",
            el("title", graphic.title),
            el("desc", graphic.alt),
            el("style", style(setting.theme)),
            patterns(colours_of(setting.theme), in_print=setting.theme == PRINT),
            el("rect", width="100%", height="100%", class_="kertas"),
            moved(body, setting.margin, setting.margin),
            xmlns=SPACE,
            width=setting.width,
            height=round(whole * setting.enlarged),
            viewBox=f"0 0 {shortened(setting.sheet)} {shortened(whole)}",
            role="group",
            lang=graphic.lang,
            class_=f"grafik gambar gambar-{setting.theme}",
        )
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A few lines of words with their look and the room above them."""

    said: str
    size: int
    class_: str
    before: float
    bold: bool = False

    @property
    def step(self) -> float:
        return round(self.size * 1.28)


def _opening(graphic: Graphic, setting: Setting) -> Iterator[_Words]:
    if setting.titled:
        yield _Words(graphic.title, 17 if setting.narrow else 20, "judul-gambar", 0, bold=True)
    yield _Words(graphic.subtitle, 13 if setting.narrow else 14, "anak-judul", 3)
    yield _Words("", SMALL, "", 10)


def _closing(graphic: Graphic) -> Iterator[_Words]:
    if graphic.note:
        yield _Words(graphic.note, SMALL, "sumber", 8)
    yield _Words(graphic.source, SMALL, "sumber", 8 if graphic.note else 10)


def _stacked(words: Iterator[_Words], width: float, top: float) -> tuple[Markup, float]:
    """Write words one under the other from a height on; return them with where they end."""
    parts: list[Markup] = []
    for each in words:
        top += each.before
        for line in wrapped(each.said, width, each.size, bold=each.bold) if each.said else ():
            parts.append(label(line, 0, top + each.size, size=each.size, class_=each.class_, bold=each.bold))
            top += each.step
    return join(*parts), top


@dataclass(frozen=True, slots=True)
class _Foot:
    drawn: Markup
    height: float


def _link(graphic: Graphic, setting: Setting, width: float, top: float) -> _Foot:
    """Write release and link under a thin line."""
    address = graphic.address()
    lines = _broken(f"{setting.root.partition('://')[2]}{address}", width)
    said = [label(setting.release, 0, top + 24, class_="sumber", bold=True)]
    beside = text_width(setting.release, SMALL, bold=True) + 24 + text_width(lines[0], SMALL) <= width
    first = top + (24 if beside and len(lines) == 1 else 40)
    anchor, x = ("end", width) if first == top + 24 else ("start", 0.0)
    words = (label(line, x, first + 15 * number, anchor=anchor, class_="sumber") for number, line in enumerate(lines))
    linked = el("a", *words, href=setting.root + address)
    thin = rule(0, top + 7, width, top + 7, "garis-kaki")
    return _Foot(join(thin, *said, linked), first + 15 * (len(lines) - 1) - top + 4)


def _broken(address: str, width: float) -> Sequence[str]:
    """Break an address into lines, after the marks that part it."""
    lines = [""]
    for part in BREAKS.split(address):
        if lines[-1] and text_width(lines[-1] + part, SMALL) > width:
            lines.append("")
        lines[-1] += part
    return lines
