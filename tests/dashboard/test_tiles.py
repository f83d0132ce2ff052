"""The tile map takes the geographic map's place: in addresses, in the figure, in the light map and in words."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from dashboard.compression import unpack
from dashboard.figures import map_figure
from dashboard.geometry import WIDTH, height, paths
from dashboard.light_map import light_map
from dashboard.palette import palette
from dashboard.reading import map_view
from dashboard.release import Snapshot
from dashboard.sentences import map_alt
from dashboard.spans import COUNTRY
from dashboard.state import ViewState
from dashboard.tiles import tile_borders, tile_boundary, tile_paths, tile_spans

State = Callable[..., ViewState]


def drawn(path: str) -> list[tuple[float, float]]:
    """Follow an SVG path of one move and relative lines."""
    numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", path)]
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    points = [steps[0]]
    for across, down in steps[1:]:
        points.append((points[-1][0] + across, points[-1][1] + down))
    return points


@pytest.mark.parametrize(("accepted", "decode"), [("br", unpack), ("gzip", gzip.decompress), ("identity", bytes)])
def test_hexagons_are_served_for_ever_under_the_hash_of_their_content(
    accepted: str, decode: Callable[[bytes], bytes], client: FlaskClient
) -> None:
    address = f"/geo/{tile_boundary().file_name}"
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert re.fullmatch(r"/geo/ubin-[0-9a-f]{12}\.json", address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert len({feature["id"] for feature in json.loads(decode(answer.data))["features"]}) == 514


def test_the_figure_takes_its_shapes_from_the_hexagons(snapshot: Snapshot, state: State) -> None:
    (tiles,) = go.Figure(map_figure(map_view(snapshot, state(peta="ubin")), palette("terang"))).data
    (areas,) = go.Figure(map_figure(map_view(snapshot, state()), palette("terang"))).data
    assert tiles.geojson == f"/geo/{tile_boundary().file_name}"
    assert tiles.geojson != areas.geojson
    assert (list(tiles.z), list(tiles.locations)) == (list(areas.z), list(areas.locations))


def test_the_page_fetches_the_hexagons_early_and_shows_them_without_scripts(client: FlaskClient) -> None:
    page = client.get("/?peta=ubin").text
    assert f'crossorigin href="/geo/{tile_boundary().file_name}"' in page
    assert page.count('<a tabindex="-1" href="/?peta=ubin&amp;wilayah=') == 3
    assert '<path class="batas"' in page
    assert re.search(r'<input type="radio" name="peta" value="ubin" checked', page)
    assert '<link rel="canonical" href="http://localhost/?peta=ubin">' in page


def test_the_light_map_draws_a_hexagon_a_region_with_its_class_and_a_link_that_keeps_the_tiles(
    snapshot: Snapshot, state: State
) -> None:
    drawing = light_map(map_view(snapshot, state(peta="ubin")), snapshot)
    areas = re.findall(
        r'<a tabindex="-1" href="/\?peta=ubin&amp;wilayah=(\d+)"><path class="k(\d)" d="([^"]+)"><title>', drawing
    )
    assert [(code, kind) for code, kind, _ in areas] == [("1101", "4"), ("1102", "1"), ("1201", "0")]
    assert {code: path for code, _, path in areas}.items() <= tile_paths().items()


def test_hexagons_are_of_one_size_inside_the_drawing() -> None:
    shapes = [drawn(path) for path in tile_paths().values()]
    assert {len(points) for points in shapes} == {6}
    assert len({from_top(points) for points in shapes}) == 1
    assert all(0 < x < WIDTH and 0 < y < height(COUNTRY) for points in shapes for x, y in points)


def from_top(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((round(x - points[0][0], 2), round(y - points[0][1], 2)) for x, y in points)


def test_the_boundary_file_can_be_drawn_as_any_other() -> None:
    assert paths(tile_boundary(), COUNTRY).keys() == tile_paths().keys()


def test_lines_between_provinces_lie_over_the_tiles_and_under_what_is_chosen(snapshot: Snapshot, state: State) -> None:
    drawing = light_map(map_view(snapshot, state(peta="ubin", wilayah="1101")), snapshot)
    border = drawing.index(f'<path class="batas" d="{tile_borders()}"/>')
    assert drawing.index("wilayah=1201") < border < drawing.index("wilayah=1101")


def test_the_geographic_map_has_no_lines_between_provinces(snapshot: Snapshot, state: State) -> None:
    assert "batas" not in light_map(map_view(snapshot, state()), snapshot)


def test_tiles_need_no_boundaries_of_the_release(snapshot: Snapshot, state: State) -> None:
    bare = replace(snapshot, boundaries=())
    assert map_view(bare, state(peta="ubin")).geometry == f"/geo/{tile_boundary().file_name}"
    assert light_map(map_view(bare, state(peta="ubin")), bare).count("<a ") == 3


def test_provinces_stay_on_the_geographic_map_and_the_page_says_so(
    snapshot: Snapshot, state: State, client: FlaskClient
) -> None:
    asked, plain = state(peta="ubin", tingkat="provinsi"), state(tingkat="provinsi")
    assert map_view(snapshot, asked).geometry == map_view(snapshot, plain).geometry
    assert "provinsi digambar pada peta biasa" in map_alt(map_view(snapshot, asked))
    assert "provinsi digambar pada peta biasa" in client.get("/?peta=ubin&tingkat=provinsi").text
    assert "batas" not in light_map(map_view(snapshot, asked), snapshot)


def test_words_say_what_a_hexagon_is(snapshot: Snapshot, state: State, client: FlaskClient) -> None:
    said = "Satu segi enam adalah satu kabupaten/kota"
    assert said in map_alt(map_view(snapshot, state(peta="ubin")))
    assert said in client.get("/?peta=ubin").text
    assert said not in client.get("/").text
    assert "One hexagon is one regency or city" in client.get("/?peta=ubin&lang=en").text


def test_a_kind_of_map_that_is_not_known_is_refused(client: FlaskClient) -> None:
    for path in ("/?peta=globe", "/grafik/peta-pelanggaran.svg?peta=globe"):
        assert client.get(path).status_code == 400


def test_a_province_shown_large_keeps_its_hexagons(snapshot: Snapshot, state: State) -> None:
    large, country = (map_view(snapshot, state(peta="ubin", **more)) for more in ({"provinsi": "11"}, {}))
    assert large.geometry == country.geometry
    assert {entry.place.code for entry in large.entries} == {"1101", "1102"}
    assert large.span == tile_spans()["11"]
    wide, whole = (view.span.east - view.span.west for view in (large, country))
    assert 0 < wide < whole / 2
    assert "Satu segi enam adalah satu kabupaten/kota" in map_alt(large)


def test_the_hexagons_of_every_province_lie_within_its_rectangle() -> None:
    collection = json.loads(unpack(tile_boundary().body_br))
    assert len(tile_spans()) == 38
    for feature in collection["features"]:
        span = tile_spans()[feature["id"][:2]]
        for longitude, latitude in feature["geometry"]["coordinates"][0]:
            assert span.west < longitude < span.east
            assert span.south < latitude < span.north


def test_the_light_map_of_a_province_draws_its_hexagons_large_and_no_others(snapshot: Snapshot, state: State) -> None:
    drawing = light_map(map_view(snapshot, state(peta="ubin", provinsi="11")), snapshot)
    shapes = [drawn(path) for path in re.findall(r'<a [^>]*><path class="k\d" d="([^"]+)"', drawing)]
    assert {len(points) for points in shapes} == {6}
    assert len(shapes) == 2
    in_country = [drawn(tile_paths()[code]) for code in ("1101", "1102")]
    assert across(shapes) > 4 * across(in_country)
    assert "batas" not in drawing


def test_the_choice_of_hexagons_stays_when_a_province_is_shown_large(client: FlaskClient) -> None:
    page = client.get("/?peta=ubin&provinsi=11").text
    assert page.count('<a tabindex="-1" href="/?peta=ubin&amp;provinsi=11&amp;wilayah=') == 2
    assert re.search(r'<input type="radio" name="peta" value="ubin" checked', page)


def across(shapes: list[list[tuple[float, float]]]) -> float:
    """Return how wide shapes are together."""
    places = [x for points in shapes for x, _ in points]
    return max(places) - min(places)
