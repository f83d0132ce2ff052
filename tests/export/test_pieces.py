"""What is written for a value is made once, and is the same as if it had been made each time."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue import load_catalogue
from etl.export import pieces
from etl.export.json_rows import json_rows
from etl.export.notes import notes_for
from etl.export.pieces import Pieces
from etl.export.text import FORMULA_STARTS, runs, write_csv

TABLE = load_catalogue().published("deklarasi")
texts = st.text(max_size=8) | st.sampled_from((*FORMULA_STARTS, "a,b", 'x"y', "x\r\ny", " a ", "", "\u2028"))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.integers(),
    "number": st.floats() | st.integers(),
    "boolean": st.booleans(),
    "date": st.dates(),
}
rows_of = st.lists(st.tuples(*(st.none() | VALUES.get(field.type, texts) for field in TABLE.columns)), max_size=6)


def kept(monkeypatch: pytest.MonkeyPatch, *, most: int, longest: int) -> Pieces:
    monkeypatch.setattr(pieces, "MOST_KEPT", most)
    monkeypatch.setattr(pieces, "LONGEST_KEPT", longest)
    return Pieces(lambda value: str(value) * 10, nothing="-")


def test_the_memory_does_not_grow_with_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    column = kept(monkeypatch, most=3, longest=10)
    assert [column[value] for value in ("a", "bb", "c", "d", "a", None)] == [
        "a" * 10,
        "bb" * 10,
        "c" * 10,
        "d" * 10,
        "a" * 10,
        "-",
    ]
    assert set(column) == {None, "a", "c"}


def test_equal_values_that_are_written_differently_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    column = kept(monkeypatch, most=9, longest=90)
    assert [column[value] for value in (1, True, 1.0, 0, False)] == [str(v) * 10 for v in (1, True, 1.0, 0, False)]


@given(rows_of)
def test_csv_is_what_the_standard_library_writes(rows: list[tuple[Any, ...]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([TABLE.public_columns, *map(plain_row, rows)])
    notes = notes_for(table=TABLE, release_id="rekaan", count=len(rows))
    assert b"".join(write_csv(TABLE, iter(rows), notes)).decode("utf-8", "surrogatepass") == out.getvalue()


def plain_row(row: tuple[Any, ...]) -> list[Any]:
    return [plain_cell(cell) if runs(field) else cell for field, cell in zip(TABLE.columns, row, strict=True)]


def plain_cell(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


@given(st.lists(st.tuples(*[st.none() | texts | st.booleans() | st.integers() | st.floats() | st.dates()] * 3)))
def test_json_is_what_the_standard_library_writes(rows: list[tuple[Any, ...]]) -> None:
    names = ("a", 'b"', "\u00e9")
    wanted = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=date.isoformat) for row in rows
    ]
    assert list(json_rows(names, iter(rows))) == wanted
