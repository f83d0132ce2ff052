"""Recognises rows that hold no record: totals, signatures below a table, and lines that say there was nothing."""

import re
from collections.abc import Iterable

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
DASHES = re.compile(r"[-\u2013\u2014_.]+")


def is_total(cells: Iterable[str | None]) -> bool:
    """Tell whether a row has a cell that begins like a total or like the signatures."""
    return any(TOTAL.match(cell) for cell in cells if cell)


def is_remark(cells: Iterable[str | None]) -> bool:
    """Tell whether a row begins like a remark below the table."""
    return any(REMARK.match(cell) for cell in cells if cell)


def is_dash(cell: str | None) -> bool:
    """Tell whether a cell holds a line in the place of a word."""
    return cell is not None and DASHES.fullmatch(cell) is not None


def is_blank(cell: str | None) -> bool:
    """Tell whether a cell holds nothing, or a sign for nothing."""
    return cell is None or is_dash(cell) or NOTHING_HAPPENED.fullmatch(cell) is not None


def says_nothing_happened(cells: Iterable[str | None]) -> bool:
    """Tell whether a cell says that there was no case."""
    return any(NOTHING_HAPPENED.fullmatch(cell) for cell in cells if cell)
