"""What is chosen of the trend is drawn, said in a table and written to files from the same numbers."""

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from dashboard.charts.calendar import calendar_of, days_before
from dashboard.charts.drawing import NARROW, WIDE
from dashboard.charts.trend import draw_trend
from dashboard.figures import trend_figure
from dashboard.palette import palette
from dashboard.reading import trend_view
from dashboard.release import Snapshot
from dashboard.state import TRENDS, ViewState
from dashboard.trend_section import trend_choice
from dashboard.trend_views import part_lines, part_stack, stage_lines, type_lines
from etl.months import months_between
from tests.dashboard.drawn import collisions, cut, smallest_text, texts

State = Callable[..., ViewState]
SVG = "/grafik/tren-pelanggaran.svg"
CSV = "/grafik/tren-pelanggaran.csv"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", ["00", "1101", "1201"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_light_trend_keeps_its_words_apart(
    width: int, region: str, lang: str, snapshot: Snapshot, state: State
) -> None:
    drawn = draw_trend(trend_view(snapshot, state(lang=lang), region), width=width)
    assert collisions(drawn) == []
    assert cut(drawn) == []
    assert smallest_text(drawn) >= 12


def test_a_light_trend_sets_apart_what_no_region_explains(snapshot: Snapshot, state: State) -> None:
    drawn = draw_trend(trend_view(snapshot, state(), "00"), width=WIDE)
    assert drawn.count('class="batang-pucat"') == 1
    assert drawn.count('class="batang"') == 2
    assert "Oktober 2024: sedikitnya 1.200 orang; bertambah 1.196 dalam bulan ini" in drawn
    assert "1.200" in [words.said for words in texts(drawn)]


def test_a_light_trend_of_nothing_is_words_and_of_zero_a_sign_of_its_own(snapshot: Snapshot, state: State) -> None:
    nothing = draw_trend(trend_view(snapshot, state(), "1201"), width=WIDE)
    zero = draw_trend(trend_view(snapshot, state(), "1102"), width=WIDE)
    assert "tidak berarti nol" in " ".join(words.said for words in texts(nothing))
    assert "jalur" not in nothing
    assert "kisi" not in nothing
    assert "titik-nol" in zero
    assert "dinyatakan nol" in [words.said for words in texts(zero)]


def test_a_trend_marks_polling_day_and_the_days_before_it(snapshot: Snapshot, state: State) -> None:
    view = replace(trend_view(snapshot, state(), "00"), months=months_between(first="2024-01", last="2024-12"))
    named = [f"H-{count}" for count, _ in days_before(calendar_of(view))]
    light = {words.said for words in texts(draw_trend(view, width=NARROW))}
    plotly = {note.text for note in go.Figure(trend_figure(view, palette("terang"))).layout.annotations}
    assert named == ["H-90", "H-30", "H-7"]
    assert set(named) <= light
    assert set(named) <= plotly
    assert any("pemungutan" in said for said in light)
    assert any("pemungutan" in said for said in plotly)


def test_a_trend_that_begins_later_keeps_what_its_first_month_added(snapshot: Snapshot, state: State) -> None:
    (point,) = trend_view(snapshot, state(), "00", first="2024-10").points
    assert (point.added, point.added_unexplained) == (1196, 1195)


def test_stages_are_lines_side_by_side(snapshot: Snapshot, state: State) -> None:
    view = stage_lines(snapshot, state(), "1101")
    assert {line.name: line.last for line in view.lines if line.known} == {"Dugaan": 5, "Diproses": 4}
    assert len(view.lines) == 6
    assert "Dugaan 5 (tersirat); Diproses 4" in view.title


@pytest.mark.parametrize(("region", "sums"), [("00", [4, 2]), ("11", [4, 2]), ("1101", [4]), ("1201", [])])
def test_types_are_sums_of_the_events_of_kabupaten_alone(
    region: str, sums: list[int], snapshot: Snapshot, state: State
) -> None:
    assert [line.last for line in type_lines(snapshot, state(), region).lines] == sums


def test_types_stop_at_the_chosen_month(snapshot: Snapshot, state: State) -> None:
    assert [line.last for line in type_lines(snapshot, state(sampai="2024-09"), "00").lines] == [3]


