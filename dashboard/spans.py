"""Knows which part of the earth a map shows: the country, or one province with a margin around it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.compression import unpack
from dashboard.release import Boundary

MARGIN = 0.05
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle in degrees."""

    west: float
    east: float
    south: float
    north: float

    @property
    def longitudes(self) -> tuple[float, float]:
        """Return the edges in the west and east."""
        return self.west, self.east

    @property
    def latitudes(self) -> tuple[float, float]:
        """Return the edges in the south and north."""
        return self.south, self.north


COUNTRY = Span(94.4, 141.6, -11.4, 6.4)
"""The country with a small margin: Sabang in the west and Merauke in the east must not touch the edge."""


@lru_cache(maxsize=4)
def spans(boundary: Boundary) -> Mapping[str, Span]:
    """Return the rectangle of each region of a boundary file, by code."""
    collection = json.loads(unpack(boundary.body_br))
    return {str(feature["id"]): _around(feature["geometry"]["coordinates"]) for feature in collection["features"]}


def around(parts: Sequence[Span]) -> Span:
    """Return the rectangle that holds several."""
    return Span(
        min(part.west for part in parts),
        max(part.east for part in parts),
        min(part.south for part in parts),
        max(part.north for part in parts),
    )


def _around(coordinates: Sequence[Any]) -> Span:
    points = list(_points(coordinates))
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    margin = MARGIN * max(east - west, north - south)
    return Span(*(round(edge, DIGITS) for edge in (west - margin, east + margin, south - margin, north + margin)))


def _points(coordinates: Sequence[Any]) -> Iterator[Any]:
    """Yield the points of nested rings."""
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
        return
    for part in coordinates:
        yield from _points(part)
