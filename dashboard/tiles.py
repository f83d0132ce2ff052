"""Draws the tile map in the place of the geographic one: as a boundary file, and as paths of the light map."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from dashboard.compression import BEST, pack
from dashboard.geometry import WIDTH, height
from dashboard.release import REGENCY_LEVEL, Boundary, Snapshot, grouped
from dashboard.spans import COUNTRY, Span, around, spans
from dashboard.state import ViewState
from geo.regions import PROVINCE_LENGTH, load_regions
from geo.tiles import Frame, Point, Tiles, corners, fitted, load_tiles, province_borders, tile_geojson

DETAIL = "ubin"
FINE = "rinci"
"""The detail of a stored boundary file with more points, for a province that is shown large."""
HASH_IN_NAME = 12
MAKER = "Pantau Netralitas ASN"


def shown_boundary(snapshot: Snapshot, state: ViewState) -> Boundary | None:
    """Return the file whose shapes a map of this state shows; tiles need none of the release."""
    if state.shows_tiles:
        return tile_boundary()
    fine = snapshot.boundary(state.level, FINE) if state.province else None
    return fine or snapshot.boundary(state.level)


@lru_cache(maxsize=1)
def tile_boundary() -> Boundary:
    """Return the hexagons as a boundary file of the kabupaten/kota, in the box of the geographic map."""
    body = tile_geojson(_tiles(), fitted(_tiles(), across=COUNTRY.longitudes, up=COUNTRY.latitudes))
    digest = hashlib.sha256(body).hexdigest()
    return Boundary(
        level=REGENCY_LEVEL,
        detail=DETAIL,
        file_name=f"{DETAIL}-{digest[:HASH_IN_NAME]}.json",
        content_hash=digest,
        source=MAKER,
        body_br=pack(body, quality=BEST),
    )


@lru_cache(maxsize=1)
def tile_spans() -> Mapping[str, Span]:
    """Return the rectangle around the hexagons of each province, by its code."""
    hexagons = grouped(spans(tile_boundary()).items(), by=lambda hexagon: hexagon[0][:PROVINCE_LENGTH])
    return {province: around([span for _, span in found]) for province, found in hexagons.items()}


@lru_cache(maxsize=1)
def tile_paths() -> Mapping[str, str]:
    """Return the SVG path of each hexagon, by code; finer than whole units, or hexagons would differ in size."""
    frame = _frame()
    return {code: f"{_line(corners(cell), frame)}z" for code, cell in _tiles().items()}


@lru_cache(maxsize=1)
def tile_borders() -> str:
    """Return one SVG path with all lines between hexagons of different provinces."""
    return "".join(_line(line, _frame()) for line in province_borders(_tiles()))


@lru_cache(maxsize=1)
def _tiles() -> Tiles:
    return load_tiles(load_regions())


def _frame() -> Frame:
    return fitted(_tiles(), across=(0, WIDTH), up=(-height(COUNTRY), 0))


def _line(points: Iterable[Point], frame: Frame) -> str:
    """Write a line in steps, which are the same for every hexagon: that compresses well."""
    points = tuple(points)
    steps = [
        f"{_number((x - px) * frame.step)} {_number((y - py) * _down(frame))}" for (px, py), (x, y) in pairwise(points)
    ]
    across, up = frame.place(points[0])
    return f"M{_number(across)} {_number(-up)}l{' '.join(steps)}".replace(" -", "-")


def _down(frame: Frame) -> float:
    """Return the height of a step of the lattice."""
    return frame.place((0, 0))[1] - frame.place((0, 1))[1]


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"
