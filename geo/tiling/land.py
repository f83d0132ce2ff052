"""Knows which regions share an island and which a border, and spreads the map so that each has room for a tile."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.regions import PROVINCE_LENGTH
from geo.tiling.cartogram import cartogram
from geo.tiling.grid import AREA, ROW
from geo.tiling.plan import Group, Plan

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]
LEAST = 1e-4
"""Square degrees: smaller regions count as this large where areas are evened out only in part."""


@dataclass(frozen=True, eq=False)
class Land:
    """The kabupaten/kota in the order of their codes; the island of a region is where its largest part lies."""

    codes: tuple[str, ...]
    shapes: Shapes
    main: Shapes
    islands: NDArray[np.int64]
    provinces: NDArray[np.int64]
    neighbours: tuple[tuple[int, ...], ...]


def survey(shapes_by_code: Mapping[str, shapely.Geometry]) -> Land:
    """Work out islands and neighbours; neighbours share a border and lie on one island."""
    codes = tuple(sorted(shapes_by_code))
    shapes = np.array([shapes_by_code[code] for code in codes], dtype=object)
    main = np.array([max(shapely.get_parts(shape), key=shapely.area) for shape in shapes], dtype=object)
    islands = _islands(shapes, main)
    _, provinces = np.unique([code[:PROVINCE_LENGTH] for code in codes], return_inverse=True)
    return Land(codes, shapes, main, islands, provinces, _neighbours(shapes, islands))


def _islands(shapes: Shapes, main: Shapes) -> NDArray[np.int64]:
    whole = shapely.get_parts(shapely.union_all(shapes))
    _, found = shapely.STRtree(whole).query(shapely.point_on_surface(main), predicate="within")
    return np.unique(found, return_inverse=True)[1]


def _neighbours(shapes: Shapes, islands: NDArray[np.int64]) -> tuple[tuple[int, ...], ...]:
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    beside = (one != other) & (islands[one] == islands[other])
    return tuple(tuple(sorted(int(found) for found in other[beside & (one == index)])) for index in range(len(shapes)))


def spread(land: Land, plan: Plan) -> Shapes:
    """Return the main part of each region where it lies on the grid, each group with as much land as it has tiles."""
    result = land.main.copy()
    for group in plan.groups:
        mine = np.array([code[:PROVINCE_LENGTH] in group.provinces for code in land.codes])
        result[mine] = _placed(_bent(land.main[mine], group), group)
    return result


def _bent(shapes: Shapes, group: Group) -> Shapes:
    """Even out the areas, on a map whose south is above zero, as rows are counted."""
    stretch = np.array([group.widen, -1 / group.widen])
    shapes = shapely.transform(shapes, lambda points: points * stretch)
    areas = np.maximum(shapely.area(shapes), LEAST)
    wanted = areas ** (1 - group.evenness)
    return cartogram(shapes, wanted=wanted * (areas.sum() * group.swell / wanted.sum()))


def _placed(shapes: Shapes, group: Group) -> Shapes:
    scale = np.sqrt(AREA * len(shapes) / shapely.area(shapes).sum())
    left, top, right, bottom = shapely.total_bounds(shapes)
    middle = np.array([left + right, top + bottom]) / 2
    target = np.array(group.centre) * [1, ROW]
    return np.asarray(shapely.transform(shapes, lambda points: (points - middle) * scale + target))
