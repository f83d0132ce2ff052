"""Opens the database that ``DATABASE_URL`` names: SQLite by default, PostgreSQL by address, one code path for both."""

import os
from pathlib import Path
from typing import Any, TypeVar, cast

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

Answer = TypeVar("Answer")
DEFAULT_FILE = Path(__file__).resolve().parent.parent / ".pantau" / "pantau.sqlite3"
CONNECT_SECONDS = 2
ANSWER_SECONDS = 4.0
"""Seconds that a visitor waits for one answer of PostgreSQL at most."""
WAKE = 1.0
"""Seconds after which a waiting connection looks whether it waits in vain, or the program is to end."""
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}


class DatabaseAddressError(ValueError):
    """Say that ``DATABASE_URL`` is not an address of SQLite or PostgreSQL; the address itself may hold a password."""

    def __init__(self, *, scheme: str) -> None:
        super().__init__(f"unknown database scheme '{scheme}'; known are sqlite and postgresql")
        self.scheme = scheme


class DatabaseFolderError(OSError):
    """Say that the folder of a SQLite file cannot be made."""

    def __init__(self, *, folder: Path, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


def database_url(*, address: str | None = None) -> URL:
    """Read the address, or ``DATABASE_URL``, or the default file; Heroku's ``postgres://`` is understood.

    Raises:
        DatabaseAddressError: the scheme is neither SQLite's nor PostgreSQL's.
    """
    given = address if address is not None else os.environ.get("DATABASE_URL", "")
    if not given:
        return URL.create("sqlite", database=str(DEFAULT_FILE))
    scheme = given.partition(":")[0]
    try:
        return make_url(given).set(drivername=DRIVERS[scheme])
    except (KeyError, ValueError, ArgumentError):
        raise DatabaseAddressError(scheme=scheme[:20]) from None


def open_engine(*, address: str | None = None, read_only: bool = False) -> Engine:
    """Open an engine; SQLite gets WAL, foreign keys and explicit transactions, a reader can write nothing.

    Raises:
        DatabaseAddressError: the address is none of SQLite or PostgreSQL.
        DatabaseFolderError: the folder of a SQLite file cannot be made.
    """
    url = database_url(address=address)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, read_only=read_only)
    return _reading_engine(url) if read_only else create_engine(url, pool_pre_ping=True)


def snapshot_of(engine: Engine) -> Connection:
    """Open a connection that sees one state in all its queries, though releases are published and pruned meanwhile."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    return engine.connect().execution_options(**options)


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server says nothing for too long, as one does that hangs."""

    def wait(self, gen: PQGen[Answer], interval: float = WAKE, timeout: float | None = None) -> Answer:
        """Wait for the server; psycopg calls this for everything that is asked of it."""
        try:
            return super().wait(_heard(gen), interval, timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                # Its answer may still come, and would then be taken for that to the next question.
                self.pgconn.finish()
            raise


def _heard(gen: PQGen[Answer]) -> PQGen[Answer]:
    """Wait for what is asked, but end when nothing is heard for too long.

    Only silence counts: on a busy machine an answer that is there may wait for its reader.
    """
    silent = 0
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            silent = 0 if ready else silent + 1
            if silent * WAKE >= ANSWER_SECONDS:
                raise psycopg.OperationalError("no answer")
            wanted = gen.send(ready)
    except StopIteration as end:
        return cast("Answer", end.value)


def _reading_engine(url: URL) -> Engine:
    """Open an engine for visitors, none of whom is kept waiting by a database that hangs."""
    settings = {"options": "-c default_transaction_read_only=on", "connect_timeout": CONNECT_SECONDS}
    engine = create_engine(url, pool_pre_ping=True, connect_args=settings)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, given: list[Any], named: dict[str, Any]) -> ImpatientConnection:
        return ImpatientConnection.connect(*given, **named)

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseFolderError(folder=folder, reason=error.strerror or "") from None


def _sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    if url.database and url.database != ":memory:" and not read_only:
        _make_folder(Path(url.database).parent)
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver's own transaction control would commit before DDL; BEGIN is sent below instead.
        connection.isolation_level = None
        cursor = connection.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
        cursor.close()

    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
