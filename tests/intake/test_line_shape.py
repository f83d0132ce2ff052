import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.intake import byte_counts
from etl.intake.line_shape import LineShape, line_shape

TEXTS = st.text(alphabet='ab,";\n é', max_size=60)


def looked_at(text: str, *, columns: int, piece: int = 1 << 20) -> LineShape:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_counts, "CHUNK", piece)
        return line_shape(io.BufferedReader(io.BytesIO(text.encode())), delimiter=",", columns=columns)


def records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(text=TEXTS, columns=st.integers(2, 4))
def test_a_shape_that_fits_is_what_a_parser_reads(text: str, columns: int) -> None:
    shape = looked_at(text, columns=columns)
    if shape.fits:
        found = records(text)
        assert [len(record) for record in found] == [columns] * shape.lines
        assert shape.may_be_blank or all(any(cell.strip() for cell in record) for record in found)
        assert shape.longest == max((len(line.encode()) for line in text.splitlines()), default=0)


@given(text=TEXTS, columns=st.integers(2, 4), piece=st.integers(1, 5))
def test_where_pieces_end_makes_no_difference(text: str, columns: int, piece: int) -> None:
    whole, cut = looked_at(text, columns=columns), looked_at(text, columns=columns, piece=piece)
    assert cut.fits == whole.fits
    if whole.fits:
        assert (cut.lines, cut.longest, cut.may_be_blank) == (whole.lines, whole.longest, whole.may_be_blank)


@pytest.mark.parametrize(
    "text",
    ["a,b\nc,d\n", "a,b\nc,d", '"a","b"\n"c","d"\n', 'a,"b,c"\nd,e\n', '"",b\n'],
)
def test_plain_records_fit(text: str) -> None:
    shape = looked_at(text, columns=2)
    assert shape.fits
    assert shape.lines == len(records(text))


@pytest.mark.parametrize(
    "text",
    ["a,b,c\nd\n", "a\n", "a,b\n\n", 'a,"b\nc"\n', 'a,b"c\n', 'a,"b""c"\n', 'a,"b\n', 'a, "b"\n', 'a,"b" \n'],
)
def test_what_parsers_may_read_differently_does_not_fit(text: str) -> None:
    assert not looked_at(text, columns=2).fits


@pytest.mark.parametrize(
    ("text", "blank"), [("a,b\n", False), (",b\n", True), (" ,b\n", True), ("a,b\n\u00a0,\n", True)]
)
def test_lines_that_may_hold_nothing_are_told(text: str, blank: bool) -> None:
    assert looked_at(text, columns=2).may_be_blank is blank
