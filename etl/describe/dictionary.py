"""Lists every column of every published table with its meaning, and every code with its own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from etl.catalogue import Catalogue, Column, Table

HEADINGS = (
    "tabel", "kolom", "kode", "jenis", "wajib", "satuan", "judul_id", "judul_en", "uraian_id", "uraian_en"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary: a column, or one code of a column where `code` is filled in."""

    table: str
    column: str
    code: str
    type: str
    required: bool
    unit: str
    title_id: str
    title_en: str
    description_id: str
    description_en: str


def dictionary(catalogue: Catalogue) -> tuple[Entry, ...]:
    """List all columns of all published tables in declared order, each followed by its codes."""
    published = (table for table in catalogue.tables.values() if table.public)
    return tuple(entry for table in published for column in table.layout for entry in _entries(table, column))


def dictionary_csv(catalogue: Catalogue) -> bytes:
    """Write the dictionary as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_cells(entry) for entry in dictionary(catalogue))
    return out.getvalue().encode()


def _entries(table: Table, column: Column) -> Iterator[Entry]:
    field, public = column.field, table.public or table.name
    yield Entry(
        table=public,
        column=field.public,
        code="",
        type=field.type,
        required=column.required,
        unit=field.unit.id if field.unit else "",
        title_id=field.title.id,
        title_en=field.title.en,
        description_id=field.description.id,
        description_en=field.description.en,
    )
    for code, value in field.values.items():
        yield Entry(
            table=public,
            column=field.public,
            code=code,
            type="code",
            required=column.required,
            unit="",
            title_id=value.id,
            title_en=value.en,
            description_id=field.value_definition(code, "id"),
            description_en=field.value_definition(code, "en"),
        )


def _cells(entry: Entry) -> tuple[str, ...]:
    required = "true" if entry.required else "false"
    return (
        entry.table, entry.column, entry.code, entry.type, required, entry.unit, entry.title_id, entry.title_en,
        entry.description_id, entry.description_en,
    )  # fmt: skip
