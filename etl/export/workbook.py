"""Writes XLSX: the rows with typed columns under a frozen heading, and a sheet that says what they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from etl.catalogue import Field, Table
from etl.export.notes import Notes, wording
from etl.export.pieces import Row, portions
from etl.export.workbook_rows import Put, RowSheet
from etl.export.workspace import workspace

FIRST_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed moment: the file must not tell when it was written)
LAST_ROW = 1_048_575
CHUNK = 1 << 16
WIDTHS = {"integer": 12, "number": 12, "boolean": 12, "date": 12, "month": 10, "code": 18, "url": 40, "text": 28}
NOTES_WIDTHS = (24, 34, 70, 34, 70)


def write_xlsx(table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:
    """Yield a workbook; it is written to a temporary file row by row, because its end comes before its beginning."""
    with workspace() as folder:
        path = folder / "tabel.xlsx"
        try:
            _save(path, table, rows, notes)
        except FileCreateError as error:
            # The library wraps what the system said, such as that the disk is full.
            raise error.args[0] from None
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _save(path: Path, table: Table, rows: Iterable[Row], notes: Notes) -> None:
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {"title": notes.title.id, "comments": notes.citation.id, "author": _text("publisher"), "created": FIRST_DAY}
        )
        _write_data(book, table, rows)
        _write_notes(book, table, notes)


def _write_data(book: Any, table: Table, rows: Iterable[Row]) -> None:  # noqa: ANN401 (the library has no types)
    source = iter(rows)
    first: list[Row] = []
    for number in count(1):
        _write_sheet(_data_sheet(book, table, number), table, chain(first, islice(source, LAST_ROW - len(first))))
        first = list(islice(source, 1))
        if not first:
            return


def _write_sheet(sheet: RowSheet, table: Table, rows: Iterable[Row]) -> None:
    last = 0
    for portion in portions(rows):
        sheet.add_rows(portion)
        last += len(portion)
    _finish(sheet, last, table)


def _data_sheet(book: Any, table: Table, number: int) -> RowSheet:  # noqa: ANN401
    sheet: RowSheet = book.add_worksheet(_text("sheet_data") + (f" {number}" if number > 1 else ""), RowSheet)
    heading = book.add_format({"bold": True, "bg_color": "#E8EDF2", "bottom": 1})
    for column, field in enumerate(table.columns):
        sheet.set_column(column, column, _width(field))
        sheet.write_string(0, column, field.public, heading)
    sheet.freeze_panes(1, 0)
    sheet.begin_rows([_put(book, sheet, field) for field in table.columns])
    return sheet


def _finish(sheet: RowSheet, last: int, table: Table) -> None:
    width = len(table.columns) - 1
    sheet.autofilter(0, 0, last, width)
    # Codes are text on purpose; without this the program marks every one of them as a mistake.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(max(last, 1), width)}"})


def _width(field: Field) -> int:
    return max(WIDTHS.get(field.type, 14), len(field.public) + 3)


def _put(book: Any, sheet: RowSheet, field: Field) -> Put:  # noqa: ANN401
    """Choose how a cell of a column is written: a text stays a text, whatever it looks like."""
    if field.type in {"integer", "number"}:
        return sheet.write_number  # type: ignore[no-any-return]
    if field.type == "boolean":
        return sheet.write_boolean  # type: ignore[no-any-return]
    if field.type == "date":
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        return lambda row, column, cell: sheet.write_datetime(row, column, cell, day)
    text = book.add_format({"num_format": "@"})
    return lambda row, column, cell: sheet.write_string(row, column, cell, text)


def _write_notes(book: Any, table: Table, notes: Notes) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(_text("sheet_notes"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(NOTES_WIDTHS):
        sheet.set_column(column, column, width)
    for number, line in enumerate(_note_lines(table, notes)):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell, wrapped if column else bold)


def _note_lines(table: Table, notes: Notes) -> Iterator[Sequence[str]]:
    yield (_text("notes_title"), notes.title.id, table.description.id, notes.title.en, table.description.en)
    yield (_text("notes_release"), notes.release_id)
    yield (_text("notes_licence"), notes.licence, _text("licence_url"))
    yield (_text("notes_citation"), "", notes.citation.id, "", notes.citation.en)
    yield (_text("notes_count"), str(notes.count))
    yield (_text("notes_filter"), *_filter(notes))
    yield ()
    yield tuple(_text(key) for key in ("column", "title_id", "description_id", "title_en", "description_en"))
    for field in table.columns:
        yield (field.public, field.title.id, field.description.id, field.title.en, field.description.en)


def _filter(notes: Notes) -> Sequence[str]:
    if not notes.filters:
        return (_text("filter_none"),)
    return ("", ", ".join(f"{name}={value}" for name, value in notes.filters.items()))


def _text(key: str) -> str:
    return wording().text(key, "id")
