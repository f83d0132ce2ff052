"""Lists the releases of a database, goes back to one, and forgets old ones; the site may run meanwhile.

Each change is one transaction under the lock of publishing, so that a reader never meets half of it.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, insert, select

from etl.changes import Changes
from etl.comparison import compare
from etl.publish import current_release, ensure_tables, has_tables, lock, make_current, require_columns
from etl.release import now
from etl.schema import pruned_release, release, release_file


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """One release of the database; ``pruned_at`` is set where only its record and checksums are left."""

    release_id: str
    created_at: str
    is_current: bool
    files: int
    size: int
    pruned_at: str | None = None


class NoReleaseError(LookupError):
    """Say that nothing was published yet."""


class UnknownReleaseError(LookupError):
    """Say that the database holds no such release, and which it holds."""

    def __init__(self, *, release_id: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no release '{release_id}'; known are {', '.join(known)}")
        self.release_id = release_id
        self.known = known


class PrunedReleaseError(LookupError):
    """Say that of this release only the record and the checksums are left."""

    def __init__(self, *, release_id: str, pruned_at: str) -> None:
        super().__init__(f"release '{release_id}' was pruned at {pruned_at}")
        self.release_id = release_id
        self.pruned_at = pruned_at


def releases(*, engine: Engine) -> tuple[KeptRelease, ...]:
    """List all releases, the newest first, pruned ones included; an empty database has none."""
    with engine.connect() as connection:
        if not has_tables(connection):
            return ()
        require_columns(connection)
        found = [*_kept(connection), *_pruned(connection)]
    return tuple(sorted(found, key=lambda item: (item.created_at, item.release_id), reverse=True))


def rollback(*, engine: Engine, release_id: str) -> bool:
    """Make another release the current one; False where it is already.

    Raises:
        UnknownReleaseError: the database never held it.
        PrunedReleaseError: it was pruned.
    """
    with engine.begin() as connection:
        lock(connection)
        ensure_tables(connection)
        _require(connection, release_id)
        if current_release(connection) == release_id:
            return False
        make_current(connection, release_id)
        return True


def prune(*, engine: Engine, keep: int) -> tuple[str, ...]:
    """Forget all but the newest releases and the current one; their record and checksums stay.

    Args:
        engine: a writable engine.
        keep: how many of the newest releases stay.

    Returns:
        the releases that were pruned, the oldest first.
    """
    with engine.begin() as connection:
        lock(connection)
        ensure_tables(connection)
        newest_first = select(release.c.release_id, release.c.is_current).order_by(
            release.c.created_at.desc(), release.c.release_id.desc()
        )
        old = [row.release_id for row in connection.execute(newest_first).all()[keep:] if not row.is_current]
        for release_id in reversed(old):
            _prune_one(connection, release_id)
    return tuple(reversed(old))


def diff(*, engine: Engine, before: str, after: str) -> Changes:
    """Compare any two releases that the database holds.

    Raises:
        UnknownReleaseError: the database never held one of them.
        PrunedReleaseError: one of them was pruned.
    """
    with engine.connect() as connection:
        for release_id in (before, after):
            _require(connection, release_id)
        return compare(connection=connection, before=before, after=after)


def _prune_one(connection: Connection, release_id: str) -> None:
    record = connection.execute(select(release).where(release.c.release_id == release_id)).mappings().one()
    names = (release_file.c.name, release_file.c.sha256, release_file.c.size, release_file.c.rows)
    files = connection.execute(select(*names).where(release_file.c.release_id == release_id))
    checksums = {row.name: {"sha256": row.sha256, "size": row.size, "rows": row.rows} for row in files}
    values = {
        "release_id": release_id,
        "created_at": record["created_at"],
        "pruned_at": now(),
        "first_month": record["first_month"],
        "last_month": record["last_month"],
        "report": record["report"],
        "files": json.dumps(checksums, sort_keys=True),
    }
    connection.execute(insert(pruned_release), values)
    # Every other row of the release goes with its record.
    connection.execute(delete(release).where(release.c.release_id == release_id))


def _kept(connection: Connection) -> list[KeptRelease]:
    columns = (release.c.release_id, release.c.created_at, release.c.is_current)
    sizes = (
        func.count(release_file.c.name).label("files"),
        func.coalesce(func.sum(release_file.c.size), 0).label("size"),
    )
    query = select(*columns, *sizes).select_from(release.outerjoin(release_file)).group_by(*columns)
    return [KeptRelease(*row) for row in connection.execute(query)]


def _pruned(connection: Connection) -> list[KeptRelease]:
    found = []
    for row in connection.execute(select(pruned_release)).mappings():
        files = json.loads(row["files"])
        size = sum(file["size"] for file in files.values())
        found.append(
            KeptRelease(row["release_id"], row["created_at"], False, len(files), size, pruned_at=row["pruned_at"])
        )
    return found


def _require(connection: Connection, release_id: str) -> None:
    if not has_tables(connection):
        raise NoReleaseError
    require_columns(connection)
    known = tuple(connection.scalars(select(release.c.release_id).order_by(release.c.created_at.desc())))
    if release_id in known:
        return
    pruned_at = connection.scalar(select(pruned_release.c.pruned_at).where(pruned_release.c.release_id == release_id))
    if pruned_at is not None:
        raise PrunedReleaseError(release_id=release_id, pruned_at=pruned_at)
    if not known:
        raise NoReleaseError
    raise UnknownReleaseError(release_id=release_id, known=known)
