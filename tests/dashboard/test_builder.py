import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.builder.state import asked_of
from dashboard.graphics.registry import CHARTS

LOOKS = {"lebar", "tema", "judul", "lang", "rilis"}


def fields(said: str) -> set[str]:
    form = said[said.index("<form") : said.index("</form>")]
    return set(re.findall(r'<(?:select|input)[^>]* name="(\w+)"', form))


def copied(said: str) -> dict[str, str]:
    found = re.findall(r'<textarea id="kode-(\w+)"[^>]*>(.*?)</textarea>', said, re.DOTALL)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_chart_is_asked_only_what_it_takes(chart: str, lang: str, client: FlaskClient) -> None:
    said = client.get(f"/sematkan?grafik={chart}&lang={lang}").text
    assert fields(said) - {"interaktif"} == {"grafik", *asked_of(chart), *LOOKS}
    assert set(copied(said)) == {"html", "link", "image", "markdown", "oembed", "alt"}


@pytest.mark.parametrize("chart", CHARTS)
def test_all_that_is_taken_along_is_there(chart: str, client: FlaskClient) -> None:
    said = client.get(f"/sematkan?grafik={chart}&lebar=480&tema=gelap&judul=0&rilis=rekaan000001&lang=en").text
    lines = copied(said)
    frames = re.findall(r'<iframe src="([^"]+)"', lines["html"]) + re.findall(r'<iframe src="([^"]+)"', said)
    files = re.findall(r'href="(/grafik/[^"]+)"', said)
    images = re.findall(r"\((http\S+?)\)", lines["markdown"])
    assert len(files) >= 5
    addresses = [*map(unescape, frames), *map(unescape, files), *images, lines["link"], lines["image"], lines["oembed"]]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
    pinned = [address for address in addresses if "rilis" not in address]
    assert pinned == []


def test_every_choice_of_the_form_stays_chosen_and_in_the_address(client: FlaskClient) -> None:
    query = (
        "grafik=tren-pelanggaran&pemilihan=pemilu-2024&tahap=diproses&satuan=kasus&wilayah=11&tren=tahap"
        "&lebar=640&tema=terang&judul=0&interaktif=1&rilis=rekaan000001&lang=en"
    )
    said = client.get(f"/sematkan?{query}").text
    chosen = {unescape(value) for value in re.findall(r'<option value="([^"]*)" selected="">', said)}
    assert {"pemilu-2024", "diproses", "kasus", "11", "tahap", "640", "terang", "0", "1", "rekaan000001"} <= chosen
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', said)
    assert canonical is not None
    again = client.get(unescape(canonical[1]))
    assert copied(again.text) == copied(said)
    assert set(query.split("&")) == set(unescape(canonical[1]).partition("?")[2].split("&"))


def test_a_month_of_the_other_election_is_left_behind(client: FlaskClient) -> None:
    answer = client.get("/sematkan?grafik=tren-pelanggaran&pemilihan=pilkada-2024&sejak=2023-05")
    assert answer.status_code == 200
    assert "2023-05" not in copied(answer.text)["html"]


@pytest.mark.parametrize(
    "query",
    ["grafik=lain", "lebar=99999", "tema=ungu", "tahap=x", "sampai=1999-01", "rilis=tiada", "lang=fr", "judul=9"],
)
def test_wrong_values_are_told(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/sematkan?{query}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/", {"grafik=peta-pelanggaran", "grafik=tren-pelanggaran"}),
        ("/?lang=en&wilayah=11&tahap=diproses", {"grafik=peta-pelanggaran&tahap=diproses&wilayah=11&lang=en"}),
        ("/wilayah/11?sampai=2024-09", {"grafik=tren-pelanggaran&sampai=2024-09&wilayah=11"}),
        ("/evaluasi/11?periode=2024-09", {"grafik=tren-pelanggaran&sampai=2024-09&wilayah=11"}),
        ("/peringkat?tingkat=provinsi&lang=en", {"grafik=peringkat-pelanggaran&tingkat=provinsi&lang=en"}),
        ("/deklarasi?provinsi=11", {"grafik=peta-deklarasi&provinsi=11", "grafik=tren-deklarasi&provinsi=11"}),
        ("/grafik/profil-wilayah?wilayah=12", {"grafik=profil-wilayah&wilayah=12"}),
    ],
)
def test_every_chart_of_the_site_leads_here_filled_in(page: str, expected: set[str], client: FlaskClient) -> None:
    said = client.get(page).text
    links = {unescape(link) for link in re.findall(r'href="/sematkan\?([^"]+)"', said)}
    assert expected <= links
    for link in links:
        assert client.get(f"/sematkan?{link}").status_code == 200
