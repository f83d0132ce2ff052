import json
from xml.etree import ElementTree

from flask.testing import FlaskClient

from dashboard.pages import PATHS

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_every_address_of_the_site_map_is_a_page_and_its_own_canonical_one(client: FlaskClient) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").text)  # noqa: S314 (our own)
    addresses = [str(entry.text) for entry in tree.iter(LOC)]
    assert len(addresses) == len(set(addresses)) >= 2 * len(PATHS)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in answer.text
    assert {link.get("href") for link in tree.iter(LINK)} == set(addresses)


def test_robots_are_led_to_the_site_map(client: FlaskClient) -> None:
    said = client.get("/robots.txt").text
    assert "Sitemap: http://localhost/sitemap.xml" in said
    assert "Disallow: /tampilan/" in said


def test_phones_find_every_icon(client: FlaskClient) -> None:
    answer = client.get("/situs.webmanifest")
    described = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert [_kind(client, icon["src"]) for icon in described["icons"]] == ["image/png", "image/png"]
    assert client.get("/favicon.ico").data[:4] == b"\0\0\1\0"


def _kind(client: FlaskClient, address: str) -> str:
    with client.get(address) as answer:
        assert answer.status_code == 200
        return str(answer.mimetype)


def test_every_page_has_a_preview_for_sites_that_link_to_it(client: FlaskClient) -> None:
    for path in PATHS:
        said = client.get(path).text
        for name in ("og:title", "og:description", "og:url", "og:image", "og:locale"):
            assert said.count(f'property="{name}"') == 1
        assert 'aria-current="page"' in said
