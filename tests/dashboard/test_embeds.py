import json
import re

import pytest
from flask.testing import FlaskClient

from dashboard.embeds.asked import Framing
from dashboard.embeds.code import Codes
from dashboard.graphics.registry import CHARTS
from dashboard.release import Snapshot

HTML = "text/html"


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_chart_stands_alone_with_title_source_and_way_back(chart: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/embed/{chart}?wilayah=11&lang={lang}&childId=x")
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert answer.text.count("<svg") >= 3
    assert "rekaan000001" in answer.text
    assert re.search(
        r'<a href="http://localhost/(?:wilayah/11|\?[^"]*wilayah=11|peringkat|deklarasi)["?&]', answer.text
    )
    assert f'href="http://localhost/grafik/{chart}.csv?' in answer.text


@pytest.mark.parametrize("chart", CHARTS)
def test_the_data_that_a_chart_leads_to_are_there(chart: str, client: FlaskClient) -> None:
    said = client.get(f"/embed/{chart}?lang=en").text
    address = re.search(r'href="http://localhost(/grafik/[^"]+)"', said)
    assert address is not None
    answer = client.get(address[1].replace("&amp;", "&"))
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_anybody_may_frame_a_chart_and_nothing_else(client: FlaskClient) -> None:
    policies = {
        path: client.get(path).headers["Content-Security-Policy"]
        for path in (
            "/embed/tren-pelanggaran",
            "/",
            "/data",
            "/sematkan",
            "/embed/lain",
            "/embed/tren-pelanggaran?tahap=x",
        )
    }
    assert "frame-ancestors *" in policies.pop("/embed/tren-pelanggaran")
    assert all("frame-ancestors 'none'" in policy for policy in policies.values())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/embed/lain", 404),
        ("/embed/tren-pelanggaran?tahap=x", 400),
        ("/embed/tren-pelanggaran?tema=ungu", 400),
        ("/embed/tren-pelanggaran?judul=2", 400),
        ("/embed/tren-pelanggaran?interaktif=ya", 400),
        ("/embed/tren-pelanggaran?lang=fr", 400),
        ("/embed/tren-pelanggaran?rilis=xyz", 400),
        ("/embed/tren-pelanggaran?rilis=000000000000", 400),
        ("/embed/tren-pelanggaran?utm_source=x&fbclid=y&childId=z", 200),
        ("/embed/tren-pelanggaran?rilis=rekaan000001", 200),
    ],
)
def test_wrong_values_are_told_and_unknown_names_ignored(path: str, status: int, client: FlaskClient) -> None:
    answer = client.get(path, headers={"Accept": HTML})
    assert (answer.status_code, answer.mimetype) == (status, HTML)


def test_a_theme_is_that_of_the_reader_or_the_one_that_is_asked_for(client: FlaskClient) -> None:
    assert '<meta name="color-scheme" content="light dark">' in client.get("/embed/peta-deklarasi").text
    dark = client.get("/embed/peta-deklarasi?tema=gelap").text
    assert '<meta name="color-scheme" content="dark">' in dark
    assert "--kertas: #14181d;" in dark
    assert "/warna.css" not in dark


def test_a_title_that_the_page_around_has_is_left_to_screen_readers(client: FlaskClient) -> None:
    assert "<h1>" in client.get("/embed/tren-pelanggaran").text
    assert '<h1 class="quiet">' in client.get("/embed/tren-pelanggaran?judul=0").text


@pytest.mark.parametrize("chart", CHARTS)
def test_only_what_can_be_drawn_alive_brings_the_drawing_library(chart: str, client: FlaskClient) -> None:
    still, alive = (client.get(f"/embed/{chart}{query}").text for query in ("?wilayah=11", "?wilayah=11&interaktif=1"))
    assert "/pustaka/" not in still
    assert ("/pustaka/" in alive) == (chart in {"peta-pelanggaran", "tren-pelanggaran"})
    assert alive.count("<svg") == still.count("<svg")


def test_what_is_drawn_alive_is_what_stands_there_still(client: FlaskClient) -> None:
    said = client.get("/embed/tren-pelanggaran?wilayah=1101&interaktif=1&tema=gelap").text
    found = re.search(r'<script type="application/json" id="hidup">(.*?)</script>', said)
    assert found is not None
    content = json.loads(found[1])
    assert list(content["gambar"]) == ["gelap"]
    assert [value for value in content["gambar"]["gelap"]["data"][0]["y"] if value] == [4, 5]
    assert content["setelan"]["showSendToCloud"] is False


def test_the_script_of_pages_that_frame_charts_may_be_asked_for_by_all(client: FlaskClient) -> None:
    script = client.get("/sematkan.js")
    assert (script.status_code, script.mimetype) == (200, "text/javascript")
    assert "immutable" not in script.headers["Cache-Control"]
    assert script.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("choice", "note", "sign"),
    [
        ("tahap", "bukan corong", 'class="seri seri-1"'),
        ("jenis", "Penjumlahan peristiwa", 'class="seri seri-1"'),
        ("provinsi", "Lapisan pucat hanya diketahui dari angka total", 'class="lapis lapis-1"'),
        ("semua", "belum ada yang diterbitkan, bukan nol", 'class="luas"'),
    ],
)
def test_the_parts_of_a_trend_say_in_other_pages_how_they_are_read(
    choice: str, note: str, sign: str, client: FlaskClient
) -> None:
    page = client.get(f"/embed/tren-pelanggaran?wilayah=11&tren={choice}").text
    assert note in page
    assert sign in page


def test_an_unknown_choice_of_the_trend_is_refused(client: FlaskClient) -> None:
    assert client.get("/embed/tren-pelanggaran?tren=lain").status_code == 400


def codes(snapshot: Snapshot, chart: str, framing: Framing | None = None, **query: str) -> Codes:
    return Codes(CHARTS[chart].graphic(snapshot, query), framing or Framing(), "https://situs.example")


def test_the_code_frames_the_chart_lazily_with_a_title_and_a_height(snapshot: Snapshot) -> None:
    said = codes(snapshot, "tren-pelanggaran", Framing(theme="gelap"), wilayah="11", sampai="2024-09").html()
    assert 'src="https://situs.example/embed/tren-pelanggaran?sampai=2024-09&amp;wilayah=11&amp;tema=gelap"' in said
    assert 'loading="lazy"' in said
    assert 'title="Aceh: ASN yang diduga melanggar netralitas"' in said
    assert re.search(r'height="[4-9]\d\d"', said)
    assert said.endswith('<script async src="https://situs.example/sematkan.js"></script>')


def test_a_pinned_chart_stays_with_its_release_in_all_that_is_copied(snapshot: Snapshot) -> None:
    made = codes(snapshot, "peta-deklarasi", Framing(release="rekaan000001"), provinsi="11")
    for said in (made.html(), made.markdown(), made.image("png"), made.image_html(), made.oembed()):
        assert re.search(r"rilis(?:=|%3D)rekaan000001", said)


def test_nothing_in_the_words_of_a_chart_ends_its_markdown(snapshot: Snapshot) -> None:
    said = codes(snapshot, "peta-pelanggaran").markdown(width=640)
    assert re.fullmatch(r"\[!\[[^\[\]]+\]\(https://\S+lebar=640\)\]\(https://situs\.example/grafik/\S+\)", said)
