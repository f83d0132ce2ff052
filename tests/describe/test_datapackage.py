import csv
from pathlib import Path

import pytest
from frictionless import Package, system

from etl.catalogue import Table, load_catalogue
from etl.describe import Edition, datapackage, to_json
from etl.describe.datapackage import table_schema

TABLES = [table for table in load_catalogue().tables.values() if table.public]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.public)
def test_every_column_stands_in_the_schema_in_declared_order(table: Table) -> None:
    schema = table_schema(load_catalogue(), table)
    assert [field["name"] for field in schema["fields"]] == list(table.public_columns)
    assert set(schema["primaryKey"]) <= set(table.public_columns)


def test_every_table_is_a_resource_with_size_and_fingerprint_where_known(edition: Edition) -> None:
    resources = {resource["name"]: resource for resource in datapackage(edition)["resources"]}
    assert list(resources) == [table.public for table in TABLES]
    assert (resources["wilayah"]["bytes"], resources["wilayah"]["hash"]) == (300, "sha256:" + "a" * 64)
    assert resources["wilayah"]["path"] == "https://contoh.example/api/v1/wilayah.csv?rilis=rekaan000001"


def test_without_a_site_the_files_lie_beside_the_description(edition: Edition) -> None:
    assert [resource["path"] for resource in datapackage(edition.at(""))["resources"]] == [
        f"{table.public}.csv" for table in TABLES
    ]


def test_the_description_is_sound_for_frictionless(edition: Edition) -> None:
    package = Package.from_descriptor(datapackage(edition.at("")))
    assert package.resource_names == [table.public for table in TABLES]


def test_a_wrong_value_in_a_file_is_found_by_its_description(edition: Edition, tmp_path: Path) -> None:
    regions = [["00", "Indonesia", "negara", "", "", "", "", "rekaan000001"]]
    described = datapackage(edition.at(""))
    resource = next(one for one in described["resources"] if one["name"] == "wilayah")
    for name in ("bytes", "hash", "rows"):
        resource.pop(name)
    table = load_catalogue().published("wilayah")
    with (tmp_path / "wilayah.csv").open("w", newline="") as file:
        csv.writer(file).writerows([table.public_columns, *regions])
    (tmp_path / "datapackage.json").write_bytes(to_json({**described, "resources": [resource]}))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "type"]) == [[2, "tingkat", "constraint-error"]]
