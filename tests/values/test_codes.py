"""A code is found by itself, by its label, or by the source's own word; near misses are only suggested."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue import Field, load_catalogue
from etl.values.codes import CodeWords, SourceWords
from etl.values.wrong import Wrong

CATALOGUE = load_catalogue()
CODED = [field for field in CATALOGUE.fields.values() if field.codes]


def field_with(labels: dict[str, tuple[str, str]]) -> Field:
    """Return an invented field: code -> its label in both languages."""
    values = {code: {"id": both[0], "en": both[1]} for code, both in labels.items()}
    texts: dict[str, Any] = {key: {"id": "Contoh rekaan", "en": "Invented"} for key in ("title", "description")}
    return Field.model_validate({"name": "rekaan", "public": "rekaan", "type": "code", "values": values, **texts})


@pytest.mark.parametrize("field", CODED, ids=[field.name for field in CODED])
def test_every_code_and_label_is_found_in_any_case_and_spacing(field: Field) -> None:
    words = CodeWords(field)
    for code in field.codes:
        labels = {field.value_label(code, "id"), field.value_label(code, "en")}
        forms = {code, code.upper(), code.replace("_", " "), *labels, *(f" {label.lower()} " for label in labels)}
        assert {form: words.resolve(form) for form in forms} == dict.fromkeys(forms, code)


@pytest.mark.parametrize(
    ("field", "text", "code", "right"),
    [
        ("stage", "dugan", "code_near", "dugaan"),
        ("stage", "Terbukt", "code_near", "terbukti"),
        ("election", "pilkada 2025", "code_near", "pilkada-2024"),
        ("stage", "selesai", "code", "dugaan, diproses"),
        ("stage", "", "code", "dugaan, diproses"),
        ("stage", "x" * 300, "code", "dugaan, diproses"),
    ],
)
def test_another_word_is_refused_with_what_would_be_right(field: str, text: str, code: str, right: str) -> None:
    found = CodeWords(CATALOGUE.fields[field]).resolve(text)
    assert isinstance(found, Wrong)
    assert found.code == code
    assert found.expected.id.startswith(right)


def test_a_label_of_two_codes_means_neither() -> None:
    words = CodeWords(field_with({"satu": ("Sama", "One"), "dua": ("Sama", "Two")}))
    assert isinstance(words.resolve("Sama"), Wrong)
    assert words.resolve("one") == "satu"


def test_a_code_wins_over_another_code_of_that_label() -> None:
    words = CodeWords(field_with({"satu": ("Dua", "One"), "dua": ("Lain", "Two")}))
    assert words.resolve("dua") == "dua"


def test_words_of_a_source_are_compared_as_written_and_then_by_letters() -> None:
    words = SourceWords({"-": "tidak_dirinci", "Sudah Diputus!": "terbukti"})
    assert {text: words.get(text) for text in ("-", " - ", "sudah diputus", "SUDAH  DIPUTUS", "lain", "")} == {
        "-": "tidak_dirinci",
        " - ": "tidak_dirinci",
        "sudah diputus": "terbukti",
        "SUDAH  DIPUTUS": "terbukti",
        "lain": None,
        "": None,
    }


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    field = CATALOGUE.fields["stage"]
    found = CodeWords(field).resolve(text)
    assert isinstance(found, Wrong) or found in field.codes
