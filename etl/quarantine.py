"""Keeps refused rows as they came, with the reason, so that their owner can mend and resend them.

The rows may hold names. The file is readable by its owner only, never served, and written in place: no temporary file
with its content stands anywhere else, and one that could not be written to its end is taken away.
"""

import csv
import io
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from geo.wording import Wording

QUARANTINE = Path(__file__).resolve().parent.parent / "data" / "quarantine"
OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700
WORKBOOK_ROWS = 20_000
"""More rows than this go to a CSV file: a workbook is put together in memory, and slowly."""
LONGEST_CELL = 32_767
"""What a cell of a workbook can hold; rows with a longer cell go to a CSV file."""
FORMULA = re.compile(r"[=+@-].")
"""How a cell begins that a spreadsheet, which opens a CSV file, takes for a formula."""
TEXT_MARK = "'"
"""Makes text of it; the readers of files read past it."""
SUFFIX_BYTES = 3

RefusedRow = tuple[int, str, Sequence[str | None]]
"""Row number as a spreadsheet shows it, the reasons in words, and the cells as they came."""


def run_folder(root: Path = QUARANTINE) -> Path:
    """Name the folder of a run that starts now; it is made when the first row is refused.

    Two runs may start in one second, so the moment alone would be no name of their own.
    """
    return root / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(SUFFIX_BYTES)}"


def write_quarantine(
    *,
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Iterable[RefusedRow],
    total: int,
    wording: Wording,
    lang: str,
) -> Path | None:
    """Write refused rows with their row number and every reason; readable by the owner only.

    Args:
        folder: the folder of the run.
        name: the file's name without its suffix.
        columns: the headings of the cells.
        rows: the refused rows in order.
        total: how many they are.
        wording: the catalogue of sentences.
        lang: the language of the headings.

    Returns:
        The file, or None where no row was refused.

    Raises:
        OSError: the file cannot be written, or stands there already; nothing of it is left.
    """
    if not total:
        return None
    heading = [wording.text("quarantine_row", lang), wording.text("quarantine_reason", lang), *columns]
    texts = (_texts(row) for row in rows)
    _make_folder(folder)
    if total > WORKBOOK_ROWS:
        return _write_csv(folder / f"{name}.csv", heading, texts)
    kept = list(texts)
    if any(len(cell) > LONGEST_CELL for row in kept for cell in row):
        return _write_csv(folder / f"{name}.csv", heading, kept)
    return _write_workbook(folder / f"{name}.xlsx", heading, kept)


def _texts(row: RefusedRow) -> list[str]:
    number, reasons, cells = row
    return [str(number), reasons, *("" if cell is None else cell for cell in cells)]


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    folder.chmod(FOLDER_OWNER_ONLY)


@contextmanager
def _created(target: Path) -> Iterator[BinaryIO]:
    """Open a new file, which must not be there, not even as a link to another; take it away where writing fails."""
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _write_csv(target: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with _created(target) as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(heading)
        writer.writerows(map(_as_text, row) for row in rows)
    return target


def _as_text(cell: str) -> str:
    return f"{TEXT_MARK}{cell}" if FORMULA.match(cell) else cell


def _write_workbook(target: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    # Whole in memory before it is written: the library answers a full disk with an error of its own.
    content = io.BytesIO()
    _fill(content, _numbered(heading, rows))
    with _created(target) as file:
        file.write(content.getbuffer())
    return target


def _numbered(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    yield 0, heading
    yield from enumerate(rows, start=1)


def _fill(file: BinaryIO, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    # In memory, because the library would otherwise keep the cells in temporary files that a killed run leaves behind.
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, cells in rows:
            for column, cell in enumerate(cells):
                # Always text: a code keeps its zeros, and nothing runs as a formula.
                sheet.write_string(number, column, cell)
