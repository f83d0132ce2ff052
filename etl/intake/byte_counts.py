"""Counts what the bytes of a text file hold, a piece at a time, at the speed of reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

import numpy as np
from numpy.typing import NDArray

CHUNK = 1 << 18
"""So little that it stays in the processor's cache while it is looked at several times."""
Bytes = NDArray[np.uint8]
QUOTE, LINE_END, RETURN, TAB, LOWEST_PRINTED, DELETE = b'"\n\r\t \x7f'
SPECIAL_BLANKS = tuple(
    bytes.fromhex(text) for text in ("c285", "c2a0", "c2ad", "e19a80", "e1a08e", "e280", "e281", "e38080", "efbbbf")
)
"""Beginnings, in UTF-8, of every character outside ASCII that is cut off the ends of a cell."""
LONGEST_BLANK = 3


@dataclass(slots=True)
class ByteCounts:
    """What has been seen so far; ``paired`` returns stand before an end of line, ``nul`` is whether a NUL was met."""

    lines: int = 0
    returns: int = 0
    paired: int = 0
    controls: int = 0
    tabs: int = 0
    quotes: int = 0
    nul: bool = False
    ascii_only: bool = True
    special_blanks: bool = False
    tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Count one piece; it must not end between the two characters of a line's end."""
        numbers = np.frombuffer(chunk, np.uint8)
        lines = _count(numbers == LINE_END)
        self.lines += lines
        self.quotes += _count(numbers == QUOTE)
        self._add_controls(chunk, numbers, lines)
        if not chunk.isascii():
            self.ascii_only = False
            self.special_blanks = self.special_blanks or _holds_special(self.tail + chunk)
        self.tail = chunk[-LONGEST_BLANK:]

    def _add_controls(self, chunk: bytes, numbers: Bytes, lines: int) -> None:
        """Count control characters; mostly there are none but ends of lines, and nothing more is to be looked for."""
        controls = _count(numbers < LOWEST_PRINTED)
        self.controls += controls + _count(numbers == DELETE)
        if controls == lines:
            return
        self.tabs += _count(numbers == TAB)
        self.nul = self.nul or not numbers.all()
        if returns := _count(numbers == RETURN):
            self.returns += returns
            self.paired += chunk.count(b"\r\n")

    @property
    def newline(self) -> str:
        """Return the end of every line, "" where they differ."""
        if self.returns not in {0, self.lines} or self.paired != self.returns:
            return ""
        return "\r\n" if self.returns else "\n"

    @property
    def all_lines(self) -> int:
        """Return how many lines there are, the last one with or without an end."""
        return self.lines + (not self.tail.endswith(b"\n"))


def chunks(file: BufferedReader) -> Iterator[bytes]:
    """Read a file in pieces that do not end between the two characters of a line's end."""
    while chunk := file.read(CHUNK):
        while chunk.endswith(b"\r") and (more := file.read(1)):
            chunk += more
        yield chunk


def _count(found: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(found))


def _holds_special(data: bytes) -> bool:
    return any(blank in data for blank in SPECIAL_BLANKS)
