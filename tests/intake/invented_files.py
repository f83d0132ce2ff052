"""Builds invented files as agencies send them, and hostile ones; nobody in them exists."""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.workbook import Workbook

HEADINGS = ("Nama Pegawai", "Kode_Wilayah", "TANGGAL", "Uraian")
KNOWN = frozenset({"namapegawai", "kodewilayah", "tanggal", "uraian", "tahap"})
ROWS = (
    ("Contoh Rekaan Satu", "3402", "2024-10-12", "Jalan é, blok A"),
    ("Contoh Rekaan Dua", "11.1", "12/10/2024", 'berkata "netral"'),
    ("Contoh Rekaan Tiga", "00", "2024-11-01", "tanpa"),
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' office:version="1.3"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def csv_line(cells: Sequence[str], *, delimiter: str, always: bool = False) -> str:
    def quoted(cell: str) -> str:
        needed = always or any(letter in cell for letter in (delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if needed else cell

    return delimiter.join(map(quoted, cells))


def csv_text(
    rows: Sequence[Sequence[str]], *, delimiter: str = ",", newline: str = "\r\n", always: bool = False
) -> str:
    return "".join(csv_line(row, delimiter=delimiter, always=always) + newline for row in rows)


def xlsx(path: Path, *, sheets: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> Workbook:
    """Write a workbook and return it, so that a test may change it and save it again."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return book


def changed_part(path: Path, *, part: str, change: Callable[[str], str]) -> None:
    """Rewrite one part of a ZIP file."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def ods_row(values: Sequence[object], *, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        + "".join(map(ods_cell, values))
        + "</table:table-row>"
    )


def ods_cell(value: object, *, repeated: int = 1) -> str:
    times = f' table:number-columns-repeated="{repeated}"'
    if value is None:
        return f"<table:table-cell{times}/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, datetime.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}{times}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def ods(path: Path, *, content: str, manifest: str = "<manifest/>") -> Path:
    """Write an ODS file; ``content`` is rows of its only sheet."""
    sheet = f'<table:table table:name="Lembar">{content}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        file.writestr("content.xml", ODS_HEAD + sheet + ODS_TAIL)
        file.writestr("META-INF/manifest.xml", manifest)
    return path


def claimed(path: Path, *, part: str, size: int) -> None:
    """Let the list of parts of a ZIP file say that a part has another size unpacked."""
    data = bytearray(path.read_bytes())
    entry = data.rfind(part.encode()) - 46
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    path.write_bytes(data)


@cache
def small_xlsx() -> bytes:
    """Return a workbook with two sheets as bytes, always the same ones: a workbook holds the time it was made."""
    book = openpyxl.Workbook()
    for row in (("Judul rekaan",), HEADINGS, *ROWS):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A1:D1")
    book.create_sheet("Catatan").append(["Catatan rekaan"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
