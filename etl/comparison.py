"""Compares two releases of the database: which numbers, records and declarations differ, and what explains it."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, UniqueConstraint, select

from etl.causes import Explainer, read_record_changes
from etl.changes import EXAMPLES_KEPT, Changes, NumberChange, NumberGroup, RowCounts
from etl.count_changes import COUNT_TABLES
from etl.number_changes import changed_numbers
from etl.schema import metadata, observation, release, type_count
from etl.tally import ALL

Key = tuple[Any, ...]

# Numbers are told one by one; of all other tables it is told how many rows differ.
NUMBERS = {observation.name, type_count.name} | COUNT_TABLES
NOT_COMPARED = {"release_file", "release_part"}


def compare(*, connection: Connection, before: str, after: str) -> Changes:
    """Return what differs from one release to another; both must be in the database."""
    files = _changed_files(connection, before, after)
    declarations = [name for name in files if name.endswith(".yml")]
    explainer = Explainer(
        records=read_record_changes(connection, before, after),
        rules=[name for name in files if _is_rule(name)],
        sources=_changed_records(connection, before, after),
    )
    numbers = [explainer.explained(item) for item in changed_numbers(connection, before, after)]
    tables = {
        table.name: counts
        for table in rows_of_release()
        if table.name not in NUMBERS and (counts := _row_counts(connection, table, before, after))
    }
    return Changes(
        against=before,
        numbers=_groups(numbers),
        examples=numbers[:EXAMPLES_KEPT],
        tables=tables,
        inputs=[name for name in files if name not in declarations],
        declarations=declarations,
        calculation=bool(numbers or tables) and not files,
        causes=explainer.groups(numbers),
    )


def rows_of_release() -> tuple[Table, ...]:
    """List the tables whose rows make up a release; its files are made from them."""
    return tuple(table for table in metadata.sorted_tables if table.foreign_keys and table.name not in NOT_COMPARED)


def key_of(table: Table) -> list[str]:
    """Name the columns that tell the rows of a table apart within one release."""
    constraint = next(item for item in table.constraints if isinstance(item, UniqueConstraint))
    return [column.name for column in constraint.columns if column.name != "release_id"]


def _is_rule(name: str) -> bool:
    """Tell whether a file holds no records, so that it moves numbers by what it declares."""
    return name.startswith("reference/") or (name.endswith(".yml") and not name.startswith("corrections/"))


def _groups(numbers: Iterable[NumberChange]) -> list[NumberGroup]:
    found = Counter((item.table, item.election, _grouped_stage(item), item.unit) for item in numbers)
    return [NumberGroup(*key, count=count) for key, count in sorted(found.items())]


def _grouped_stage(item: NumberChange) -> str:
    """Tell counts of records together, whatever stage they are of: each stands in several totals."""
    return ALL if item.table in COUNT_TABLES else item.stage


def _changed_records(connection: Connection, before: str, after: str) -> list[str]:
    """Name the sources of records whose counts differ, are new or are gone."""
    old, new = (_report(connection, release_id) for release_id in (before, after))
    sources = {*old.get("records", ()), *new.get("records", ())}
    return [name for name in _changed_files(connection, before, after) if name in sources]


def _row_counts(connection: Connection, table: Table, before: str, after: str) -> RowCounts:
    old, new = (_rows(connection, table, release_id) for release_id in (before, after))
    both = old.keys() & new.keys()
    return RowCounts(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[key] != new[key] for key in both),
    )


def _rows(connection: Connection, table: Table, release_id: str) -> dict[Key, Key]:
    key = key_of(table)
    rest = [
        column
        for column in table.columns
        if column.name not in {"release_id", *key} and not isinstance(column.type, LargeBinary)
    ]
    query = select(*(table.c[name] for name in key), *rest).where(table.c.release_id == release_id)
    return {tuple(row[: len(key)]): tuple(row[len(key) :]) for row in connection.execute(query)}


def _changed_files(connection: Connection, before: str, after: str) -> list[str]:
    old, new = (_input_hashes(connection, release_id) for release_id in (before, after))
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _input_hashes(connection: Connection, release_id: str) -> dict[str, str]:
    hashes: dict[str, str] = _report(connection, release_id).get("inputs", {})
    return hashes


def _report(connection: Connection, release_id: str) -> dict[str, Any]:
    report = connection.scalar(select(release.c.report).where(release.c.release_id == release_id))
    found: dict[str, Any] = json.loads(report or "{}")
    return found
