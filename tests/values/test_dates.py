"""Dates are read day first in every usual form; impossible, future and unclear ones are refused, each by its name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values.dates import EXCEL_EPOCH, read_date, read_month
from etl.values.words import month_numbers
from etl.values.wrong import Wrong

TODAY = date(2026, 11, 22)
EARLIEST = date(2022, 1, 1)
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")


def read(text: str) -> str | Wrong:
    return read_date(text, today=TODAY, earliest=EARLIEST)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-12",
        "2024-10-12 08:30",
        "2024-10-12T08:30:00+07:00",
        "2024-10-12 08:30:00.000001+07:00",
        "2024/10/12",
        "20241012",
        "12/10/2024",
        "12-10-2024",
        "12.10.2024",
        "12 / 10 / 2024",
        "12/10/2024 14:05",
        "12 Oktober 2024",
        "12 OKTOBER 2024",
        "12 Okt 2024",
        "12 Okt. 2024",
        "12-Okt-2024",
        "12-Oct-2024",
        "12 October 2024",
        "12th October 2024",
        "October 12, 2024",
        "Oct 12 2024",
        "Sabtu, 12 Oktober 2024",
        "Sabtu 12/10/2024",
        "Saturday, October 12, 2024",
        "Sabtu, 12 Oktober 2024 pukul 10.00 WIB",
        "45577",
        "45577.0",
        "45577.5",
        "'12/10/2024",
        "12\u00a0Oktober\u00a02024",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert read(text) == "2024-10-12"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2024", "date_impossible"),
        ("10/13/2024", "date_impossible"),
        ("2024-13-01", "date_impossible"),
        ("00/10/2024", "date_impossible"),
        ("29 Februari 2023", "date_impossible"),
        ("23/11/2026", "date_future"),
        ("2027-01-01", "date_future"),
        ("46349", "date_future"),
        ("12/10/24", "date_short_year"),
        ("12 Okt 24", "date_short_year"),
        ("Oktober 2024", "date_month_only"),
        ("2024-10", "date_month_only"),
        ("10/2024", "date_month_only"),
        ("2024", "date_month_only"),
        ("Minggu, 12 Oktober 2024", "date_weekday"),
        ("12 Contoh 2024", "date_form"),
        ("44561", "date_form"),
        ("99999", "date_form"),
        ("1234", "date_form"),
        ("kemarin", "date_form"),
        ("-", "date_form"),
        ("", "date_form"),
    ],
)
def test_each_fault_has_its_name(text: str, code: str) -> None:
    found = read(text)
    assert isinstance(found, Wrong)
    assert found.code == code
    assert found.expected.id
    assert found.expected.en


@given(st.dates(EARLIEST, TODAY))
def test_every_day_is_read_alike_in_all_forms(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{DAYS[day.weekday()]}, {day.day} {month[:3]} {day.year}",
        day.strftime("%B %d, %Y"),
        str((day - EXCEL_EPOCH).days),
    ]
    assert {form: read(form) for form in forms} == dict.fromkeys(forms, day.isoformat())


@given(st.dates(TODAY + timedelta(days=1), date(2100, 1, 1)))
def test_no_later_day_is_taken(day: date) -> None:
    found = read(day.strftime("%d/%m/%Y"))
    assert isinstance(found, Wrong)
    assert found.code == "date_future"


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_has_a_fault(text: str) -> None:
    found = read(text)
    assert isinstance(found, Wrong) or date.fromisoformat(found) <= TODAY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024-10", "2024-10"),
        ("10/2024", "2024-10"),
        ("Oktober 2024", "2024-10"),
        ("2024 Okt", "2024-10"),
        ("1/10/2024", "2024-10"),
        ("2024-10-01", "2024-10"),
        ("11/2026", "2026-11"),
    ],
)
def test_months_are_read_alone_or_from_a_day(text: str, month: str) -> None:
    assert read_month(text, today=TODAY) == month


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/2026", "date_future"),
        ("13/2024", "date_impossible"),
        ("triwulan", "type"),
        ("31/02/2024", "date_impossible"),
    ],
)
def test_wrong_months_are_refused(text: str, code: str) -> None:
    found = read_month(text, today=TODAY)
    assert isinstance(found, Wrong)
    assert found.code == code


def test_every_month_has_its_full_name_and_no_name_means_two() -> None:
    assert [month_numbers()[name.casefold()] for name in MONTHS] == list(range(1, 13))
