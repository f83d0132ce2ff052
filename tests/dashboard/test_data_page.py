import json
import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest
from flask.testing import FlaskClient

from etl.catalogue import load_catalogue

TABLES = [str(table.public) for table in load_catalogue().tables.values() if table.public]
ATOM = "{http://www.w3.org/2005/Atom}"


def _links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:href|src)="(/[^"#]*)', page)]


def _status(client: FlaskClient, link: str) -> int:
    answer = client.head(link)
    answer.close()
    return answer.status_code


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_page_in_both_languages(table: str, client: FlaskClient) -> None:
    for lang in ("id", "en"):
        answer = client.get(f"/data?tabel={table}&lang={lang}")
        assert answer.status_code == 200
        assert f'<html lang="{lang}">' in answer.text


def test_the_page_counts_all_rows_and_the_filtered_ones(client: FlaskClient) -> None:
    assert "Semua 8 baris" in client.get("/data?tabel=pelanggaran").text
    assert "3 dari 8 baris" in client.get("/data?tabel=pelanggaran&wilayah=1101").text


def test_a_filter_builds_the_address_of_every_format(client: FlaskClient) -> None:
    page = client.get("/data?tabel=pelanggaran&wilayah=1101&wilayah=1102&tahap=dugaan&sejak=2024-09").text
    query = "wilayah=1101&amp;wilayah=1102&amp;tahap=dugaan&amp;sejak=2024-09"
    for suffix in ("xlsx", "csv", "json", "parquet"):
        assert f'href="/api/v1/pelanggaran.{suffix}?{query}&amp;unduh=1"' in page


def test_excel_comes_first(client: FlaskClient) -> None:
    page = client.get("/data").text
    buttons = re.findall(r'class="button button-(\w+)"', page)
    assert buttons == ["xlsx", "csv", "json", "parquet"]


def test_the_preview_shows_rows_as_the_file_has_them(client: FlaskClient) -> None:
    page = client.get("/data?tabel=wilayah").text
    file = client.get("/api/v1/wilayah.csv").text.splitlines()
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", page)
    assert cells[: len(file[1].split(","))] == file[1].split(",")


def test_the_address_can_be_copied_for_common_tools(client: FlaskClient) -> None:
    page = unescape(client.get("/data?tabel=wilayah&provinsi=11").text)
    address = "http://localhost/api/v1/wilayah.csv?provinsi=11"
    assert f'=IMPORTDATA("{address}")' in page
    assert f"curl -fL -o wilayah.csv '{address}'" in page
    assert f'pd.read_csv(\n    "{address}",\n    dtype={{"kode_wilayah": "string"' in page
    assert "col_types = cols(kode_wilayah = col_character()" in page
    assert "http://localhost/api/v1/wilayah.xlsx?provinsi=11" in page


def test_a_fixed_version_stands_in_every_address(client: FlaskClient) -> None:
    page = client.get("/data?tabel=wilayah&rilis=rekaan000001").text
    assert "/api/v1/wilayah.csv?rilis=rekaan000001&amp;unduh=1" in page
    assert "=IMPORTDATA(&#34;http://localhost/api/v1/wilayah.csv?rilis=rekaan000001&#34;)" in page


def test_every_column_and_code_of_the_table_is_explained(client: FlaskClient) -> None:
    page = client.get("/data?tabel=pelanggaran").text
    table = load_catalogue().published("pelanggaran")
    terms = re.findall(r"<dt><code>(\w+)</code>", page)
    assert terms == list(table.public_columns)
    assert "<code>nihil_terpublikasi</code> Belum ada yang diterbitkan" in page


@pytest.mark.parametrize("query", ["tabel=x", "tahap=x", "rilis=x", "lang=xx", "wilayah=9", "sampai=2024-13"])
def test_a_wrong_value_gets_a_page_that_people_can_read(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/data?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


def test_unknown_parameters_and_those_of_other_tables_are_left_out(client: FlaskClient) -> None:
    page = client.get("/data?tabel=rilis&utm_source=x&tahap=dugaan").text
    assert '<link rel="canonical" href="http://localhost/data?tabel=rilis">' in unescape(page)


def test_what_a_visitor_writes_cannot_break_out(client: FlaskClient) -> None:
    answer = client.get("/data", query_string={"tabel": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


def test_search_engines_read_the_data_set_on_both_pages(client: FlaskClient) -> None:
    for path in ("/", "/data"):
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text)
        described = json.loads(scripts[0])
        assert (described["@type"], described["version"]) == ("Dataset", "rekaan000001")


def test_the_home_page_says_how_to_cite_and_leads_to_the_data(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert "Release rekaan000001" in page
    assert 'href="/data?lang=en#kutip"' in page


@pytest.mark.parametrize("name", ["datapackage.json", "openapi.json", "dcat.jsonld", "wilayah.csv-metadata.json"])
def test_descriptions_name_the_release_and_can_be_kept(name: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/{name}")
    assert (answer.headers["X-Rilis"], answer.headers["Cache-Control"]) == (
        "rekaan000001",
        "public, max-age=60, stale-if-error=86400",
    )
    pinned = client.get(f"/api/v1/{name}?rilis=rekaan000001")
    assert "immutable" in pinned.headers["Cache-Control"]
    again = client.get(f"/api/v1/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["x=1", "rilis=x", "lang=xx", "rilis=rekaan000001&rilis=rekaan000001"])
def test_programs_are_told_what_a_description_may_be_asked(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/datapackage.json?{query}")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["galat"]["boleh"] != []


def test_an_unknown_table_has_no_description(client: FlaskClient) -> None:
    assert client.get("/api/v1/lain.csv-metadata.json").status_code == 404


def test_the_feed_tells_what_each_release_changed(client: FlaskClient) -> None:
    feed = ET.fromstring(client.get("/rilis.atom").data)  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == ["http://localhost/data?rilis=rekaan000001"]
    assert all(entry.findtext(f"{ATOM}content") for entry in entries)


def test_every_link_of_the_page_leads_somewhere(real: FlaskClient) -> None:
    links = set(_links(real.get("/data?tabel=sumber&provinsi=34").text))
    assert len(links) > 30
    assert [link for link in links if _status(real, link) != 200] == []


def test_the_archive_can_be_fetched_in_parts(real: FlaskClient) -> None:
    whole = real.get("/api/v1/semua.zip")
    part = real.get("/api/v1/semua.zip", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    assert part.headers["ETag"] == whole.headers["ETag"]
    assert real.get("/api/v1/semua.zip", headers={"Range": "bytes=99999999-"}).status_code == 416


def test_sizes_and_fingerprints_are_those_of_the_files(real: FlaskClient) -> None:
    import hashlib

    for resource in real.get("/api/v1/datapackage.json").json["resources"]:  # type: ignore[index]
        body = real.get(resource["path"].removeprefix("http://localhost")).data
        assert (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}") == (resource["bytes"], resource["hash"])
