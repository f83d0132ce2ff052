"""Ranks the regions of a state: numbers in order with shared ranks, and apart from them what has no number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.files import Row, map_rows
from dashboard.ranking.state import BY_DECLARATION, BY_NAME, BY_PROVINCE, BY_RATE, RankState
from dashboard.reading import map_entry, rate
from dashboard.region_view import first_declared
from dashboard.release import Place, Snapshot
from dashboard.search import finder
from dashboard.views import MapEntry, Rate
from etl.codes import STATED_ZERO, SUPPRESSED
from geo.names import place_of

KEPT_VIEWS = 16


@dataclass(frozen=True, slots=True)
class Ranked:
    """One region with all that its row says.

    Attributes:
        rank: how many regions have more, plus one; none where the region has no number to be ranked by.
        tied: whether another region has the same rank.
    """

    entry: MapEntry
    rate: Rate | None
    declared: date | None
    sources: int
    rank: int | None = None
    tied: bool = False

    @property
    def place(self) -> Place:
        """Return the region."""
        return self.entry.place

    @property
    def number(self) -> int:
        """Return the number, 0 where there is none."""
        return self.entry.reading.value or 0


@dataclass(frozen=True, slots=True)
class RankingView:
    """The ranking of one state.

    Attributes:
        field: every region that is compared, whatever is searched for.
        ranked: shown regions with a number, in the order of the state.
        zeros: shown regions for which an authority stated zero, by code; so are the others.
        suppressed: shown regions whose number is kept back.
        nothing: shown regions for which nothing is published.
        by_rate: whether rates are ranked, and not numbers.
        has_rates: whether any shown region has a rate.
    """

    state: RankState
    release_id: str
    field: tuple[Ranked, ...]
    ranked: tuple[Ranked, ...]
    zeros: tuple[Ranked, ...]
    suppressed: tuple[Ranked, ...]
    nothing: tuple[Ranked, ...]
    by_rate: bool
    has_rates: bool

    @property
    def shown(self) -> int:
        """Count the shown regions."""
        return len(self.ranked) + len(self.zeros) + len(self.suppressed) + len(self.nothing)

    @property
    def first(self) -> tuple[Ranked, ...]:
        """Return the regions at the top, all of them where they are tied."""
        return tuple(row for row in self.field if row.rank == 1)

    @property
    def largest(self) -> int:
        """Return the largest number of all compared regions."""
        return max((row.number for row in self.field if kind_of(row) == "ranked"), default=0)

    def count(self, kind: str) -> int:
        """Count the compared regions of a kind: ``ranked``, ``zeros``, ``suppressed`` or ``nothing``."""
        return sum(kind_of(row) == kind for row in self.field)


@lru_cache(maxsize=KEPT_VIEWS)
def ranking_view(snapshot: Snapshot, state: RankState) -> RankingView:
    """Rank the regions of a state."""
    rows = [_row(snapshot, state, place) for place in _places(snapshot, state)]
    by_rate = state.order == BY_RATE and any(row.rate for row in rows)
    field = _with_ranks(rows, _by_rate if by_rate else _by_number)
    wanted = _wanted(snapshot, state)
    shown = [row for row in field if wanted is None or row.place.code in wanted]
    kinds = {kind: tuple(row for row in shown if kind_of(row) == kind) for kind in KINDS}
    return RankingView(
        state=state,
        release_id=snapshot.release_id,
        field=field,
        ranked=tuple(sorted(kinds["ranked"], key=_sorter(state.order, by_rate=by_rate))),
        zeros=kinds["zeros"],
        suppressed=kinds["suppressed"],
        nothing=kinds["nothing"],
        by_rate=by_rate,
        has_rates=any(row.rate for row in field),
    )


KINDS = ("ranked", "zeros", "suppressed", "nothing")


def kind_of(row: Ranked) -> str:
    """Tell what is known of a region: a number, a stated zero, one that is kept back, or nothing."""
    reading = row.entry.reading
    if reading.status == SUPPRESSED:
        return "suppressed"
    if reading.status == STATED_ZERO:
        return "zeros"
    # A sum of zeros is no number that anyone published.
    return "ranked" if reading.value else "nothing"


def ranking_rows(snapshot: Snapshot, state: RankState) -> list[Row]:
    """Return the rows of ``ringkasan`` for the shown regions: those with a number as ranked, then the others."""
    view = ranking_view(snapshot, state)
    rows = {str(row["kode_wilayah"]): row for row in map_rows(snapshot, state.view)}
    return [rows[row.place.code] for row in (*view.ranked, *view.zeros, *view.suppressed, *view.nothing)]


def _places(snapshot: Snapshot, state: RankState) -> Iterable[Place]:
    places = snapshot.places_at(state.view.level)
    return (place for place in places if state.province in {None, place.code[:2]})


def _wanted(snapshot: Snapshot, state: RankState) -> frozenset[str] | None:
    if not state.search:
        return None
    return frozenset(match.code for match in finder(snapshot).find(state.search))


def _row(snapshot: Snapshot, state: RankState, place: Place) -> Ranked:
    return Ranked(
        entry=map_entry(snapshot, state.view, place),
        rate=rate(place, snapshot, state.view),
        declared=first_declared(snapshot, state.view, place.code),
        sources=len(snapshot.addresses(state.view.key(place.code), state.view.month)),
    )


def _with_ranks(rows: Sequence[Ranked], measure: Callable[[Ranked], float | None]) -> tuple[Ranked, ...]:
    measures = [measure(row) for row in rows]
    known = [value for value in measures if value is not None]
    return tuple(
        row if value is None else replace(row, rank=_rank(value, known), tied=known.count(value) > 1)
        for row, value in zip(rows, measures, strict=True)
    )


def _rank(value: float, known: Iterable[float]) -> int:
    return 1 + sum(other > value for other in known)


def _by_number(row: Ranked) -> float | None:
    return row.number if kind_of(row) == "ranked" else None


def _by_rate(row: Ranked) -> float | None:
    return row.rate.per_10000 if row.rate and kind_of(row) == "ranked" else None


def _sorter(order: str, *, by_rate: bool) -> Callable[[Ranked], tuple[Any, ...]]:
    """Return what an order sorts by; regions that are equal in it stand by their number, then by code."""

    def by_size(row: Ranked) -> tuple[Any, ...]:
        first = row.rate.per_10000 if by_rate and row.rate else 0
        return -first, -row.number, row.place.code

    others: dict[str, Callable[[Ranked], tuple[Any, ...]]] = {
        BY_NAME: lambda row: (place_of(row.place.name).letters, row.place.code),
        BY_PROVINCE: lambda row: (row.entry.province, *by_size(row)),
        BY_DECLARATION: lambda row: (row.declared or date.max, *by_size(row)),
    }
    return others.get(order, by_size)
