from etl.catalogue import Bilingual
from etl.describe import Edition, Query, openapi

TITLE = Bilingual(id="Wilayah", en="Region")


def test_every_table_has_an_address_in_every_format(edition: Edition) -> None:
    paths = openapi(edition, {})["paths"]
    missing = [
        f"/api/v1/{table.public}.{suffix}"
        for table in edition.tables
        for suffix in ("csv", "json", "xlsx", "parquet", "csv-metadata.json")
        if f"/api/v1/{table.public}.{suffix}" not in paths
    ]
    assert missing == []
    assert "/api/v1/semua.zip" in paths


def test_a_long_list_of_values_is_written_once(edition: Edition) -> None:
    query = Query("wilayah", TITLE, values=tuple(f"{number:04d}" for number in range(30)), repeatable=True)
    described = openapi(edition, {"wilayah.csv": (query,), "ringkasan.csv": (query,)})
    asked = described["paths"]["/api/v1/wilayah.csv"]["get"]["parameters"][0]
    assert asked["schema"]["items"] == {"$ref": "#/components/schemas/Nilai_wilayah"}
    assert len(described["components"]["schemas"]["Nilai_wilayah"]["enum"]) == 30


def test_a_row_of_json_is_described_by_its_columns(edition: Edition) -> None:
    row = openapi(edition, {})["components"]["schemas"]["Baris_pelanggaran"]
    assert row["required"] == list(edition.catalogue.published("pelanggaran").public_columns)
    assert row["properties"]["kumulatif"]["type"] == ["integer", "null"]
    assert row["properties"]["status"]["enum"] == ["ada", "nol", "nihil_terpublikasi", "disembunyikan"]
