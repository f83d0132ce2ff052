"""Checks the files kept with a release: whole, as their fingerprints say, and the same when they are made again."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli
from sqlalchemy import Connection, select

from etl.catalogue import Catalogue, CatalogueError
from etl.findings import Finding
from etl.kept import file_parts
from etl.rendering import render_files
from etl.schema import boundary, release_file

# Rows, boundaries or declarations that were tampered with may be such as no file can be made from.
UNUSABLE = (ArithmeticError, LookupError, TypeError, ValueError, CatalogueError, brotli.error)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A kept file as it is, beside what was written down of it when it was made."""

    name: str
    size: int
    sha256: str
    stated_size: int
    stated_sha256: str

    @property
    def intact(self) -> bool:
        """Tell whether it is the file that was kept."""
        return (self.size, self.sha256) == (self.stated_size, self.stated_sha256)


def kept_files(*, connection: Connection, release_id: str) -> tuple[KeptFile, ...]:
    """Read every file of a release part by part and take its fingerprint."""
    columns = (release_file.c.name, release_file.c.size, release_file.c.sha256)
    stated = connection.execute(
        select(*columns).where(release_file.c.release_id == release_id).order_by(release_file.c.name)
    ).all()
    return tuple(
        KeptFile(row.name, *_measured(connection, release_id, row.name), stated_size=row.size, stated_sha256=row.sha256)
        for row in stated
    )


def _measured(connection: Connection, release_id: str, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    for part in file_parts(connection=connection, release_id=release_id, name=name):
        digest.update(part)
        size += len(part)
    return size, digest.hexdigest()


def damaged_files(*, files: tuple[KeptFile, ...]) -> Iterator[Finding]:
    """Yield the files whose content is not that of their fingerprint."""
    for file in files:
        if not file.intact:
            yield Finding("file_damaged", values={"file": file.name})


def damaged_boundaries(*, connection: Connection, release_id: str) -> Iterator[Finding]:
    """Yield the boundaries whose content is not that of their fingerprint."""
    columns = (boundary.c.file_name, boundary.c.content_hash, boundary.c.body_br)
    for row in connection.execute(select(*columns).where(boundary.c.release_id == release_id)):
        if _content_hash(bytes(row.body_br)) != row.content_hash:
            yield Finding("file_damaged", values={"file": row.file_name})


def _content_hash(packed: bytes) -> str:
    try:
        return hashlib.sha256(brotli.decompress(packed)).hexdigest()
    except brotli.error:
        return ""


def differing_files(
    *,
    connection: Connection,
    release_id: str,
    catalogue: Catalogue,
    files: tuple[KeptFile, ...],
    advance: Callable[[int], None] = lambda _files: None,
) -> Iterator[Finding]:
    """Make every file of a release again from its rows and yield those that do not come out the same."""
    kept = {file.name: file for file in files}
    try:
        for again in render_files(connection=connection, release_id=release_id, catalogue=catalogue):
            file = kept.pop(again.name, None)
            if file is None:
                yield Finding("file_missing", values={"file": again.name})
            elif hashlib.sha256(again.body).hexdigest() != file.sha256:
                yield Finding("file_differs", values={"file": again.name})
            advance(1)
    except UNUSABLE as error:
        yield Finding("not_rendered", values={"reason": type(error).__name__})
        return
    for name in sorted(kept):
        yield Finding("file_too_many", values={"file": name})
