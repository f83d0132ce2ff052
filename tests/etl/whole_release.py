"""Looks at a database as a reader does, again and again, and notes whatever is not one whole current release."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from etl.comparison import rows_of_release
from etl.engine import open_engine
from etl.schema import release, release_file, release_part, violation

MARKED = "V0001"
PAUSE = 0.2


@dataclass
class Watched:
    """What a reader saw: the current releases in the order in which they came, and everything that was wrong.

    ``files`` is how many files a release has.
    """

    files: int
    looks: int = 0
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def look(self, connection: Connection) -> None:
        """Read the current release whole and compare it with itself and with the one before."""
        self.looks += 1
        current = list(connection.scalars(select(release.c.release_id).where(release.c.is_current)))
        if len(current) != 1:
            self.wrong.append(f"{len(current)} current releases")
            return
        if self.seen[-1:] != current:
            self.seen += current
        self._rows(connection, current[0])
        self._files(connection, current[0])

    def _rows(self, connection: Connection, release_id: str) -> None:
        found = {
            table.name: connection.scalar(
                select(func.count()).select_from(table).where(table.c.release_id == release_id)
            )
            or 0
            for table in rows_of_release()
        }
        if found != (self.rows or found):
            self.wrong.append(f"{release_id}: rows {found}")
        self.rows = self.rows or found

    def _files(self, connection: Connection, release_id: str) -> None:
        files = connection.execute(select(release_file).where(release_file.c.release_id == release_id)).all()
        parts = connection.scalar(
            select(func.count()).select_from(release_part).where(release_part.c.release_id == release_id)
        )
        damaged = [file.name for file in files if hashlib.sha256(file.body).hexdigest() != file.sha256]
        if (len(files), parts, damaged) != (self.files, 0, []):
            self.wrong.append(f"{release_id}: {len(files)} files, {parts} parts, damaged {damaged}")
        count = connection.scalar(
            select(violation.c["count"]).where(violation.c.release_id == release_id, violation.c.record_id == MARKED)
        )
        stated = next((file.body for file in files if file.name == "sumber.csv"), b"")
        if f",{count},".encode() not in next((line for line in stated.splitlines() if MARKED.encode() in line), b""):
            self.wrong.append(f"{release_id}: rows and files of two releases")


def look(engine: Engine, watched: Watched) -> None:
    """Look once, at one moment of the database."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        watched.look(connection)


@contextmanager
def watching(address: str, *, files: int) -> Iterator[Watched]:
    """Let a reader look without pause while the block runs."""
    watched, stop = Watched(files), threading.Event()
    engine = open_engine(address=address, read_only=True)

    def read() -> None:
        try:
            while not stop.wait(PAUSE):
                look(engine, watched)
        except SQLAlchemyError as error:  # a reader that breaks must not go unnoticed in its thread
            watched.wrong.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield watched
    finally:
        stop.set()
        reader.join()
        engine.dispose()
