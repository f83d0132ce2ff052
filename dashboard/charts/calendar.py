"""Draws the time axis of an election: months, stages as labelled bands, days before polling, polling day at its end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.drawing import LINE, SMALL, block, label, rule
from dashboard.charts.measure import text_width, wrapped
from dashboard.charts.scales import DayScale, Span
from dashboard.elements import join
from dashboard.views import Mark, TrendView
from dashboard.wording import text
from etl.months import month_end, month_start

DAYS_BEFORE = (90, 30, 7)
EVERY = (1, 2, 3, 4, 6, 12)
GAP, HALO, UNDER = 4, 3, 2
MONTHS_HEIGHT = 2 * LINE + 8
"""Room for the names of months under the panels, in pixels."""
NARROWEST_BAND = 2.0
KEPT = 256
"""Placed and drawn calendars kept: an election has one, and few widths and heights."""
KEPT_MONTHS = 4096


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of an axis, and what is marked on it."""

    months: tuple[str, ...]
    marks: tuple[Mark, ...]
    polling_day: date | None
    lang: str

    def holds(self, day: date) -> bool:
        """Tell whether a day lies on the axis."""
        return month_start(self.months[0]) <= day <= month_end(self.months[-1])

    def scale(self, span: Span) -> DayScale:
        """Place days between two pixels."""
        return DayScale(month_start(self.months[0]), month_end(self.months[-1]) + timedelta(days=1), span)


def calendar_of(view: TrendView) -> Calendar:
    """Return the time axis of a trend."""
    return Calendar(view.months, view.marks, view.polling_day, view.state.lang)


class Placed(NamedTuple):
    """A stage with the row above the panels in which the last line of its name stands; row 0 is the lowest.

    The band runs down from the row; further lines of the name stand above it.
    """

    lines: tuple[str, ...]
    mark: Mark
    row: int
    anchor: str
    words: Span
    band: Span

    @property
    def top_row(self) -> int:
        """Return the row of the first line of the name."""
        return self.row + len(self.lines) - 1


def days_before(calendar: Calendar) -> tuple[tuple[int, date], ...]:
    """Return the days before polling day that are marked, where they lie on the axis."""
    if calendar.polling_day is None:
        return ()
    days = ((count, calendar.polling_day - timedelta(days=count)) for count in DAYS_BEFORE)
    return tuple((count, day) for count, day in days if calendar.holds(day))


class PlacedCount(NamedTuple):
    """A number of days before polling with the row of its name; row 0 is the highest, the line runs down from it."""

    said: str
    day: date
    x: float
    row: int
    anchor: str
    words: Span


@lru_cache(maxsize=KEPT)
def placed_counts(calendar: Calendar, scale: DayScale) -> tuple[PlacedCount, ...]:
    """Give each number of days a row, from polling day backwards, so that no line runs through a name."""
    placed: list[PlacedCount] = []
    for count, day in reversed(days_before(calendar)):
        choices = _count_choices(text("days_before", calendar.lang, count=count), day, scale.at(day))
        placed.append(next(choice for choice in choices if not _blocked(choice, placed, calendar, scale)))
    return tuple(placed)


def _count_choices(said: str, day: date, x: float) -> Iterator[PlacedCount]:
    wide = text_width(said, SMALL)
    for row in range(len(DAYS_BEFORE) + 1):
        yield PlacedCount(said, day, x, row, "start", Span(x + HALO, x + HALO + wide))
        if x - HALO - wide >= 0:
            yield PlacedCount(said, day, x, row, "end", Span(x - HALO - wide, x - HALO))


def _blocked(new: PlacedCount, placed: Sequence[PlacedCount], calendar: Calendar, scale: DayScale) -> bool:
    """Tell whether a name would touch another or a line, or its own line another name."""
    polling = scale.at(calendar.polling_day) if calendar.polling_day else scale.span.end
    lines = [polling, *(other.x for other in placed if other.row <= new.row)]
    reach = Span(new.x + 0.5, new.words.end) if new.anchor == "start" else Span(new.words.start, new.x - 0.5)
    over_line = any(reach.meets(Span(x, x)) for x in lines)
    names = any(new.row == other.row and new.words.meets(other.words, GAP) for other in placed)
    through_name = any(other.row >= new.row and other.words.meets(Span(new.x, new.x), 1) for other in placed)
    return over_line or names or through_name


@lru_cache(maxsize=KEPT)
def placed_marks(calendar: Calendar, scale: DayScale) -> tuple[Placed, ...]:
    """Give each stage a row: later ones stand higher, so that no band runs through the name of another."""
    placed: list[Placed] = []
    for mark in sorted(_shown(calendar), key=lambda mark: mark.start):
        highest = max((other.top_row for other in placed), default=-1) + 1
        rows = (_placed(mark, row, calendar, scale) for row in range(highest + 1))
        placed.append(
            next((free for free in rows if not any(_meet(free, other) for other in placed)), None)
            or _placed(mark, highest, calendar, scale)
        )
    return tuple(placed)


def _shown(calendar: Calendar) -> Iterator[Mark]:
    """Yield the stages of which any day lies on the axis."""
    first, last = month_start(calendar.months[0]), month_end(calendar.months[-1])
    return (mark for mark in calendar.marks if mark.start <= last and mark.end >= first)


