"""Counts the chosen rows, takes the first of them, and says how large a file will be before anybody downloads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from dashboard import formats
from dashboard.opendata.choice import Choice
from dashboard.wording import text
from etl.describe import Edition
from etl.export.rows import count_rows, public_rows

PREVIEW_ROWS = 8
KILO = 1000
# The title, the notes and the frame of a file, which do not shrink with its rows.
FRAME = {"csv": 200, "json": 200, "xlsx": 9000, "parquet": 6000}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the filters leave of a table: number of rows, of all rows, and the first few as they are written."""

    count: int
    total: int
    rows: tuple[tuple[str, ...], ...]


def measure(connection: Connection, edition: Edition, choice: Choice) -> Chosen:
    """Count and look at the chosen rows."""
    asked: dict[str, Any] = {"connection": connection, "release_id": edition.release_id, "table": choice.public}
    rows = public_rows(**asked, filters=choice.filters, limit=PREVIEW_ROWS)
    shown = tuple(tuple(map(written, row)) for row in rows)
    file = edition.file(f"{choice.public}.csv")
    return Chosen(
        count=count_rows(**asked, filters=choice.filters),
        total=file.rows if file else count_rows(**asked),
        rows=shown,
    )


def written(value: object) -> str:
    """Write a value as the CSV file does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def size_words(edition: Edition, choice: Choice, chosen: Chosen, suffix: str) -> str:
    """Say how large the file is: exactly for a whole table, about for a part of it, nothing where it is not known."""
    file = edition.file(f"{choice.public}.{suffix}")
    if file is None:
        return ""
    if chosen.count == chosen.total:
        return bytes_words(file.size, choice.lang)
    frame = min(FRAME[suffix], file.size)
    part = frame + (file.size - frame) * chosen.count / max(chosen.total, 1)
    return text("data_size_about", choice.lang, size=bytes_words(round(part), choice.lang))


def rows_words(rows: int, lang: str) -> str:
    """Write a number of rows as people read it."""
    return text("data_rows_one", lang) if rows == 1 else text("data_rows", lang, rows=formats.number(rows, lang))


def bytes_words(size: int, lang: str) -> str:
    """Write a size as people read it."""
    if size < KILO * KILO:
        return f"{formats.number(max(1, round(size / KILO)), lang)} kB"
    return f"{formats.number(round(size / KILO / KILO, 1), lang)} MB"
