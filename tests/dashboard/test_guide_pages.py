"""The pages on reporting and on rules say what the release holds, in both languages, and lead nobody astray."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete

from dashboard.guide.parts import site_of, slug
from dashboard.server import create_server
from etl.engine import open_engine
from etl.schema_reference import REFERENCE_TABLES
from tests.dashboard.invented import publish

PAGES = ("/lapor", "/aturan")
BOTH = pytest.mark.parametrize("lang", ["id", "en"])
each_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture
def without_lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Serve a release made before the lists were kept."""
    address = f"sqlite:///{tmp_path_factory.mktemp('lama') / 'rekaan.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine)
    with engine.begin() as connection:
        for table in REFERENCE_TABLES.values():
            connection.execute(delete(table))
    server = create_server(address=address)
    yield server
    server.extensions["engine"].dispose()
    engine.dispose()


def part(page: str, start: str, end: str) -> str:
    """Return what stands between two places of a page."""
    return page.partition(start)[2].partition(end)[0]


def read(html: str) -> str:
    """Return a piece of a page as people read it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@BOTH
@each_page
def test_the_page_is_complete_without_scripts(path: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"{path}?lang={lang}&utm_source=surat")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{lang}">' in answer.text
    assert "<script" not in answer.text
    assert "utm_source" not in answer.text
    assert answer.headers["X-Rilis"] in part(answer.text, 'id="kutip"', "</section>")
    assert answer.text.count("<h1") == answer.text.count('aria-current="page"') == 1


@each_page
def test_the_two_languages_share_no_sentence_of_ours(path: str, client: FlaskClient) -> None:
    pages = (client.get(path).text, client.get(f"{path}?lang=en").text)
    one, other = (set(re.findall(r"<(?:p|li|dt|h2)[^>]*>([^<]{12,})</", page)) for page in pages)
    # English has one more: that quotations are in Indonesian.
    assert len(one) + 1 == len(other) > 6
    assert one & other == set()


@each_page
def test_a_language_that_nobody_speaks_here_is_refused(path: str, client: FlaskClient) -> None:
    assert client.get(f"{path}?lang=fr").status_code == 400


@BOTH
@each_page
def test_a_release_without_the_lists_says_so(path: str, lang: str, without_lists: Flask) -> None:
    answer = without_lists.test_client().get(f"{path}?lang={lang}")
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


def test_a_channel_tells_its_address_operator_users_and_source(client: FlaskClient) -> None:
    shown = part(client.get("/lapor").text, "<h3>", "</li>")
    assert read(shown) == read(
        "<h3>LaporRekaan</h3> Alamat lapor.example Pengelola Bawaslu Untuk siapa Masyarakat "
        "Perlu diketahui Perlu foto &amp; tanggal Sumber contoh.example"
    ).replace("<h3>", "")
    assert 'href="https://lapor.example/"' in shown
    assert 'href="https://contoh.example/kanal"' in shown


def test_a_closed_channel_is_named_as_such_and_not_offered(client: FlaskClient) -> None:
    page = client.get("/lapor").text
    offered, _, gone = page.partition("Tidak dipakai lagi")
    assert "KanalLama" not in offered
    assert "KanalLama (KASN) Sudah tidak ada Lembaganya dibubarkan" in read(gone)


def test_a_place_to_go_is_no_link(client: FlaskClient) -> None:
    page = client.get("/lapor").text
    assert "Kantor Bawaslu kabupaten" in page
    assert 'href="Kantor' not in page


def test_the_site_itself_asks_for_nothing(client: FlaskClient) -> None:
    page = client.get("/lapor").text
    assert "Situs ini tidak menerima laporan. Jangan mengirim nama siapa pun ke sini." in page
    assert re.findall(r"<(?:form|input|textarea|button)|mailto:", page) == []


def test_quotations_are_marked_as_indonesian_on_english_pages_only(client: FlaskClient) -> None:
    assert '<span lang="id">Perlu foto &amp; tanggal</span>' in client.get("/lapor?lang=en").text
    assert 'lang="id">Perlu foto' not in client.get("/lapor").text
    assert '<span lang="id">ASN netral.</span>' in client.get("/aturan?lang=en").text


def test_a_prohibition_stands_under_its_kind_with_label_basis_and_sanction(client: FlaskClient) -> None:
    page = client.get("/aturan").text
    kind = part(page, 'id="media_sosial"', '<section><h2 id="peraturan"')
    assert '<span class="rule rule-kode-etik">Kode etik</span> Menyukai unggahan calon' in kind
    first, second = (read(act) for act in re.findall(r"<li>(.*?)</li>", kind.partition("</h3>")[2], flags=re.DOTALL))
    assert "Dasar hukum PP Rekaan Pasal 1 Ancaman sanksi Sanksi moral Sumber contoh.example" in first
    assert second.startswith(
        "Mengajak memilih <calon> Dasar hukum tidak disebut sumbernya Ancaman sanksi tidak disebut"
    )


def test_a_kind_without_prohibitions_is_left_out(client: FlaskClient) -> None:
    page = client.get("/aturan").text
    assert 'id="fasilitas_negara"' not in page
    assert "2 larangan dalam 1 jenis" in page


def test_both_pages_lead_to_each_other_in_their_language(client: FlaskClient) -> None:
    for lang in ("", "?lang=en"):
        assert client.get(f"/lapor{lang}").text.count(f'href="/aturan{lang}"') == 2
        assert client.get(f"/aturan{lang}").text.count(f'href="/lapor{lang}"') == 2


def test_names_of_sites_and_anchors_are_short() -> None:
    assert site_of("https://www.lapor.go.id/a?b") == "lapor.go.id"
    assert slug("UU 10/2016 Pasal 71") == "uu-10-2016-pasal-71"


@BOTH
def test_the_real_pages_show_every_row_with_its_source(
    lang: str, real: FlaskClient, published: tuple[Engine, str, object]
) -> None:
    pages = {path: real.get(f"{path}?lang={lang}").text for path in PAGES}
    shown = {"prohibitions": "/aturan", "regulations": "/aturan", "reporting_channels": "/lapor"}
    with published[0].connect() as connection:
        for name, path in shown.items():
            table = REFERENCE_TABLES[name]
            rows = connection.execute(table.select()).mappings().all()
            assert len(rows) >= 5
            assert [row["source_url"] for row in rows if row["source_url"] not in unescape(pages[path])] == []
    channels = part(pages["/lapor"], 'id="kanal"', "</section>")
    assert channels.count("<h3>") == len(rows)
    assert "SIAPNET" in channels.partition("closed")[2]
    assert "SIAPNET" not in channels.partition("closed")[0]


def test_every_real_anchor_is_unique_and_every_act_is_labelled(real: FlaskClient) -> None:
    page = real.get("/aturan").text
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) > 25
    acts = re.findall(r'class="act">(.*?)</p>', page)
    assert len(acts) == 20
    assert {read(label) for label in re.findall(r'class="rule [^>]*>(.*?)</span>', page)} == {
        "Kode etik",
        "Disiplin",
        "Keputusan bersama",
    }
    assert [act for act in acts if "[" in act or 'class="rule' not in act] == []
