"""How the other parts use the catalogue."""

import pandas as pd
import pytest

from etl.catalogue import CatalogueError, load_catalogue

CATALOGUE = load_catalogue()


def test_a_field_names_itself_and_its_codes_in_both_languages() -> None:
    stage = CATALOGUE.fields["stage"]
    assert (stage.public, stage.label("id"), stage.label("en")) == ("tahap", "Tahap penanganan", "Stage of handling")
    assert (stage.value_label("terbukti", "id"), stage.value_label("terbukti", "en")) == ("Terbukti", "Proven")


def test_codes_of_a_reference_table_have_its_labels() -> None:
    kind = CATALOGUE.fields["violation_type"]
    assert kind.codes[:2] == ("media_sosial", "kampanye_sosialisasi")
    assert kind.value_label("media_sosial", "en") == "Support on social media"
    assert kind.value_definition("media_sosial", "id") == ""


def test_an_unknown_code_is_an_error_that_lists_the_codes() -> None:
    with pytest.raises(CatalogueError, match="unit: no code 'liter'; codes are orang, kasus"):
        CATALOGUE.fields["unit"].value_label("liter", "id")


def test_a_file_is_renamed_to_the_names_in_code() -> None:
    file = pd.DataFrame([["34", "provinsi", "DI Yogyakarta", "00"]], columns=["region_code", "region_level", "name",
                                                                             "parent_code"])  # fmt: skip
    assert list(CATALOGUE.tables["regions"].from_file(file)) == [
        "region_code",
        "region_level",
        "region_name",
        "parent_code",
    ]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CatalogueError, match="table regions: columns missing: region_code, name, parent_code"):
        CATALOGUE.tables["regions"].from_file(pd.DataFrame({"region_level": ["provinsi"]}))


def test_an_unknown_field_or_table_is_named() -> None:
    with pytest.raises(CatalogueError, match="regions: no field 'colour'; fields are region_code"):
        CATALOGUE.tables["regions"].field("colour")
    with pytest.raises(CatalogueError, match="no published table 'rumor'"):
        CATALOGUE.published("rumor")


def test_declarations_are_read_once() -> None:
    assert load_catalogue() is load_catalogue()