def _placed(mark: Mark, row: int, calendar: Calendar, scale: DayScale) -> Placed:
    """Write the name left of its band, in two lines where it is long, or right of it where not even a word fits."""
    bold = mark.start == calendar.polling_day
    left, right = scale.at(mark.start), scale.at(mark.end + timedelta(days=1))
    band = Span(left, max(right, left + NARROWEST_BAND))
    lines = wrapped(mark_name(mark, calendar), max(0, left - GAP), SMALL, bold=bold)
    room = max(text_width(line, SMALL, bold=bold) for line in lines)
    if left - GAP - room >= 0:
        return Placed(lines, mark, row, "end", Span(left - GAP - room, left - GAP), band)
    whole = mark_name(mark, calendar)
    start = band.end + GAP
    return Placed((whole,), mark, row, "start", Span(start, start + text_width(whole, SMALL, bold=bold)), band)


def mark_name(mark: Mark, calendar: Calendar) -> str:
    """Name a stage; polling day with its date."""
    if mark.start != calendar.polling_day:
        return mark.name
    return text("mark_polling", calendar.lang, name=mark.name, day=formats.short_day(mark.start, calendar.lang))


def _meet(new: Placed, old: Placed) -> bool:
    """Tell whether a name would touch another name, or a band that runs through its rows."""
    same_rows = new.row <= old.top_row and old.row <= new.top_row
    names = same_rows and new.words.meets(old.words, GAP)
    over_old_band = new.row <= old.row and new.words.meets(old.band, GAP)
    under_own_band = old.row <= new.row and old.words.meets(new.band, GAP)
    return names or over_old_band or under_own_band


def rows_high(calendar: Calendar, scale: DayScale) -> float:
    """Return the height of what stands above the panels, in pixels."""
    stages = max((placed.top_row + 1 for placed in placed_marks(calendar, scale)), default=0)
    counts = max((placed.row + 1 for placed in placed_counts(calendar, scale)), default=0)
    return (stages + counts) * LINE + GAP


@lru_cache(maxsize=KEPT)
def bands(calendar: Calendar, scale: DayScale, *, bottom: float) -> Markup:
    """Draw the stages: bands from their names down through all panels, polling day as a line."""
    placed = placed_marks(calendar, scale)
    rows = max((stage.top_row + 1 for stage in placed), default=0)
    drawn = [_band(stage, index, rows, calendar, bottom) for index, stage in enumerate(placed)]
    names = [_name(stage, rows, calendar) for stage in placed]
    return join(*drawn, *names, _countdown(calendar, scale, top=rows * LINE, bottom=bottom))


def _band(stage: Placed, index: int, rows: int, calendar: Calendar, bottom: float) -> Markup:
    top = (rows - 1 - stage.row) * LINE + 2.0
    if stage.mark.start == calendar.polling_day:
        return rule(stage.band.start, top, stage.band.start, bottom, "coblos")
    days = formats.span(stage.mark.start, stage.mark.end, calendar.lang)
    said = text("mark_span", calendar.lang, name=stage.mark.name, span=days)
    return block(stage.band.start, top, stage.band.length, bottom - top, f"pita pita-{index % 2}", said=said)


def _name(stage: Placed, rows: int, calendar: Calendar) -> Markup:
    x = stage.words.end if stage.anchor == "end" else stage.words.start
    polling = stage.mark.start == calendar.polling_day
    lines = enumerate(reversed(stage.lines), start=stage.row)
    return join(
        *(
            label(line, x, (rows - row) * LINE - HALO, anchor=stage.anchor, class_="tahapan", bold=polling)
            for row, line in lines
        )
    )


def _countdown(calendar: Calendar, scale: DayScale, *, top: float, bottom: float) -> Markup:
    """Mark the days before polling: each name beside its line, right of it where that is free."""
    return join(*(_count(placed, top, bottom) for placed in placed_counts(calendar, scale)))


def _count(placed: PlacedCount, top: float, bottom: float) -> Markup:
    base = top + (placed.row + 1) * LINE - HALO
    x = placed.words.start if placed.anchor == "start" else placed.words.end
    return join(
        rule(placed.x, base - SMALL + HALO, placed.x, bottom, "hitung"),
        label(placed.said, x, base, anchor=placed.anchor, class_="mundur"),
    )


@lru_cache(maxsize=KEPT)
def month_labels(calendar: Calendar, scale: DayScale, *, top: float) -> Markup:
    """Write the months under the axis, as many as fit, with the year under the first and under each January."""
    shown = _shown_months(calendar, scale)
    return join(*(_month(month, calendar, scale, top, first=index == 0) for index, month in enumerate(shown)))


def _shown_months(calendar: Calendar, scale: DayScale) -> Sequence[str]:
    each = scale.span.length / len(calendar.months)
    widest = max(text_width(formats.month_name(month, calendar.lang), SMALL) for month in calendar.months)
    every = next((every for every in EVERY if every * each >= widest + 2 * GAP), EVERY[-1])
    return calendar.months[::every]


def _month(month: str, calendar: Calendar, scale: DayScale, top: float, *, first: bool) -> Markup:
    middle = (scale.at(month_start(month)) + scale.at(month_end(month) + timedelta(days=1))) / 2
    name = label(formats.month_name(month, calendar.lang), middle, top + LINE + UNDER, anchor="middle", class_="sumbu")
    with_year = first or month.endswith("-01")
    year = label(month[:4], middle, top + 2 * LINE + UNDER, anchor="middle", class_="sumbu") if with_year else None
    return join(name, year)


@lru_cache(maxsize=KEPT_MONTHS)
def month_box(month: str, scale: DayScale) -> Span:
    """Return the pixels between the first and the last day of a month."""
    return Span(scale.at(month_start(month)), scale.at(month_end(month) + timedelta(days=1)))
