"""Turns a stored boundary file into the paths of a light map."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dashboard.compression import unpack
from dashboard.release import Boundary
from dashboard.spans import COUNTRY, Span

WIDTH = 1000
CORNERS = 3

Point = tuple[int, int]


def height(span: Span) -> int:
    """Return how high a drawing of a part of the earth is, at the width of all drawings."""
    return round((span.north - span.south) * _scale(span))


def _scale(span: Span) -> float:
    return WIDTH / (span.east - span.west)


@lru_cache(maxsize=8)
def paths(boundary: Boundary, span: Span = COUNTRY, province: str | None = None) -> Mapping[str, str]:
    """Return the SVG path of each region, by code; only of those in a province where one is given."""
    collection = json.loads(unpack(boundary.body_br))
    features = {str(feature["id"]): feature["geometry"] for feature in collection["features"]}
    return {code: _path(shape, span) for code, shape in features.items() if province in {None, code[:2]}}


def _path(geometry: Mapping[str, Any], span: Span) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    drawn = [_ring(points) for points in _rings(polygons, span)]
    kept = [ring for ring in drawn if ring]
    longitude, latitude = polygons[0][0][0][:2]
    return "".join(kept) if kept else _dot(_project(longitude, latitude, span))


def _rings(polygons: Iterable[Any], span: Span) -> Iterator[list[Point]]:
    for polygon in polygons:
        for ring in polygon:
            yield _thinned(_project(longitude, latitude, span) for longitude, latitude, *_ in ring)


def _project(longitude: float, latitude: float, span: Span) -> Point:
    scale = _scale(span)
    return round((longitude - span.west) * scale), round((span.north - latitude) * scale)


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


def _dot(position: Point) -> str:
    """Draw a region that is smaller than a pixel as a small square, so that none is lost."""
    x, y = position
    return f"M{x - 1} {y - 1}h2v2h-2z"
