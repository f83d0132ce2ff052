"""Opens connections to the database as it is now: a SQLite file may be gone, or another one may lie in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine


class MissingDatabaseError(OSError):
    """Say that the file of the database is not there."""


class Database:
    """Connect, but never make a file: SQLite would create an empty one, and an open one outlives its removal."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file = _file_of(engine)
        self._seen: tuple[int, int] | None = None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open a connection for reading.

        Raises:
            MissingDatabaseError: the file is not there.
        """
        if self._file is not None:
            self._look(self._file)
        with self._engine.connect() as connection:
            yield connection

    def _look(self, file: Path) -> None:
        """Forget open connections to a file that is no longer the one at its path."""
        try:
            status = file.stat()
        except OSError:
            self._engine.dispose()
            raise MissingDatabaseError from None
        found = (status.st_dev, status.st_ino)
        if found != self._seen:
            self._engine.dispose()
            self._seen = found


def _file_of(engine: Engine) -> Path | None:
    if engine.url.get_backend_name() != "sqlite" or engine.url.database in {None, "", ":memory:"}:
        return None
    return Path(str(engine.url.database))
