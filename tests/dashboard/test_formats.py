from datetime import date

import pytest

from dashboard import formats
from dashboard.labels import unit_name


@pytest.mark.parametrize(
    ("start", "end", "indonesian", "english"),
    [
        (date(2024, 9, 22), date(2024, 9, 22), "22 September 2024", "22 September 2024"),
        (date(2024, 8, 27), date(2024, 8, 29), "27\N{EN DASH}29 Agustus 2024", "27\N{EN DASH}29 August 2024"),
        (
            date(2024, 9, 25),
            date(2024, 11, 23),
            "25 September \N{EN DASH} 23 November 2024",
            "25 September \N{EN DASH} 23 November 2024",
        ),
        (
            date(2023, 12, 1),
            date(2024, 1, 5),
            "1 Desember 2023 \N{EN DASH} 5 Januari 2024",
            "1 December 2023 \N{EN DASH} 5 January 2024",
        ),
    ],
)
def test_days_and_spans_of_days_have_one_form(start: date, end: date, indonesian: str, english: str) -> None:
    assert (formats.span(start, end, "id"), formats.span(start, end, "en")) == (indonesian, english)


def test_a_unit_behind_one_is_singular() -> None:
    counted = [unit_name(unit, count, "en") for unit in ("orang", "kasus") for count in (0, 1, 2)]
    assert counted == ["persons", "person", "persons", "cases", "case", "cases"]
    assert [unit_name("orang", count, "id") for count in (1, 2)] == ["orang", "orang"]
