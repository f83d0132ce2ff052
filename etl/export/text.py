"""Writes CSV and JSON in portions of many rows."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from etl.catalogue import Field, Table
from etl.export.notes import Notes

Row = tuple[object, ...]
Cell = Callable[[object], object]
PORTION = 1000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FREE_TEXT = frozenset({"text", "url"})


def write_csv(table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:  # noqa: ARG001 (one signature for all)
    """Yield RFC 4180 text: UTF-8, CRLF, nothing where there is no value, no cell that a spreadsheet runs."""
    special = tuple(_special(table))
    yield _csv_text([table.public_columns])
    for portion in portions(rows, PORTION):
        yield _csv_text(_plain_cells(row, special) for row in portion)


def _csv_text(rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _special(table: Table) -> Iterator[tuple[int, Cell]]:
    for position, field in enumerate(table.columns):
        if field.type == "boolean":
            yield position, _truth
        elif runs(field):
            yield position, safe


def runs(field: Field) -> bool:
    """Tell whether a column may hold a text that a spreadsheet would take for a formula."""
    return field.type in FREE_TEXT or (field.type == "string" and field.constraints.pattern is None)


def _plain_cells(row: Row, special: Iterable[tuple[int, Cell]]) -> Iterable[object]:
    cells = list(row)
    for position, written in special:
        cells[position] = written(cells[position])
    return cells


def _truth(cell: object) -> object:
    return cell if cell is None else "true" if cell else "false"


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
    yield f'{_dumps(head)[:-1]}, "data": ['.encode()
    yield from _json_portions(table.public_columns, rows)
    yield b"\n]}\n"


def _json_portions(names: tuple[str, ...], rows: Iterable[Row]) -> Iterator[bytes]:
    before = "\n"
    for portion in portions(rows, PORTION):
        yield (before + ",\n".join(_dumps(dict(zip(names, row, strict=True))) for row in portion)).encode()
        before = ",\n"


def _dumps(content: Mapping[str, object]) -> str:
    return _ENCODER.encode(content)


def iso_day(value: object) -> str:
    """Write a day into JSON, the only kind of value in our rows that JSON lacks.

    Raises:
        TypeError: the value is of another kind.
    """
    if isinstance(value, date):
        return value.isoformat()
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


# One for all rows: json.dumps would make a new one for each of them.
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=iso_day)


def portions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Cut rows into lists of a size."""
    source = iter(rows)
    while portion := list(islice(source, size)):
        yield portion
