import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import drawing_library
from dashboard.compression import unpack
from dashboard.pages import PATHS
from dashboard.server import create_server

BOUNDARY = "/geo/kabupaten_kota.ringkas.aaaa.json"


@pytest.mark.parametrize(
    "path",
    [
        "/x", "/data.csv", "/grafik/lain.csv", "/geo/lain.json", "/health", "/assets/lain.js", "/_dash-lain",
        "/_dash-component-suites/dash/lain.js", "/_dash-component-suites/x/y.js", "//", "//healthz",
        "/tampilan/terang/-/", "/tampilan/terang/-/healthz", "/tampilan/terang/-/grafik/peta-pelanggaran.csv",
    ],
)  # fmt: skip
def test_an_unknown_address_is_not_found(path: str, client: FlaskClient) -> None:
    assert client.get(path).status_code == 404


def test_pages_leave_unknown_parameters_out_of_the_canonical_link(client: FlaskClient) -> None:
    answer = client.get("/?utm_source=x&tahap=sanksi")
    assert '<link rel="canonical" href="http://localhost/?tahap=sanksi">' in answer.text


def test_the_document_is_readable_before_any_script(client: FlaskClient) -> None:
    page = client.get("/?wilayah=1101").text
    body = page[: page.index('<div id="react-entry-point">')]
    assert '<html lang="id">' in body
    assert "Sedikitnya 1.200 ASN diduga melanggar netralitas" in body
    assert "Kabupaten Aceh Selatan: sedikitnya 5 ASN" in body
    assert '<a tabindex="-1" href="/?wilayah=1101"><path class="k' in body
    assert re.search(r"<path [^>]*><title>Kabupaten Aceh Selatan: [^<]*5", body)
    assert "https://contoh.example/a" in body


def test_what_dash_needs_stands_in_a_template_that_no_browser_fetches(client: FlaskClient) -> None:
    page = client.get("/").text
    before, after = page.split('<template id="nanti">')
    fetched = re.findall(r'<script src="([^"]+)"', before)
    assert [address.split("?")[0] for address in fetched] == ["/assets/muat.js", "/assets/cari.js"]
    assert re.findall(r'rel="preload"', before) == []
    parts = ("/geo/", "/nilai/", "/kalimat/", "/pustaka/", "dash_renderer", "new Dash")
    assert [part for part in parts if part not in after] == []
    assert "dash_table" not in after


def test_the_document_speaks_the_language_that_is_asked_for(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert '<html lang="en">' in page
    assert "At least 1,200 civil servants" in page


@pytest.mark.parametrize("path", PATHS)
def test_no_page_loads_anything_from_elsewhere(path: str, client: FlaskClient) -> None:
    page = client.get(path).text
    links = [tag for tag in re.findall(r"<link[^>]*>", page) if not re.search(r'rel="(?:canonical|alternate)"', tag)]
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page[page.index("<body") :] + "".join(links))
    assert len(links) > 2
    assert [address for address in loaded if "//" in address] == []


