"""A picture says what it shows and where it is from, keeps its words apart, and needs no colour to be read."""

import colorsys
import re
import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

from dashboard.graphics.registry import CHARTS
from dashboard.graphics.themes import PRINT, THEMES
from dashboard.palette import THEMES as SITE_THEMES
from dashboard.release import Snapshot
from dashboard.state import TRENDS
from etl.catalogue import load_catalogue
from tests.dashboard.drawn import collisions, cut, smallest_text, texts
from tests.graphics.drawing import ROOT, drawn, with_long_names

WIDTHS = ("320", "559", "560", "800", "1600", "2400")
VARIANTS = [
    *((chart, {}) for chart in CHARTS),
    *(("tren-pelanggaran", {"tren": trend, "wilayah": code}) for trend in TRENDS for code in ("1101", "00")),
    ("profil-wilayah", {"wilayah": "1102"}),
    ("profil-wilayah", {"wilayah": "1201"}),
    ("profil-wilayah", {"wilayah": "11"}),
    ("corong-penanganan", {"wilayah": "1101"}),
    ("corong-penanganan", {"wilayah": "1102"}),
    ("peta-pelanggaran", {"peta": "ubin"}),
    ("peta-pelanggaran", {"provinsi": "11", "wilayah": "1101"}),
    ("peta-pelanggaran", {"tingkat": "provinsi", "ukuran": "per_10000"}),
    ("peta-deklarasi", {"provinsi": "11"}),
    ("peringkat-pelanggaran", {"tahap": "sanksi"}),
]
SVG = "{http://www.w3.org/2000/svg}"


def test_every_declared_chart_and_theme_can_be_drawn() -> None:
    assert set(CHARTS) == set(load_catalogue().charts)
    assert load_catalogue().images["tema"].values == THEMES


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("chart", "query"), VARIANTS)
def test_no_word_is_cut_or_touches_another(
    chart: str, query: dict[str, str], lang: str, width: str, snapshot: Snapshot
) -> None:
    picture = drawn(chart, {**query, "lang": lang, "lebar": width}, with_long_names(snapshot))
    assert cut(picture) == []
    assert collisions(picture) == []
    assert smallest_text(picture) >= 12


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_has_title_finding_release_and_link_in_it(chart: str, lang: str, snapshot: Snapshot) -> None:
    graphic = CHARTS[chart].graphic(snapshot, {"lang": lang})
    picture = drawn(chart, {"lang": lang}, snapshot)
    root = ET.fromstring(picture)  # noqa: S314 (our own drawing)
    said = " ".join(words.said for words in texts(picture))
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (graphic.title, graphic.alt)
    assert root.get("lang") == lang
    for part in (graphic.title, graphic.subtitle, graphic.source, snapshot.release_id, f"/grafik/{chart}"):
        assert part in said
    assert "pantau.example" in said


@pytest.mark.parametrize("chart", CHARTS)
def test_the_title_can_be_left_out_and_nothing_else_is(chart: str, snapshot: Snapshot) -> None:
    full, bare = ([words.said for words in texts(drawn(chart, {"judul": judul}, snapshot))] for judul in "10")
    assert bare == full[len(full) - len(bare) :]
    assert CHARTS[chart].graphic(snapshot, {}).subtitle.startswith(bare[0])


@pytest.mark.parametrize("chart", ["peta-pelanggaran", "peta-deklarasi"])
def test_each_region_is_one_labelled_shape_with_an_absolute_link(chart: str, snapshot: Snapshot) -> None:
    picture = drawn(chart, {}, snapshot)
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"><path d="[^"]+" class="[^"]+"><title>([^<]+)', picture)
    assert len(found) == 3
    assert all(link.startswith(f"{ROOT}/wilayah/") for link, _, _ in found)
    assert all(label == title for _, label, title in found)
    assert any("Kabupaten Aceh Selatan" in label for _, label, _ in found)


def test_a_chosen_region_is_outlined_over_its_colour_and_its_hatching(snapshot: Snapshot) -> None:
    picture = drawn("peta-pelanggaran", {"wilayah": "1201"}, snapshot)
    shape = re.search(r'aria-label="Kabupaten Tapanuli Tengah[^"]*"><path d="([^"]+)" class="warna-0"', picture)
    assert shape is not None
    assert picture.index('class="corak"') < picture.index(f'<path d="{shape[1]}" class="pilih"')


def test_what_is_not_published_is_hatched_in_map_and_legend(snapshot: Snapshot) -> None:
    for theme in THEMES:
        picture = drawn("peta-pelanggaran", {"tema": theme}, snapshot)
        assert picture.count('class="corak"') == 1
        assert picture.count('class="corak-contoh"') == 1
        assert 'pattern id="nihil"' in picture.replace("<pattern ", "pattern ")


@pytest.mark.parametrize("chart", CHARTS)
def test_print_is_grey_and_the_themes_are_not(chart: str, snapshot: Snapshot) -> None:
    for theme in THEMES:
        colours = set(re.findall(r"#([0-9a-f]{6})\b", drawn(chart, {"tema": theme}, snapshot)))
        coloured = {colour for colour in colours if _saturation(colour) > 0.05}
        assert bool(coloured) == (theme in SITE_THEMES)


def _saturation(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return colorsys.rgb_to_hls(red, green, blue)[2]


def test_no_picture_leaves_a_colour_to_its_reader(snapshot: Snapshot) -> None:
    for theme in (*SITE_THEMES, PRINT):
        for chart in CHARTS:
            assert "var(" not in drawn(chart, {"tema": theme}, snapshot)


def test_states_of_a_stage_look_and_read_apart(snapshot: Snapshot) -> None:
    picture = drawn("corong-penanganan", {"wilayah": "1102"}, snapshot)
    assert picture.count('class="batang-nol"') == 1
    said = [words.said for words in texts(picture)]
    assert "dinyatakan nol" in said
    assert said.count("belum ada yang diterbitkan") == 5
    assert "Belum ada angka terbit. Itu tidak berarti nol." in said
    implied = drawn("corong-penanganan", {"wilayah": "1101"}, snapshot)
    assert 'class="batang-tersirat"' in implied
    assert any("Tersirat" in words.said for words in texts(implied))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_the_finding_is_a_file_of_its_own(chart: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/grafik/{chart}.txt?lang={lang}")
    assert answer.mimetype == "text/plain"
    assert answer.text.endswith(".\n")
    assert "2024" in answer.text


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_the_page_of_a_chart_shows_it_and_offers_its_files(chart: str, lang: str, client: FlaskClient) -> None:
    page = client.get(f"/grafik/{chart}?lang={lang}&utm_source=x")
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert f'<img src="/grafik/{chart}.svg' in page.text
    assert "utm_source" not in page.text
    links = [link.replace("&amp;", "&") for link in re.findall(rf'href="(/grafik/{chart}\.[^"]+)"', page.text)]
    assert {link.split("?")[0].rpartition(".")[2] for link in links} == {"svg", "png", "pdf", "csv", "json"}
    assert all(client.get(link).status_code == 200 for link in links if ".png" not in link and ".pdf" not in link)
