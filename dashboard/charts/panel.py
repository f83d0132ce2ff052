"""Draws the frame of a panel: round numbers at its side, lines across, a title over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.drawing import LINE, SIZE, SMALL, label, message, rule
from dashboard.charts.measure import text_width, wrapped
from dashboard.charts.scales import CountScale, Span, ticks
from dashboard.elements import join
from dashboard.wording import text

GAP, INSET, SIDE = 5, 12, 2
MIDDLE = 4
"""How far the base line of a label lies under the middle of its signs, in pixels."""
HEADING = LINE + 13
"""Height of the title of a panel with the room under it, in pixels."""
LOWEST_TOP = 4
"""A panel reaches at least this high, so that one person does not look like a flood."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle with numbers up to a round one; in pixels."""

    across: Span
    counts: CountScale
    marked: tuple[int, ...]

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return self.counts.span.start

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.counts.span.end


def panel(*, across: Span, top: float, height: float, highest: float) -> Panel:
    """Make a panel for numbers up to the highest."""
    marked = ticks(max(LOWEST_TOP, highest))
    return Panel(across, CountScale(marked[-1], Span(top, top + height)), marked)


def side_width(highest: float, lang: str) -> float:
    """Return the room that the numbers at the side of a panel take, in pixels."""
    said = (formats.number(count, lang) for count in ticks(max(LOWEST_TOP, highest)))
    return max(text_width(number, SMALL) for number in said) + GAP


def frame(drawn: Panel, lang: str, *, said: Sequence[str] = ()) -> Markup:
    """Draw the lines of a panel with their numbers, or with what is said in their place."""
    names = said or [formats.number(count, lang) for count in drawn.marked]
    rows = zip(drawn.marked, names, strict=True)
    return join(*(_line(drawn, count, name) for count, name in rows))


def _line(drawn: Panel, count: int, name: str) -> Markup:
    y = drawn.counts.at(count)
    class_ = "dasar" if count == 0 else "kisi"
    return join(
        rule(drawn.across.start, y, drawn.across.end, y, class_),
        label(name, drawn.across.start - GAP, y + MIDDLE, anchor="end", class_="sumbu"),
    )


def heading(said: str, drawn: Panel) -> Markup:
    """Write the title of a panel above it."""
    return label(said, SIDE, drawn.top - HEADING + LINE, class_="judul", bold=True)


def nothing(drawn: Panel, lang: str) -> Markup:
    """Say in the place of a panel that nothing is published, without numbers or a line that looks like zero."""
    lines = wrapped(text("trend_nothing", lang), drawn.across.length - 2 * INSET, SIZE)
    return message(lines, drawn.across.start + INSET, (drawn.top + drawn.bottom - len(lines) * (LINE + 2)) / 2)
