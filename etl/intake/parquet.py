"""Opens a Parquet file by DuckDB, every column written as text the way a workbook's cells are."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.intake.failures import check_headings, headings_text, unreadable
from etl.intake.headings import FIRST_ROW, column_letters
from etl.intake.relation import Cut, Relation, any_sql, create_view, literal, only_row

CUT: Cut = "blanks"
FRACTIONAL = ("FLOAT", "DOUBLE")
NO_TEXT = ("BLOB", "BIT", "GEOMETRY", "VARIANT")
NESTED = ("STRUCT", "MAP", "UNION")


def open_parquet(*, connection: duckdb.DuckDBPyConnection, path: Path, name: str, known: frozenset[str]) -> Relation:
    """Open a Parquet file.

    Raises:
        UnreadableFileError: it is damaged, has other columns, or columns that are lists, records or bytes.
    """
    try:
        columns = connection.execute(f"DESCRIBE FROM {_read_sql(path)}").fetchall()
        headings = tuple(str(column[0]).strip() for column in columns)
        check_headings(headings, name=name, known=known)
        _check_kinds([str(column[1]) for column in columns], name=name, known=known)
        rows = _texts_sql(path, [(str(column[0]), str(column[1])) for column in columns])
        row_count = _count(connection, rows, len(headings))
        where = f"WHERE {any_sql(len(headings), CUT)} IS NOT NULL"
        view = create_view(connection=connection, rows=rows, kept=range(len(headings)), cut=CUT, where=where)
    except duckdb.Error:
        raise unreadable(name, "damaged_parquet") from None
    return Relation(view=view, headers=headings, header_row=0, sheet=0, row_count=row_count)


def _check_kinds(types: Sequence[str], *, name: str, known: frozenset[str]) -> None:
    for position, kind in enumerate(types):
        if kind.endswith("]") or kind.startswith((*NESTED, *NO_TEXT)):
            raise unreadable(name, "column_kind", value=column_letters(position), right=headings_text(known))


def _count(connection: duckdb.DuckDBPyConnection, rows: str, width: int) -> int:
    """Count the rows that hold something, and read every cell once, so that nothing is found damaged later."""
    every = ", ".join(f"count(c{position})" for position in range(width))
    counts = f"count({any_sql(width, CUT)}), {every}"
    return int(only_row(connection, f"SELECT {counts} FROM {rows}")[0])  # noqa: S608 - our own SQL


def _texts_sql(path: Path, columns: Sequence[tuple[str, str]]) -> str:
    cells = (f"{_text_sql(_quoted(name), kind)} AS c{position}" for position, (name, kind) in enumerate(columns))
    selected = ", ".join((f"file_row_number + {FIRST_ROW} AS row", *cells))
    return f"(SELECT {selected} FROM {_read_sql(path, numbered=True)})"  # noqa: S608 - our own SQL, names quoted


def _text_sql(column: str, kind: str) -> str:
    text = f"CAST({column} AS VARCHAR)"
    if kind in FRACTIONAL:
        whole = f"isfinite({column}) AND {column} = trunc({column}) AND abs({column}) < 1e21"
        return f"CASE WHEN {whole} THEN CAST(CAST({text} AS DECIMAL(38, 0)) AS VARCHAR) ELSE {text} END"
    if kind.startswith("DECIMAL"):
        return text if kind.endswith(",0)") else f"rtrim(rtrim({text}, '0'), '.')"
    if kind.startswith("TIMESTAMP") and "WITH TIME ZONE" not in kind:
        return f"regexp_replace({text}, ' 00:00:00$', '')"
    return text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _read_sql(path: Path, *, numbered: bool = False) -> str:
    more = ", file_row_number = true" if numbered else ""
    return f"read_parquet({literal(str(path))}, hive_partitioning = false, union_by_name = false{more})"
