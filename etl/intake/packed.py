"""Keeps rows of texts in memory, packed, where their source can be read only once; nothing is written to disk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from etl.intake.relation import Batches, batch, batch_schema

MAX_PACKED = 600_000_000
"""Bytes of packed rows that are kept in memory."""


class TooLargeError(Exception):
    """Say that the rows take more memory than a reading may."""


@dataclass(slots=True)
class PackedRows:
    """Rows in packed batches, each of which is unpacked alone when it is read."""

    schema: pa.Schema
    pieces: list[pa.Buffer] = field(default_factory=list)
    row_count: int = 0
    packed_size: int = 0

    @classmethod
    def for_width(cls, width: int) -> "PackedRows":
        """Start without rows, for so many columns."""
        return cls(batch_schema(width))

    def add(self, *, rows: Sequence[int], columns: Sequence[Sequence[str | None]]) -> None:
        """Add rows whose cells come by column.

        Raises:
            TooLargeError: with them the rows take more than ``MAX_PACKED``.
        """
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with pa.ipc.new_stream(sink, self.schema, options=options) as writer:
            writer.write_batch(batch(rows=rows, columns=columns, schema=self.schema))
        self.pieces.append(sink.getvalue())
        self.packed_size += self.pieces[-1].size
        if self.packed_size > MAX_PACKED:
            raise TooLargeError
        self.row_count += len(rows)

    def batches(self) -> Batches:
        """Return the rows as DuckDB reads them."""
        return Batches(self.schema, self._unpacked)

    def _unpacked(self) -> Iterator[pa.RecordBatch]:
        for piece in self.pieces:
            yield from pa.ipc.open_stream(piece)
