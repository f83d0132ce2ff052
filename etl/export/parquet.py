"""Writes Parquet in row groups, with the declaration of each column beside it."""

import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyarrow import parquet

from etl.catalogue import Column, Field, Table
from etl.export.notes import Notes
from etl.export.pieces import Row, portions

GROUP = 16_384
TYPES = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}


class _Drain(io.RawIOBase):
    """A file that is emptied while it is written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        data = bytes(part)  # type: ignore[call-overload]
        self._parts.append(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def drained(self) -> bytes:
        """Return what was written since the last time."""
        found = b"".join(self._parts)
        self._parts.clear()
        return found


def write_parquet(table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:
    """Yield a Parquet file, one row group at a time; codes and months are text, so that no zero is lost."""
    schema = _schema(table, notes)
    sink = _Drain()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        for portion in portions(rows, GROUP):
            writer.write_batch(_batch(portion, schema))
            yield sink.drained()
    yield sink.drained()


def _batch(portion: list[Row], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*portion, strict=True)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _schema(table: Table, notes: Notes) -> pa.Schema:
    return pa.schema([_column(column) for column in table.layout], metadata=_notes(notes))


def _column(column: Column) -> pa.Field:
    field = column.field
    kind = TYPES.get(field.type, pa.string())
    return pa.field(field.public, kind, nullable=not column.required, metadata=_meaning(field))


def _meaning(field: Field) -> dict[str, str]:
    texts = {"title": field.title, "description": field.description, "unit": field.unit}
    return {f"{name}_{lang}": text.text(lang) for name, text in texts.items() if text for lang in ("id", "en")}


def _notes(notes: Notes) -> dict[str, str]:
    texts = {"title": notes.title, "citation": notes.citation}
    told = {f"{name}_{lang}": text.text(lang) for name, text in texts.items() for lang in ("id", "en")}
    return told | {"release": notes.release_id, "licence": notes.licence, **_filter(notes)}


def _filter(notes: Notes) -> dict[str, str]:
    return {f"filter_{name}": value for name, value in notes.filters.items()}
