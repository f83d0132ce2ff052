import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from dashboard.figures import CONFIG, map_figure, stepped, trend_figure
from dashboard.palette import THEMES, palette
from dashboard.reading import map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import entry_words
from dashboard.state import ViewState


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_is_one_trace_of_whole_numbered_classes(
    theme: str, snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    figure = go.Figure(map_figure(map_view(snapshot, state()), palette(theme)))
    (trace,) = figure.data
    assert list(trace.z) == [4, 1, 0]
    assert list(trace.locations) == ["1101", "1102", "1201"]
    assert trace.geojson == "/geo/kabupaten_kota.ringkas.aaaa.json"
    assert (trace.zmin, trace.zmax) == (-0.5, 7.5)
    assert trace.colorscale[0][1] == palette(theme).nothing


def test_every_region_says_its_number_or_that_there_is_none(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    view = map_view(snapshot, state())
    assert [entry_words(entry, view.state) for entry in view.entries] == [
        "sedikitnya 5 orang (tersirat)",
        "dinyatakan nol",
        "belum ada yang diterbitkan",
    ]


def test_the_map_carries_no_geometry(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert "coordinates" not in json.dumps(map_figure(map_view(snapshot, state()), palette("terang")))


def test_the_chosen_region_is_drawn_last_and_outlined(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    (trace,) = go.Figure(map_figure(map_view(snapshot, state(wilayah="1101")), palette("terang"))).data
    assert trace.locations[-1] == "1101"
    assert list(trace.marker.line.width) == [0.4, 0.4, 1.8]


def test_colours_are_flat_steps() -> None:
    assert stepped(["a", "b"]) == [(0, "a"), (0.5, "a"), (0.5, "b"), (1, "b")]


def test_the_trend_sets_apart_what_no_region_explains(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    total, explained, unexplained = go.Figure(trend_figure(trend_view(snapshot, state(), "00"), palette("terang"))).data
    assert list(total.y)[-3:] == [None, 4, 1200]
    assert list(explained.y)[-2:] == [4, 1]
    assert list(unexplained.y)[-2:] == [0, 1195]


def test_figures_call_no_third_party() -> None:
    assert CONFIG["topojsonURL"].startswith("/assets/")
    assert CONFIG["showSendToCloud"] is False
