"""Builds the view of one region: its numbers at every stage, its declarations and its sources."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dashboard.reading import headline_view, map_entry, rate, read, recorded_by, trend_view
from dashboard.release import Declaration, SeriesKey, Snapshot, Violation
from dashboard.state import STAGES, UNITS, ViewState
from dashboard.views import FixingRecord, RegionView, StageRow
from etl.codes import BOTH_ELECTIONS
from etl.months import month_end

KEPT = 32
"""Views kept: panel and records of a region are asked for at the same time."""


@lru_cache(maxsize=KEPT)
def region_view(snapshot: Snapshot, state: ViewState, code: str) -> RegionView:
    """Build everything that is on record about a region up to the month of the state."""
    fixing = _fixing(snapshot, state.key(code), state.month)
    return RegionView(
        state=state,
        place=snapshot.places[code],
        province=snapshot.province_of(code),
        headline=headline_view(snapshot, state, code),
        stages=tuple(_stage_row(snapshot, state, code, stage) for stage in STAGES),
        rate=rate(snapshot.places[code], snapshot, state),
        trend=trend_view(snapshot, state, code),
        first_declared=first_declared(snapshot, state, code),
        declarations=tuple(row for row in declarations_until(snapshot, state) if row.region == code),
        fixing=fixing,
        others=_others(snapshot, state, code, {row.record.record_id for row in fixing}),
        children=tuple(map_entry(snapshot, state, child) for child in snapshot.children(code)),
    )


def _stage_row(snapshot: Snapshot, state: ViewState, code: str, stage: str) -> StageRow:
    keys = {unit: SeriesKey(code, state.election, stage, unit) for unit in UNITS}
    return StageRow(stage, tuple((unit, read(snapshot, key, state.month)) for unit, key in keys.items()))


def declarations_until(snapshot: Snapshot, state: ViewState) -> Iterator[Declaration]:
    """Yield the activities for an election up to the end of the month; those for both elections count for each."""
    elections = {state.election, BOTH_ELECTIONS}
    end = month_end(state.month)
    return (row for row in snapshot.declarations if row.election in elections and row.counts_from <= end)


def first_declared(snapshot: Snapshot, state: ViewState, code: str) -> date | None:
    """Return since when a region has declared, none where it had not by the end of the month."""
    declared = snapshot.declared.get((code, state.election))
    return declared.first if declared and declared.first and declared.first <= month_end(state.month) else None


def _fixing(snapshot: Snapshot, key: SeriesKey, month: str) -> tuple[FixingRecord, ...]:
    return tuple(
        FixingRecord(fixing.role, snapshot.violations[fixing.record_id])
        for fixing in snapshot.fixed_by(key, month)
        if fixing.record_id in snapshot.violations
    )


def _others(snapshot: Snapshot, state: ViewState, code: str, named: set[str]) -> tuple[Violation, ...]:
    own = (row for row in snapshot.violations_of(code, state.election) if row.record_id not in named)
    return tuple(sorted((row for row in own if recorded_by(row, state.month)), key=lambda row: row.period_end))
