"""Addresses of images take their own parameters, refuse the others, and are kept, bounded and limited."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.conversion import PDF, PNG, ConversionError, Converter
from dashboard.graphics.images import SVG, Images, Wanted
from dashboard.graphics.registry import CHARTS
from dashboard.operation.budgets import TooMuchError
from dashboard.operation.turns import Turns
from dashboard.release import Snapshot
from tests.graphics.drawing import ROOT

MAP = "/grafik/peta-pelanggaran"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        (f"{MAP}.svg?lebar=319", "lebar"),
        (f"{MAP}.svg?lebar=2401", "lebar"),
        (f"{MAP}.svg?lebar=8e2", "lebar"),
        (f"{MAP}.svg?lebar=99999999999999999999", "lebar"),
        (f"{MAP}.svg?lebar=%D9%A8%D9%A0%D9%A0", "lebar"),
        (f"{MAP}.svg?tema=merah", "tema"),
        (f"{MAP}.svg?judul=tidak", "judul"),
        (f"{MAP}.svg?skala=2", "skala"),
        (f"{MAP}.png?skala=0", "skala"),
        (f"{MAP}.png?skala=5", "skala"),
        (f"{MAP}.pdf?skala=2", "skala"),
        (f"{MAP}.txt?lebar=800", "lebar"),
        (f"{MAP}.svg?unduh=2", "unduh"),
        (f"{MAP}.svg?utm_source=x", "utm_source"),
        (f"{MAP}.png?tahap=x", "tahap"),
        ("/grafik/corong-penanganan.svg?tahap=sanksi", "tahap"),
        ("/grafik/profil-wilayah.svg?wilayah=9999", "wilayah"),
        ("/grafik/tren-pelanggaran.svg?sejak=2030-01", "sejak"),
    ],
)
def test_what_may_not_be_asked_is_told(path: str, parameter: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["galat"]["parameter"] == parameter


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "txt"])
def test_what_is_no_chart_is_not_found(suffix: str, client: FlaskClient) -> None:
    assert client.get(f"/grafik/lain.{suffix}").status_code == 404


def test_an_image_is_marked_with_its_release_and_compared_by_its_tag(client: FlaskClient) -> None:
    first = client.get(f"{MAP}.svg?unduh=1")
    again = client.get(f"{MAP}.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["X-Rilis"] == "rekaan000001"
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-if-error=86400"
    assert first.headers["Content-Disposition"].endswith('rekaan000001.svg"')
    assert again.status_code == 304
    assert client.get(f"{MAP}.svg", headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"


def _wanted(**query: str) -> Wanted:
    return Wanted(chart=CHARTS["peta-pelanggaran"], kind=SVG, query=query, root=ROOT)


@pytest.fixture
def asking(client: FlaskClient) -> Iterator[None]:
    """Ask as a visitor: what is drawn is counted for whoever asks."""
    with client.application.test_request_context("/"):
        yield


@pytest.mark.usefixtures("asking")
def test_the_same_picture_is_drawn_once_however_it_is_asked_for(snapshot: Snapshot) -> None:
    images = Images()
    plain = images.of(_wanted(), snapshot)
    assert images.of(_wanted(tahap="dugaan", lebar="800", tema="terang", judul="1"), snapshot) is plain
    assert images.of(_wanted(tema="gelap"), snapshot) is not plain
    assert images.of(_wanted(lebar="801"), snapshot) is not plain


@pytest.mark.usefixtures("asking")
def test_another_release_is_drawn_anew_and_ends_what_was_kept(snapshot: Snapshot) -> None:
    images = Images()
    first = images.of(_wanted(), snapshot)
    later = images.of(_wanted(), replace(snapshot, release_id="rekaan000002"))
    assert first.tag != later.tag
    assert images.of(_wanted(), snapshot) is not first


@pytest.mark.usefixtures("asking")
def test_kept_pictures_stay_within_their_room(snapshot: Snapshot) -> None:
    size = len(Images().of(_wanted(), snapshot).body)
    small, enough = Images(room=size), Images(room=int(4.5 * size))
    assert small.of(_wanted(), snapshot) is not small.of(_wanted(), snapshot)
    first = enough.of(_wanted(), snapshot)
    assert enough.of(_wanted(), snapshot) is first
    for width in range(400, 406):
        enough.of(_wanted(lebar=str(width)), snapshot)
    assert enough.of(_wanted(), snapshot) is not first


@pytest.mark.usefixtures("asking")
def test_no_more_are_drawn_at_once_than_there_are_turns(snapshot: Snapshot) -> None:
    turns = Turns(1)
    images = Images(drawing=turns, converting=turns)
    with turns.taken():
        for kind in (SVG, PNG, PDF):
            with pytest.raises(TooMuchError):
                images.of(replace(_wanted(), kind=kind), snapshot)
    assert images.of(_wanted(), snapshot).body


def test_a_flood_is_asked_to_come_back_and_a_kept_image_is_not(client: FlaskClient) -> None:
    path = f"{MAP}.svg?lebar={{}}"
    assert client.get(path.format(500)).status_code == 200
    hostile = {"environ_base": {"REMOTE_ADDR": "203.0.113.77"}}
    answers = [client.get(path.format(width), **hostile) for width in range(600, 860)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["Retry-After"]) > 0
    assert refused[0].json is not None
    assert refused[0].json["galat"]["kode"] == "terlalu_sering"
    assert client.get(path.format(500), **hostile).status_code == 200
    assert client.get(path.format(599)).status_code == 200


def test_a_conversion_that_dies_or_hangs_is_an_error_and_the_next_one_works() -> None:
    dead = Converter(command=("false",))
    with pytest.raises(ConversionError):
        dead.convert("<svg/>", "png")
    dead.close()
    hanging = Converter(command=("sleep", "60"), longest=0.2)
    with pytest.raises(ConversionError):
        hanging.convert("<svg/>", "png")
    hanging.close()
    working = Converter()
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
    with pytest.raises(ConversionError):
        working.convert("no picture", "png")
    assert working.convert(picture, "png").startswith(b"\x89PNG")
    working.close()
