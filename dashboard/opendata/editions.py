"""Reads releases as they are described: the record, the list of files, and the content of one file."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from dashboard.api.releases import find_release, kept_body, kept_size
from dashboard.database import UNREACHABLE, Database
from etl.catalogue import load_catalogue
from etl.describe import Edition, File
from etl.schema import release, release_file

FEED_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Announced:
    """One release as the feed tells of it."""

    release_id: str
    created_at: str
    changes: str


class Editions:
    """Hand out the releases of a database; what is kept of a release never changes, so it is read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.read = lru_cache(maxsize=8)(self._from_database)

    def connect(self) -> AbstractContextManager[Connection]:
        """Open a connection to read rows."""
        return self._database.connect()

    def find(self, asked: Sequence[str] = (), *, root: str) -> Edition:
        """Return the release with a number, or the current one, as a site serves it.

        Raises:
            ApiError: there never was such a release, it was pruned, or none is current.
        """
        with self._database.connect() as connection:
            found = find_release(connection, asked)
        return self.read(found.release_id).at(root)

    def of(self, release_id: str, *, root: str) -> Edition | None:
        """Return a release that a page already shows, or none while the database cannot be read."""
        try:
            return self.read(release_id).at(root)
        except UNREACHABLE:
            return None

    def body(self, release_id: str, name: str) -> bytes | None:
        """Return the content of one file of a release."""
        with self._database.connect() as connection:
            size = kept_size(connection, release_id, name)
            return None if size is None else kept_body(connection, release_id, name)

    def announced(self) -> tuple[Announced, ...]:
        """List the releases of the database, the newest first."""
        columns = (release.c.release_id, release.c.created_at, release.c.changes)
        newest_first = select(*columns).order_by(release.c.created_at.desc(), release.c.release_id)
        with self._database.connect() as connection:
            return tuple(Announced(*row) for row in connection.execute(newest_first.limit(FEED_LENGTH)))

    def _from_database(self, release_id: str) -> Edition:
        with self._database.connect() as connection:
            record = connection.execute(select(release).where(release.c.release_id == release_id)).mappings().one()
            files = _files(connection, release_id)
        return Edition.of(record, catalogue=load_catalogue(), files=files)


def _files(connection: Connection, release_id: str) -> tuple[File, ...]:
    kept = release_file.c
    columns = (kept.name, kept.content_type, kept.rows, kept.size, kept.sha256)
    chosen = select(*columns).where(kept.release_id == release_id).order_by(kept.name)
    return tuple(File(*row) for row in connection.execute(chosen))
