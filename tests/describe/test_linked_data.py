import json

import pytest

from etl.catalogue import Table, load_catalogue
from etl.describe import Edition, csvw, dataset_jsonld, dcat, dictionary, to_json

TABLES = [table for table in load_catalogue().tables.values() if table.public]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.public)
def test_csv_metadata_names_the_file_beside_it_and_every_column(table: Table, edition: Edition) -> None:
    described = csvw(edition, table)
    assert described["url"] == f"{table.public}.csv"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(table.public_columns)


def test_csv_metadata_of_a_pinned_file_names_the_release(edition: Edition) -> None:
    table = edition.catalogue.published("pelanggaran")
    described = csvw(edition, table, pinned=True)
    assert described["url"] == "pelanggaran.csv?rilis=rekaan000001"
    assert described["tableSchema"]["foreignKeys"][0] == {
        "columnReference": "kode_wilayah",
        "reference": {"resource": "wilayah.csv?rilis=rekaan000001", "columnReference": "kode_wilayah"},
    }


def test_codes_are_text_in_linked_data_so_that_zeros_stay(edition: Edition) -> None:
    column = csvw(edition, edition.catalogue.published("wilayah"))["tableSchema"]["columns"][0]
    assert column["datatype"] == {"base": "string", "format": "[0-9]{2}([0-9]{2})?"}


def test_search_engines_find_licence_version_and_files(edition: Edition) -> None:
    described = dataset_jsonld(edition, "id")
    assert (described["@type"], described["version"]) == ("Dataset", "rekaan000001")
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert described["temporalCoverage"] == "2023-01/2024-11"
    assert 50 < len(described["description"]) < 5000
    assert [file["contentUrl"] for file in described["distribution"]] == [
        "https://contoh.example/api/v1/semua.zip?rilis=rekaan000001",
        "https://contoh.example/api/v1/wilayah.csv?rilis=rekaan000001",
        "https://contoh.example/api/v1/wilayah.geojson?rilis=rekaan000001",
        "https://contoh.example/api/v1/pelanggaran.csv?rilis=rekaan000001",
    ]


def test_a_portal_harvests_one_data_set_a_table(edition: Edition) -> None:
    sets = dcat(edition)["dcat:dataset"]
    assert [one["dct:identifier"] for one in sets] == [f"{table.public}/rekaan000001" for table in TABLES]
    files = next(one for one in sets if one["dct:identifier"].startswith("wilayah/"))["dcat:distribution"]
    assert [file["dcat:mediaType"]["@id"].rpartition("/types/")[2] for file in files] != []
    assert files[0]["spdx:checksum"]["spdx:checksumValue"]["@value"] == "a" * 64


def test_descriptions_have_the_same_bytes_every_time(edition: Edition) -> None:
    assert to_json(dcat(edition)) == to_json(dcat(edition))
    assert json.loads(to_json(dcat(edition))) == dcat(edition)


def test_the_dictionary_explains_every_column_and_every_code() -> None:
    entries = dictionary(load_catalogue())
    columns = [(entry.table, entry.column) for entry in entries if not entry.code]
    assert columns == [(table.public, name) for table in TABLES for name in table.public_columns]
    codes = {(entry.table, entry.column, entry.code) for entry in entries if entry.code}
    assert ("pelanggaran", "status", "nihil_terpublikasi") in codes
    assert all(entry.title_id and entry.title_en for entry in entries)
