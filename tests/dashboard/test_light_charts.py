"""Light charts hold their words apart, inside and readable, and never draw what is not published."""

import re
from datetime import date

import pytest

from dashboard.charts.bars import BarRow, draw_bars
from dashboard.charts.calendar import Calendar
from dashboard.charts.coverage import CoverageView, draw_coverage
from dashboard.charts.drawing import NARROW, SHEET, WIDE, pair
from dashboard.charts.lines import draw_lines
from dashboard.charts.mini_map import MapArea, mini_map
from dashboard.charts.multiples import draw_multiples, small_multiples
from dashboard.charts.series import Line, LinesView
from dashboard.charts.stack import OTHERS, UNEXPLAINED, Layer, StackView, draw_stack
from etl.months import months_between
from tests.dashboard.drawn import LONGEST, PEMILU, PILKADA, calendar, collisions, cut, smallest_text, texts

YEAR = months_between(first="2024-01", last="2024-12")
LONG = months_between(first="2023-01", last="2024-10")
CALENDARS = {
    "pilkada id": calendar(PILKADA, YEAR),
    "pilkada en": calendar(PILKADA, YEAR, "en"),
    "pemilu id": calendar(PEMILU, LONG),
    "pemilu en": calendar(PEMILU, LONG, "en"),
}
WIDTHS = (WIDE, NARROW)
each_width = pytest.mark.parametrize("width", WIDTHS)
each_calendar = pytest.mark.parametrize("axis", CALENDARS.values(), ids=CALENDARS)


def line(name: str, axis: Calendar, *last: int | None) -> Line:
    values = (None,) * (len(axis.months) - len(last)) + last
    end = "belum ada yang diterbitkan" if values[-1] is None else f"{values[-1]} (tersirat)"
    return Line(name=name, values=values, said=tuple(map(str, values)), end=end, link="/?wilayah=11")


def lines(axis: Calendar, *ends: int | None) -> LinesView:
    drawn = tuple(line(name, axis, 0 if end else None, end) for name, end in zip(LONGEST, ends, strict=False))
    return LinesView(title="Enam daerah", calendar=axis, lines=drawn)


def stack(axis: Calendar, *ends: int) -> StackView:
    kinds = {len(ends) - 2: OTHERS, len(ends) - 1: UNEXPLAINED}
    layers = tuple(
        Layer(name=name, values=(0,) * (len(axis.months) - 1) + (end,), kind=kinds.get(number, "bagian"))
        for number, (name, end) in enumerate(zip(LONGEST, ends, strict=False))
    )
    return StackView(title="Lapisan", calendar=axis, layers=layers)


@each_width
@each_calendar
@pytest.mark.parametrize("ends", [(1, 1, 1, 1, 1, 1), (1158, 3, 2, 1, None, None), (5, None, 120_000, 4, 5, 6)])
def test_the_names_of_lines_stand_apart(ends: tuple[int | None, ...], axis: Calendar, width: int) -> None:
    drawn = draw_lines(lines(axis, *ends), width=width)
    assert collisions(drawn) == []
    assert cut(drawn) == []
    assert smallest_text(drawn) >= 12


@each_width
@each_calendar
@pytest.mark.parametrize("ends", [(1, 1, 1, 1, 1, 1), (121, 77, 64, 50, 252, 551)])
def test_the_names_of_layers_stand_apart(ends: tuple[int, ...], axis: Calendar, width: int) -> None:
    drawn = draw_stack(stack(axis, *ends), width=width)
    assert collisions(drawn) == []
    assert cut(drawn) == []


@each_width
@each_calendar
def test_the_end_of_a_coverage_curve_can_be_read(axis: Calendar, width: int) -> None:
    steps = ((date(2024, 1, 3), 12), (date(2024, 2, 1), 514))
    drawn = draw_coverage(CoverageView(title="Cakupan", calendar=axis, steps=steps, whole=514), width=width)
    assert "514 dari 514 (100%)" in drawn or "514 of 514 (100%)" in drawn
    assert collisions(drawn) == []
    assert cut(drawn) == []


@each_width
def test_a_curve_without_declarations_is_no_line_at_nought(width: int) -> None:
    drawn = draw_coverage(
        CoverageView(title="Cakupan", calendar=CALENDARS["pilkada id"], steps=(), whole=514), width=width
    )
    assert "jalur" not in drawn
    assert "tidak berarti tidak ada" in " ".join(words.said for words in texts(drawn))


