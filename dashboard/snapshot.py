"""Reads the current release from the database into memory, whole, and keeps it there until another one is current."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, func, select

from dashboard.database import UNREACHABLE, Database
from dashboard.release import Boundary, Snapshot
from dashboard.release_rows import read_boundary, read_release
from etl import schema

LOGGER = logging.getLogger("dashboard")
KEPT = 2
KEPT_BOUNDARIES = 8
ASK_EVERY = 2.0
IMPATIENCE = 0.5
"""Seconds that a visitor waits at most to learn whether there is a newer release than the one that is known."""
SLOW = 3.0
"""Seconds after which a database that says nothing counts as away; reading a release takes less than one."""


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


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the database holds: the release that is current, and all that can be asked for by number."""

    current: str = ""
    stored: frozenset[str] = frozenset()


class ReleaseReader:
    """Hand out the current release; a failing database does not take away the one that is known.

    Args:
        database: where releases are.
        prepare: reads what else has to be in memory before a release is shown; it may fail as the database may.
        ask_every: seconds after which the database is asked again which release is current.
        clock: seconds that only ever go forward.
    """

    def __init__(
        self,
        database: Database,
        *,
        prepare: Callable[[str], object] = lambda _: None,
        ask_every: float = ASK_EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._prepare = prepare
        self._ask_every = ask_every
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[Snapshot, ...] = ()
        self._shelf = Shelf()
        self._asked = float("-inf")
        self._asking_since = float("inf")
        self._answered = True
        self._older_boundary = lru_cache(maxsize=KEPT_BOUNDARIES)(self._stored_boundary)

    def current(self) -> Snapshot:
        """Return the current release, at most a few seconds old.

        Raises:
            NoReleaseError: none was ever read.
        """
        # While one thread asks a slow database, the others go on with what is known.
        if self._is_due() and self._lock.acquire(blocking=not self._known):
            self._ask()
        if not self._known:
            raise NoReleaseError
        return self._known[-1]

    @property
    def shelf(self) -> Shelf:
        """Return what the database held when it was last asked; the same object as long as nothing changed."""
        return self._shelf

    @property
    def reachable(self) -> bool:
        """Tell whether the database answered when it was last asked."""
        return self._answered and self._clock() - self._asking_since < SLOW

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
            with self._database.connect(anyway=True) as connection:
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
        return read_boundary(found)

    def _is_due(self) -> bool:
        return not self._known or self._clock() - self._asked >= self._ask_every

    def _ask(self) -> None:
        """Ask the database, with the lock held; where something is known already, a visitor waits for it a moment."""
        if not self._known:
            self._refresh()
            return
        asking = threading.Thread(target=self._refresh, daemon=True)
        asking.start()
        asking.join(IMPATIENCE)

    def _refresh(self) -> None:
        """Read the current release, if it is another one, and give back the lock."""
        try:
            self._asking_since = self._clock()
            if self._is_due():
                self._remember(answered=self._read())
        finally:
            self._asked, self._asking_since = self._clock(), float("inf")
            self._lock.release()

    def _remember(self, *, answered: bool) -> None:
        """Say in the log when the database goes and when it comes back, once each."""
        if answered != self._answered:
            LOGGER.warning("database answers again" if answered else "database does not answer")
        self._answered = answered

    def _read(self) -> bool:
        """Read what the database holds; returns whether it answered."""
        try:
            with self._database.connect(anyway=bool(self._known)) as connection:
                self._take(connection)
        except UNREACHABLE:
            return False
        return True

    def _take(self, connection: Connection) -> None:
        found = connection.execute(select(schema.release).where(schema.release.c.is_current)).mappings().first()
        if found is None:
            return
        release_id = found["release_id"]
        kept = {known.release_id: known for known in self._known}
        chosen = kept.pop(release_id, None) or read_release(connection, found)
        self._prepare(release_id)
        stored = frozenset(connection.scalars(select(schema.release.c.release_id)))
        self._known = (*kept.values(), chosen)[-KEPT:]
        shelf = Shelf(release_id, stored)
        if shelf != self._shelf:
            self._shelf = shelf
