"""Reads what the method page says of a release, so that no number on it is typed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, distinct, func, select

from dashboard.method.example import Material, Step, worked_example
from dashboard.method.example_rows import read_material
from etl import schema
from etl.catalogue import Catalogue
from etl.codes import APPLIED
from etl.export.rows import count_rows
from geo.regions import RegionLevel


@dataclass(frozen=True, slots=True)
class CorrectionFact:
    """One correction of a record, as the release keeps it; `field` is a public name, None where a row is left out."""

    correction_id: str
    table: str
    record_id: str
    region_code: str
    region_name: str
    field: str | None
    before: str | None
    after: str | None
    why: dict[str, str]
    basis: str
    decided: date
    informed: dict[str, str | None]
    status: str

    @property
    def left_out(self) -> bool:
        """Tell whether the release no longer holds the record."""
        return self.field is None and self.status == APPLIED


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the page counts or names.

    Attributes:
        violations: records on violations; ``declarations``: of declarations and activities.
        violation_regions: kabupaten/kota with a record of violations; ``declaration_regions``: of activities.
        regencies: all kabupaten/kota.
        agency_tables: public names of the tables that hold counts from records of agencies.
        boundary_sources: where the boundaries come from, none where the release has no boundaries.
        corrections: by number.
        series: what the worked example is chosen from; ``example``: its steps.
    """

    violations: int
    declarations: int
    violation_regions: int
    declaration_regions: int
    regencies: int
    agency_tables: Sequence[str]
    boundary_sources: Sequence[str]
    corrections: Sequence[CorrectionFact]
    series: Material
    example: Sequence[Step]


def read_facts(connection: Connection, release_id: str, catalogue: Catalogue) -> Facts:
    """Read the facts of one release."""
    series = read_material(connection, release_id)
    return Facts(
        violations=_count(connection, schema.violation, release_id),
        declarations=_count(connection, schema.declaration, release_id),
        violation_regions=_regencies(connection, schema.violation, release_id),
        declaration_regions=_regencies(connection, schema.declaration, release_id),
        regencies=_regencies(connection, schema.region, release_id),
        agency_tables=_agency_tables(connection, release_id, catalogue),
        boundary_sources=_boundary_sources(connection, release_id),
        corrections=_corrections(connection, release_id),
        series=series,
        example=worked_example(series),
    )


def _count(connection: Connection, table: Table, release_id: str) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(table.c.release_id == release_id)) or 0


def _regencies(connection: Connection, table: Table, release_id: str) -> int:
    region = schema.region
    chosen = select(region.c.region_code).where(
        region.c.release_id == release_id, region.c.region_level == RegionLevel.REGENCY.value
    )
    counted = select(func.count(distinct(table.c.region_code)))
    return connection.scalar(counted.where(table.c.release_id == release_id, table.c.region_code.in_(chosen))) or 0


def _agency_tables(connection: Connection, release_id: str, catalogue: Catalogue) -> tuple[str, ...]:
    names = [str(catalogue.tables[rule.publishes].public) for rule in catalogue.disclosure.values()]
    return tuple(name for name in names if count_rows(connection=connection, release_id=release_id, table=name))


def _boundary_sources(connection: Connection, release_id: str) -> tuple[str, ...]:
    chosen = select(schema.boundary.c.source).where(schema.boundary.c.release_id == release_id)
    return tuple(sorted(set(connection.scalars(chosen))))


def _corrections(connection: Connection, release_id: str) -> tuple[CorrectionFact, ...]:
    stored, region = schema.correction, schema.region
    joined = stored.join(
        region, (region.c.release_id == stored.c.release_id) & (region.c.region_code == stored.c.region_code)
    )
    chosen = select(stored, region.c.name).select_from(joined).where(stored.c.release_id == release_id)
    rows = connection.execute(chosen.order_by(stored.c.correction_id)).mappings()
    return tuple(_correction(dict(row)) for row in rows)


def _correction(row: dict[str, Any]) -> CorrectionFact:
    return CorrectionFact(
        correction_id=row["correction_id"],
        table=row["corrected_table"],
        record_id=row["record_id"],
        region_code=row["region_code"],
        region_name=row["name"],
        field=row["corrected_field"],
        before=row["value_before"],
        after=row["value_after"],
        why={"id": row["why_id"], "en": row["why_en"]},
        basis=row["basis_records"],
        decided=row["decided"],
        informed={"id": row["informed_id"], "en": row["informed_en"]},
        status=row["correction_status"],
    )
