"""Programs get canonical files with headers to rely on; people get files that open right."""

import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.compression import unpack
from dashboard.server import create_server
from etl.engine import open_engine
from tests.api.conftest import RELEASE, keep_files
from tests.dashboard.invented import publish

TABLES = (
    *("wilayah", "pelanggaran", "ringkasan", "jenis", "deklarasi", "sumber", "sumber_angka", "rilis"),
    *("koreksi", "kasus", "tanda_tangan"),
)
FORMATS = ("csv", "json", "xlsx", "parquet")
FOR_EVER = "public, max-age=31536000, immutable"
EXPECTED_CSV = (
    "kode_wilayah,nama_wilayah,tingkat,kode_induk,kode_provinsi,nama_provinsi,jumlah_pns,rilis\r\n"
    "11,Aceh,provinsi,00,11,Aceh,20000,rekaan000001\r\n"
    "12,Sumatera Utara,provinsi,00,12,Sumatera Utara,200000,rekaan000001\r\n"
)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_in_every_format(table: str, suffix: str, api: FlaskClient) -> None:
    answer = api.get(f"/api/v1/{table}.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["X-Rilis"] == RELEASE
    assert answer.headers["Content-Disposition"] == f'inline; filename="{table}_{RELEASE}.{suffix}"'
    assert int(answer.headers["Content-Length"]) == len(answer.data) > 0


def test_a_filter_leaves_its_rows(api: FlaskClient) -> None:
    answer = api.get("/api/v1/wilayah.csv?tingkat=provinsi")
    assert (answer.text, answer.content_type) == (EXPECTED_CSV, "text/csv; charset=utf-8")


def test_the_button_for_people_adds_the_mark_and_a_speaking_name(api: FlaskClient) -> None:
    query = "wilayah=1101&wilayah=0&sejak=2024-01&sampai=2024-11&unduh=1"
    answer = api.get(f"/api/v1/pelanggaran.csv?{query}")
    assert answer.data.startswith(b"\xef\xbb\xbfkode_wilayah,")
    name = f"pelanggaran_00-1101_2024-01_2024-11_{RELEASE}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_workbook_names_its_filter(api: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(api.get("/api/v1/sumber.xlsx?tingkat=nasional&unduh=1").data))
    assert [row[0] for row in book["Data"].values] == ["id_catatan", "V1"]
    assert ("tingkat=nasional" in {cell for row in book["Catatan"].values for cell in row}) is True


def test_the_kept_file_and_the_rendered_one_are_the_same(api: FlaskClient) -> None:
    whole = api.get("/api/v1/wilayah.csv").data
    everywhere = "&".join(f"wilayah={code}" for code in ("00", "11", "12", "1101", "1102", "1201"))
    assert api.get(f"/api/v1/wilayah.csv?{everywhere}").data == whole


def test_json_comes_in_pages_that_lead_on(api: FlaskClient) -> None:
    answer = api.get("/api/v1/wilayah.json?tingkat=kabupaten_kota&batas=1&lewati=1")
    assert (answer.json["jumlah"], [row["kode_wilayah"] for row in answer.json["data"]]) == (3, ["1102"])  # type: ignore[index]
    path = "/api/v1/wilayah.json?tingkat=kabupaten_kota&batas=1&lewati="
    assert answer.headers.getlist("Link") == [
        f'<{path}0>; rel="first"',
        f'<{path}0>; rel="prev"',
        f'<{path}2>; rel="next"',
        f'<{path}2>; rel="last"',
    ]


def test_all_pages_together_are_the_whole(api: FlaskClient) -> None:
    pages = [api.get(f"/api/v1/ringkasan.json?batas=50&lewati={skip}").json["data"] for skip in range(0, 150, 50)]  # type: ignore[index]
    assert [row for page in pages for row in page] == api.get("/api/v1/ringkasan.json").json["data"]  # type: ignore[index]


def test_csv_leads_to_its_description(api: FlaskClient) -> None:
    expected = '</api/v1/sumber.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    assert api.get("/api/v1/sumber.csv").headers["Link"] == expected


def test_points_say_that_they_are_points_or_shapes(api: FlaskClient) -> None:
    found = api.get("/api/v1/wilayah.geojson").json
    assert found is not None
    assert [feature["id"] for feature in found["features"]] == ["00", "11", "1101", "1102", "12", "1201"]
    assert found["catatan"]["id"]


def test_a_pinned_file_may_be_kept_for_ever_and_the_current_one_shortly(api: FlaskClient) -> None:
    kept = {query: api.get(f"/api/v1/jenis.csv{query}").headers["Cache-Control"] for query in ("", f"?rilis={RELEASE}")}
    assert kept == {"": "public, max-age=60, stale-if-error=86400", f"?rilis={RELEASE}": FOR_EVER}


@pytest.mark.parametrize("query", ["", "?tahap=dugaan", "?unduh=1"])
@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_what_is_known_is_not_sent_again(query: str, encoding: str, api: FlaskClient) -> None:
    first = api.get(f"/api/v1/ringkasan.csv{query}", headers={"Accept-Encoding": encoding})
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = api.get(f"/api/v1/ringkasan.csv{query}", headers={"Accept-Encoding": encoding, **known})
        assert (again.status_code, again.data, again.headers["X-Rilis"]) == (304, b"", RELEASE)


def test_a_different_question_has_a_different_tag(api: FlaskClient) -> None:
    queries = ("", "?unduh=1", "?tahap=dugaan", "?wilayah=11", "?wilayah=12", "?sampai=2024-09")
    assert len({api.get(f"/api/v1/ringkasan.csv{query}").headers["ETag"] for query in queries}) == len(queries)


def test_compressed_csv_is_the_same_csv(api: FlaskClient) -> None:
    packed = api.get("/api/v1/ringkasan.csv", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert unpack(packed.data) == api.get("/api/v1/ringkasan.csv").data


@pytest.mark.parametrize("path", ["sumber.csv", "sumber.xlsx?tahap=dugaan", "wilayah.geojson"])
def test_head_has_the_headers_and_no_body(path: str, api: FlaskClient) -> None:
    head, full = api.head(f"/api/v1/{path}"), api.get(f"/api/v1/{path}")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]
    assert head.headers.get("Content-Length", len(full.data)) in {len(full.data), str(len(full.data))}


@pytest.mark.parametrize("path", ["/api/v1/sumber.csv", "/api/v1/sumber.csv?tahap=x", "/api/v1/lain.csv"])
def test_any_site_may_read(path: str, api: FlaskClient) -> None:
    assert api.get(path).headers["Access-Control-Allow-Origin"] == "*"
    asked = api.options(path)
    assert (asked.status_code, asked.headers["Access-Control-Allow-Methods"]) == (200, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_data_can_only_be_read(method: str, api: FlaskClient) -> None:
    answer = api.open("/api/v1/sumber.csv", method=method)
    assert (answer.status_code, answer.json["galat"]["kode"]) == (405, "metode_salah")  # type: ignore[index]
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["lain.csv", "sumber.pdf", "sumber", "../sumber.csv", ""])
def test_an_unknown_address_is_not_found_and_names_the_tables(path: str, api: FlaskClient) -> None:
    answer = api.get(f"/api/v1/{path}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json["galat"]["boleh"]) == (404, list(api_tables(answer.json)))  # type: ignore[index]


def api_tables(body: object) -> list[str]:
    known: list[str] = body["galat"]["boleh"]  # type: ignore[index]
    assert set(known) == set(TABLES)
    return known


def test_a_pruned_release_leaves_its_record_and_checksums(api: FlaskClient) -> None:
    answer = api.get("/api/v1/sumber.csv?rilis=dipangkas001")
    assert answer.status_code == 410
    assert answer.json == {
        "galat": {
            "kode": "rilis_dipangkas",
            "pesan": "Rilis dipangkas001 sudah dipangkas pada 2026-02-03. Yang tersisa adalah keterangan dan sidik "
            f"jari berkasnya. Yang dikenal: {RELEASE}.",
            "parameter": "rilis",
            "boleh": [RELEASE],
        },
        "rilis": {
            "rilis": "dipangkas001",
            "terbit": "2025-01-01T00:00:00Z",
            "dipangkas": "2026-02-03T00:00:00Z",
            "berkas": {"sumber.csv": {"sha256": "ab", "size": 3, "rows": 1}},
        },
    }


def test_a_pinned_release_keeps_its_bytes_when_others_follow(new_database: Callable[[str], str]) -> None:
    address = new_database("sqlite")
    engine = open_engine(address=address)
    publish(engine, "satu")
    keep_files(engine, "satu")
    paths = [f"/api/v1/{table}.{suffix}?rilis=satu" for table in TABLES for suffix in FORMATS]
    paths += ["/api/v1/rilis.json?batas=5&rilis=satu", "/api/v1/sumber.xlsx?wilayah=1101&rilis=satu"]
    client = create_server(address=address).test_client()
    before = {path: client.get(path).data for path in paths}
    for name in ("tua", "tiga"):
        publish(engine, name)
    engine.dispose()
    fresh = create_server(address=address).test_client()
    assert fresh.get("/api/v1/sumber.csv").headers["X-Rilis"] == "tiga"
    assert {path: fresh.get(path).data for path in paths} == before


def test_without_a_release_every_address_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"sqlite:///{tmp_path_factory.mktemp('kosong') / 'kosong.sqlite3'}"
    answer = create_server(address=address).test_client().get("/api/v1/sumber.csv")
    assert (answer.status_code, json.loads(answer.data)["galat"]["kode"]) == (503, "belum_ada_rilis")
