"""Writes a release into the public database: rows, release record and current flag change in one transaction.

A reader sees the former release or the new one, never a mixture; a run that fails or is killed leaves the former one.
The files of the release are rendered in the same transaction, from the rows just written.
"""

import hashlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection, Engine, delete, insert, inspect, select, text, update

from etl.comparison import compare
from etl.kept import PART_SIZE, WHOLE_SIZE
from etl.release import Release
from etl.schema import metadata, pruned_release, release, release_file, release_part

# Any fixed number serves: it keeps two runs on one PostgreSQL from publishing at once (SQLite locks the whole file).
PUBLISH_LOCK = 20241127
CHUNK = 1000


class RenderedFile(Protocol):
    """One file of a release."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def content_type(self) -> str:
        """Return its media type."""

    @property
    def rows(self) -> int:
        """Return how many rows it holds; 0 where it holds none."""

    @property
    def body(self) -> bytes:
        """Return its content."""


Render = Callable[[Connection, str], Iterable[RenderedFile]]


def no_files(_connection: Connection, _release_id: str) -> tuple[()]:
    """Render nothing."""
    return ()


class Outcome(StrEnum):
    """What publishing did."""

    PUBLISHED = "published"
    MADE_CURRENT = "made_current"
    UNCHANGED = "unchanged"


class ForeignSchemaError(RuntimeError):
    """Say that a table of the database has not the columns of this version."""

    def __init__(self, *, table: str) -> None:
        super().__init__(f"table '{table}' was made by another version")
        self.table = table


def publish(
    *,
    engine: Engine,
    new: Release,
    render: Render = no_files,
    advance: Callable[[int], None] = lambda _rows: None,
) -> Outcome:
    """Write the release unless it is there, and make it the current one; all or nothing.

    Args:
        engine: a writable engine of SQLite or PostgreSQL.
        new: the release.
        render: makes the files of a release from its rows in the database.
        advance: called with the number of rows or files written, for a progress display.

    Raises:
        ForeignSchemaError: the database holds tables of another version of this project.
    """
    with engine.begin() as connection:
        lock(connection)
        ensure_tables(connection)
        current = current_release(connection)
        if current == new.release_id:
            return Outcome.UNCHANGED
        known = _is_known(connection, new.release_id)
        if not known:
            _write(connection, new, advance)
            _look_over(connection)
            _keep_changes(connection, before=current, after=new.release_id)
            _keep_files(connection, new.release_id, render, advance)
        make_current(connection, new.release_id)
        return Outcome.MADE_CURRENT if known else Outcome.PUBLISHED


def lock(connection: Connection) -> None:
    """Keep others from publishing, rolling back or pruning until this transaction ends; readers go on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PUBLISH_LOCK})


def ensure_tables(connection: Connection) -> None:
    """Make the tables that are missing, and look at those that are there.

    Raises:
        ForeignSchemaError: the database holds tables of another version of this project.
    """
    metadata.create_all(connection)
    require_columns(connection)


def has_tables(connection: Connection) -> bool:
    """Tell whether anything was ever published here."""
    return inspect(connection).has_table(release.name)


def require_columns(connection: Connection) -> None:
    """Look whether every table is there and has the columns of this version.

    Raises:
        ForeignSchemaError: the database holds tables of another version of this project.
    """
    inspector = inspect(connection)
    present = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        columns = inspector.get_columns(table.name) if table.name in present else []
        if {column["name"] for column in columns} != set(table.columns.keys()):
            raise ForeignSchemaError(table=table.name)


def current_release(connection: Connection) -> str | None:
    """Return the identity of the release that readers see."""
    return connection.scalar(select(release.c.release_id).where(release.c.is_current))


def _is_known(connection: Connection, release_id: str) -> bool:
    return connection.scalar(select(release.c.release_id).where(release.c.release_id == release_id)) is not None


def _write(connection: Connection, new: Release, advance: Callable[[int], None]) -> None:
    connection.execute(delete(pruned_release).where(pruned_release.c.release_id == new.release_id))
    connection.execute(insert(release), new.record() | {"is_current": False})
    for name, rows in new.tables.items():
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            connection.execute(insert(metadata.tables[name]), [row | {"release_id": new.release_id} for row in part])
            advance(len(part))


def _look_over(connection: Connection) -> None:
    """Let PostgreSQL look at the new rows: until it has, it plans filters as if there were none, ten times slower."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(metadata.tables)}"))


def _keep_changes(connection: Connection, *, before: str | None, after: str) -> None:
    if before is not None:
        changes = compare(connection=connection, before=before, after=after).to_json()
        connection.execute(update(release).where(release.c.release_id == after).values(changes=changes))


def _keep_files(connection: Connection, release_id: str, render: Render, advance: Callable[[int], None]) -> None:
    for file in render(connection, release_id):
        keep_file(connection, release_id, file)
        advance(1)


def keep_file(connection: Connection, release_id: str, file: RenderedFile) -> None:
    """Keep one file with its release; a large one in parts."""
    whole = len(file.body) <= WHOLE_SIZE
    values = {
        "release_id": release_id,
        "name": file.name,
        "content_type": file.content_type,
        "rows": file.rows,
        "size": len(file.body),
        "sha256": hashlib.sha256(file.body).hexdigest(),
        "body": file.body if whole else None,
    }
    connection.execute(insert(release_file), values)
    for part, start in enumerate(() if whole else range(0, len(file.body), PART_SIZE)):
        cut = {"part": part, "body": file.body[start : start + PART_SIZE]}
        connection.execute(insert(release_part), {"release_id": release_id, "name": file.name, **cut})


def make_current(connection: Connection, release_id: str) -> None:
    """Let readers see another release, which must be in the database."""
    # Two statements: under the partial unique index one UPDATE could set the new flag before it clears the old.
    connection.execute(update(release).where(release.c.is_current).values(is_current=False))
    connection.execute(update(release).where(release.c.release_id == release_id).values(is_current=True))
