"""Renders all files of a release from its rows in the database: the tables, what describes them, and all in one."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from etl.catalogue import Catalogue
from etl.describe import Edition, File, archive, datapackage, to_json
from etl.describe.archive import is_packed
from etl.export.files import RenderedFile, published_tables, render_release
from etl.export.writers import FORMATS
from etl.schema import release

PACKAGE = "datapackage.json"
ARCHIVE = "semua.zip"


def render_files(*, connection: Connection, release_id: str, catalogue: Catalogue) -> Iterator[RenderedFile]:
    """Yield every file of a release, then the package, which names size and fingerprint of them, and the archive.

    Args:
        connection: sees the rows of the release, though nobody else may yet.
        release_id: the release.
        catalogue: the declarations that the release was made with.
    """
    files, packed = [], {}
    for file in render_release(connection=connection, release_id=release_id, catalogue=catalogue):
        files.append(_measured(file))
        if is_packed(file.name):
            packed[file.name] = file.body
        yield file
    edition = _edition(connection, release_id, catalogue, tuple(files))
    yield RenderedFile(PACKAGE, "application/json", 0, to_json(datapackage(edition)))
    yield RenderedFile(ARCHIVE, "application/zip", 0, archive(edition, packed))


def file_count(catalogue: Catalogue) -> int:
    """Return how many files a release has: each table in each format, points, package and archive."""
    return len(published_tables(catalogue)) * len(FORMATS) + 3


def _measured(file: RenderedFile) -> File:
    return File(
        name=file.name,
        content_type=file.content_type,
        rows=file.rows,
        size=len(file.body),
        sha256=hashlib.sha256(file.body).hexdigest(),
    )


def _edition(connection: Connection, release_id: str, catalogue: Catalogue, files: tuple[File, ...]) -> Edition:
    record = connection.execute(select(release).where(release.c.release_id == release_id)).mappings().one()
    return Edition.of(record, catalogue=catalogue, files=files)
