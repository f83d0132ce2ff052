"""Says what the charts of several series draw, as plain values; pages and files are made from these alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.calendar import Calendar, calendar_of
from dashboard.sentences import cell_words, reading_words
from dashboard.views import TrendView


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series: a value for each month up to the chosen one, none where nothing is published.

    ``said`` says every month in words; ``end`` is what stands at the end of the line, such as the last number.
    """

    name: str
    values: tuple[int | None, ...]
    said: tuple[str, ...]
    end: str
    link: str | None = None

    @property
    def last(self) -> int | None:
        """Return the last value."""
        return self.values[-1] if self.values else None

    @property
    def known(self) -> bool:
        """Tell whether any month has a number."""
        return any(value is not None for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesView:
    """Several series on one time axis; ``title`` is the text alternative, one sentence."""

    title: str
    description: str = ""
    calendar: Calendar
    lines: tuple[Line, ...]

    @property
    def lang(self) -> str:
        """Return the language of the texts."""
        return self.calendar.lang


def line_of(view: TrendView, *, name: str | None = None, link: str | None = None) -> Line:
    """Return the running total of a trend as a series, named after its region unless told otherwise."""
    said = tuple(reading_words(point.reading, view.state) for point in view.points)
    return Line(
        name=name or view.place.name,
        values=tuple(point.reading.value for point in view.points),
        said=said,
        end=cell_words(view.points[-1].reading, view.state.lang),
        link=link,
    )


def lines_of(views: Sequence[TrendView], *, title: str, description: str = "") -> LinesView:
    """Return the running totals of several regions on the time axis of the first."""
    return LinesView(
        title=title,
        description=description,
        calendar=calendar_of(views[0]),
        lines=tuple(line_of(view) for view in views),
    )
