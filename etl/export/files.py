"""All files of a release, rendered once when it is published and kept with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.catalogue import Catalogue, Table
from etl.export.map_points import write_geojson
from etl.export.notes import notes_for
from etl.export.rows import Row, count_rows, public_rows
from etl.export.writers import CONTENT_TYPES, FORMATS, write

GEOJSON = "wilayah.geojson"
KEPT_ROWS = 250_000
"""A table of up to so many rows is fetched once for all its formats; a larger one again for each, to spare memory."""


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One file: its name without a folder, media type, number of rows, and bytes."""

    name: str
    content_type: str
    rows: int
    body: bytes


def render_release(*, connection: Connection, release_id: str, catalogue: Catalogue) -> Iterator[RenderedFile]:
    """Yield every table of a release in every format, and the regions as GeoJSON.

    Args:
        connection: sees the rows of the release, be they committed or not.
        release_id: the release.
        catalogue: the declarations; every published table becomes a file of each format.
    """
    for table in published_tables(catalogue):
        yield from _render_table(connection, release_id, table)
    yield _render_geojson(connection, release_id, catalogue.published("wilayah"))


def published_tables(catalogue: Catalogue) -> tuple[Table, ...]:
    """List the tables that everybody may download, in declared order."""
    return tuple(table for table in catalogue.tables.values() if table.public is not None)


def _render_table(connection: Connection, release_id: str, table: Table) -> Iterator[RenderedFile]:
    public = str(table.public)
    count = count_rows(connection=connection, release_id=release_id, table=public)
    notes = notes_for(table=table, release_id=release_id, count=count)
    kept = list(_rows(connection, release_id, public)) if count <= KEPT_ROWS else None
    for suffix in FORMATS:
        rows = _rows(connection, release_id, public) if kept is None else iter(kept)
        body = b"".join(write(format=suffix, table=table, rows=rows, notes=notes))
        yield RenderedFile(f"{public}.{suffix}", CONTENT_TYPES[suffix], count, body)


def _rows(connection: Connection, release_id: str, public: str) -> Iterator[Row]:
    return public_rows(connection=connection, release_id=release_id, table=public)


def _render_geojson(connection: Connection, release_id: str, table: Table) -> RenderedFile:
    count = count_rows(connection=connection, release_id=release_id, table="wilayah")
    notes = notes_for(table=table, release_id=release_id, count=count)
    rows = public_rows(connection=connection, release_id=release_id, table="wilayah")
    body = b"".join(write_geojson(connection=connection, table=table, rows=rows, notes=notes))
    return RenderedFile(GEOJSON, CONTENT_TYPES["geojson"], count, body)
