"""Make the corrections on rows that passed the checks, and check the corrected rows again by the same declarations."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.catalogue import Catalogue, Table
from etl.codes import APPLIED
from etl.corrections.models import Correction, FiledCorrection
from etl.problems import NOTHING, Expected, Problem, expected
from etl.reading import UnreadableFileError
from etl.validation import check_table
from etl.wording import load_wording

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


class CorrectionError(UnreadableFileError):
    """Carry what is wrong with a correction: it matches nothing, or makes a row that the checks refuse."""


def correct(
    *, catalogue: Catalogue, rows: Rows, corrections: Iterable[FiledCorrection], today: date
) -> dict[str, list[Row]]:
    """Return the rows with all applied corrections made.

    Args:
        catalogue: the declarations by which a corrected row is checked again.
        rows: accepted rows by table, with the declared names; dates are ``date``, counts are ``int``.
        corrections: all of them; also one that is only proposed must fit the present rows.
        today: statements about later days are refused.

    Raises:
        CorrectionError: a record, field or basis is unknown, ``from`` is not the present value, two corrections meet
            in one record and field, or the declaration refuses ``to``.
    """
    filed = tuple(corrections)
    _check_fit(catalogue=catalogue, rows=rows, filed=filed)
    applied = [item for item in filed if item.correction.status == APPLIED]
    corrected = dict(rows)
    for name in sorted({item.correction.table for item in applied}):
        mine = [item for item in applied if item.correction.table == name]
        changed = [row for row in (_changed(row, mine) for row in rows[name]) if row is not None]
        corrected[name] = _checked(
            catalogue=catalogue, table=name, rows={**rows, name: changed}, filed=mine, today=today
        )
    return corrected


def _check_fit(*, catalogue: Catalogue, rows: Rows, filed: tuple[FiledCorrection, ...]) -> None:
    records = {name: {row["record_id"]: row for row in rows.get(name, [])} for name in ("violations", "declarations")}
    known = set().union(*records.values())
    standing: dict[tuple[str, str, str | None], FiledCorrection] = {}
    for item in filed:
        wanted = item.correction
        _check_record(item, records[wanted.table])
        _check_basis(item, known)
        if wanted.field is not None:
            _check_field(item, catalogue.tables[wanted.table], records[wanted.table][wanted.record])
        if wanted.status != "rejected":
            _check_alone(item, standing)


def _check_record(item: FiledCorrection, records: Mapping[str, Row]) -> None:
    record = item.correction.record
    if record not in records:
        first, last = (min(records), max(records)) if records else ("", "")
        raise _error(item, "record", "correction_record", value=record, wanted=expected(f"{first} … {last}"))


def _check_basis(item: FiledCorrection, known: set[str]) -> None:
    unknown = [record for record in item.correction.basis if record not in known]
    if unknown:
        raise _error(item, "basis", "correction_basis", value=unknown[0])


def _check_field(item: FiledCorrection, table: Table, row: Row) -> None:
    wanted = item.correction
    names = [name for name in table.names if name not in table.primary_key]
    if wanted.field not in names:
        raise _error(item, "field", "correction_field", value=str(wanted.field), wanted=expected(", ".join(names)))
    present = _text(row[wanted.field])
    if present != wanted.present:
        raise _error(item, "from", "correction_from", value=wanted.present or "", wanted=_cell_words(present))


def _check_alone(item: FiledCorrection, standing: dict[tuple[str, str, str | None], FiledCorrection]) -> None:
    """Look whether another correction meets this one; a row that is left out has no field that could be set."""
    wanted = item.correction
    own = (wanted.table, wanted.record)
    same = [
        other
        for (table, record, field), other in standing.items()
        if (table, record) == own and (None in {field, wanted.field} or field == wanted.field)
    ]
    if same:
        raise _error(item, "record", "correction_twice", value=wanted.record, wanted=expected(same[0].place("record")))
    standing[*own, wanted.field] = item


def _changed(row: Row, filed: Iterable[FiledCorrection]) -> Row | None:
    """Return a row as texts with its corrections made; None where it is left out."""
    texts = {name: _text(value) for name, value in row.items()}
    for item in filed:
        wanted = item.correction
        if wanted.record == row["record_id"]:
            if wanted.field is None:
                return None
            texts[wanted.field] = wanted.to
    return texts


def _checked(*, catalogue: Catalogue, table: str, rows: Rows, filed: list[FiledCorrection], today: date) -> list[Row]:
    declared = catalogue.tables[table]
    frame = pd.DataFrame(rows[table], columns=list(declared.names), dtype=object)
    known = {
        (key.table, key.target): frozenset(row[key.target] for row in rows[key.table]) for key in declared.foreign_keys
    }
    checked = check_table(frame=frame, table=declared, file=table, known=known, today=today)
    if checked.problems:
        raise _refused(checked.problems, ids=list(frame["record_id"]), filed=filed)
    return checked.accepted


def _refused(problems: Iterable[Problem], *, ids: list[str], filed: list[FiledCorrection]) -> CorrectionError:
    """Name the correction that made a row wrong; a row may also be wrong because another one now equals it."""
    found = [(problem, item) for problem in problems for item in filed if _touches(item.correction, problem, ids)]
    problem, item = found[0] if found else (next(iter(problems)), filed[0])
    value = item.correction.to or ""
    return _error(item, "to", "correction_to", value=value, wanted=_reason(problem))


def _touches(correction: Correction, problem: Problem, ids: list[str]) -> bool:
    return correction.record == ids[problem.row] and (not problem.column or problem.column == correction.field)


def _reason(problem: Problem) -> Expected:
    key, values = f"problem_{problem.code}", {"value": problem.value}
    spoken = zip(("id", "en"), problem.expected, strict=True)
    return Expected(*(load_wording().text(key, lang, **values, expected=wanted) for lang, wanted in spoken))


def _cell_words(present: str | None) -> Expected:
    if present is not None:
        return expected(present)
    return Expected(*(load_wording().text("correction_empty_cell", lang) for lang in ("id", "en")))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _error(item: FiledCorrection, key: str, code: str, *, value: str, wanted: Expected = NOTHING) -> CorrectionError:
    return CorrectionError(Problem(item.place(key), 0, "", code, value=value, expected=wanted))
