"""Sends what attackers send to every address of the site: nothing of it may come back as code, or break anything."""

from http import HTTPStatus
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from dashboard.server import create_server
from etl.catalogue import load_catalogue

SCRIPT = '"><script>alert(1)</script>'
PAYLOADS = {
    "markup": f"{SCRIPT}' onmouseover='alert(1) {{{{7*7}}}}${{7*7}}",
    "query": "11' OR '1'='1'; DROP TABLE release; --",
    "path": "../../../../etc/passwd",
    "odd": "=1+1\r\nSet-Cookie: a=b\x00\ufffe\u202e" + "9" * 3000,
}
LEFT_OUT = ("/_dash", "/readyz", "/pustaka")
"""Dash's own addresses; health, which is bad without boundaries; a script, which holds any word."""
READ_AS_CODE = ("text/html", "image/svg+xml", "application/xml", "application/atom+xml")
OF_EMBEDS = ("url", "format", "maxwidth", "grafik", "lebar", "skala", "tema", "judul", "interaktif", "childId")
NAMES = (*load_catalogue().parameters, "q", "unduh", "periode", "rilis", "batas", "lewati", "pesan", *OF_EMBEDS)
PARTS = {"code": "11", "chart": "peta-pelanggaran", "file_name": "x.json", "public": "ringkasan", "suffix": "csv"}


@pytest.fixture(scope="module")
def server(invented_database: str) -> Flask:
    return create_server(address=invented_database)


def addresses(server: Flask) -> list[str]:
    """Return one address for each pattern that answers to GET."""
    rules = [rule for rule in server.url_map.iter_rules() if "GET" in (rule.methods or ())]
    with server.test_request_context():
        adapter = server.url_map.bind("localhost")
        known = [rule for rule in rules if set(rule.arguments) <= set(PARTS) and not rule.rule.startswith(LEFT_OUT)]
        return [adapter.build(rule.endpoint, {name: PARTS[name] for name in rule.arguments}) for rule in known]


def assert_harmless(answer: TestResponse) -> None:
    assert "Set-Cookie" not in answer.headers
    assert not any(word in answer.data for word in (b"root:", b"Traceback", b"49$49"))
    if answer.mimetype in READ_AS_CODE:
        assert SCRIPT.encode() not in answer.data, answer.request.url
        assert b"' onmouseover='" not in answer.data, answer.request.url


@pytest.mark.parametrize("kind", PAYLOADS)
def test_no_parameter_comes_back_as_code_or_breaks_an_address(kind: str, server: Flask) -> None:
    client, payload = server.test_client(), PAYLOADS[kind]
    asked = quote(payload)
    for address in addresses(server):
        for name in NAMES:
            answer = client.get(f"{address}?{name}={asked}")
            # The one that oEmbed wants for a format that it does not know.
            assert answer.status_code < 500 or answer.status_code == HTTPStatus.NOT_IMPLEMENTED, (address, name)
            assert_harmless(answer)


@pytest.mark.parametrize("kind", PAYLOADS)
def test_no_path_comes_back_as_code_or_leads_outside(kind: str, server: Flask) -> None:
    client, payload = server.test_client(), quote(PAYLOADS[kind], safe="")
    places = (
        "/{}",
        "/wilayah/{}",
        "/evaluasi/{}",
        "/wilayah/{}/lembar-fakta.pdf",
        "/embed/{}",
        "/grafik/{}.csv",
        "/geo/{}",
        "/nilai/{}",
        "/kalimat/id/{}",
        "/api/v1/{}.csv",
    )
    for place in (*places, "/assets/{}", "/_dash-component-suites/dash/{}", "/pustaka/{}"):
        answer = client.get(place.format(payload))
        assert answer.status_code in {400, 404}, place
        assert_harmless(answer)


def test_there_are_addresses_to_attack(server: Flask) -> None:
    assert len(addresses(server)) > 20
