"""Finds the numbers that differ between two releases, one by one."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, select

from etl.changes import NumberChange
from etl.count_changes import changed_counts
from etl.schema import SERIES_KEY, observation, region, type_count

Key = tuple[Any, ...]


class Values(NamedTuple):
    """What a release says of one number from a month on."""

    cumulative: int | None
    unexplained: int | None
    status: str | None


NOTHING = Values(None, None, None)


def changed_numbers(connection: Connection, before: str, after: str) -> Iterator[NumberChange]:
    """Yield every number that differs: the published minimum, the events by kind, the counts of agencies' records."""
    names = _region_names(connection, before, after)
    yield from _observations(connection, names, before, after)
    yield from _type_counts(connection, names, before, after)
    yield from changed_counts(connection, names, before, after)


def _observations(connection: Connection, names: Mapping[str, str], before: str, after: str) -> Iterator[NumberChange]:
    """Yield every month's number that differs, at the months for which either release holds a row."""
    columns = [observation.c[name] for name in (*SERIES_KEY, "month", "cumulative", "unexplained", "status")]
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


def _type_counts(connection: Connection, names: Mapping[str, str], before: str, after: str) -> Iterator[NumberChange]:
    columns = [column for column in type_count.columns if column.name != "release_id"]
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
