"""Reads all rows of one release into what the web app knows of it."""

from collections import defaultdict

from sqlalchemy import Connection, RowMapping, Table, select

from dashboard.reference_rows import read_reference
from dashboard.release import (
    Boundary,
    Declaration,
    Declared,
    ElectionStage,
    Fixing,
    Note,
    Observation,
    Place,
    SeriesKey,
    Snapshot,
    TypeCount,
    Violation,
)
from etl import schema

Rows = list[RowMapping]


def read_release(connection: Connection, found: RowMapping) -> Snapshot:
    """Read all rows of one release."""
    release_id = found["release_id"]

    def rows(table: Table) -> Rows:
        chosen = select(table).where(table.c.release_id == release_id)
        return list(connection.execute(chosen).mappings())

    return Snapshot(
        release_id=release_id,
        created_at=found["created_at"],
        last_month=found["last_month"],
        places={place.code: place for place in map(_place, rows(schema.region))},
        series=_series(rows(schema.observation)),
        fixings=_fixings(rows(schema.number_source)),
        notes=_notes(rows(schema.number_note)),
        violations={row.record_id: row for row in map(_violation, rows(schema.violation))},
        type_counts=_type_counts(rows(schema.type_count)),
        declarations=tuple(
            sorted(map(_declaration, rows(schema.declaration)), key=lambda row: (row.day, row.record_id))
        ),
        declared={(row["region_code"], row["election"]): _declared(row) for row in rows(schema.declared)},
        election_stages=tuple(sorted(map(_election_stage, rows(schema.election_stage)), key=lambda row: row.start)),
        boundaries=tuple(map(read_boundary, rows(schema.boundary))),
        reference=read_reference(connection, release_id),
    )


def _key(row: RowMapping) -> SeriesKey:
    return SeriesKey(row["region_code"], row["election"], row["stage"], row["unit"])


def _place(row: RowMapping) -> Place:
    return Place(row["region_code"], row["region_level"], row["name"], row["parent_code"], row["pns_count"])


def _series(rows: Rows) -> dict[SeriesKey, tuple[Observation, ...]]:
    grouped: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["month"])):
        grouped[_key(row)].append(_observation(row))
    return {key: tuple(group) for key, group in grouped.items()}


def _observation(row: RowMapping) -> Observation:
    return Observation(
        month=row["month"],
        added=row["added"],
        cumulative=row["cumulative"],
        unexplained=row["unexplained"] or 0,
        status=row["status"],
        implied=row["implied"],
        basis=row["basis"],
    )


def _fixings(rows: Rows) -> dict[SeriesKey, dict[str, tuple[Fixing, ...]]]:
    grouped: dict[SeriesKey, dict[str, list[Fixing]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: (str(row["month"]), str(row["record_id"]))):
        grouped[_key(row)][row["month"]].append(Fixing(row["role"], row["record_id"]))
    return {key: {month: tuple(found) for month, found in months.items()} for key, months in grouped.items()}


def _notes(rows: Rows) -> dict[tuple[SeriesKey, str], tuple[Note, ...]]:
    grouped: dict[tuple[SeriesKey, str], list[Note]] = defaultdict(list)
    for row in rows:
        grouped[_key(row), row["month"]].append(Note(row["note"], row["stated"], row["used"], row["record_id"]))
    return {key: tuple(group) for key, group in grouped.items()}


def _type_counts(rows: Rows) -> dict[SeriesKey, tuple[TypeCount, ...]]:
    grouped: dict[SeriesKey, list[TypeCount]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (str(row["month"]), str(row["violation_type"]))):
        counted = TypeCount(row["region_code"], row["violation_type"], row["month"], row["count"])
        grouped[_key(row)].append(counted)
    return {key: tuple(group) for key, group in grouped.items()}


def _violation(row: RowMapping) -> Violation:
    return Violation(
        record_id=row["record_id"],
        region=row["region_code"],
        election=row["election"],
        measure=row["measure"],
        stage=row["stage"],
        unit=row["unit"],
        count=row["count"],
        period_end=row["period_end"],
        date_precision=row["date_precision"],
        authority=row["authority"],
        url=row["source_url"],
        publisher=row["source_publisher"],
        published=row["source_published"],
        note=row["note"],
    )


def _declaration(row: RowMapping) -> Declaration:
    return Declaration(
        record_id=row["record_id"],
        region=row["region_code"],
        scope=row["scope"],
        election=row["election"],
        activity=row["activity"],
        day=row["date"],
        counts_from=row["counts_from"],
        date_precision=row["date_precision"],
        organizer=row["organizer"],
        url=row["source_url"],
        publisher=row["source_publisher"],
        published=row["source_published"],
    )


def _declared(row: RowMapping) -> Declared:
    return Declared(row["first_declared"], row["activity_count"])


def _election_stage(row: RowMapping) -> ElectionStage:
    names = {"id": row["name_id"], "en": row["name_en"]}
    return ElectionStage(row["election"], row["stage"], names, row["start_date"], row["end_date"])


def read_boundary(row: RowMapping) -> Boundary:
    """Read one boundary file."""
    return Boundary(
        level=row["region_level"],
        detail=row["detail"],
        file_name=row["file_name"],
        content_hash=row["content_hash"],
        source=row["source"],
        body_br=bytes(row["body_br"]),
    )
