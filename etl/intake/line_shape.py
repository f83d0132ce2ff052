"""Looks at the lines of a CSV file as bytes: whether each is one record with as many cells as there are columns."""

from dataclasses import dataclass
from io import BufferedReader

import numpy as np
from numpy.typing import NDArray

from etl.intake.byte_counts import DELETE, LINE_END, QUOTE, RETURN, Bytes, chunks

Places = NDArray[np.intp]
FIRST_PRINTED = ord("!")


@dataclass(slots=True)
class LineShape:
    """What the lines of a text have in common.

    Attributes:
        delimiter: the byte between cells.
        wanted: how many of them a line needs.
        fits: whether every line is one record with so many of them, and quotation marks enclose whole cells only.
        lines: how many lines there are, the last one with or without an end.
        longest: bytes of the longest one.
        may_be_blank: whether a line begins as one without any cell could.
    """

    delimiter: int
    wanted: int
    fits: bool = True
    lines: int = 0
    longest: int = 0
    may_be_blank: bool = False
    _quoted: int = 0
    _cells_so_far: int = 0
    _bytes_so_far: int = 0

    def add(self, piece: Bytes) -> None:
        """Look at one piece of the text; it comes with the byte before it and the byte behind it."""
        own = piece[1:-1]
        marks = np.flatnonzero(own == QUOTE)
        ends = own == LINE_END
        places = np.flatnonzero(ends | (own == self.delimiter))
        if len(marks):
            inside = (np.searchsorted(marks, places) + self._quoted) % 2 == 1
            self.fits = self.fits and self._encloses_cells(piece, marks) and not ends[places[inside]].any()
            places = places[~inside]
            self._quoted ^= len(marks) & 1
        elif self._quoted:
            self.fits = self.fits and not ends.any()
            places = places[:0]
        at = np.flatnonzero(ends[places])
        self._close_lines(at, places, len(own))
        self.may_be_blank = self.may_be_blank or self._begins_blank(piece, places[at])

    def _begins_blank(self, piece: Bytes, ends: Places) -> bool:
        """Tell whether a line that begins in a piece may hold nothing; what follows its last byte is not part of it."""
        own = piece[1:-1]
        begins = own[ends[ends < len(own) - 1] + 1]
        first = own[:1] if piece[0] == LINE_END else own[:0]
        blank = _starts_blank(self.delimiter)
        return bool(blank[begins].any() or blank[first].any())

    def finish(self) -> None:
        """Look at what follows the last end of a line."""
        if self._bytes_so_far:
            self._judge(np.array([self._cells_so_far]), np.array([self._bytes_so_far]))
        self.fits = self.fits and not self._quoted

    def _close_lines(self, at: Places, places: Places, size: int) -> None:
        """Measure the lines that end in a piece: ``at`` tells which of the places are ends."""
        if not len(at):
            self._cells_so_far += len(places)
            self._bytes_so_far += size
            return
        delimiters, sizes = np.diff(at, prepend=-1) - 1, np.diff(places[at], prepend=-1) - 1
        delimiters[0] += self._cells_so_far
        sizes[0] += self._bytes_so_far
        self._judge(delimiters, sizes)
        self._cells_so_far = len(places) - 1 - int(at[-1])
        self._bytes_so_far = size - 1 - int(places[at[-1]])

    def _judge(self, delimiters: Places, sizes: Places) -> None:
        self.lines += len(delimiters)
        self.longest = max(self.longest, int(sizes.max()))
        self.fits = self.fits and bool((delimiters == self.wanted).all())

    def _encloses_cells(self, piece: Bytes, marks: Places) -> bool:
        """Tell whether marks stand at edges of cells only; a doubled one inside a cell does not."""
        edges = np.zeros(256, np.bool_)
        edges[[self.delimiter, LINE_END, RETURN]] = True
        opening, closing = marks[self._quoted :: 2], marks[1 - self._quoted :: 2]
        return bool(edges[piece[opening]].all() and edges[piece[closing + 2]].all())


def line_shape(file: BufferedReader, *, delimiter: str, columns: int) -> LineShape:
    """Look at all lines from where a file stands, which must be the start of a line."""
    shape = LineShape(delimiter=ord(delimiter), wanted=columns - 1)
    before = b"\n"
    for chunk in chunks(file):
        shape.add(np.frombuffer(b"".join((before, chunk, file.peek(1)[:1] or b"\n")), np.uint8))
        if not shape.fits:
            return shape
        before = chunk[-1:]
    shape.finish()
    return shape


def _starts_blank(delimiter: int) -> NDArray[np.bool_]:
    """Return for every byte whether a line that begins with it may hold nothing."""
    found = np.zeros(256, np.bool_)
    found[:FIRST_PRINTED] = True
    found[[QUOTE, delimiter]] = True
    found[DELETE:] = True
    return found