@each_width
def test_a_series_of_which_nothing_is_published_is_named_and_not_drawn(width: int) -> None:
    drawn = draw_lines(lines(CALENDARS["pilkada id"], 3, None), width=width)
    assert drawn.count('class="seri seri-1"') >= 1
    assert "seri-2" not in drawn
    assert "Biaro: belum ada yang diterbitkan" in " ".join(words.said for words in texts(drawn))


@each_width
def test_a_chart_of_nothing_says_so_and_has_no_numbers_at_its_side(width: int) -> None:
    axis = CALENDARS["pilkada id"]
    for drawn in (draw_lines(lines(axis, None), width=width), draw_stack(stack(axis, 0, 0, 0), width=width)):
        said = [words.said for words in texts(drawn)]
        assert "Itu tidak berarti nol." in " ".join(said)
        assert "4" not in said


def test_lines_differ_without_colour() -> None:
    drawn = draw_lines(lines(CALENDARS["pilkada id"], 1, 2, 3, 4, 5, 6), width=WIDE)
    shapes = set(re.findall(r'd="M[0-9.]+ [0-9.]+(m[^"]+)" class="tanda', drawn))
    dashes = re.findall(r"\.seri-\d \{ stroke-dasharray: ([^;]+)", SHEET.read_text("utf-8"))
    assert len(shapes) == 6
    assert len(set(dashes)) == 5


@each_width
@each_calendar
def test_small_drawings_keep_their_names_apart(axis: Calendar, width: int) -> None:
    drawn = draw_multiples(lines(axis, 1, None, 3, 4, None, 6), width=width)
    assert collisions(drawn) == []
    assert cut(drawn) == []


def test_small_drawings_have_one_scale_links_and_words_for_nothing() -> None:
    written = small_multiples(lines(CALENDARS["pilkada id"], 100, None, 50))
    assert written.count('<a href="/?wilayah=11">') == 3
    assert written.count('class="kosong"') == 1
    assert "V4" in written
    assert "V23" in written
    assert '<span class="angka nihil">belum ada yang diterbitkan</span>' in written


ROWS = (
    BarRow(name="Keputusan atau kebijakan yang menguntungkan atau merugikan calon", value=56, said="56", status="ada"),
    BarRow(name="Diproses", value=30, said="30 (tersirat)", status="ada", implied=True),
    BarRow(name="Terbukti", value=0, said="dinyatakan nol", status="nol"),
    BarRow(name="Sanksi", value=None, said="belum ada yang diterbitkan", status="nihil_terpublikasi"),
    BarRow(name="Fasilitas negara", value=None, said="disembunyikan", status="disembunyikan"),
)


@each_width
def test_no_two_states_of_a_bar_look_alike(width: int) -> None:
    drawn = draw_bars(ROWS, title="Tahap", lang="id", width=width)
    for class_ in ("batang", "batang-tersirat", "batang-nol", "batang-sembunyi"):
        assert drawn.count(f'class="{class_}"') == 1
    assert drawn.count("<rect") == 4
    assert collisions(drawn) == []
    assert cut(drawn) == []
    assert 'role="img"' in drawn


def test_bars_with_links_are_a_group_and_not_one_picture() -> None:
    rows = (BarRow(name="Dugaan", value=1, said="1", status="ada", link="/aturan"),)
    assert 'role="group"' in draw_bars(rows, title="Tahap", lang="id", width=WIDE)


def test_a_pair_holds_both_widths() -> None:
    drawn = pair(lambda width: draw_bars(ROWS, title="Tahap", lang="id", width=width))
    assert drawn.startswith('<div class="lebar"><svg')
    assert '<div class="sempit"><svg' in drawn


def test_a_small_map_is_cropped_to_its_areas() -> None:
    shapes = {"11": "M100 200l40 0 0 20-40 0z", "12": "M500 500h2v2h-2z", "13": "M0 0l9 0 0 9z"}
    areas = [MapArea(code=code, name=code, class_index=2, said="2 orang") for code in ("11", "12", "99")]
    drawn = mini_map(shapes, areas, chosen={"11"}, title="Peta kecil", lang="id")
    left, top, width, height = (int(part) for part in drawn.split('viewBox="')[1].split('"')[0].split())
    assert 85 <= left < 100
    assert 185 <= top < 200
    assert left + width > 502
    assert top + height > 502
    assert drawn.count("<path") == 2
    assert drawn.index("M500 500") < drawn.index("M100 200")
    assert 'class="daerah warna-2 pilih"' in drawn
