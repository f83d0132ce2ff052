"""Compares two releases of the database: which numbers, records and declarations differ, and what explains it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Select, Table, UniqueConstraint, select

from etl.changes import EXAMPLES_KEPT, Changes, NumberChange, NumberGroup, RowCounts
from etl.schema import SERIES_KEY, metadata, observation, region, release, type_count

Key = tuple[Any, ...]


class Values(NamedTuple):
    """What a release says of one number from a month on."""

    cumulative: int | None
    unexplained: int | None
    status: str | None


NOTHING = Values(None, None, None)

# Numbers are told one by one; of all other tables it is told how many rows differ.
NUMBERS = {observation.name, type_count.name}
NOT_COMPARED = {"release_file", "release_part"}


def compare(*, connection: Connection, before: str, after: str) -> Changes:
    """Return what differs from one release to another; both must be in the database."""
    numbers = [*_observations(connection, before, after), *_type_counts(connection, before, after)]
    tables = {
        table.name: counts
        for table in rows_of_release()
        if table.name not in NUMBERS and (counts := _row_counts(connection, table, before, after))
    }
    files = _changed_files(connection, before, after)
    declarations = [name for name in files if name.endswith(".yml")]
    return Changes(
        against=before,
        numbers=_groups(numbers),
        examples=numbers[:EXAMPLES_KEPT],
        tables=tables,
        inputs=[name for name in files if name not in declarations],
        declarations=declarations,
        calculation=bool(numbers or tables) and not files,
    )


def rows_of_release() -> tuple[Table, ...]:
    """List the tables whose rows make up a release; its files are made from them."""
    return tuple(table for table in metadata.sorted_tables if table.foreign_keys and table.name not in NOT_COMPARED)


def key_of(table: Table) -> list[str]:
    """Name the columns that tell the rows of a table apart within one release."""
    constraint = next(item for item in table.constraints if isinstance(item, UniqueConstraint))
    return [column.name for column in constraint.columns if column.name != "release_id"]


def _groups(numbers: Iterable[NumberChange]) -> list[NumberGroup]:
    found = Counter((item.table, item.election, item.stage, item.unit) for item in numbers)
    return [NumberGroup(*key, count=count) for key, count in sorted(found.items())]


def _observations(connection: Connection, before: str, after: str) -> Iterator[NumberChange]:
    """Yield every month's number that differs, at the months for which either release holds a row."""
    columns = [observation.c[name] for name in (*SERIES_KEY, "month", "cumulative", "unexplained", "status")]
    names = _region_names(connection, before, after)
    for code in _changed_regions(connection, observation, columns, before, after):
        old, new = (_series(connection, release_id, code) for release_id in (before, after))
        for key in sorted(old.keys() | new.keys()):
            yield from _series_changes(key, names[code], old.get(key, {}), new.get(key, {}))


def _series(connection: Connection, release_id: str, code: str) -> dict[Key, dict[str, Values]]:
    rows = connection.execute(
        select(observation).where(observation.c.release_id == release_id, observation.c.region_code == code)
    )
    found: dict[Key, dict[str, Values]] = {}
    for row in rows.mappings():
        values = Values(row["cumulative"], row["unexplained"], row["status"])
        found.setdefault(tuple(row[name] for name in SERIES_KEY), {})[row["month"]] = values
    return found


def _series_changes(
    key: Key, name: str, old: Mapping[str, Values], new: Mapping[str, Values]
) -> Iterator[NumberChange]:
    was, now = NOTHING, NOTHING
    for month in sorted(old.keys() | new.keys()):
        was, now = old.get(month, was), new.get(month, now)
        if was != now:
            yield NumberChange(
                table=observation.name,
                region_name=name,
                month=month,
                **dict(zip(SERIES_KEY, key, strict=True)),
                **_difference(was, now),
            )


def _difference(was: Values, now: Values) -> dict[str, Any]:
    if was.cumulative == now.cumulative and was.unexplained != now.unexplained:
        return {"field": "unexplained", "before": was.unexplained, "after": now.unexplained}
    return {"field": "cumulative", "before": was.cumulative, "after": now.cumulative}


def _type_counts(connection: Connection, before: str, after: str) -> Iterator[NumberChange]:
    columns = [column for column in type_count.columns if column.name != "release_id"]
    names = _region_names(connection, before, after)
    for code in _changed_regions(connection, type_count, columns, before, after):
        old, new = (_kinds(connection, release_id, code) for release_id in (before, after))
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                place = dict(zip((*SERIES_KEY, "violation_type", "month"), key, strict=True))
                yield NumberChange(
                    table=type_count.name,
                    region_name=names[code],
                    field="count",
                    before=old.get(key),
                    after=new.get(key),
                    **place,
                )


def _kinds(connection: Connection, release_id: str, code: str) -> dict[Key, int]:
    rows = connection.execute(
        select(type_count).where(type_count.c.release_id == release_id, type_count.c.region_code == code)
    )
    return {
        tuple(row[name] for name in (*SERIES_KEY, "violation_type", "month")): row["count"] for row in rows.mappings()
    }


def _changed_regions(
    connection: Connection, table: Table, columns: list[Any], before: str, after: str
) -> Iterator[str]:
    """Let the database find the regions of which any row differs: mostly few, so that little is read."""

    def rows(release_id: str) -> Select[Any]:
        return select(*columns).where(table.c.release_id == release_id)

    found = {
        row.region_code
        for one, other in ((before, after), (after, before))
        for row in connection.execute(rows(one).except_(rows(other)))
    }
    yield from sorted(found)


def _region_names(connection: Connection, before: str, after: str) -> dict[str, str]:
    codes: dict[str, str] = {}
    for release_id in (before, after):
        rows = connection.execute(select(region.c.region_code, region.c.name).where(region.c.release_id == release_id))
        codes |= {row.region_code: row.name for row in rows}
    return codes


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
    report = connection.scalar(select(release.c.report).where(release.c.release_id == release_id))
    hashes: dict[str, str] = json.loads(report or "{}").get("inputs", {})
    return hashes
