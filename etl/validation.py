"""Checks a table against its declaration: every problem becomes data, refused rows are set aside, good ones go on.

The single cells are checked by pandera, with a schema made from the declared fields: it checks whole columns at
once, so that millions of rows stay affordable, and it reports every failing cell with its row. Rules across columns
follow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from etl.catalogue_models import Column, Field, Table
from etl.problems import Expected, Problem, expected, shown
from etl.rules import CHECKS

LEXICAL = {
    "integer": r"-?\d{1,15}",
    "number": r"-?\d{1,15}(\.\d{1,6})?",
    "boolean": r"true|false",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "url": r"https?://[^\s/]+\S*",
}
EXAMPLES = {
    "integer": "12",
    "number": "12.5",
    "boolean": "true, false",
    "date": "2024-11-27",
    "month": "2024-11",
    "url": "https://…",
}
NUMERIC = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A table after the checks: converted rows that passed, and the problems of those that did not.

    ``accepted`` has the declared names as columns; dates are ``date``, counts are ``int``, nothing is None.
    ``refused`` holds spreadsheet row numbers.
    """

    accepted: list[dict[str, Any]]
    refused: frozenset[int]
    problems: tuple[Problem, ...]


def check_table(
    *, frame: pd.DataFrame, table: Table, file: str, known: Mapping[tuple[str, str], frozenset[str]], today: date
) -> Checked:
    """Check a frame of texts against the declaration of its table.

    Args:
        frame: declared names as columns, texts or None as cells, spreadsheet row numbers as index.
        table: the declaration.
        file: what messages call the file.
        known: the values that foreign keys may hold, by table and field.
        today: statements about later days are refused.
    """
    problems = [*_cell_problems(frame=frame, table=table, file=file, known=known)]
    clean = frame.drop(index=sorted({problem.row for problem in problems}))
    typed = _converted(clean, table)
    problems += _rule_problems(frame=typed, table=table, file=file, today=today)
    refused = frozenset(problem.row for problem in problems)
    accepted = typed.drop(index=sorted(refused.intersection(typed.index)))
    return Checked(accepted=_rows(accepted, table), refused=refused, problems=tuple(sorted(problems)))


def _cell_problems(
    *, frame: pd.DataFrame, table: Table, file: str, known: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[Problem]:
    foreign = {key.field: known[key.table, key.target] for key in table.foreign_keys}
    columns = {column.field.name: column for column in table.layout}
    schema = pa.DataFrameSchema(
        {name: _pandera_column(column, foreign.get(name)) for name, column in columns.items()},
        unique=list(table.primary_key),
        report_duplicates="exclude_first",
    )
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.drop_duplicates(["column", "check", "index"])
        for case in cases.itertuples():
            yield _cell_problem(case, column=columns[str(case.column)], file=file, table=table, foreign=foreign)


def _cell_problem(
    case: Any,  # noqa: ANN401 (a named tuple of pandera's report)
    *,
    column: Column,
    file: str,
    table: Table,
    foreign: Mapping[str, frozenset[str]],
) -> Problem:
    code = {"not_nullable": "required", "multiple_fields_uniqueness": "duplicate"}.get(case.check, case.check)
    wanted = {
        "type": expected(EXAMPLES.get(column.field.type, "")),
        "code": expected(", ".join(column.field.codes)),
        "foreign_key": expected(_foreign_table(table, column.field.name))
        if column.field.name in foreign
        else Expected(),
        "pattern": expected(column.field.constraints.pattern or ""),
        "range": expected(_range(column.field)),
        "max_length": expected(str(column.field.constraints.max_length)),
        "duplicate": expected(", ".join(table.primary_key)),
    }.get(code, Expected())
    return Problem(file, int(case.index), column.header, code, value=shown(case.failure_case), expected=wanted)


def _foreign_table(table: Table, field: str) -> str:
    return next(key.table for key in table.foreign_keys if key.field == field)


def _range(field: Field) -> str:
    limits = field.constraints
    return f"{'' if limits.minimum is None else limits.minimum} … {'' if limits.maximum is None else limits.maximum}"


def _pandera_column(column: Column, foreign: frozenset[str] | None) -> pa.Column:
    return pa.Column(checks=list(_checks(column.field, foreign)), nullable=not column.required)


def _checks(field: Field, foreign: frozenset[str] | None) -> Iterator[pa.Check]:
    """Yield the checks of one field; each is named by the code of its problem."""
    limits = field.constraints
    if field.type == "date":
        yield pa.Check(lambda cells: _dates(cells).notna(), name="type")
    elif field.type in LEXICAL:
        yield pa.Check(lambda cells: cells.str.fullmatch(LEXICAL[field.type]), name="type")
    if field.type == "code" and field.codes:
        yield pa.Check(lambda cells: cells.isin(field.codes), name="code")
    if foreign is not None:
        yield pa.Check(lambda cells: cells.isin(foreign), name="foreign_key")
    if limits.pattern:
        yield pa.Check(lambda cells: cells.str.fullmatch(str(limits.pattern)), name="pattern")
    if limits.max_length:
        yield pa.Check(lambda cells: cells.str.len() <= limits.max_length, name="max_length")
    if limits.minimum is not None or limits.maximum is not None:
        yield pa.Check(lambda cells: _within(cells, field), name="range")


def _dates(cells: "pd.Series[Any]") -> "pd.Series[pd.Timestamp]":
    """Convert ISO dates; anything else, such as 2024-02-30 or 2024-2-3, becomes NaT."""
    iso = cells.where(cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}"))
    return pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce")


def _within(cells: "pd.Series[Any]", field: Field) -> "pd.Series[bool]":
    """Tell which cells lie within the limits; a cell that is no number or date has its own problem."""
    limits = field.constraints
    values: pd.Series[Any] = pd.to_numeric(cells, errors="coerce") if field.type in NUMERIC else _dates(cells)
    low, high = (
        pd.Timestamp(limit) if isinstance(limit, date) else limit for limit in (limits.minimum, limits.maximum)
    )
    return values.isna() | (
        (values >= low if low is not None else True) & (values <= high if high is not None else True)
    )


def _converted(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    typed = frame.copy()
    for field in table.columns:
        if field.type in NUMERIC:
            typed[field.name] = pd.to_numeric(frame[field.name])
        elif field.type == "date":
            typed[field.name] = _dates(frame[field.name])
    return typed


def _rule_problems(*, frame: pd.DataFrame, table: Table, file: str, today: date) -> Iterator[Problem]:
    for rule in table.rules:
        broken = CHECKS[rule.name](frame, today)
        for row in frame.index[broken]:
            wanted = Expected(rule.requires.id, rule.requires.en)
            yield Problem(file, int(row), "", "rule", value=", ".join(rule.fields), expected=wanted)


def _rows(frame: pd.DataFrame, table: Table) -> list[dict[str, Any]]:
    """Return plain rows: NaN and NaT become None, which is what a database calls NULL."""
    kinds = {field.name: field.type for field in table.columns}
    return [
        {name: _plain(value, kinds[name]) for name, value in zip(frame.columns, cells, strict=True)}
        for cells in frame.itertuples(index=False, name=None)
    ]


def _plain(value: Any, kind: str) -> Any:  # noqa: ANN401 (cells are of many types)
    if value is None or pd.isna(value):
        return None
    if kind == "date":
        return value.date()
    return int(value) if kind == "integer" else value
