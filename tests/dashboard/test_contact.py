"""The operator's contact, and the invitation wherever nothing is on record."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.contact import SETTING, Contact, ContactError, contact, read_contact
from dashboard.server import create_server

ROOT = Path(__file__).parents[2]
EMPTY_PAGES = [
    "/wilayah/1201",
    "/deklarasi?cari=1102",
    "/deklarasi?kegiatan=surat_edaran",
    "/deklarasi",
    "/lapor",
    "/peringkat",
    "/metode",
    "/?wilayah=1201",
]


@pytest.fixture
def asked(server: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Return a client of a fresh server whose operator takes links; nothing that another wrote is kept in it."""
    monkeypatch.setenv(SETTING, "sumber@pantau.example")
    return create_server(address=str(server.extensions["engine"].url)).test_client()


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("https://pantau.example/kirim/", Contact("https://pantau.example/kirim/", "pantau.example/kirim")),
        ("https://pantau.example", Contact("https://pantau.example", "pantau.example")),
        ("sumber@pantau.example", Contact("mailto:sumber@pantau.example", "sumber@pantau.example")),
        ("a&b@pantau.go.id", Contact("mailto:a%26b@pantau.go.id", "a&b@pantau.go.id")),
    ],
)
def test_pages_and_mailboxes_are_taken(value: str, known: Contact) -> None:
    assert read_contact(value) == known


@pytest.mark.parametrize(
    "value",
    [
        "http://pantau.example", "pantau.example", "javascript:alert(1)", "https://", "https://a b.example", "@x.id",
        "a@b", "a@b.id,c@d.id", 'https://x.example/"onclick="', "https://x:y@z.example/", "mailto:a@b.id", "x" * 300,
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_name(value: str) -> None:
    with pytest.raises(ContactError, match=SETTING):
        contact({SETTING: value})


@pytest.mark.parametrize("value", ["", "  "])
def test_no_setting_is_no_contact(value: str) -> None:
    assert contact({SETTING: value}) is None
    assert contact({}) is None


def test_a_wrong_setting_ends_the_start_in_one_sentence() -> None:
    settings = {**os.environ, SETTING: "ftp://pantau.example"}
    command = [sys.executable, "-m", "dashboard"]
    ended = subprocess.run(command, check=False, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{SETTING} berisi “ftp://pantau.example”")
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting_ends_a_server(monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    monkeypatch.setenv(SETTING, "kantor")
    with pytest.raises(ContactError):
        create_server(address=database)


@pytest.mark.parametrize("page", EMPTY_PAGES)
def test_without_a_contact_empty_states_lead_to_how_sources_are_taken(page: str, client: FlaskClient) -> None:
    written = client.get(page).text
    assert "Punya sumber resmi yang belum tercatat?" in written
    assert ('href="/metode#sumber"' in written) == (page != "/metode")
    assert "mailto:" not in written


@pytest.mark.parametrize("page", ["/deklarasi?cari=1102&urut=nama", "/lapor?lang=en", "/wilayah/1201?sampai=2024-09"])
def test_with_a_contact_empty_states_ask_for_the_link(page: str, asked: FlaskClient) -> None:
    written = asked.get(page).text
    assert '<a href="mailto:sumber@pantau.example" rel="noopener">sumber@pantau.example</a>.' in written
    assert "belum tercatat?" not in written


@pytest.mark.parametrize("page", ["/wilayah/1101", "/?wilayah=1101", "/wilayah/1201", "/?wilayah=1201"])
def test_a_page_of_a_region_invites_once_at_most(page: str, client: FlaskClient) -> None:
    invited = client.get(page).text.count('class="invitation"')
    assert invited == (1 if page.endswith("1201") else 0)
