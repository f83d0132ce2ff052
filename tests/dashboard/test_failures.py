import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from dashboard.pages import ways
from dashboard.server import create_server

MAP, LAYOUT = "/grafik/peta-pelanggaran.csv", "/_dash-layout"


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


def test_a_wrong_value_of_a_file_is_readable_where_a_page_is_preferred(client: FlaskClient) -> None:
    answer = client.get(f"{MAP}?satuan=persen", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


@pytest.mark.parametrize("accepted", ["*/*", "text/csv, */*;q=0.5", "application/json"])
def test_programs_get_the_error_body_from_data_routes(accepted: str, client: FlaskClient) -> None:
    assert client.get(f"{MAP}?satuan=persen", headers={"Accept": accepted}).mimetype == "application/json"


@pytest.mark.parametrize("path", [MAP, "/geo/lain.json", "/readyz", LAYOUT])
def test_data_routes_serve_no_posts(path: str, client: FlaskClient) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json["galat"]["kode"] == "cara_tidak_dilayani"  # type: ignore[index]


def test_the_page_that_serves_no_posts_says_so(client: FlaskClient) -> None:
    answer = client.post("/?lang=en")
    assert (answer.status_code, answer.mimetype) == (405, "text/html")
    assert "<h1>This request is not served</h1>" in answer.text


def test_an_address_that_is_nowhere_stays_so_for_posts(client: FlaskClient) -> None:
    assert client.post("/lain").status_code == 404


def test_a_value_that_cannot_be_encoded_is_only_wrong(client: FlaskClient) -> None:
    assert client.get("/tampilan/terang/wilayah=%ED%A0%80/_dash-layout").status_code == 400


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_page_that_is_not_there_leads_on(lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/bukan-halaman?lang={lang}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert '<meta name="robots" content="noindex">' in answer.text
    for address in ways(lang).values():
        assert f'href="{address}"' in answer.text


def _fail() -> Response:
    raise ZeroDivisionError


def test_an_error_of_ours_is_told_without_its_traces(server: Flask) -> None:
    broken = create_server(address=str(server.extensions["engine"].url))
    broken.view_functions["page_method"] = _fail
    broken.config["PROPAGATE_EXCEPTIONS"] = False
    answer = broken.test_client().get("/metode", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text
    assert 'href="/data"' in answer.text
