"""Indicators are shown somewhere, and charts ask for, class and mark only what exists."""

from string import Formatter

import pytest

from etl.catalogue import Chart, Indicator, load_catalogue

CATALOGUE = load_catalogue()
each_chart = pytest.mark.parametrize("chart", CATALOGUE.charts.values(), ids=CATALOGUE.charts)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("indicator", CATALOGUE.indicators.values(), ids=CATALOGUE.indicators)
def test_every_indicator_is_carried_by_a_published_column(indicator: Indicator) -> None:
    published = {name for table in CATALOGUE.tables.values() if table.public for name in table.names}
    assert indicator.field in published
    assert indicator.unit == CATALOGUE.fields[indicator.field].unit


def test_the_charts_are_these() -> None:
    assert {name: (chart.kind, chart.indicator.name) for name, chart in CATALOGUE.charts.items()} == {
        "peta-pelanggaran": ("map", "published_minimum"),
        "tren-pelanggaran": ("trend", "monthly_increase"),
        "peta-deklarasi": ("map", "first_declaration"),
        "tren-deklarasi": ("trend", "first_declaration"),
        "peringkat-pelanggaran": ("ranking", "published_minimum"),
        "corong-penanganan": ("stages", "published_minimum"),
        "profil-wilayah": ("profile", "published_minimum"),
    }


def test_every_parameter_is_asked_by_a_chart() -> None:
    assert set(CATALOGUE.parameters) == {name for chart in CATALOGUE.charts.values() for name in chart.parameters}


def test_parameters_carry_the_public_name_of_their_field() -> None:
    named = {p.name: CATALOGUE.fields[p.field].public for p in CATALOGUE.parameters.values() if p.field}
    others = {name: public for name, public in named.items() if name != public}
    assert others == {"provinsi": "kode_provinsi", "wilayah": "kode_wilayah", "sejak": "bulan", "sampai": "bulan"}


def test_defaults_are_the_promised_ones() -> None:
    defaults = {
        election: {
            name: parameter.default_for(election=election, last_month="2024-12")
            for name, parameter in CATALOGUE.charts["tren-pelanggaran"].parameters.items()
        }
        for election in ("pilkada-2024", "pemilu-2024")
    }
    common = {"pemilihan": "pilkada-2024", "tahap": "dugaan", "satuan": "orang", "dasar": "publikasi"}
    common |= {"wilayah": "00", "tren": "total", "sampai": "2024-12", "lang": "id"}
    assert defaults == {
        "pilkada-2024": {**common, "sejak": "2024-01"},
        "pemilu-2024": {**common, "sejak": "2023-01"},
    }


def test_a_default_is_an_allowed_value() -> None:
    chosen = [p for p in CATALOGUE.parameters.values() if p.values]
    assert len(chosen) > 4
    assert [p.name for p in chosen if p.default not in p.values] == []


def test_parameters_of_images_have_values_or_limits_with_their_default_among_them() -> None:
    assert list(CATALOGUE.images) == ["lebar", "tema", "judul", "skala"]
    assert not set(CATALOGUE.images) & set(CATALOGUE.parameters)
    for parameter in CATALOGUE.images.values():
        if parameter.values:
            assert parameter.default in parameter.values
        else:
            assert (parameter.least or 0) <= int(parameter.default) <= (parameter.most or 0)
    assert {name for name, parameter in CATALOGUE.images.items() if "pdf" not in parameter.kinds} == {"skala"}


def test_both_elections_together_are_not_a_choice() -> None:
    assert CATALOGUE.parameters["pemilihan"].values == ("pilkada-2024", "pemilu-2024")


@each_chart
def test_titles_use_the_parameters_of_their_chart_in_both_languages_alike(chart: Chart) -> None:
    assert placeholders(chart.title.id) == placeholders(chart.title.en) <= set(chart.parameters)


@each_chart
def test_maps_have_rising_classes_for_each_level_and_other_charts_have_none(chart: Chart) -> None:
    levels = chart.parameters["tingkat"].values if chart.kind == "map" and "tingkat" in chart.parameters else ()
    assert set(chart.classes) == set(levels)
    assert bool(chart.classes or chart.day_classes) == (chart.kind == "map")
    for breaks in chart.classes.values():
        for unit in CATALOGUE.fields["unit"].codes:
            bounds = breaks.bounds(unit)
            assert bounds[0] == 1
            assert list(bounds) == sorted(set(bounds))


def test_days_before_polling_are_classed_from_polling_day_on() -> None:
    floors = CATALOGUE.charts["peta-deklarasi"].day_classes
    assert floors[0] == 0
    assert list(floors) == sorted(set(floors))


def test_charts_mark_the_same_stages() -> None:
    marked = {chart.marked_stages for chart in CATALOGUE.charts.values() if chart.kind == "trend"}
    assert len(marked) == 1


def test_marked_stages_are_on_the_schedule_and_polling_day_of_both_elections() -> None:
    schedule = CATALOGUE.path_of(CATALOGUE.sources["election_stages"]).read_text("utf-8")
    marked = CATALOGUE.charts["tren-pelanggaran"].marked_stages
    assert marked == ("pendaftaran", "penetapan", "kampanye", "masa_tenang", "pemungutan_suara")
    assert [stage for stage in marked if f"pilkada-2024,{stage}," not in schedule] == []
    assert [stage for stage in marked if f"pemilu-2024,{stage}," in schedule] == list(marked[2:])
