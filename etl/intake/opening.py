"""Opens whatever an agency hands over, by what the file holds, not by what it is called."""

import stat
from pathlib import Path

import duckdb

from etl.intake.csv_file import open_csv
from etl.intake.database import is_database, open_database
from etl.intake.failures import unreadable
from etl.intake.parquet import open_parquet
from etl.intake.relation import Relation
from etl.intake.workbook import open_workbook

WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
PARQUET = b"PAR1"
SQLITE = b"SQLite format 3\0"


def open_relation(
    *,
    connection: duckdb.DuckDBPyConnection,
    location: str,
    name: str,
    root: Path,
    known: frozenset[str],
    sheet: str | None = None,
    query: str | None = None,
) -> Relation:
    """Open a CSV file, a workbook, a Parquet file, or a table or query of a database.

    Args:
        connection: where the view is created; it is read from its source whenever it is used.
        location: a path relative to ``root``, ``env:NAME``, or the address of a database without a password.
        name: what messages call it; the location itself is never shown.
        root: the folder that paths, also those of SQLite files, are relative to.
        known: headings to look for, each as ``etl.values.spelling.plain`` returns it.
        sheet: the sheet of a workbook; without it the one with the most known headings.
        query: the table or the query of a database.

    Raises:
        UnreadableFileError: with the one problem that makes it unusable.
    """
    if is_database(location):
        return open_database(connection=connection, location=location, name=name, root=root, known=known, query=query)
    path = root / location
    try:
        start = _first_bytes(path, name)
        if start.startswith(WORKBOOKS):
            return open_workbook(connection=connection, path=path, name=name, known=known, sheet=sheet)
        if start.startswith(PARQUET):
            return open_parquet(connection=connection, path=path, name=name, known=known)
        if start.startswith(SQLITE):
            raise unreadable(name, "sqlite_file")
        return open_csv(connection=connection, path=path, name=name, known=known)
    except FileNotFoundError:
        raise unreadable(name, "missing_file") from None
    except PermissionError:
        raise unreadable(name, "no_permission") from None
    except (OSError, ValueError):
        raise unreadable(name, "broken_reading") from None


def _first_bytes(path: Path, name: str) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise unreadable(name, "no_regular_file")
    with path.open("rb") as file:
        return file.read(len(SQLITE))
