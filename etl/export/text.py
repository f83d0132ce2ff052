"""Writes CSV and JSON in portions of many rows."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from etl.catalogue import Field, Table
from etl.export.json_rows import json_rows, json_text
from etl.export.notes import Notes
from etl.export.pieces import TOLD_APART, Pieces, Row, pieced, portions

Cell = Callable[[object], object]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FREE_TEXT = frozenset({"text", "url"})
END = "\r\n"
KINDS = {"integer": int, "boolean": bool}
"""Of columns that hold one kind of values only, so that equal ones are written alike."""


def write_csv(table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:  # noqa: ARG001 (one signature for all)
    """Yield RFC 4180 text: UTF-8, CRLF, nothing where there is no value, no cell that a spreadsheet runs."""
    columns = [_column(field) for field in table.columns]
    yield _csv_line(table.public_columns).encode()
    for portion in portions(rows):
        yield "".join(",".join(row) + END for row in pieced(columns, portion)).encode()


def _column(field: Field) -> Pieces:
    return Pieces(partial(_csv_cell, _plain(field)), nothing="", kinds=KINDS.get(field.type, TOLD_APART))


def _csv_line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=END).writerow(cells)
    return out.getvalue()


def _csv_cell(plain: Cell, value: object) -> str:
    if type(value) is int:
        return int.__repr__(value)
    # A line of one cell only is written otherwise where that is empty.
    return _csv_line((plain(value), None)).removesuffix(f",{END}")


def _plain(field: Field) -> Cell:
    """Choose what a value of a column is written as."""
    if field.type == "boolean":
        return _truth
    return safe if runs(field) else _itself


def runs(field: Field) -> bool:
    """Tell whether a column may hold a text that a spreadsheet would take for a formula."""
    return field.type in FREE_TEXT or (field.type == "string" and field.constraints.pattern is None)


def _itself(cell: object) -> object:
    return cell


def _truth(cell: object) -> object:
    return "true" if cell else "false"


def safe(cell: object) -> object:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def write_json(table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:
    """Yield one object: what the file is, and its rows as objects under the public names."""
    head: dict[str, object] = {
        "rilis": notes.release_id,
        "tabel": table.public,
        "lisensi": notes.licence,
        "jumlah": notes.count,
    }
    head |= {"saringan": dict(notes.filters)} if notes.filters else {}
    yield f'{json_text(head)[:-1]}, "data": ['.encode()
    before = "\n"
    for texts in portions(json_rows(table.public_columns, rows)):
        yield (before + ",\n".join(texts)).encode()
        before = ",\n"
    yield b"\n]}\n"
