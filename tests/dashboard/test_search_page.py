import json

import pytest
from flask.testing import FlaskClient


def test_one_region_that_is_meant_for_certain_is_shown_at_once(client: FlaskClient) -> None:
    for typed in ("Kabupaten Aceh Selatan", "aceh selatan", "1101", "Tapteng"):
        answer = client.get("/cari", query_string={"q": typed})
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/wilayah/1")
    assert client.get("/cari?q=tapteng&lang=en").headers["Location"] == "/wilayah/1201?lang=en"


def test_what_may_be_meant_is_listed_with_links(client: FlaskClient) -> None:
    page = client.get("/cari?q=tapanuli+tenga").text
    assert '<a href="/wilayah/1201">Kabupaten Tapanuli Tengah</a>' in page
    assert "Sumatera Utara · dugaan: belum ada yang diterbitkan" in page
    assert "1 nama mirip" in client.get("/cari?q=tapanuly+tengah").text


def test_nothing_found_leads_on(client: FlaskClient) -> None:
    for query in ("", "?q=", "?q=zzzz"):
        page = client.get(f"/cari{query}").text
        assert '<a href="/wilayah/11">Aceh</a>' in page
        assert 'href="/peringkat"' in page
    assert "Tidak ada daerah yang mirip “zzzz”" in client.get("/cari?q=zzzz").text


def test_the_page_is_not_for_search_engines_and_holds_what_was_typed(client: FlaskClient) -> None:
    page = client.get("/cari", query_string={"q": '"><script>alert(1)</script>'}).text
    assert '<meta name="robots" content="noindex">' in page
    assert "<script>alert" not in page


def test_the_short_list_is_small_and_kept(client: FlaskClient) -> None:
    answer = client.get("/cari.json?q=aceh&lang=en")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "public, max-age=60, stale-if-error=86400"
    found = json.loads(answer.text)["hasil"]
    assert [(row["kode_wilayah"], row["cocok"]) for row in found] == [
        ("11", "tepat"),
        ("1101", "awal"),
        ("1102", "awal"),
    ]
    assert found[1] == {
        "kode_wilayah": "1101", "nama_wilayah": "Kabupaten Aceh Selatan", "tingkat": "kabupaten_kota",
        "nama_provinsi": "Aceh", "cocok": "awal", "alamat": "/wilayah/1101?lang=en",
    }  # fmt: skip
    again = client.get("/cari.json?q=aceh&lang=en", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert json.loads(client.get("/cari.json").text)["hasil"] == []


@pytest.mark.parametrize("query", ["x=1", "lang=xx"])
def test_programs_are_told_what_may_be_asked(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/cari.json?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.json is not None
    assert answer.json["galat"]["boleh"] != []
