"""Finds the counts of agencies' records that differ between two releases, one by one."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from etl.changes import NumberChange
from etl.codes import SUPPRESSED
from etl.schema import case_count, signature_count
from etl.tally import ALL

COUNTS = (case_count, signature_count)
COUNT_TABLES = frozenset(table.name for table in COUNTS)
UNITS = {case_count.name: "kasus", signature_count.name: "orang"}
PLACE = ("region_code", "election", "period")
FURTHER = ("case_type", "latest_stage")

Key = tuple[str, ...]
Values = tuple[int | None, str | None]
"""Count and status."""
NOTHING: Values = (None, None)


def changed_counts(connection: Connection, names: dict[str, str], before: str, after: str) -> Iterator[NumberChange]:
    """Yield every count that differs or is suppressed in one of two releases only.

    Args:
        connection: sees both releases.
        names: region code -> name.
        before: the earlier release.
        after: the later one.
    """
    for table in COUNTS:
        columns = [table.c[name] for name in (*_key(table), table.name, "status")]
        old, new = (_only_in(connection, columns, table, *pair) for pair in ((before, after), (after, before)))
        for key in sorted(old.keys() | new.keys()):
            yield _change(table, key, names, old.get(key, NOTHING), new.get(key, NOTHING))


def _key(table: Table) -> tuple[str, ...]:
    return (*PLACE, *(name for name in FURTHER if name in table.c))


def _only_in(
    connection: Connection, columns: Sequence[ColumnElement[Any]], table: Table, one: str, other: str
) -> dict[Key, Values]:
    """Let the database find the rows of one release that the other has not: mostly few, by their key."""
    rows = (select(*columns).where(table.c.release_id == release_id) for release_id in (one, other))
    found = connection.execute(next(rows).except_(next(rows)))
    return {tuple(key): (count, status) for *key, count, status in found}


def _change(table: Table, key: Key, names: dict[str, str], old: Values, new: Values) -> NumberChange:
    at = dict(zip(_key(table), key, strict=True))
    return NumberChange(
        table=table.name,
        region_code=at["region_code"],
        region_name=names[at["region_code"]],
        election=at["election"],
        stage=at.get("latest_stage", ALL),
        unit=UNITS[table.name],
        month=at["period"],
        field=table.name,
        before=old[0],
        after=new[0],
        violation_type=at.get("case_type"),
        suppressed_before=old[1] == SUPPRESSED,
        suppressed_after=new[1] == SUPPRESSED,
    )
