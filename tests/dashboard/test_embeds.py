import re

import pytest
from flask.testing import FlaskClient

from dashboard.graphics.registry import CHARTS


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_chart_stands_alone_with_title_source_and_way_back(chart: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/embed/{chart}?wilayah=11&lang={lang}&childId=x")
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert "<svg" in answer.text
    assert "rekaan000001" in answer.text
    assert re.search(
        r'<a href="http://localhost/(?:wilayah/11|\?[^"]*wilayah=11|peringkat|deklarasi)["?&]', answer.text
    )


def test_anybody_may_frame_a_chart_and_nothing_else(client: FlaskClient) -> None:
    policies = {
        path: client.get(path).headers["Content-Security-Policy"] for path in ("/embed/tren-pelanggaran", "/", "/data")
    }
    assert "frame-ancestors *" in policies.pop("/embed/tren-pelanggaran")
    assert all("frame-ancestors 'none'" in policy for policy in policies.values())


@pytest.mark.parametrize(("path", "status"), [("/embed/lain", 404), ("/embed/tren-pelanggaran?tahap=x", 400)])
def test_what_is_no_chart_is_told(path: str, status: int, client: FlaskClient) -> None:
    assert client.get(path).status_code == status


def test_the_code_on_a_page_frames_the_chart_of_that_page(client: FlaskClient) -> None:
    said = client.get("/evaluasi/11?periode=2024-09").text
    assert "&lt;iframe src=&#34;http://localhost/embed/tren-pelanggaran?sampai=2024-09&amp;amp;wilayah=11&#34;" in said
    assert "http://localhost/sematkan.js" in said
    script = client.get("/sematkan.js")
    assert (script.status_code, script.mimetype) == (200, "text/javascript")
    assert "immutable" not in script.headers["Cache-Control"]


def test_charts_in_other_pages_stay_small(client: FlaskClient) -> None:
    for chart in CHARTS:
        sizes = [
            len(client.get(path, headers={"Accept-Encoding": "br"}).data) for path in (f"/embed/{chart}", "/warna.css")
        ]
        assert sum(sizes) < 70_000


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
