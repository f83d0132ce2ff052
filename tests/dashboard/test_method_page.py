"""The method page is complete without scripts, in both languages, and every fact on it comes from the release."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, insert, select, update

from dashboard.database import Database
from dashboard.method.facts import read_facts
from dashboard.method.page import SECTIONS, write_page
from dashboard.method.view import MethodView
from dashboard.opendata import Editions
from dashboard.server import create_server
from etl import schema
from etl.catalogue import Catalogue, load_catalogue
from etl.engine import open_engine
from geo.source import GADM
from tests.dashboard.invented import publish

RELEASE = "rekaan000001"
CORRECTIONS: list[dict[str, Any]] = [
    {
        "correction_id": "K9001", "corrected_table": "violations", "record_id": "V9", "region_code": "00",
        "correction_action": "exclude", "corrected_field": None, "value_before": None, "value_after": None,
        "why_id": "Alasan rekaan <satu>.", "why_en": "Invented reason one.", "basis_records": "V9, V1",
        "decided": date(2026, 11, 20), "informed_id": "Kantor Rekaan (2026-11-21)",
        "informed_en": "Invented Office (2026-11-21)", "correction_status": "applied",
    },
    {
        "correction_id": "K9002", "corrected_table": "declarations", "record_id": "D1", "region_code": "1101",
        "correction_action": "set", "corrected_field": "cakupan", "value_before": "seluruh", "value_after": "sebagian",
        "why_id": "Alasan rekaan dua.", "why_en": "Invented reason two.", "basis_records": "D1",
        "decided": date(2026, 11, 21), "informed_id": None, "informed_en": None, "correction_status": "proposed",
    },
    {
        "correction_id": "K9003", "corrected_table": "violations", "record_id": "V2", "region_code": "1101",
        "correction_action": "set", "corrected_field": "akhir_periode", "value_before": None,
        "value_after": "2024-09-12", "why_id": "Alasan rekaan tiga.", "why_en": "Invented reason three.",
        "basis_records": "V2", "decided": date(2026, 11, 21), "informed_id": None, "informed_en": None,
        "correction_status": "applied",
    },
]  # fmt: skip


@pytest.fixture
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Engine]]:
    """Serve an invented release with invented corrections."""
    address = f"sqlite:///{tmp_path_factory.mktemp('koreksi') / 'rekaan.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine)
    with engine.begin() as connection:
        connection.execute(insert(schema.correction), [row | {"release_id": RELEASE} for row in CORRECTIONS])
    server = create_server(address=address)
    yield server, engine
    server.extensions["engine"].dispose()
    engine.dispose()


def rows(page: str) -> list[str]:
    """Return the rows of the table of corrections as text."""
    found = re.findall(r'<tr id="K\d+".*?</tr>', page, flags=re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", " ", row)) for row in found]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_is_complete_without_scripts(lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/metode?lang={lang}")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{lang}">' in answer.text
    assert "<script" not in answer.text
    assert re.findall(r'<h2 id="(\w+)">', answer.text) == list(SECTIONS)
    assert [f'href="#{name}"' in answer.text for name in SECTIONS] == [True] * len(SECTIONS)


def test_the_two_languages_share_no_sentence(client: FlaskClient) -> None:
    pages = (client.get("/metode").text, client.get("/metode?lang=en").text)
    one, other = (set(re.findall(r"<(?:p|li)>([^<]{30,})</", page)) for page in pages)
    assert len(one) == len(other) > 25
    assert one & other == set()


def test_every_code_is_explained_as_it_is_declared(client: FlaskClient) -> None:
    page = unescape(client.get("/metode").text)
    for name in ("measure", "stage", "status", "scope"):
        field = load_catalogue().fields[name]
        for code in field.codes:
            assert f"<code>{code}</code>" in page
            assert f"<dd>{field.value_definition(code, 'id')}</dd>" in page


def view(engine: Engine, catalogue: Catalogue) -> MethodView:
    edition = replace(Editions(Database(engine)).find(root="http://localhost"), catalogue=catalogue)
    with engine.connect() as connection:
        facts = read_facts(connection, edition.release_id, catalogue)
    return MethodView(edition=edition, facts=facts, lang="id", asked="", current=edition.release_id)


def test_the_threshold_is_the_declared_one(engine_of_release: Engine) -> None:
    catalogue = load_catalogue()
    declared = write_page(view(engine_of_release, catalogue))
    assert declared.count("angka di bawah 3 disembunyikan") == len(catalogue.disclosure)
    stricter = {name: rule.model_copy(update={"threshold": 7}) for name, rule in catalogue.disclosure.items()}
    changed = write_page(view(engine_of_release, replace(catalogue, disclosure=stricter)))
    assert changed.count("angka di bawah 7 disembunyikan") == len(catalogue.disclosure)
    assert "angka di bawah 3 " not in changed


def test_a_release_without_corrections_says_so(client: FlaskClient) -> None:
    page = client.get("/metode").text
    assert "Rilis ini tidak memuat koreksi." in page
    assert "<table" not in page


def test_every_correction_says_what_why_whom_and_its_state(corrected: tuple[Flask, Engine]) -> None:
    client = corrected[0].test_client()
    left_out, replaced, dated = rows(client.get("/metode").text)
    told = ("Catatan V9", "Indonesia", "tidak dihitung", "<satu>", "Dasar: V9, V1", "Kantor Rekaan", "Diterapkan")
    assert [said for said in (*told, "20 November 2026") if said not in left_out] == []
    changed = "Cakupan: Seluruh pemerintah daerah menjadi Sebagian"
    assert [
        said for said in (changed, "Kabupaten Aceh Selatan", "Belum ada", "Diusulkan") if said not in replaced
    ] == []
    assert "Akhir periode: (kosong) menjadi 12 September 2024" in dated
    english = rows(client.get("/metode?lang=en").text)
    assert "Invented reason one." in english[0]
    assert "Invented Office" in english[0]


def test_corrections_are_counted_and_can_be_downloaded(corrected: tuple[Flask, Engine]) -> None:
    client = corrected[0].test_client()
    page = unescape(client.get("/metode").text)
    assert "2 koreksi diterapkan, 1 diusulkan, dan 0 ditolak" in page
    (address,) = re.findall(r'href="(/api/v1/koreksi\.csv[^"]*)"', page)
    assert [line.split(",")[0] for line in client.get(address).text.splitlines()[1:]] == ["K9001", "K9002", "K9003"]


def test_a_record_is_linked_only_where_the_release_holds_it(corrected: tuple[Flask, Engine]) -> None:
    page = unescape(corrected[0].test_client().get("/metode").text)
    assert re.findall(r'href="([^"]+)">Catatan (\w+)<', page) == [
        ("/data?tabel=deklarasi&wilayah=1101#hasil", "D1"),
        ("/data?tabel=sumber&wilayah=1101#hasil", "V2"),
    ]


def test_boundaries_are_described_on_the_terms_of_their_source(corrected: tuple[Flask, Engine]) -> None:
    server, engine = corrected
    own = server.test_client().get("/metode").text
    assert "Kotak rekaan" in own
    assert "GADM" not in own
    with engine.begin() as connection:
        connection.execute(update(schema.boundary).values(source=GADM.name))
    # A release never changes, so its answers are kept: other addresses are written anew.
    assert "nonkomersial" in server.test_client().get("/metode?x=1").text
    with engine.begin() as connection:
        connection.execute(schema.boundary.delete())
    assert "tidak memuat batas daerah" in server.test_client().get("/metode?x=2").text


def test_counts_from_agencies_are_told_where_there_are_any(engine_of_release: Engine) -> None:
    found = view(engine_of_release, load_catalogue())
    assert "belum memuat catatan instansi" in write_page(found)
    some = write_page(replace(found, facts=replace(found.facts, agency_tables=("kasus", "tanda_tangan"))))
    assert 'href="/data?tabel=kasus"' in some
    assert "belum memuat catatan instansi" not in some


@pytest.mark.parametrize("query", ["lang=xx", "rilis=x"])
def test_a_wrong_value_gets_a_page_that_people_can_read(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/metode?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?utm_source=x&wilayah=1101&lang=", "/metode"),
        ("?fbclid=x&lang=en", "/metode?lang=en"),
        (f"?lang=en&rilis={RELEASE}", f"/metode?rilis={RELEASE}&lang=en"),
    ],
)
def test_the_state_is_in_the_address_and_nothing_else(query: str, canonical: str, client: FlaskClient) -> None:
    page = unescape(client.get(f"/metode{query}").text)
    assert f'<link rel="canonical" href="http://localhost{canonical}">' in page


def test_an_older_release_says_so_and_leads_to_the_newest(corrected: tuple[Flask, Engine]) -> None:
    server, engine = corrected
    publish(engine, "rekaan000002")
    page = server.test_client().get(f"/metode?rilis={RELEASE}").text
    assert f"Ini rilis {RELEASE}, bukan yang terbaru" in page
    assert len(rows(page)) == len(CORRECTIONS)
    assert "bukan yang terbaru" not in server.test_client().get("/metode").text


def test_a_pruned_release_tells_what_is_left_of_it(corrected: tuple[Flask, Engine]) -> None:
    server, engine = corrected
    pruned = {"release_id": "dipangkas", "created_at": "2026-11-01T00:00:00Z", "pruned_at": "2026-11-02T00:00:00Z"}
    rest = {"first_month": "2024-09", "last_month": "2024-10", "report": "{}", "files": "{}"}
    with engine.begin() as connection:
        connection.execute(insert(schema.pruned_release), [pruned | rest])
    answer = server.test_client().get("/metode?rilis=dipangkas")
    assert (answer.status_code, answer.mimetype) == (410, "text/html")


def test_the_page_is_kept_until_it_changes(client: FlaskClient) -> None:
    answer = client.get("/metode")
    assert (answer.headers["X-Rilis"], answer.headers["Cache-Control"]) == (
        RELEASE,
        "public, max-age=60, stale-if-error=86400",
    )
    assert client.get("/metode", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", ["/", "/data"])
def test_other_pages_lead_here_in_their_language(page: str, client: FlaskClient) -> None:
    assert 'href="/metode"' in client.get(page).text
    assert 'href="/metode?lang=en"' in client.get(f"{page}?lang=en").text


def test_a_site_without_a_release_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = create_server(address=f"sqlite:///{tmp_path_factory.mktemp('kosong') / 'tiada.sqlite3'}")
    assert server.test_client().get("/metode").status_code == 503
    server.extensions["engine"].dispose()


def test_the_real_page_counts_what_the_release_holds(real: FlaskClient, published: tuple[Engine, str, object]) -> None:
    page = real.get("/metode").text
    with published[0].connect() as connection:
        records = connection.scalar(select(func.count()).select_from(schema.violation))
        corrections = connection.scalar(select(func.count()).select_from(schema.correction))
    assert f"{records} catatan pelanggaran" in page
    assert corrections
    assert len(rows(page)) == corrections
    assert "dari 514 kabupaten/kota" in page


def test_every_link_of_the_real_page_leads_somewhere(real: FlaskClient) -> None:
    links = {unescape(found) for found in re.findall(r'(?:href|src)="(/[^"#]*)', real.get("/metode").text)}
    assert len(links) > 15
    wrong = []
    for link in sorted(links):
        answer = real.head(link)
        wrong += [link] if answer.status_code != 200 else []
        answer.close()
    assert wrong == []
