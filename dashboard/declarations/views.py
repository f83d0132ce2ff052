"""Says what the page of declarations shows, as plain values."""

from dataclasses import dataclass
from datetime import date

from dashboard.declarations.state import DeclarationState
from dashboard.release import Declaration, Place
from dashboard.views import Mark

NOTHING, PREVENTION, DECLARED = "nihil", "cegah", "ikrar"
"""Kinds of classes: nothing on record, activities short of a declaration for the whole government, declared."""


@dataclass(frozen=True, slots=True)
class StandingClass:
    """One class of the map.

    Attributes:
        name: of its colour: ``nihil``, ``cegah``, or ``ikrar-`` with a number, from the latest to the earliest.
        low: least days before polling day; none where there is no declaration.
        high: most days before polling day; none where there is no limit.
    """

    name: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record of one region up to the day of the state.

    Attributes:
        first: since when it has declared, none where no declaration is on record.
        days: from that day to polling day.
        records: the declarations that fix the first day.
        activities: all its records.
        group: class on the map.
    """

    place: Place
    province: Place
    first: date | None
    days: int | None
    records: tuple[Declaration, ...]
    activities: tuple[Declaration, ...]
    group: StandingClass


@dataclass(frozen=True, slots=True)
class ProvinceStanding:
    """How many kabupaten/kota of a province have declared, and, apart from them, the province's own government."""

    own: Standing
    declared: int
    regencies: int

    @property
    def share(self) -> float:
        """Return the share of its own kabupaten/kota."""
        return self.declared / self.regencies


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """A day on which kabupaten/kota declared for the first time."""

    day: date
    added: int
    declared: int


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often one kind of activity is on record for kabupaten/kota, and for how many of them.

    Attributes:
        before: regions that had it on record before they first declared; none for a kind that declares.
    """

    activity: str
    records: int
    regions: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: a region with the first record of what the table lists."""

    standing: Standing
    day: date
    days: int | None
    records: tuple[Declaration, ...]


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """All that the page shows of one state.

    Attributes:
        place: the country or the province that is looked at.
        standings: its kabupaten/kota, by code.
        own: the standing of the province that is looked at; none for the country.
        provinces: all provinces, those with the largest share first.
        classes: with the number of kabupaten/kota in each.
        points: days on which some declared for the first time, up to the day of the state.
        months: of the time axis.
        marks: stages of the election.
        kinds: activities in the order in which they usually follow.
        entries: rows of the table, sorted.
    """

    state: DeclarationState
    release_id: str
    place: Place
    standings: tuple[Standing, ...]
    own: Standing | None
    provinces: tuple[ProvinceStanding, ...]
    classes: tuple[tuple[StandingClass, int], ...]
    points: tuple[CoveragePoint, ...]
    months: tuple[str, ...]
    marks: tuple[Mark, ...]
    polling_day: date | None
    kinds: tuple[KindCount, ...]
    entries: tuple[Entry, ...]

    @property
    def declared(self) -> int:
        """Count the kabupaten/kota that have declared."""
        return sum(standing.first is not None for standing in self.standings)

    @property
    def regencies(self) -> int:
        """Count the kabupaten/kota."""
        return len(self.standings)

    @property
    def share(self) -> float:
        """Return the coverage."""
        return self.declared / self.regencies

    def declared_by(self, day: date) -> int:
        """Count the kabupaten/kota that had declared on or before a day."""
        return sum(standing.first is not None and standing.first <= day for standing in self.standings)
