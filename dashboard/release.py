"""Holds one release in memory: immutable records and the questions that every view asks of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from dashboard.reference import Reference, Vulnerability
from etl.catalogue import load_catalogue
from etl.months import month_of, months_between
from geo.regions import NATIONAL, RegionLevel

Key = TypeVar("Key")
Row = TypeVar("Row")
PROVINCE_LEVEL, REGENCY_LEVEL = RegionLevel.PROVINCE.value, RegionLevel.REGENCY.value


def _first_months() -> dict[str, str]:
    declared = load_catalogue().parameters
    begins = declared["sejak"].default_for
    return {election: begins(election=election, last_month="") for election in declared["pemilihan"].values}


FIRST_MONTHS = _first_months()


class SeriesKey(NamedTuple):
    """Name one series of numbers."""

    region: str
    election: str
    stage: str
    unit: str


@dataclass(frozen=True, slots=True)
class Place:
    """One region with the number of civil servants, where it was published."""

    code: str
    level: str
    name: str
    parent: str | None
    pns_count: int | None


@dataclass(frozen=True, slots=True)
class Observation:
    """The published minimum of a series from one month on."""

    month: str
    added: int
    cumulative: int
    unexplained: int
    status: str
    implied: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Note:
    """A published figure which the number does not follow."""

    note: str
    stated: int
    used: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Fixing:
    """One record that fixes a number, and the part it plays."""

    role: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One published figure with its source."""

    record_id: str
    region: str
    election: str
    measure: str
    stage: str
    unit: str
    count: int
    period_end: date
    date_precision: str
    authority: str
    url: str
    publisher: str
    published: date
    note: str | None


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many persons or cases the events of one month name for one kind of violation."""

    region: str
    violation_type: str
    month: str
    count: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of neutrality, or a step of prevention before it."""

    record_id: str
    region: str
    scope: str
    election: str
    activity: str
    day: date
    counts_from: date
    date_precision: str
    organizer: str
    url: str
    publisher: str
    published: date


@dataclass(frozen=True, slots=True)
class ElectionStage:
    """A span of days in an election's calendar."""

    election: str
    stage: str
    names: Mapping[str, str]
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Declared:
    """When a region first declared for an election, and how many activities are on record."""

    first: date | None
    activities: int


