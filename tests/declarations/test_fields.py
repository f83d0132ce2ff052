"""Fields are declared once, every text stands in both languages, and no field is dead."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from etl.catalogue import METADATA, Field, load_catalogue

CATALOGUE = load_catalogue()
FILES = sorted(METADATA.glob("*.yml"))


def bilingual_texts(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if {"id", "en"} & node.keys():
            yield path, node
        for key, value in node.items():
            yield from bilingual_texts(value, f"{path}.{key}")


TEXTS = [text for file in FILES for text in bilingual_texts(yaml.safe_load(file.read_text("utf-8")), file.name)]


def test_every_text_speaks_both_languages() -> None:
    assert len(FILES) == 6
    assert len(TEXTS) > 300
    assert [path for path, text in TEXTS if not (str(text["id"]).strip() and str(text["en"]).strip())] == []


def test_no_text_was_left_untranslated() -> None:
    assert [path for path, text in TEXTS if text["id"].strip() == text["en"].strip()] == []


def test_only_a_denial_speaks_of_what_happened() -> None:
    """The public record is a minimum, so no text may claim that its numbers are what "terjadi" (happened)."""
    denial = r"bukan (kapan|banyaknya) pelanggaran (yang )?terjadi"
    assert [path for path, text in TEXTS if "terjadi" in re.sub(denial, "", text["id"].lower())] == []


def test_every_field_is_used_by_a_table_or_a_chart() -> None:
    used = {name for table in CATALOGUE.tables.values() for name in table.names}
    used |= {field.name for chart in CATALOGUE.charts.values() for field in chart.columns}
    assert set(CATALOGUE.fields) - used == set()


@pytest.mark.parametrize("field", CATALOGUE.fields.values(), ids=CATALOGUE.fields)
def test_names_are_lower_case_words(field: Field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.public)


@pytest.mark.parametrize("field", CATALOGUE.fields.values(), ids=CATALOGUE.fields)
def test_constraints_fit_the_type(field: Field) -> None:
    limits = field.constraints
    if limits.minimum is not None or limits.maximum is not None:
        assert field.type in {"integer", "number", "date"}
    if limits.pattern or limits.max_length:
        assert field.type in {"string", "text", "url"}
    if limits.pattern:
        re.compile(limits.pattern)


@pytest.mark.parametrize("field", [f for f in CATALOGUE.fields.values() if f.type == "code" and not f.values_from])
def test_every_code_is_defined_and_no_two_share_a_label(field: Field) -> None:
    assert all(field.value_definition(code, "id") and field.value_definition(code, "en") for code in field.codes)
    assert len({field.value_label(code, "id") for code in field.codes}) == len(field.codes)
    assert len({field.value_label(code, "en") for code in field.codes}) == len(field.codes)


def test_the_codes_are_those_of_the_public_interface() -> None:
    codes = {name: CATALOGUE.fields[name].codes for name in ("election", "stage", "unit", "region_level", "status")}
    assert codes == {
        "election": ("pilkada-2024", "pemilu-2024", "keduanya"),
        "stage": ("dugaan", "diproses", "diteruskan", "terbukti", "sanksi", "tidak_terbukti"),
        "unit": ("orang", "kasus"),
        "region_level": ("nasional", "provinsi", "kabupaten_kota"),
        "status": ("ada", "nol", "nihil_terpublikasi", "disembunyikan"),
    }
