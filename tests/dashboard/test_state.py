from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.palette import MAP_CHART
from dashboard.reading import TREND_CHART
from dashboard.release import Snapshot
from dashboard.state import (
    ELECTIONS,
    LEVELS,
    MAP_KINDS,
    MEASURES,
    PARAMETER_NAMES,
    SINCE,
    STAGES,
    TRENDS,
    UNITS,
    ParameterError,
    ViewState,
    address,
    parse,
    to_query,
)
from etl.catalogue import load_catalogue
from geo.wording import LANGUAGES


@given(data=st.data())
def test_every_state_survives_being_written_and_read(data: st.DataObject, snapshot: Snapshot) -> None:
    election = data.draw(st.sampled_from(ELECTIONS))
    state = ViewState(
        election=election,
        stage=data.draw(st.sampled_from(STAGES)),
        unit=data.draw(st.sampled_from(UNITS)),
        measure=data.draw(st.sampled_from(MEASURES)),
        level=data.draw(st.sampled_from(LEVELS)),
        map_kind=data.draw(st.sampled_from(MAP_KINDS)),
        province=data.draw(st.none() | st.sampled_from([place.code for place in snapshot.places_at("provinsi")])),
        month=data.draw(st.sampled_from(snapshot.months(election))),
        region=data.draw(st.none() | st.sampled_from(sorted(snapshot.places))),
        trend=data.draw(st.sampled_from(TRENDS)),
        lang=data.draw(st.sampled_from(LANGUAGES)),
    )
    assert parse(to_query(state, snapshot), snapshot) == state


def test_the_default_state_has_the_bare_address(snapshot: Snapshot) -> None:
    assert address(parse({}, snapshot), snapshot) == "/"


def test_only_what_differs_is_written_in_one_order(snapshot: Snapshot) -> None:
    state = parse({"lang": "en", "wilayah": "1101", "tahap": "sanksi", "satuan": "orang"}, snapshot)
    assert address(state, snapshot) == "/?tahap=sanksi&wilayah=1101&lang=en"


def test_unknown_parameters_are_left_out(state: Callable[..., ViewState]) -> None:
    assert state(fbclid="x") == state()


def test_a_lone_zero_is_the_country(state: Callable[..., ViewState]) -> None:
    assert state(wilayah="0").region == "00"


def test_the_empty_choice_of_a_plain_form_is_no_region(state: Callable[..., ViewState]) -> None:
    assert state(wilayah="").region is None


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("pemilihan", "pilkada-2029"),
        ("tahap", "diduga"),
        ("satuan", "persen"),
        ("tingkat", "nasional"),
        ("peta", "globe"),
        ("ukuran", "persen"),
        ("provinsi", "1101"),
        ("provinsi", "99"),
        ("sampai", "2030-01"),
        ("sampai", "kemarin"),
        ("wilayah", "9999"),
        ("lang", "jv"),
        ("dasar", "kasus"),
        ("sejak", "2024-11"),
    ],
)
def test_a_wrong_value_names_its_parameter(parameter: str, value: str, state: Callable[..., ViewState]) -> None:
    with pytest.raises(ParameterError) as caught:
        state(**{parameter: value})
    assert (caught.value.parameter, caught.value.value) == (parameter, value)


def test_an_empty_value_counts_as_absent(state: Callable[..., ViewState]) -> None:
    assert state(**dict.fromkeys(load_catalogue().parameters, "")) == state()


def test_the_months_of_an_election_run_to_the_end_of_the_release(
    state: Callable[..., ViewState], snapshot: Snapshot
) -> None:
    months = snapshot.months("pemilu-2024")
    assert (months[0], months[-1]) == ("2023-01", "2024-10")
    assert state(pemilihan="pemilu-2024", sampai="2024-10").month == "2024-10"
    assert state(pemilihan="pemilu-2024").month == snapshot.last_recorded("pemilu-2024") == "2023-01"


def test_every_declared_parameter_of_violations_is_known() -> None:
    charts = [load_catalogue().charts[name] for name in (MAP_CHART, TREND_CHART)]
    assert {*PARAMETER_NAMES, SINCE} == {name for chart in charts for name in chart.parameters}


def test_the_default_state_is_the_declared_one(snapshot: Snapshot) -> None:
    declared = load_catalogue().parameters
    last = snapshot.last_recorded("pilkada-2024")
    values = {name: declared[name].default_for(election="pilkada-2024", last_month=last) for name in PARAMETER_NAMES}
    assert parse(values, snapshot) == replace(parse({}, snapshot), region="00")
