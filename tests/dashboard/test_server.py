import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.compression import unpack
from dashboard.server import create_server
from dashboard.snapshot import NoReleaseError, ReleaseReader
from etl.engine import open_engine
from tests.dashboard.invented import publish

BOUNDARY = "/geo/kabupaten_kota.ringkas.aaaa.json"


@pytest.mark.parametrize(
    "path", ["/x", "/data.csv", "/grafik/lain.csv", "/geo/lain.json", "/health", "/assets/lain.js"]
)
def test_an_unknown_address_is_not_found(path: str, client: FlaskClient) -> None:
    assert client.get(path).status_code == 404


def test_a_wrong_value_gets_a_page_that_people_can_read(client: FlaskClient) -> None:
    answer = client.get("/?tahap=salah")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "dugaan, diproses, diteruskan" in answer.text


def test_a_wrong_value_gets_the_error_body_on_data_routes(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.csv?satuan=persen")
    assert answer.status_code == 400
    assert answer.json == {
        "galat": {
            "kode": "nilai_salah",
            "pesan": "Nilai 'persen' untuk 'satuan' tidak dikenal. Yang dikenal: orang, kasus.",
            "parameter": "satuan",
            "boleh": ["orang", "kasus"],
        }
    }


def test_programs_are_told_of_unknown_parameters(client: FlaskClient) -> None:
    answer = client.get("/grafik/tren-pelanggaran.json?fbclid=1")
    assert (answer.status_code, answer.json["galat"]["parameter"]) == (400, "fbclid")  # type: ignore[index]


def test_pages_leave_unknown_parameters_out_of_the_canonical_link(client: FlaskClient) -> None:
    answer = client.get("/?utm_source=x&tahap=sanksi")
    assert '<link rel="canonical" href="http://localhost/?tahap=sanksi">' in answer.text


def test_the_document_is_readable_before_any_script(client: FlaskClient) -> None:
    page = client.get("/?wilayah=1101").text
    body = page[: page.index('<div id="react-entry-point">')]
    assert '<html lang="id">' in body
    assert "Sedikitnya 1.200 ASN diduga melanggar netralitas" in body
    assert "Kabupaten Aceh Selatan: sedikitnya 5 ASN" in body
    assert 'src="/grafik/peta-pelanggaran.svg?wilayah=1101"' in body
    assert "https://contoh.example/a" in body


def test_the_document_speaks_the_language_that_is_asked_for(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert '<html lang="en">' in page
    assert "At least 1,200 civil servants" in page


def test_no_page_loads_anything_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/").text
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page)
    assert loaded
    assert [
        address for address in loaded if "//" in address and "canonical" not in page[: page.index(address)][-40:]
    ] == []


@pytest.mark.parametrize(("accepted", "decode"), [("br", unpack), ("gzip", gzip.decompress), ("identity", bytes)])
def test_boundaries_come_compressed_as_asked(accepted: str, decode: type, client: FlaskClient) -> None:
    answer = client.get(BOUNDARY, headers={"Accept-Encoding": accepted})
    assert json.loads(decode(answer.data))["features"][0]["id"] == "1101"
    assert answer.headers.get("Content-Encoding", "identity") == accepted
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_boundaries_that_are_known_are_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(BOUNDARY).headers["ETag"]
    assert client.get(BOUNDARY, headers={"If-None-Match": tag}).status_code == 304


def test_every_answer_carries_the_safety_headers(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_light_map_has_one_titled_link_for_each_region(client: FlaskClient) -> None:
    drawn = client.get("/grafik/peta-pelanggaran.svg").text
    assert drawn.count("<path") == 3
    assert '<a href="/?wilayah=1102"><path class="k1"' in drawn
    assert "<title>Kabupaten Aceh Tenggara: dinyatakan nol</title>" in drawn


@pytest.mark.parametrize("path", ["/", "/healthz", "/grafik/peta-pelanggaran.csv", BOUNDARY])
def test_head_is_answered_without_a_body(path: str, client: FlaskClient) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.data) == (200, b"")


def test_the_layout_is_the_one_of_the_state_in_its_address(client: FlaskClient) -> None:
    layout = client.get("/tampilan/gelap/wilayah=1101&lang=en/_dash-layout").text
    assert "Kabupaten Aceh Selatan: at least 5 civil servants" in layout


def test_readiness_names_the_release(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {"basis_data": True, "rilis": "rekaan000001", "batas_wilayah": 2}


def test_without_a_release_the_page_says_what_to_do(tmp_path: Path) -> None:
    client = create_server(address=f"sqlite:///{tmp_path / 'kosong.sqlite3'}").test_client()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "python -m etl run" in answer.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_new_release_is_seen_and_two_are_kept(tmp_path: Path) -> None:
    engine = open_engine(address=f"sqlite:///{tmp_path / 'a.sqlite3'}")
    reader = ReleaseReader(engine, ask_every=0)
    seen = []
    for name in ("satu", "dua", "tiga"):
        publish(engine, name)
        seen.append(reader.current().release_id)
    assert seen == ["satu", "dua", "tiga"]
    engine.dispose()


def test_a_known_release_is_served_while_the_database_fails(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    engine = open_engine(address=f"sqlite:///{file}")
    publish(engine)
    reader = ReleaseReader(engine, ask_every=0)
    reader.current()
    engine.dispose()
    file.write_bytes(b"broken" * 1000)
    assert reader.current().release_id == "rekaan000001"
    engine.dispose()


def test_a_database_that_was_never_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    engine = open_engine(address=f"sqlite:///{tmp_path / 'x.sqlite3'}", read_only=True)
    with pytest.raises(NoReleaseError):
        ReleaseReader(engine).current()
    engine.dispose()


def test_a_fresh_process_serves_scripts_to_visitors_who_all_come_at_once(client: FlaskClient, database: str) -> None:
    scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', client.get("/").text)
    assert len(scripts) > 3
    fresh = create_server(address=database)
    with ThreadPoolExecutor(len(scripts)) as visitors:
        found = visitors.map(lambda path: fresh.test_client().get(path).status_code, scripts)
        assert set(found) == {200}


def test_a_server_can_start_before_the_first_release(tmp_path: Path) -> None:
    empty = create_server(address=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert empty.test_client().get("/").status_code == 503
    assert empty.test_client().get("/healthz").status_code == 200
