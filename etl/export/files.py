"""All files of a release, rendered once when it is published and kept with it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.catalogue import Catalogue, Table
from etl.export.map_points import write_geojson
from etl.export.notes import Notes, notes_for
from etl.export.parquet import TYPES
from etl.export.rows import Row, count_rows, public_rows
from etl.export.workbook_apart import WORTH_IT, Workbooks, workbooks_apart
from etl.export.writers import CONTENT_TYPES, FORMATS, write

GEOJSON = "wilayah.geojson"
XLSX = "xlsx"
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
    with workbooks_apart() as apart:
        contents = _contents(connection, release_id, published_tables(catalogue), apart)
        for content in contents:
            yield from _render_table(content)
        yield _render_geojson(connection, release_id, catalogue.published("wilayah"))
        for content in contents:
            if content.workbook is not None:
                yield _file(content, XLSX, content.workbook.result())


def published_tables(catalogue: Catalogue) -> tuple[Table, ...]:
    """List the tables that everybody may download, in declared order."""
    return tuple(table for table in catalogue.tables.values() if table.public is not None)


@dataclass(frozen=True, slots=True)
class _Content:
    """What the files of a table are made from; a large workbook is in the making already."""

    table: Table
    notes: Notes
    rows: Callable[[], Iterator[Row]]
    workbook: Future[bytes] | None


def _contents(connection: Connection, release_id: str, tables: tuple[Table, ...], apart: Workbooks) -> list[_Content]:
    """Fetch the tables, the largest one first: its workbook takes longest, and is made meanwhile."""
    counts = [count_rows(connection=connection, release_id=release_id, table=str(table.public)) for table in tables]
    largest_first = sorted(range(len(tables)), key=counts.__getitem__, reverse=True)
    found = {place: _content(connection, release_id, tables[place], counts[place], apart) for place in largest_first}
    return [found[place] for place in range(len(tables))]


def _content(connection: Connection, release_id: str, table: Table, count: int, apart: Workbooks) -> _Content:
    public = str(table.public)
    notes = notes_for(table=table, release_id=release_id, count=count)
    if count > KEPT_ROWS:
        return _Content(table, notes, lambda: _rows(connection, release_id, public), None)
    kept = tuple(_sharing(table, _rows(connection, release_id, public))) if count else ()
    workbook = apart.begin(table=table, rows=kept, notes=notes) if count >= WORTH_IT else None
    return _Content(table, notes, lambda: iter(kept), workbook)


def _sharing(table: Table, rows: Iterator[Row]) -> Iterator[Row]:
    """Let equal texts of a column be one object: that takes less memory, and less to hand over or to compare."""
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    return zip(*(values if field.type in TYPES else _shared(values) for field, values in columns), strict=True)


def _shared(values: tuple[object, ...]) -> Iterator[object]:
    known: dict[object, object] = {}
    return map(known.setdefault, values, values)


def _render_table(content: _Content) -> Iterator[RenderedFile]:
    """Yield the files of a table but for a workbook that is made apart."""
    for suffix in FORMATS:
        if suffix != XLSX or content.workbook is None:
            rows = content.rows()
            yield _file(
                content, suffix, b"".join(write(format=suffix, table=content.table, rows=rows, notes=content.notes))
            )


def _file(content: _Content, suffix: str, body: bytes) -> RenderedFile:
    return RenderedFile(f"{content.table.public}.{suffix}", CONTENT_TYPES[suffix], content.notes.count, body)


def _rows(connection: Connection, release_id: str, public: str) -> Iterator[Row]:
    return public_rows(connection=connection, release_id=release_id, table=public)


def _render_geojson(connection: Connection, release_id: str, table: Table) -> RenderedFile:
    count = count_rows(connection=connection, release_id=release_id, table="wilayah")
    notes = notes_for(table=table, release_id=release_id, count=count)
    rows = public_rows(connection=connection, release_id=release_id, table="wilayah")
    body = b"".join(write_geojson(connection=connection, table=table, rows=rows, notes=notes))
    return RenderedFile(GEOJSON, CONTENT_TYPES["geojson"], count, body)
