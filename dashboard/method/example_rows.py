"""Reads from the database what the worked example is chosen from."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, Table, select

from dashboard.method.example import Material, Published, Region, Stated
from dashboard.state import DECLARED
from etl import schema
from etl.months import month_of

ASKED = {"election": "pemilihan", "stage": "tahap", "unit": "satuan"}
"""Columns of a series with the public parameter whose default is shown."""


def read_material(connection: Connection, release_id: str) -> Material:
    """Read the series that pages show unless asked for another."""
    series = {name: DECLARED[public].default_for(election="", last_month="") for name, public in ASKED.items()}

    def rows(table: Table) -> Sequence[RowMapping]:
        wanted = [table.c[name] == value for name, value in series.items()]
        return connection.execute(select(table).where(table.c.release_id == release_id, *wanted)).mappings().all()

    observed, stated = rows(schema.observation), rows(schema.violation)
    months = {row["month"] for row in observed} | {month_of(row["period_end"]) for row in stated}
    return Material(
        **series,
        month=max(months, default=""),
        regions=_regions(connection, release_id),
        records=_records(stated),
        published=_published(observed),
    )


def _regions(connection: Connection, release_id: str) -> dict[str, Region]:
    chosen = select(schema.region).where(schema.region.c.release_id == release_id)
    rows = connection.execute(chosen.order_by(schema.region.c.region_code)).mappings()
    return {
        row["region_code"]: Region(row["region_code"], row["name"], row["region_level"], row["parent_code"])
        for row in rows
    }


def _records(rows: Sequence[RowMapping]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["period_end"], row["record_id"])):
        found[row["region_code"]].append(_stated(row))
    return dict(found)


def _stated(row: RowMapping) -> Stated:
    return Stated(
        record_id=row["record_id"],
        measure=row["measure"],
        count=row["count"],
        period_end=row["period_end"],
        date_precision=row["date_precision"],
        authority=row["authority"],
        url=row["source_url"],
        publisher=row["source_publisher"],
    )


def _published(rows: Sequence[RowMapping]) -> dict[str, Published]:
    """Return the last number of each region: a row holds until the next one."""
    return {
        row["region_code"]: Published(row["cumulative"], row["unexplained"], row["implied"])
        for row in sorted(rows, key=lambda row: str(row["month"]))
    }
