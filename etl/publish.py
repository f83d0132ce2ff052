"""Writes a release into the public database: rows, release record and current flag change in one transaction.

A reader sees the former release or the new one, never a mixture; a run that fails or is killed leaves the former one.
"""

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import Connection, Engine, insert, inspect, select, text, update

from etl.release import Release
from etl.schema import metadata, release

# Any fixed number serves: it keeps two runs on one PostgreSQL from publishing at once (SQLite locks the whole file).
PUBLISH_LOCK = 20241127
CHUNK = 1000


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


def publish(*, engine: Engine, new: Release, advance: Callable[[int], None] = lambda _rows: None) -> Outcome:
    """Write the release unless it is there, and make it the current one; all or nothing.

    Args:
        engine: a writable engine of SQLite or PostgreSQL.
        new: the release.
        advance: called with the number of rows written, for a progress display.

    Raises:
        ForeignSchemaError: the database holds tables of another version of this project.
    """
    with engine.begin() as connection:
        _lock(connection)
        _ensure_tables(connection)
        current = _current(connection)
        if current == new.release_id:
            return Outcome.UNCHANGED
        known = _is_known(connection, new.release_id)
        if not known:
            _write(connection, new, advance)
        _make_current(connection, new.release_id)
        return Outcome.MADE_CURRENT if known else Outcome.PUBLISHED


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PUBLISH_LOCK})


def _ensure_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    inspector = inspect(connection)
    for table in metadata.sorted_tables:
        if {column["name"] for column in inspector.get_columns(table.name)} != set(table.columns.keys()):
            raise ForeignSchemaError(table=table.name)


def _current(connection: Connection) -> str | None:
    return connection.scalar(select(release.c.release_id).where(release.c.is_current))


def _is_known(connection: Connection, release_id: str) -> bool:
    return connection.scalar(select(release.c.release_id).where(release.c.release_id == release_id)) is not None


def _write(connection: Connection, new: Release, advance: Callable[[int], None]) -> None:
    connection.execute(insert(release), new.record() | {"is_current": False})
    for name, rows in new.tables.items():
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            connection.execute(insert(metadata.tables[name]), [row | {"release_id": new.release_id} for row in part])
            advance(len(part))


def _make_current(connection: Connection, release_id: str) -> None:
    # Two statements: under the partial unique index one UPDATE could set the new flag before it clears the old.
    connection.execute(update(release).where(release.c.is_current).values(is_current=False))
    connection.execute(update(release).where(release.c.release_id == release_id).values(is_current=True))
