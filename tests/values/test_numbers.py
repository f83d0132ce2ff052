"""Numbers that are text are read where they can be one number only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values.numbers import read_integer, read_number
from etl.values.wrong import Wrong


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("12", "12"),
        ("0", "0"),
        ("007", "7"),
        ("-5", "-5"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("1.234.567", "1234567"),
        ("12.0", "12"),
        ("12,00", "12"),
        ("1.234,00", "1234"),
        ("1,234.0", "1234"),
        ("\u00a012 ", "12"),
        ("\uff11\uff12", "12"),
    ],
)
def test_whole_numbers(text: str, digits: str) -> None:
    assert read_integer(text) == digits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.5", "number_fraction"),
        ("0.123", "number_fraction"),
        ("0,5", "number_fraction"),
        ("1.23", "number_fraction"),
        ("12.3456", "number_fraction"),
        ("1.234,5", "number_form"),
        ("1.234,567", "number_form"),
        ("12.34.567", "number_form"),
        ("1e3", "number_form"),
        ("12%", "number_form"),
        ("12 orang", "number_form"),
        ("+-3", "number_form"),
        ("", "number_form"),
        ("12\u00b2", "number_form"),
        ("\u00bd", "number_form"),
        ("-", "number_nothing"),
        ("\u2013", "number_nothing"),
        ("nihil", "number_nothing"),
        ("NIHIL", "number_nothing"),
        ("Tidak ada", "number_nothing"),
        ("n/a", "number_nothing"),
    ],
)
def test_what_is_no_whole_number_is_refused(text: str, code: str) -> None:
    found = read_integer(text)
    assert isinstance(found, Wrong)
    assert found.code == code
    assert ("0" in found.expected.id) == (code == "number_nothing")


@given(st.integers(-(10**14), 10**14))
def test_grouping_changes_no_number(number: int) -> None:
    forms = {str(number), f"{number:,}", f"{number:,}".replace(",", "."), f"{number}.0", f"{number:,}.00"}
    assert {read_integer(form) for form in forms} == {str(number)}


@given(st.text(alphabet="0123456789.,- ", max_size=12))
def test_nothing_but_digits_comes_out(text: str) -> None:
    found = read_integer(text)
    assert isinstance(found, Wrong) or found == str(int(found))


@pytest.mark.parametrize(
    ("text", "number"), [("12", "12"), ("12.5", "12.5"), ("12,5", "12.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5")]
)
def test_decimal_numbers(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"), [("1.234", "number_two_readings"), ("1,234", "number_two_readings"), ("5 %", "number_form")]
)
def test_decimal_numbers_with_two_readings_are_refused(text: str, code: str) -> None:
    found = read_number(text)
    assert isinstance(found, Wrong)
    assert found.code == code