@dataclass(frozen=True, slots=True)
class Boundary:
    """One stored boundary file, compressed with brotli."""

    level: str
    detail: str
    file_name: str
    content_hash: str
    source: str
    body_br: bytes


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything of one release that the site shows; compared by identity, so that what is made of it can be kept."""

    release_id: str
    created_at: str
    last_month: str
    places: Mapping[str, Place]
    series: Mapping[SeriesKey, tuple[Observation, ...]]
    fixings: Mapping[SeriesKey, Mapping[str, tuple[Fixing, ...]]]
    notes: Mapping[tuple[SeriesKey, str], tuple[Note, ...]]
    violations: Mapping[str, Violation]
    type_counts: Mapping[SeriesKey, tuple[TypeCount, ...]]
    declarations: tuple[Declaration, ...]
    declared: Mapping[tuple[str, str], Declared]
    election_stages: tuple[ElectionStage, ...]
    boundaries: tuple[Boundary, ...]
    reference: Reference

    def vulnerability(self, code: str) -> tuple[Vulnerability, ...]:
        """Return the announced ranks of a region in the vulnerability index: mostly none, sometimes several."""
        return self.reference.vulnerability.get(code, ())

    def at(self, key: SeriesKey, month: str) -> Observation | None:
        """Return what holds at the end of a month; none means that nothing is published."""
        rows = self.series.get(key, ())
        position = bisect_right(rows, month, key=lambda row: row.month)
        return rows[position - 1] if position else None

    def fixed_by(self, key: SeriesKey, month: str) -> tuple[Fixing, ...]:
        """Return the records that fix a number at the end of a month."""
        sets = self.fixings.get(key, {})
        begun = [start for start in sets if start <= month]
        return sets[max(begun)] if begun else ()

    def addresses(self, key: SeriesKey, month: str) -> frozenset[str]:
        """Return the different addresses of the records that fix a number at the end of a month."""
        named = (fixing.record_id for fixing in self.fixed_by(key, month))
        return frozenset(self.violations[record].url for record in named if record in self.violations)

    def notes_at(self, key: SeriesKey, month: str) -> tuple[Note, ...]:
        """Return the figures that were stated but do not stand."""
        return self.notes.get((key, month), ())

    def places_at(self, level: str) -> tuple[Place, ...]:
        """Return all regions of a level, sorted by code."""
        return self._places_at.get(level, ())

    @property
    def province_codes(self) -> tuple[str, ...]:
        """Return the codes of all provinces, sorted."""
        return tuple(place.code for place in self.places_at(PROVINCE_LEVEL))

    def children(self, code: str) -> tuple[Place, ...]:
        """Return the regions directly below one, sorted by code."""
        return self._children.get(code, ())

    def violations_of(self, code: str, election: str) -> tuple[Violation, ...]:
        """Return the published figures on a region itself, none of those on its parts."""
        return self._violations_of.get((code, election), ())

    def province_of(self, code: str) -> Place | None:
        """Return the province that a region lies in or is."""
        return self.places.get(code[:2]) if code != NATIONAL else None

    @property
    def elections(self) -> tuple[str, ...]:
        """Return the elections that may be asked for."""
        return tuple(FIRST_MONTHS)

    def months(self, election: str) -> tuple[str, ...]:
        """Return the months that may be asked for: from the first of the election to the last of the release."""
        return self._months[election]

    def last_recorded(self, election: str) -> str:
        """Return the last month with a record of an election, which pages show unless asked for another."""
        return self._last_recorded[election]

    @cached_property
    def _places_at(self) -> Mapping[str, tuple[Place, ...]]:
        return grouped(self._sorted_places(), by=lambda place: place.level)

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Place, ...]]:
        return grouped(self._sorted_places(), by=lambda place: place.parent)

    def _sorted_places(self) -> list[Place]:
        return [place for _, place in sorted(self.places.items())]

    @cached_property
    def _violations_of(self) -> Mapping[tuple[str, str], tuple[Violation, ...]]:
        return grouped(self.violations.values(), by=lambda row: (row.region, row.election))

    @cached_property
    def _months(self) -> Mapping[str, tuple[str, ...]]:
        return {
            election: months_between(first=first, last=max(self.last_month, self.last_recorded(election)))
            for election, first in FIRST_MONTHS.items()
        }

    @cached_property
    def _last_recorded(self) -> Mapping[str, str]:
        return {election: max(self._recorded(election)) for election in FIRST_MONTHS}

    def _recorded(self, election: str) -> set[str]:
        recorded = {month_of(row.period_end) for row in self.violations.values() if row.election == election}
        changed = {row.month for key, rows in self.series.items() if key.election == election for row in rows}
        return recorded | changed | {FIRST_MONTHS[election]}

    def regencies_counted(self, election: str, stage: str, unit: str) -> Sequence[SeriesKey]:
        """Return the series of all kabupaten/kota that count the same."""
        return self._regencies_counted.get((election, stage, unit), ())

    @cached_property
    def _regencies_counted(self) -> Mapping[tuple[str, str, str], Sequence[SeriesKey]]:
        found: dict[tuple[str, str, str], list[SeriesKey]] = defaultdict(list)
        for key in self.series:
            if self.places[key.region].level == REGENCY_LEVEL:
                found[key.election, key.stage, key.unit].append(key)
        return found

    def polling_day(self, election: str) -> date | None:
        """Return the day on which an election was held."""
        days = (
            row.start for row in self.election_stages if (row.election, row.stage) == (election, "pemungutan_suara")
        )
        return next(days, None)

    def boundary(self, level: str, detail: str = "ringkas") -> Boundary | None:
        """Return the boundary file of a level."""
        return next((row for row in self.boundaries if (row.level, row.detail) == (level, detail)), None)


def grouped(rows: Iterable[Row], *, by: Callable[[Row], Key]) -> Mapping[Key, tuple[Row, ...]]:
    """Gather rows under what they have in common, each group in the order of the rows."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return {key: tuple(group) for key, group in found.items()}
