"""Writes rows of a published table as CSV, JSON, XLSX or Parquet; the same rows give the same bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from etl.catalogue import Table
from etl.export.notes import Notes
from etl.export.parquet import write_parquet
from etl.export.text import write_csv, write_json
from etl.export.workbook import write_xlsx

__all__ = ["CONTENT_TYPES", "FORMATS", "Notes", "write"]

Row = tuple[object, ...]
Writer = Callable[[Table, Iterable[Row], Notes], Iterator[bytes]]

WRITERS: Mapping[str, Writer] = {"csv": write_csv, "json": write_json, "xlsx": write_xlsx, "parquet": write_parquet}
FORMATS = tuple(WRITERS)
CONTENT_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
BOM = "\ufeff".encode()


def write(*, format: str, table: Table, rows: Iterable[Row], notes: Notes, bom: bool = False) -> Iterator[bytes]:  # noqa: A002
    """Yield the bytes of a file; nothing in them depends on the day or the machine.

    Args:
        format: csv, json, xlsx or parquet.
        table: the published table.
        rows: as ``public_rows`` yields them.
        notes: what the file says of itself.
        bom: begin CSV with a byte order mark, for people who open it with a spreadsheet.
    """
    if bom and format == "csv":
        yield BOM
    yield from WRITERS[format](table, rows, notes)
