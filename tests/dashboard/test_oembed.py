import json
import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from dashboard.graphics.registry import CHARTS
from dashboard.pages import PATHS

HERE = "http://localhost"
WITH_A_CHART = ("/", "/deklarasi", "/peringkat", "/wilayah/11", *(f"/grafik/{chart}" for chart in CHARTS))


def ask(client: FlaskClient, url: str, **more: str | int) -> dict[str, str | int]:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    answer = client.get(f"/oembed?url={quote(url, safe='')}{extra}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    described: dict[str, str | int] = json.loads(answer.text)
    return described


@pytest.mark.parametrize("path", WITH_A_CHART)
def test_a_pasted_page_unfolds_into_its_chart(path: str, client: FlaskClient) -> None:
    said = ask(client, f"{HERE}{path}?utm_source=surel")
    assert (said["version"], said["type"], said["provider_url"]) == ("1.0", "rich", HERE)
    frame = re.search(r'<iframe src="([^"]+)"[^>]* height="(\d+)"', str(said["html"]))
    assert frame is not None
    assert int(frame[2]) == said["height"]
    assert client.get(frame[1].replace("&amp;", "&")).status_code == 200
    assert "utm_source" not in frame[1]


def test_what_was_chosen_stays_chosen(client: FlaskClient) -> None:
    said = ask(client, f"{HERE}/grafik/tren-pelanggaran?wilayah=1101&sampai=2024-09&tema=gelap&lang=en")
    assert "/embed/tren-pelanggaran?sampai=2024-09&amp;wilayah=1101&amp;lang=en&amp;tema=gelap" in str(said["html"])
    assert said["title"].startswith("Kabupaten Aceh Selatan: Civil servants alleged")  # type: ignore[union-attr]
    assert "/embed/tren-pelanggaran?sampai=2024-09&amp;wilayah=11" in str(
        ask(client, f"{HERE}/wilayah/11?sampai=2024-09&peta=ubin")["html"]
    )


def test_a_chart_is_never_larger_than_its_host_allows(client: FlaskClient) -> None:
    said = ask(client, f"{HERE}/embed/peta-pelanggaran", maxwidth=400, maxheight=250)
    assert (said["width"], said["height"]) == (400, 250)
    assert "max-width:400px" in str(said["html"])
    narrow, wide = (int(ask(client, f"{HERE}/", maxwidth=width)["height"]) for width in (320, 700))
    assert narrow != wide


def test_a_pinned_chart_may_be_kept_longer(client: FlaskClient) -> None:
    live, pinned = (ask(client, f"{HERE}/grafik/peta-deklarasi{query}") for query in ("", "?rilis=rekaan000001"))
    assert int(pinned["cache_age"]) > int(live["cache_age"])
    assert "rilis=rekaan000001" in str(pinned["html"])
    assert "rilis=rekaan000001" in str(pinned["thumbnail_url"])


def test_the_thumbnail_is_a_picture_of_the_size_that_is_told(client: FlaskClient) -> None:
    said = ask(client, f"{HERE}/grafik/tren-deklarasi")
    image = client.get(str(said["thumbnail_url"]))
    assert (image.status_code, image.mimetype) == (200, "image/png")
    size = [int.from_bytes(image.data[start : start + 4], "big") for start in (16, 20)]
    assert size == [said["thumbnail_width"], said["thumbnail_height"]]


def test_the_same_is_told_as_xml(client: FlaskClient) -> None:
    url = quote(f"{HERE}/wilayah/11", safe="")
    answer = client.get(f"/oembed?url={url}&format=xml")
    assert answer.mimetype == "text/xml"
    tree = ElementTree.fromstring(answer.data)  # noqa: S314 (our own)
    told = {entry.tag: entry.text for entry in tree}
    assert told == {name: str(value) for name, value in ask(client, f"{HERE}/wilayah/11").items()}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=", 400),
        (f"url={HERE}/&maxwidth=0", 400),
        (f"url={HERE}/&maxheight=tinggi", 400),
        (f"url={HERE}/&format=yaml", 501),
        ("url=https://contoh.example/grafik/peta-pelanggaran", 404),
        ("url=https://[kacau", 404),
        ("url=javascript:alert(1)", 404),
        (f"url={HERE}/metode", 404),
        (f"url={HERE}/grafik/lain", 404),
        (f"url={HERE}/grafik/peta-pelanggaran.csv", 404),
        (f"url={HERE}/wilayah/9999", 404),
        (f"url={HERE}/%3Ftahap%3Dlain", 404),
        (f"url={HERE}/embed/peta-deklarasi%3Frilis%3D000000000000", 404),
    ],
)
def test_what_is_no_chart_of_ours_is_told_as_the_specification_says(
    query: str, status: int, client: FlaskClient
) -> None:
    answer = client.get(f"/oembed?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert set(json.loads(answer.text)["galat"]) == {"kode", "pesan", "parameter", "boleh"}


@pytest.mark.parametrize("path", [*WITH_A_CHART, "/wilayah/1101?lang=en&tahap=diproses"])
def test_a_page_with_a_chart_says_where_to_ask_and_shows_its_picture(path: str, client: FlaskClient) -> None:
    said = client.get(path).text
    asked = re.findall(r'<link rel="alternate" type="(\S+)\+oembed" href="([^"]+)"', said)
    assert [kind for kind, _ in asked] == ["application/json", "text/xml"]
    for _, address in asked:
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert 'content="summary_large_image"' in said
    images = re.findall(r'<meta property="og:image" content="([^"]+)"', said)
    assert len(images) == 1
    image = client.get(images[0].replace("&amp;", "&"))
    assert (image.status_code, image.mimetype) == (200, "image/png")
    told = [int(part) for part in re.findall(r'property="og:image:(?:width|height)" content="(\d+)"', said)]
    assert told == [int.from_bytes(image.data[start : start + 4], "big") for start in (16, 20)]
    assert re.search(r'property="og:image:alt" content="[^"]{30,}"', said)


def test_a_page_without_a_chart_says_nothing_of_the_kind(client: FlaskClient) -> None:
    for path in set(PATHS) - set(WITH_A_CHART):
        said = client.get(path).text
        assert "+oembed" not in said
        assert said.count('property="og:image"') == 1
