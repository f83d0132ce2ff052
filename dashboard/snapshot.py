"""Reads the current release from the database into memory, whole, and keeps it there until another one is current."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Engine, RowMapping, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from dashboard.database import Database, MissingDatabaseError
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
KEPT = 2
KEPT_BOUNDARIES = 8
ASK_EVERY = 2.0
UNREACHABLE = (SQLAlchemyError, MissingDatabaseError)


class NoReleaseError(RuntimeError):
    """Say that no release was ever read: none is published, or the database cannot be reached."""


class _UnknownBoundaryError(LookupError):
    """Say that no stored release has this file."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a server that is asked for its health can say of its parts."""

    database: bool
    release: str | None
    boundaries: int


class ReleaseReader:
    """Hand out the current release; a failing database does not take away the one that is known."""

    def __init__(
        self, engine: Engine, *, ask_every: float = ASK_EVERY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = Database(engine)
        self._ask_every = ask_every
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[Snapshot, ...] = ()
        self._asked = float("-inf")
        self._older_boundary = lru_cache(maxsize=KEPT_BOUNDARIES)(self._stored_boundary)

    def current(self) -> Snapshot:
        """Return the current release, at most a few seconds old.

        Raises:
            NoReleaseError: none was ever read.
        """
        # While one thread asks a slow database, the others go on with what is known.
        if self._is_due() and self._lock.acquire(blocking=not self._known):
            try:
                self._refresh()
            finally:
                self._lock.release()
        if not self._known:
            raise NoReleaseError
        return self._known[-1]

    def release(self, release_id: str) -> Snapshot | None:
        """Return any stored release; an older one is read anew, and not kept.

        Raises:
            NoReleaseError: it is not in memory, and the database cannot be asked.
        """
        found = next((kept for kept in self._known if kept.release_id == release_id), None)
        if found is not None:
            return found
        try:
            with self._database.connect() as connection:
                chosen = select(schema.release).where(schema.release.c.release_id == release_id)
                row = connection.execute(chosen).mappings().first()
                return read_release(connection, row) if row else None
        except UNREACHABLE:
            raise NoReleaseError from None

    def boundary(self, file_name: str) -> Boundary | None:
        """Find a boundary file in any stored release: a page may be older or newer than what this process knows.

        Raises:
            NoReleaseError: it is not in memory, and the database cannot be asked.
        """
        files = (row for kept in reversed(self._known) for row in kept.boundaries)
        found = next((row for row in files if row.file_name == file_name), None)
        if found is not None:
            return found
        try:
            return self._older_boundary(file_name)
        except _UnknownBoundaryError:
            return None
        except UNREACHABLE:
            raise NoReleaseError from None

    def readiness(self) -> Readiness:
        """Ask the database itself whether it answers, and for which release."""
        try:
            with self._database.connect() as connection:
                release_id = connection.scalar(select(schema.release.c.release_id).where(schema.release.c.is_current))
                counted = select(func.count()).where(schema.boundary.c.release_id == release_id)
                return Readiness(True, release_id, connection.scalar(counted) or 0)
        except UNREACHABLE:
            known = self._known[-1] if self._known else None
            return Readiness(False, known.release_id if known else None, len(known.boundaries) if known else 0)

    def _stored_boundary(self, file_name: str) -> Boundary:
        """Read a boundary file; what is missing is an error, so that it is asked for again the next time."""
        chosen = select(schema.boundary).where(schema.boundary.c.file_name == file_name).limit(1)
        with self._database.connect() as connection:
            found = connection.execute(chosen).mappings().first()
        if found is None:
            raise _UnknownBoundaryError
        return _boundary(found)

    def _is_due(self) -> bool:
        return not self._known or self._clock() - self._asked >= self._ask_every

    def _refresh(self) -> None:
        if not self._is_due():
            return
        try:
            with self._database.connect() as connection:
                self._take(connection)
        except UNREACHABLE:
            if not self._known:
                raise NoReleaseError from None
        finally:
            self._asked = self._clock()

    def _take(self, connection: Connection) -> None:
        found = connection.execute(select(schema.release).where(schema.release.c.is_current)).mappings().first()
        if found is None:
            return
        kept = {known.release_id: known for known in self._known}
        chosen = kept.pop(found["release_id"], None) or read_release(connection, found)
        self._known = (*kept.values(), chosen)[-KEPT:]


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
        boundaries=tuple(map(_boundary, rows(schema.boundary))),
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


def _boundary(row: RowMapping) -> Boundary:
    return Boundary(
        level=row["region_level"],
        detail=row["detail"],
        file_name=row["file_name"],
        content_hash=row["content_hash"],
        source=row["source"],
        body_br=bytes(row["body_br"]),
    )
