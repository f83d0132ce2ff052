"""Each distinct text of a column gets its value or its fault, by what the field declares."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue import load_catalogue
from etl.problems import Problem
from etl.values.places import load_region_names
from etl.values.resolve import Wrong, resolve
from etl.wording import load_wording

CATALOGUE = load_catalogue()
NAMES = load_region_names()
TODAY = date(2026, 11, 22)
CASES = CATALOGUE.tables["violation_cases"]


def read(
    field: str, *raw: str, words: dict[str, str] | None = None, table: str = "violation_cases"
) -> dict[str, str | Wrong]:
    return resolve(field=CATALOGUE.tables[table].field(field), raw=raw, names=NAMES, words=words or {}, today=TODAY)


def codes(found: dict[str, str | Wrong]) -> dict[str, str]:
    return {text: value.code if isinstance(value, Wrong) else value for text, value in found.items()}


@pytest.mark.parametrize(
    ("table", "field", "raw", "value"),
    [
        ("violation_cases", "region_code", "Kab. Bantul", "3402"),
        ("violation_cases", "election", "Pilkada 2024", "pilkada-2024"),
        ("violation_cases", "election", "keduanya", "code"),
        ("declaration_signatures", "election", "keduanya", "keduanya"),
        ("violation_cases", "case_date", "12 Oktober 2024", "2024-10-12"),
        ("violation_cases", "case_date", "31/12/2021", "range"),
        ("violation_cases", "violation_type", "Mendekati partai politik", "pendekatan_parpol"),
        ("violation_cases", "stage", "Proven", "terbukti"),
        ("violations", "count", "1.234", "1234"),
        ("violations", "count", "-3", "range"),
        ("violations", "count", "nihil", "number_nothing"),
        ("violations", "count", "9" * 16, "type"),
        ("violations", "record_id", " V9001 ", "V9001"),
        ("violations", "record_id", "9001", "pattern"),
        ("violations", "source_url", "https://example.org/rekaan", "https://example.org/rekaan"),
        ("violations", "source_url", "example.org", "type"),
        ("violations", "note", "a" * 201, "max_length"),
        ("violations", "note", "surat@example.org", "pattern"),
        ("violations", "note", "Contoh  rekaan", "Contoh rekaan"),
        ("ikp_neutrality", "score", "87,48", "87.48"),
        ("ikp_neutrality", "score", "100,5", "range"),
        ("violation_month", "month", "Oktober 2024", "2024-10"),
        ("summary", "implied", "Ya", "true"),
        ("summary", "implied", "mungkin", "type"),
    ],
)
def test_a_field_reads_by_its_type_and_keeps_its_limits(table: str, field: str, raw: str, value: str) -> None:
    assert codes(read(field, raw, table=table)) == {raw: value}


def test_words_of_the_source_come_first_and_are_checked_too() -> None:
    words = {"Selesai": "terbukti", "Terbukti": "diteruskan", "Lain": "rekaan"}
    found = codes(read("stage", "selesai", "TERBUKTI", "sanksi", "Lain", words=words))
    assert found == {"selesai": "terbukti", "TERBUKTI": "diteruskan", "sanksi": "sanksi", "Lain": "code"}
    assert read("region_code", "Kantor Rekaan", words={"kantor rekaan": "34"}) == {"Kantor Rekaan": "34"}


def test_each_text_is_answered_once_and_none_is_lost() -> None:
    assert list(read("region_code", "34.02", "3402", "34.02")) == ["34.02", "3402"]
    assert read("region_code") == {}


def test_very_many_distinct_texts_are_answered() -> None:
    raw = [f"Contoh Rekaan {number}" for number in range(5_000)] + [str(number) for number in range(5_000)]
    found = read("region_code", *raw)
    assert len(found) == 10_000
    assert {value for value in found.values() if isinstance(value, str)} == {
        code for code in NAMES.official if int(code) < 5_000
    }


@given(st.lists(st.text(min_size=1, max_size=30), max_size=8), st.sampled_from(sorted(CASES.names)))
def test_any_text_has_a_value_that_the_field_takes_or_a_fault_with_a_sentence(raw: list[str], field: str) -> None:
    wording = load_wording()
    for text, value in read(field, *raw).items():
        if isinstance(value, Wrong):
            problem = Problem("rekaan", 2, field, value.code, expected=value.expected)
            assert all(problem.sentence(wording=wording, lang=lang) for lang in ("id", "en"))
        else:
            assert read(field, value) == {value: value}, text