@pytest.mark.parametrize(("accepted", "decode"), [("br", unpack), ("gzip", gzip.decompress), ("identity", bytes)])
def test_boundaries_come_compressed_as_asked(accepted: str, decode: type, client: FlaskClient) -> None:
    answer = client.get(BOUNDARY, headers={"Accept-Encoding": accepted})
    assert json.loads(decode(answer.data))["features"][0]["id"] == "1101"
    assert answer.headers.get("Content-Encoding", "identity") == accepted
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize(
    "path",
    [
        "/", "/warna.css", "/grafik/peta-pelanggaran.csv", "/grafik/tren-pelanggaran.json",
        "/grafik/peta-pelanggaran.svg", drawing_library.address(), BOUNDARY,
    ],
)  # fmt: skip
def test_what_is_known_is_not_sent_again(path: str, encoding: str, client: FlaskClient) -> None:
    first = client.get(path, headers={"Accept-Encoding": encoding})
    again = client.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_file_is_as_old_as_its_release(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.csv")
    assert answer.headers["Last-Modified"] == "Sun, 22 Nov 2026 02:00:00 GMT"


def test_a_page_may_be_kept_for_a_minute(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "public, max-age=60, stale-if-error=86400"


@pytest.mark.usefixtures("engine_of_release")
def test_a_set_address_of_the_site_stands_in_the_canonical_link(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_URL", "https://pantau.example/")
    page = create_server(address=database).test_client().get("/?tahap=sanksi", headers={"Host": "lain.example"})
    assert '<link rel="canonical" href="https://pantau.example/?tahap=sanksi">' in page.text


def test_the_plain_form_leaves_the_month_to_the_election(client: FlaskClient) -> None:
    assert re.search(r'<select name="sampai"[^>]*><option value="" selected="">bulan terakhir<', client.get("/").text)
    sent = "pemilihan=pemilu-2024&tahap=dugaan&satuan=orang&tingkat=kabupaten_kota&sampai=&wilayah=&lang=id"
    assert client.get(f"/?{sent}").status_code == 200


def test_the_plain_form_keeps_a_chosen_month(client: FlaskClient) -> None:
    assert '<option value="2024-09" selected="">' in client.get("/?sampai=2024-09").text


@pytest.mark.parametrize("path", ["/", "/grafik/peta-pelanggaran.csv", "/grafik/tren-pelanggaran.json"])
def test_every_month_of_the_release_may_be_asked_of_both_elections(path: str, client: FlaskClient) -> None:
    assert client.get(f"{path}?pemilihan=pemilu-2024&sampai=2024-10").status_code == 200


@pytest.mark.parametrize("path", ["/", "/grafik/peta-pelanggaran.csv", "/grafik/peta-pelanggaran.svg"])
def test_the_basis_has_one_value(path: str, client: FlaskClient) -> None:
    answers = [client.get(f"{path}?dasar={value}") for value in ("publikasi", "", "kasus")]
    assert [answer.status_code for answer in answers] == [200, 200, 400]
    assert "publikasi" in answers[-1].text


def test_a_trend_begins_with_the_month_that_is_asked_for(client: FlaskClient) -> None:
    rows = client.get("/grafik/tren-pelanggaran.json?sejak=2024-10").json["data"]  # type: ignore[index]
    assert [(row["bulan"], row["kumulatif"]) for row in rows] == [("2024-10", 1200)]


@pytest.mark.parametrize("query", ["sejak=kemarin", "sejak=2024-10&sampai=2024-09"])
@pytest.mark.parametrize("path", ["/", "/grafik/tren-pelanggaran.csv"])
def test_a_trend_cannot_begin_after_its_end(path: str, query: str, client: FlaskClient) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


def test_a_map_has_no_first_month(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.csv?sejak=2024-10")
    assert answer.json["galat"]["kode"] == "parameter_tidak_dikenal"  # type: ignore[index]


def test_an_empty_parameter_counts_as_absent(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.csv?unduh=&tahap=&sampai=")
    assert (answer.status_code, "Content-Disposition" in answer.headers) == (200, False)


def test_truths_are_truths_in_json(client: FlaskClient) -> None:
    rows = client.get("/grafik/peta-pelanggaran.json").json["data"]  # type: ignore[index]
    assert {row["tersirat"] for row in rows} == {True, False}


def test_every_answer_carries_the_safety_headers(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_light_map_has_one_titled_link_for_each_region(client: FlaskClient) -> None:
    drawn = re.search(r'<svg class="chart chart-map light-map".*?</svg>', client.get("/").text)
    assert drawn
    assert drawn[0].count("<path") == 3
    assert '<a tabindex="-1" href="/?wilayah=1102"><path class="k1"' in drawn[0]
    assert "<title>Kabupaten Aceh Tenggara: dinyatakan nol</title>" in drawn[0]


@pytest.mark.parametrize("path", ["/", "/healthz", "/grafik/peta-pelanggaran.csv", BOUNDARY])
def test_head_is_answered_without_a_body(path: str, client: FlaskClient) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.data) == (200, b"")


def test_the_layout_is_the_one_of_the_state_in_its_address(client: FlaskClient) -> None:
    layout = client.get("/tampilan/gelap/wilayah=1101&lang=en/_dash-layout").text
    assert "Kabupaten Aceh Selatan: at least 5 civil servants" in layout


def test_without_a_release_the_page_says_what_to_do(tmp_path: Path) -> None:
    client = create_server(address=f"sqlite:///{tmp_path / 'kosong.sqlite3'}").test_client()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "python -m etl run" in answer.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


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
