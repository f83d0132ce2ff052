"""Says what a chart shows, as plain values: figures, pages, files and sentences are made from these alone."""

from dataclasses import dataclass
from datetime import date

from dashboard.release import Declaration, Note, Place, Violation
from dashboard.spans import COUNTRY, Span
from dashboard.state import ViewState


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one series at the end of a month; ``value`` is none where nothing is published."""

    value: int | None
    unexplained: int
    status: str
    implied: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Persons per 10,000 civil servants: a comparison, not a share."""

    per_10000: float
    pns_count: int
    small: bool


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One region on the map; ``rate`` is none where the map shows counts, or nothing to compare was published."""

    place: Place
    province: str
    reading: Reading
    class_index: int
    rate: Rate | None = None

    @property
    def shown(self) -> float:
        """Return by how much a region is ranked."""
        return self.rate.per_10000 if self.rate else self.reading.value or 0


@dataclass(frozen=True, slots=True)
class MapClass:
    """One entry of the legend: a state without a number, stated zero, or a span of numbers from ``low`` on.

    ``high`` is the largest number of a class of counts, and where the next class begins for rates.
    """

    index: int
    low: float | None
    high: float | None
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of one state; ``province`` names the one that is shown large."""

    state: ViewState
    release_id: str
    entries: tuple[MapEntry, ...]
    classes: tuple[MapClass, ...]
    geometry: str | None
    chosen: frozenset[str]
    province: str = ""
    span: Span = COUNTRY

    @property
    def published(self) -> int:
        """Count the regions with anything on record."""
        return sum(entry.reading.value is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage of the election on the time axis."""

    stage: str
    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What the record says of one month; ``added_unexplained`` is the part of what it added that no child explains."""

    month: str
    added: int
    added_unexplained: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class TrendView:
    """The monthly trend of one region: points up to the chosen month, on a time axis of all ``months``."""

    state: ViewState
    release_id: str
    place: Place
    months: tuple[str, ...]
    points: tuple[TrendPoint, ...]
    marks: tuple[Mark, ...]
    polling_day: date | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of handling with what is known in each unit."""

    stage: str
    readings: tuple[tuple[str, Reading], ...]


@dataclass(frozen=True, slots=True)
class NotedFigure:
    """A published figure beside the number that stands, with its record."""

    note: Note
    record: Violation | None


@dataclass(frozen=True, slots=True)
class FixingRecord:
    """One record that fixes the shown number."""

    role: str
    record: Violation


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The number of one region in words, and what it rests on.

    ``explained_since`` is the last month in which the part that smaller regions explain grew.
    """

    state: ViewState
    place: Place
    reading: Reading
    explained_since: str | None
    running: tuple[Violation, ...]
    notes: tuple[NotedFigure, ...]
    recorded_regencies: int
    regencies: int


@dataclass(frozen=True, slots=True)
class RegionView:
    """Everything on record about one region."""

    state: ViewState
    place: Place
    province: Place | None
    headline: HeadlineView
    stages: tuple[StageRow, ...]
    rate: Rate | None
    trend: TrendView
    first_declared: date | None
    declarations: tuple[Declaration, ...]
    fixing: tuple[FixingRecord, ...]
    others: tuple[Violation, ...]
    children: tuple[MapEntry, ...]
