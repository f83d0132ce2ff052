"""Finds the release that a question is about: the current one, an older one, or what is left of a pruned one."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from dashboard.api.failures import NoDataError, PrunedError, RepeatedError, WrongValueError
from dashboard.api.parameters import RELEASE, RELEASE_PATTERN, Regions
from dashboard.database import Database
from etl.kept import file_parts
from etl.schema import pruned_release, region, release, release_file


@dataclass(frozen=True, slots=True)
class Found:
    """The release that a question is about; `pinned` where its address names it."""

    release_id: str
    created_at: str
    pinned: bool

    @property
    def created(self) -> datetime:
        """Return when it was made."""
        return datetime.fromisoformat(self.created_at)


def find_release(connection: Connection, given: Sequence[str]) -> Found:
    """Find the release that a question names, or the current one.

    Raises:
        WrongValueError: there never was such a release.
        PrunedError: it was pruned.
        NoDataError: none is current.
        RepeatedError: two are asked for.
    """
    if len(given) > 1:
        raise RepeatedError(parameter=RELEASE, allowed=release_ids(connection))
    asked = given[0] if given else None
    wanted = release.c.is_current if asked is None else release.c.release_id == asked
    columns = select(release.c.release_id, release.c.created_at)
    row = None
    if asked is None or re.fullmatch(RELEASE_PATTERN, asked):
        row = connection.execute(columns.where(wanted)).first()
    if row is not None:
        return Found(row.release_id, row.created_at, pinned=asked is not None)
    if asked is None:
        raise NoDataError
    raise _gone(connection, asked)


def _gone(connection: Connection, asked: str) -> WrongValueError | PrunedError:
    known = release_ids(connection)
    store = pruned_release
    row = None
    if re.fullmatch(RELEASE_PATTERN, asked):
        row = connection.execute(select(store).where(store.c.release_id == asked)).mappings().first()
    if row is None:
        return WrongValueError(parameter=RELEASE, allowed=known, value=asked)
    return PrunedError(record=_record(row), allowed=known)


def _record(row: RowMapping) -> dict[str, Any]:
    return {
        "rilis": row["release_id"],
        "terbit": row["created_at"],
        "dipangkas": row["pruned_at"],
        "berkas": json.loads(row["files"]),
    }


def release_ids(connection: Connection) -> tuple[str, ...]:
    """List the releases that the database holds, the newest first."""
    newest = select(release.c.release_id).order_by(release.c.created_at.desc(), release.c.release_id)
    return tuple(connection.scalars(newest))


def kept_size(connection: Connection, release_id: str, name: str) -> int | None:
    """Return the size in bytes of a file that was rendered when the release was published, or none."""
    store = release_file.c
    return connection.scalar(select(store.size).where(store.release_id == release_id, store.name == name))


def kept_body(connection: Connection, release_id: str, name: str) -> bytes:
    """Return the whole content of a file that was found."""
    return b"".join(file_parts(connection=connection, release_id=release_id, name=name))


class RegionCodes:
    """Know the regions of a release; they never change, so they are read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.of = lru_cache(maxsize=8)(self._read)

    def _read(self, release_id: str) -> Regions:
        with self._database.connect() as connection:
            rows = connection.execute(
                select(region.c.region_code, region.c.region_level).where(region.c.release_id == release_id)
            ).all()
        codes = tuple(sorted(row.region_code for row in rows))
        return Regions(codes, tuple(sorted(row.region_code for row in rows if row.region_level == "provinsi")))
