"""Reads the files kept with a release, in portions that memory can hold; the web app reads this module too."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from etl.schema import release_file, release_part

# A larger file is kept in parts: whoever serves it need not hold it in memory.
WHOLE_SIZE = 8_000_000
PART_SIZE = 1_000_000


def file_parts(*, connection: Connection, release_id: str, name: str) -> Iterator[bytes]:
    """Yield the content of a kept file: a short one whole, a long one part by part; nothing if there is none.

    Args:
        connection: open for as long as parts are taken.
        release_id: the release.
        name: the file.
    """
    kept, parts = release_file.c, release_part.c
    whole = connection.scalar(select(kept.body).where(kept.release_id == release_id, kept.name == name))
    if whole is not None:
        yield bytes(whole)
        return
    own = (parts.release_id == release_id, parts.name == name)
    for part in connection.scalars(select(parts.part).where(*own).order_by(parts.part)).all():
        yield bytes(connection.scalar(select(parts.body).where(*own, parts.part == part)) or b"")
