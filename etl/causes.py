"""Says why a number differs between two releases: which records, corrections, rules or calculation explain it.

A number of a region is explained by records of that region, or of regions below it, that are new, gone or other than
before, speak of the same election and unit, count by that month, and are of a stage that can move it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from etl.changes import Cause, CauseGroup, NumberChange
from etl.codes import APPLIED
from etl.count_changes import COUNT_TABLES
from etl.figures import Measure
from etl.minimum import IMPLIED_BY
from etl.months import month_of
from etl.schema import correction, observation, region, violation

RECORDS_KEPT = 20
"""How many records are named with one number or one cause; all of them are counted."""

# What of a record can move a number; its source or its note cannot.
MOVING = (
    "region_code",
    "election",
    "measure",
    "stage",
    "unit",
    "count",
    "violation_type",
    "period_end",
    "date_precision",
)
# What of a correction changes a record; its wording does not.
CORRECTING = (
    "corrected_table",
    "record_id",
    "correction_action",
    "corrected_field",
    "value_before",
    "value_after",
)

Row = Mapping[str, Any]
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that differs: how, and what it said before and says now (region and all above it, month, ...)."""

    record_id: str
    cause: Cause
    rows: tuple[Row, ...]
    places: frozenset[Place]


def read_record_changes(connection: Connection, before: str, after: str) -> tuple[RecordChange, ...]:
    """Find the records of violations that could move a number from one release to the other."""
    old, new = (_records(connection, release_id) for release_id in (before, after))
    parents = _parents(connection, before, after)
    corrected = {record for _, record, *_ in _corrections(connection, before) ^ _corrections(connection, after)}
    return tuple(
        _record_change(record_id, old.get(record_id), new.get(record_id), parents, record_id in corrected)
        for record_id in sorted(old.keys() | new.keys())
        if old.get(record_id) != new.get(record_id)
    )


def _records(connection: Connection, release_id: str) -> dict[str, Row]:
    columns = [violation.c[name] for name in ("record_id", *MOVING)]
    rows = connection.execute(select(*columns).where(violation.c.release_id == release_id)).mappings()
    return {row["record_id"]: dict(row) for row in rows}


def _parents(connection: Connection, before: str, after: str) -> dict[str, set[str]]:
    parents: dict[str, set[str]] = defaultdict(set)
    columns = (region.c.region_code, region.c.parent_code)
    for row in connection.execute(select(*columns).where(region.c.release_id.in_((before, after)))):
        if row.parent_code is not None:
            parents[row.region_code].add(row.parent_code)
    return dict(parents)


def _corrections(connection: Connection, release_id: str) -> set[tuple[Any, ...]]:
    """Return what the corrections of violations that are applied in a release do."""
    columns = [correction.c[name] for name in CORRECTING]
    applied = (correction.c.correction_status == APPLIED, correction.c.corrected_table == "violations")
    rows = connection.execute(select(*columns).where(correction.c.release_id == release_id, *applied))
    return {tuple(row) for row in rows}


def _record_change(
    record_id: str, old: Row | None, new: Row | None, parents: Mapping[str, set[str]], corrected: bool
) -> RecordChange:
    rows = tuple(row for row in (old, new) if row is not None)
    return RecordChange(
        record_id=record_id,
        cause=Cause.CORRECTION if corrected else _cause(old, new),
        rows=rows,
        places=frozenset(
            (code, row["election"], row["unit"]) for row in rows for code in _and_above(row["region_code"], parents)
        ),
    )


def _cause(old: Row | None, new: Row | None) -> Cause:
    if old is None:
        return Cause.NEW_ROW
    return Cause.REMOVED_ROW if new is None else Cause.CHANGED_ROW


def _and_above(code: str, parents: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {code}, [code]
    while waiting:
        above = parents.get(waiting.pop(), set()) - found
        found |= above
        waiting.extend(above)
    return found


class Explainer:
    """Names the cause of changed numbers."""

    def __init__(self, *, records: Iterable[RecordChange], rules: Iterable[str], sources: Iterable[str] = ()) -> None:
        """Take what differs besides the numbers.

        Args:
            records: the records that differ.
            rules: declarations and references that differ, by file name; they explain what no record does.
            sources: sources of agencies' records whose counts differ; of the records themselves nothing is known.
        """
        self._rules, self._sources = tuple(rules), tuple(sources)
        self._by_place: dict[Place, list[RecordChange]] = defaultdict(list)
        for record in records:
            for place in record.places:
                self._by_place[place].append(record)
        self._records_of: dict[Cause, set[str]] = defaultdict(set)

    def explained(self, number: NumberChange) -> NumberChange:
        """Return the number with its cause and the records that explain it."""
        if number.table in COUNT_TABLES:
            return replace(number, cause=Cause.RECORDS if self._sources else self._joint_cause(set()))
        near = self._by_place.get((number.region_code, number.election, number.unit), ())
        found = [record for record in near if any(_moves(row, number) for row in record.rows)]
        cause = self._joint_cause({record.cause for record in found})
        ids = [record.record_id for record in found]
        self._records_of[cause].update(ids)
        return replace(number, cause=cause, records=tuple(ids[:RECORDS_KEPT]), record_count=len(ids))

    def _joint_cause(self, causes: set[Cause]) -> Cause:
        if not causes:
            return Cause.DECLARATION if self._rules else Cause.CALCULATION
        # Where a correction has a part in it, whoever reads of the change must learn of the correction.
        if Cause.CORRECTION in causes:
            return Cause.CORRECTION
        return causes.pop() if len(causes) == 1 else Cause.SEVERAL

    def groups(self, numbers: Iterable[NumberChange]) -> list[CauseGroup]:
        """Count explained numbers by cause, the records of each cause once."""
        counted = Counter(Cause(item.cause) for item in numbers if item.cause is not None)
        return [self._group(cause, counted[cause]) for cause in Cause if counted[cause]]

    def _group(self, cause: Cause, count: int) -> CauseGroup:
        ids = sorted(self._records_of[cause])
        files = {Cause.DECLARATION: self._rules, Cause.RECORDS: self._sources}.get(cause, ())
        return CauseGroup(cause, count, records=tuple(ids[:RECORDS_KEPT]), record_count=len(ids), files=files)


def _moves(row: Row, number: NumberChange) -> bool:
    month = month_of(row["period_end"])
    if number.table == observation.name:
        return month <= number.month and row["stage"] in _moving_stages(number.stage)
    own = (row["region_code"], row["stage"], row["violation_type"], month)
    wanted = (number.region_code, number.stage, number.violation_type, number.month)
    return bool(row["measure"] == Measure.EVENT and own == wanted)


@cache
def _moving_stages(stage: str) -> frozenset[str]:
    """Return a stage and all those that imply it."""
    implied_by = {implied.value: [item.value for group in groups for item in group] for implied, groups in IMPLIED_BY}
    return frozenset({stage}).union(*(_moving_stages(other) for other in implied_by.get(stage, ())))
