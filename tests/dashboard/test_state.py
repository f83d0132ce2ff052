from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.release import Snapshot
from dashboard.state import (
    ELECTIONS,
    LEVELS,
    PARAMETERS,
    STAGES,
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
        level=data.draw(st.sampled_from(LEVELS)),
        month=data.draw(st.sampled_from(snapshot.months(election))),
        region=data.draw(st.none() | st.sampled_from(sorted(snapshot.places))),
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
        ("sampai", "2030-01"),
        ("sampai", "kemarin"),
        ("wilayah", "9999"),
        ("lang", "jv"),
    ],
)
def test_a_wrong_value_names_its_parameter(parameter: str, value: str, state: Callable[..., ViewState]) -> None:
    with pytest.raises(ParameterError) as caught:
        state(**{parameter: value})
    assert (caught.value.parameter, caught.value.value) == (parameter, value)


def test_the_page_offers_what_the_declarations_declare() -> None:
    catalogue = load_catalogue()
    declared: dict[str, Any] = {name: tuple(catalogue.fields[name].values) for name in ("stage", "unit")}
    assert declared == {"stage": STAGES, "unit": UNITS}
    parameters = catalogue.charts["peta-pelanggaran"].parameters
    assert {parameter.name for parameter in PARAMETERS} <= set(parameters)
    assert parameters["pemilihan"].values == ELECTIONS
    assert parameters["tingkat"].values == LEVELS
