"""Reads the bytes of a text file once: its encoding, its ends of lines, and what the fast reader must know."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.intake.byte_counts import CHUNK, ByteCounts, chunks
from etl.intake.failures import unreadable

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MARK = len(codecs.BOM_UTF8)


@dataclass(frozen=True, slots=True)
class TextProfile:
    """What is known of a text file after reading it once.

    Attributes:
        encoding: a name that ``open`` takes; a byte order mark is not part of the text.
        newline: the end of every line, or "" where they differ.
        lines: how many lines there are.
        quotes: how many quotation marks there are.
        special_blanks: whether a blank other than space and tab may stand at the end of a cell.
        tabs: how many tabs there are.
        controls: how many control characters there are besides tabs and ends of lines.
    """

    encoding: str
    newline: str = ""
    lines: int = 0
    quotes: int = 0
    special_blanks: bool = True
    tabs: int = 0
    controls: int = 0


def read_profile(*, path: Path, name: str) -> TextProfile:
    """Read a text file once, in pieces.

    Raises:
        UnreadableFileError: it is empty, holds NUL, or is neither UTF-8 nor Windows-1252 nor UTF-16 with its mark.
    """
    with path.open("rb") as file:
        start = file.read(MARK)
    if not start:
        raise unreadable(name, "empty_text")
    if start.startswith(UTF16):
        return _wide_profile(path, name)
    counts = ByteCounts()
    encoding = _encoding(_counted(path, name, counts), counts, name=name, marked=start == codecs.BOM_UTF8)
    return TextProfile(
        encoding=encoding,
        newline=counts.newline,
        lines=counts.all_lines,
        quotes=counts.quotes,
        special_blanks=counts.special_blanks,
        tabs=counts.tabs,
        controls=counts.controls - counts.tabs - counts.lines - counts.returns,
    )


def _counted(path: Path, name: str, counts: ByteCounts) -> Iterator[bytes]:
    with path.open("rb") as file:
        for chunk in chunks(file):
            counts.add(chunk)
            if counts.nul:
                raise unreadable(name, "nul_bytes")
            yield chunk


def _encoding(pieces: Iterator[bytes], counts: ByteCounts, *, name: str, marked: bool) -> str:
    """Decide for UTF-8 if the whole file is, else for Windows-1252; a file that is UTF-8 for a while is damaged."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, wide = 0, False
    for chunk in pieces:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            before = chunk[: error.start]
            if marked or wide or not before.isascii():
                raise unreadable(name, "damaged_utf8", row=lines + before.count(b"\n") + 1) from None
            return _western(chunk, pieces, name)
        lines, wide = counts.lines, not counts.ascii_only
    if decoder.getstate()[0]:
        raise unreadable(name, "damaged_utf8", row=counts.all_lines)
    return "utf-8-sig" if marked else "utf-8"


def _western(chunk: bytes, pieces: Iterator[bytes], name: str) -> str:
    try:
        chunk.decode("cp1252")
        for piece in pieces:
            piece.decode("cp1252")
    except UnicodeDecodeError:
        raise unreadable(name, "unknown_encoding") from None
    return "cp1252"


def _wide_profile(path: Path, name: str) -> TextProfile:
    try:
        with path.open(encoding="utf-16", newline="") as file:
            while piece := file.read(CHUNK):
                if "\0" in piece:
                    raise unreadable(name, "nul_bytes")
    except UnicodeError:
        raise unreadable(name, "unknown_encoding") from None
    return TextProfile(encoding="utf-16")
