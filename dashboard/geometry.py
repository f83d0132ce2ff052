"""Turns a stored boundary file into the paths of a light map."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dashboard.compression import unpack
from dashboard.figures import LATITUDES, LONGITUDES
from dashboard.release import Boundary

WIDTH = 1000
CORNERS = 3
SCALE = WIDTH / (LONGITUDES[1] - LONGITUDES[0])
HEIGHT = round((LATITUDES[1] - LATITUDES[0]) * SCALE)

Point = tuple[int, int]


@lru_cache(maxsize=8)
def paths(boundary: Boundary, finer: int = 1) -> Mapping[str, str]:
    """Return the SVG path of each region, by code; ``finer`` as often as that as large, for drawings of a part."""
    collection = json.loads(unpack(boundary.body_br))
    return {str(feature["id"]): _path(feature["geometry"], SCALE * finer) for feature in collection["features"]}


def _path(geometry: Mapping[str, Any], scale: float) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    drawn = [_ring(points) for points in _rings(polygons, scale)]
    kept = [ring for ring in drawn if ring]
    return "".join(kept) if kept else _dot(polygons[0][0][0], scale)


def _rings(polygons: Iterable[Any], scale: float) -> Iterator[list[Point]]:
    for polygon in polygons:
        for ring in polygon:
            yield _thinned(_project(longitude, latitude, scale) for longitude, latitude, *_ in ring)


def _project(longitude: float, latitude: float, scale: float) -> Point:
    return round((longitude - LONGITUDES[0]) * scale), round((LATITUDES[1] - latitude) * scale)


def _thinned(points: Iterable[Point]) -> list[Point]:
    """Leave out points that fall on the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def _ring(points: list[Point]) -> str:
    if len(points) <= CORNERS:
        return ""
    steps = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(points[:-1])]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _dot(position: list[float], scale: float) -> str:
    """Draw a region that is smaller than a pixel as a small square, so that none is lost."""
    x, y = _project(position[0], position[1], scale)
    return f"M{x - 1} {y - 1}h2v2h-2z"
