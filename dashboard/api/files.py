"""Turns a sound question into bytes: the file kept with the release, or one rendered for the question."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from dashboard.api.parameters import Asked
from dashboard.api.releases import Found, kept_size
from dashboard.database import Database
from dashboard.operation.budgets import Work, spend
from etl.catalogue import Table
from etl.export.map_points import write_geojson
from etl.export.notes import Notes, notes_for
from etl.export.rows import count_rows, public_rows
from etl.export.writers import BOM, CONTENT_TYPES, write
from etl.kept import WHOLE_SIZE, file_parts

# Part of the tag of rendered files: raise it when the writers write other bytes for the same rows.
WRITERS_VERSION = 2
GEOJSON = "geojson"
WHOLE = 1 << 20
NAMED_REGIONS = 5


@dataclass(frozen=True, slots=True)
class File:
    """One file of a table as it was asked for."""

    table: Table
    suffix: str
    release: Found
    asked: Asked

    @property
    def public(self) -> str:
        """Return the public name of the table."""
        return str(self.table.public)

    @property
    def stored_name(self) -> str:
        """Return the name under which the whole table is kept with the release."""
        return f"{self.public}.{self.suffix}"

    @property
    def content_type(self) -> str:
        """Return the media type."""
        return CONTENT_TYPES[self.suffix]

    @property
    def bom(self) -> bool:
        """Tell whether the file begins with a byte order mark: for people who open CSV with a spreadsheet."""
        return self.asked.download and self.suffix == "csv"

    @property
    def name(self) -> str:
        """Return a name that says what is in the file."""
        parts = self.asked.filters.public()
        if len(self.asked.filters.regions) > NAMED_REGIONS:
            parts["wilayah"] = f"{len(self.asked.filters.regions)}-wilayah"
        words = [part.replace(",", "-") for part in parts.values()]
        page = [f"lewati-{self.asked.skip}"] if self.asked.skip else []
        page += [f"batas-{self.asked.limit}"] if self.asked.limit is not None else []
        return "_".join([self.public, *words, *page, self.release.release_id]) + f".{self.suffix}"

    @property
    def tag(self) -> str:
        """Return what differs as soon as a byte of the file may differ."""
        identity = (WRITERS_VERSION, self.release.release_id, self.stored_name, self.asked, self.bom)
        return hashlib.sha256(repr(identity).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, whole where they are short; the size is unknown where they are still to be written."""

    body: bytes | Iterator[bytes]
    size: int | None


def count(connection: Connection, file: File) -> int:
    """Return how many rows the filter of a file leaves."""
    return count_rows(
        connection=connection, release_id=file.release.release_id, table=file.public, filters=file.asked.filters
    )


def content(database: Database, file: File, *, head: bool = False) -> Content:
    """Return the content: kept bytes for a whole table, else rows as they come from the database.

    Args:
        database: where releases are.
        file: what was asked for.
        head: only the size is wanted; of a file that is written for the question it is not known.
    """
    size = _size(database, file) if file.asked.whole else None
    if head:
        return Content(iter(()), None if size is None else size + len(_mark(file)))
    if size is None:
        spend(Work.TABLE)
        return _measured(_rendered(database, file))
    parts = _parts(database, file)
    # A short file is read at once: however slow the line, no connection waits for it.
    return Content(b"".join(parts) if size <= WHOLE_SIZE else parts, size + len(_mark(file)))


def _parts(database: Database, file: File) -> Iterator[bytes]:
    if file.bom:
        yield BOM
    with database.connect(one_state=True) as connection:
        yield from file_parts(connection=connection, release_id=file.release.release_id, name=file.stored_name)


def _size(database: Database, file: File) -> int | None:
    with database.connect() as connection:
        return kept_size(connection, file.release.release_id, file.stored_name)


def _mark(file: File) -> bytes:
    return BOM if file.bom else b""


def _measured(chunks: Iterator[bytes]) -> Content:
    """Take a short file whole, so that its length can be told beforehand; stream a long one."""
    begun: list[bytes] = []
    size = 0
    for chunk in chunks:
        begun.append(chunk)
        size += len(chunk)
        if size > WHOLE:
            return Content(_joined(begun, chunks), None)
    return Content(b"".join(begun), size)


def _joined(begun: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    yield b"".join(begun)
    begun.clear()
    yield from rest


def _rendered(database: Database, file: File) -> Iterator[bytes]:
    with database.connect(one_state=True) as connection:
        yield from _written(connection, file)


def _written(connection: Connection, file: File) -> Iterator[bytes]:
    asked = file.asked
    notes = notes_for(
        table=file.table,
        release_id=file.release.release_id,
        count=count(connection, file),
        filters=asked.filters,
    )
    rows = public_rows(
        connection=connection,
        release_id=file.release.release_id,
        table=file.public,
        filters=asked.filters,
        skip=asked.skip,
        limit=asked.limit,
    )
    return _bytes(connection, file, notes, rows)


def _bytes(connection: Connection, file: File, notes: Notes, rows: Iterator[tuple[object, ...]]) -> Iterator[bytes]:
    if file.suffix == GEOJSON:
        return write_geojson(connection=connection, table=file.table, rows=rows, notes=notes)
    return write(format=file.suffix, table=file.table, rows=rows, notes=notes, bom=file.bom)
