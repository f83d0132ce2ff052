"""Works out what the evaluation of a region and period says, from the release alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.evaluation.shares import Share, shares
from dashboard.reading import headline_view, read, trend_view
from dashboard.region_view import declarations_until, first_declared
from dashboard.release import REGENCY_LEVEL, Declaration, Place, SeriesKey, Snapshot, Violation
from dashboard.state import STAGES, UNITS, ViewState
from dashboard.views import HeadlineView, Reading, TrendView
from etl.catalogue import load_catalogue
from etl.months import month_of
from geo.regions import NATIONAL

KEPT_VIEWS = 64
STEPS = load_catalogue().fields["activity"].codes
"""Kinds of activity in the order in which Bantul took the steps, as declared: meeting, briefing, text, signing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One number at the end of the period and at the end of the month before; both as they are known today."""

    stage: str
    unit: str
    before: Reading
    now: Reading

    @property
    def added(self) -> int:
        """Return by how much the public record grew in the period."""
        return (self.now.value or 0) - (self.before.value or 0)


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of preventive activity: when it is first on record, how often, and whether in the period."""

    activity: str
    first: Declaration | None
    count: int
    in_period: int


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """The evaluation of one region at the end of one month.

    Attributes:
        state: what is evaluated; its month is the period.
        declared_below: how many kabupaten/kota of the country or province have declared, and of how many; a province's
            own declaration is not theirs.
        days_before_polling: from the first declaration to polling day; none without one of them.
        changes: every stage and unit.
        sources: records that the numbers of the period rest on, each once.
        names: of the regions that the sources speak of.
    """

    state: ViewState
    place: Place
    province: Place | None
    previous: str | None
    headline: HeadlineView
    trend: TrendView
    first_declared: date | None
    declared_below: tuple[int, int]
    days_before_polling: int | None
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    shares: tuple[Share, ...]
    sources: tuple[Violation, ...]
    names: Mapping[str, str]
    activities: tuple[Declaration, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is on record."""
        return not self.activities and all(change.now.value is None for change in self.changes)


@lru_cache(maxsize=KEPT_VIEWS)
def evaluation_view(snapshot: Snapshot, state: ViewState, code: str) -> EvaluationView:
    """Build the evaluation of a region; the state says election and period."""
    previous = _previous(snapshot, state)
    activities = tuple(row for row in declarations_until(snapshot, state) if row.region == code)
    first, polling = first_declared(snapshot, state, code), snapshot.polling_day(state.election)
    found = _sources(snapshot, state, code)
    return EvaluationView(
        state=state,
        place=snapshot.places[code],
        province=snapshot.province_of(code),
        previous=previous,
        headline=headline_view(snapshot, state, code),
        trend=trend_view(snapshot, state, code),
        first_declared=first,
        declared_below=_declared_below(snapshot, state, code),
        days_before_polling=(polling - first).days if first and polling else None,
        steps=tuple(_step(activity, activities, state.month) for activity in STEPS),
        changes=tuple(_changes(snapshot, state, code, previous)),
        shares=shares(snapshot, state, code),
        sources=found,
        names={row.region: snapshot.places[row.region].name for row in found},
        activities=activities,
    )


def _previous(snapshot: Snapshot, state: ViewState) -> str | None:
    months = snapshot.months(state.election)
    position = months.index(state.month)
    return months[position - 1] if position else None


def _declared_below(snapshot: Snapshot, state: ViewState, code: str) -> tuple[int, int]:
    below = [place for place in snapshot.places_at(REGENCY_LEVEL) if code in {NATIONAL, place.parent}]
    return sum(first_declared(snapshot, state, place.code) is not None for place in below), len(below)


def _step(activity: str, activities: tuple[Declaration, ...], month: str) -> Step:
    own = [row for row in activities if row.activity == activity]
    first = min(own, key=lambda row: (row.counts_from, row.record_id), default=None)
    return Step(activity, first, len(own), sum(month_of(row.counts_from) == month for row in own))


def _changes(snapshot: Snapshot, state: ViewState, code: str, previous: str | None) -> Iterator[Change]:
    for stage in STAGES:
        for unit in UNITS:
            key = SeriesKey(code, state.election, stage, unit)
            yield Change(stage, unit, read(snapshot, key, previous or ""), read(snapshot, key, state.month))


def _sources(snapshot: Snapshot, state: ViewState, code: str) -> tuple[Violation, ...]:
    """List what fixes any number of the region, the latest first."""
    found: Mapping[str, Violation] = {
        fixing.record_id: snapshot.violations[fixing.record_id]
        for stage in STAGES
        for unit in UNITS
        for fixing in snapshot.fixed_by(SeriesKey(code, state.election, stage, unit), state.month)
        if fixing.record_id in snapshot.violations
    }
    return tuple(sorted(found.values(), key=lambda row: (row.period_end, row.record_id), reverse=True))