def test_layers_add_up_to_the_number_of_the_whole(snapshot: Snapshot, state: State) -> None:
    for month in ("2024-09", "2024-10"):
        view = part_stack(snapshot, state(sampai=month), "00")
        whole = trend_view(snapshot, state(sampai=month), "00")
        assert view.totals == tuple(point.reading.value or 0 for point in whole.points)
    assert [(layer.kind, layer.values[-1]) for layer in view.layers] == [("bagian", 5), ("tak-terinci", 1195)]


def test_the_parts_of_a_kabupaten_are_those_of_its_province(snapshot: Snapshot, state: State) -> None:
    names = [line.name for line in part_lines(snapshot, state(), "1101").lines]
    assert names == ["Kabupaten Aceh Selatan", "Kabupaten Aceh Tenggara"]


@pytest.mark.parametrize("choice", TRENDS)
def test_every_choice_is_a_link_and_what_is_chosen_has_a_table(choice: str, snapshot: Snapshot, state: State) -> None:
    written = trend_choice(snapshot, state(tren=choice))
    assert written.count("data-state") == len(TRENDS) + (2 if choice == "semua" else 0)
    assert written.count('aria-current="true"') == 1
    assert ("<table>" in written) == (choice != "total")
    assert ("jangan bandingkan" in written) == (choice == "jenis")
    assert ("bukan corong" in written) == (choice == "tahap")


def test_a_choice_with_nothing_published_is_a_sentence(snapshot: Snapshot, state: State) -> None:
    written = trend_choice(snapshot, state(tren="jenis", tahap="sanksi"))
    assert "tidak berarti nol" in written
    assert "<svg" not in written


@pytest.mark.parametrize("choice", TRENDS)
def test_every_choice_is_on_the_page_without_scripts_and_a_file_of_its_own(choice: str, client: FlaskClient) -> None:
    body = client.get(f"/?tren={choice}").text
    served = client.get(f"{SVG}?tren={choice}")
    assert 'id="rincian"' in body
    assert body.count('class="lebar"') >= 1
    assert served.mimetype == "image/svg+xml"
    assert served.headers["Cache-Control"]
    assert cut(served.text) == []
    assert collisions(served.text) == []


def test_a_file_shows_the_region_and_months_that_are_asked_for(client: FlaskClient) -> None:
    drawn = client.get(f"{SVG}?wilayah=1101&sejak=2024-09").text
    assert "Kabupaten Aceh Selatan" in drawn
    assert "Agu" not in drawn


@pytest.mark.parametrize("path", [SVG, CSV, "/"])
def test_an_unknown_choice_is_refused(path: str, client: FlaskClient) -> None:
    answer = client.get(f"{path}?tren=corong")
    assert answer.status_code == 400
    assert "semua" in answer.text


def test_the_files_hold_the_rows_of_what_is_drawn(client: FlaskClient) -> None:
    rows = {choice: client.get(f"{CSV}?tren={choice}").text.splitlines()[1:] for choice in TRENDS}
    assert [len(rows[choice]) for choice in TRENDS] == [2, 2, 3, 4, 4]
    assert rows["jenis"][0].split(",")[-4:-1] == ["media_sosial", "2024-09", "3"]
    assert {row.split(",")[0] for row in rows["provinsi"]} == {"00", "11"}


def test_links_to_files_carry_only_what_their_chart_knows(client: FlaskClient) -> None:
    body = client.get("/?tren=tahap&tingkat=provinsi").text
    assert "/grafik/tren-pelanggaran.csv?tren=tahap&amp;unduh=1" in body
    assert "/grafik/peta-pelanggaran.csv?tingkat=provinsi&amp;unduh=1" in body


def test_the_name_of_a_file_says_what_was_chosen(client: FlaskClient) -> None:
    names = [client.get(f"{CSV}?unduh=1&tren={choice}").headers["Content-Disposition"] for choice in TRENDS]
    assert len(set(names)) == len(TRENDS)
    assert "tren-pelanggaran_jenis_pilkada-2024" in names[TRENDS.index("jenis")]
