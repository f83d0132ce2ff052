"""Opens connections to the database as it is now: it may be away, hang, or lie elsewhere than a moment ago.

A thread that waits for a database keeps a visitor waiting, and a worker has few of them. So nobody waits long, and
while the database is known to be away nobody waits at all, but for who looks whether it is back.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from etl.engine import snapshot_of

LOGGER = logging.getLogger("dashboard")
NEVER = float("-inf")
REST = 2.0
"""Seconds for which a database that is away is left alone."""


class UnreachableError(OSError):
    """Say that the database was away a moment ago, and is not asked again yet."""


class MissingDatabaseError(UnreachableError):
    """Say that the file of the database is not there."""


UNREACHABLE = (SQLAlchemyError, UnreachableError)


class Database:
    """Connect, but never make a file: SQLite would create an empty one, and an open one outlives its removal."""

    def __init__(self, engine: Engine, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._file = _file_of(engine)
        self._seen: tuple[int, int] | None = None
        self._away = NEVER

    @contextmanager
    def connect(self, *, one_state: bool = False, anyway: bool = False) -> Iterator[Connection]:
        """Open a connection for reading.

        Args:
            one_state: whether all that is read shall be of one moment, though releases come and go meanwhile.
            anyway: whether to try even when the database was away a moment ago: to see whether it is back.

        Raises:
            UnreachableError: the database was away a moment ago.
            MissingDatabaseError: the file is not there.
            SQLAlchemyError: the database is away now, or does not answer.
        """
        if not anyway and self._clock() - self._away < REST:
            raise UnreachableError
        if self._file is not None:
            self._look(self._file)
        with self._opened(one_state=one_state) as connection:
            try:
                yield connection
            except DBAPIError as error:
                # Only what says that the line is cut tells of the database; all else tells of the question.
                if error.connection_invalidated:
                    self._lost(error)
                raise

    def _opened(self, *, one_state: bool) -> Connection:
        try:
            opened = snapshot_of(self._engine) if one_state else self._engine.connect()
        except SQLAlchemyError as error:
            self._lost(error)
            raise
        self._away = NEVER
        return opened

    def _lost(self, error: SQLAlchemyError) -> None:
        """Leave the database alone for a while, and tell of it once: the kind of error, as a message may quote."""
        if self._away == NEVER:
            cause = getattr(error, "orig", None) or error
            LOGGER.warning("database lost: %s", type(cause).__name__)
        self._away = self._clock()

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
