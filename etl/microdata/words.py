"""Recognises rows that hold no record: totals, signatures, headings once more, lines that say there was nothing."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from etl.values.spelling import plain

TOTAL = re.compile(
    r"(sub[ -]*|grand +)?(jumlah|total|rekapitulasi|rekap|mengetahui|menyetujui|mengesahkan)\b", re.IGNORECASE
)
"""How a cell of a row of totals, or the first line of the signatures, begins."""
REMARK = re.compile(r"(sumber|keterangan|catatan|ket\.|dibuat oleh|disusun oleh|dicetak)\b", re.IGNORECASE)
"""How a remark below a table begins; inside the table the same words may stand in a record."""
NOTHING_HAPPENED = re.compile(
    r"(nihil|nol|0+|zero|none|tidak ada|tdk ada|belum ada)"
    r"( +(kasus|orang|pelanggaran|laporan|temuan|data|perkara|dugaan)\b.*)?",
    re.IGNORECASE,
)
COLUMN_NUMBER = re.compile(r"[(\[]?([0-9]{1,2})[.)\]]?")
FEWEST_NUMBERS = 3
"""So many columns at least are numbered by a row that numbers them."""
DASHES = re.compile(r"[-\u2013\u2014_.]+")


def is_total(cells: Iterable[str | None]) -> bool:
    """Tell whether a row has a cell that begins like a total or like the signatures."""
    return any(TOTAL.match(cell) for cell in cells if cell)


def is_remark(cells: Iterable[str | None]) -> bool:
    """Tell whether a row begins like a remark below the table."""
    return any(REMARK.match(cell) for cell in cells if cell)


def repeats_headings(cells: Sequence[str | None], headings: Sequence[str]) -> bool:
    """Tell whether a row holds the headings once more, as on a new page, or numbers the columns one after the other."""
    pairs = [(cell, heading) for cell, heading in zip(cells, headings, strict=True) if cell]
    if pairs and all(plain(cell) == plain(heading) for cell, heading in pairs):
        return True
    found = [COLUMN_NUMBER.fullmatch(cell) for cell, _ in pairs]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(pairs) >= FEWEST_NUMBERS and all(b - a == 1 for a, b in pairwise(numbers))


def is_dash(cell: str | None) -> bool:
    """Tell whether a cell holds a line in the place of a word."""
    return cell is not None and DASHES.fullmatch(cell) is not None


def is_blank(cell: str | None) -> bool:
    """Tell whether a cell holds nothing, or a sign for nothing."""
    return cell is None or is_dash(cell) or NOTHING_HAPPENED.fullmatch(cell) is not None


def says_nothing_happened(cells: Iterable[str | None]) -> bool:
    """Tell whether a cell says that there was no case."""
    return any(NOTHING_HAPPENED.fullmatch(cell) for cell in cells if cell)
