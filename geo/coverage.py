"""Turns raw shapes into a clean, light coverage: no overlap, no gap between neighbours, on a grid of 0.001 degrees.

Works on arrays of shapely polygons, one a region, in degrees; knows nothing of codes, names or files.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

GAP_WIDTH = 0.01
"""Degrees: slits narrower than this between neighbours are closed; lakes are wider and stay."""
GRID = 0.001
"""Degrees, about 110 m: coordinates are written with three decimals, and the coverage is valid on that grid."""
ISLAND = 0.001
"""Square degrees, about 12 km2: smaller islands are left out, unless they are much of a region or touch another."""
MUCH_OF_A_REGION = 0.02
"""Share of a region's area from which an island stays, however small."""
SMALL_REGION = 3.3
"""A region is small where the root of its area is below this many tolerances: so coarsely it would lose its form."""
FINER = 4
"""Borders of small regions are simplified with this fraction of the tolerance."""


def polygons(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the valid polygonal part of a shape; lines and points are dropped."""
    parts = _polygon_parts(shapely.make_valid(shape))
    return shapely.multipolygons(parts) if parts else shapely.MultiPolygon()


def _polygon_parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if part.geom_type == "Polygon"]


def clean(shapes: Shapes) -> Shapes:
    """Return a valid coverage: overlaps given to one side, slivers closed, shared borders identical."""
    found: Shapes = shapely.coverage_clean(
        np.array([polygons(shape) for shape in shapes], dtype=object), gap_width=GAP_WIDTH
    )
    return found


def without_islets(shapes: Shapes) -> Shapes:
    """Drop small islands; every region keeps its largest part and whatever touches another region."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    areas = shapely.area(parts)
    kept = (areas >= np.minimum(ISLAND, MUCH_OF_A_REGION * shapely.area(shapes))[owner]) | _touching(parts, owner)
    order = np.lexsort((areas, owner))
    kept[order[np.append(np.diff(owner[order]) > 0, True)]] = True  # the last of each owner: its largest
    return _gathered(parts[kept], owner[kept], len(shapes))


def _touching(parts: Shapes, owner: NDArray[np.int64]) -> NDArray[np.bool_]:
    left, right = shapely.STRtree(parts).query(parts, predicate="intersects")
    touching = np.zeros(len(parts), dtype=bool)
    touching[left[owner[left] != owner[right]]] = True
    return touching


def _gathered(parts: Shapes, owner: NDArray[np.int64], count: int) -> Shapes:
    return np.array([shapely.coverage_union_all(parts[owner == index]) for index in range(count)], dtype=object)


def simplified(shapes: Shapes, *, tolerance: float) -> Shapes:
    """Simplify a valid coverage, small regions less than large ones, and put it on the grid; borders stay shared.

    Args:
        shapes: a valid coverage.
        tolerance: degrees, roughly the root of the area of the triangles that are cut off.
    """
    small = np.sqrt(shapely.area(shapes)) < SMALL_REGION * tolerance
    coarse = shapely.coverage_simplify(shapes, tolerance)
    fine = shapely.coverage_simplify(shapes, tolerance / FINER)
    # The points where three borders meet stay put at any tolerance, so fine and coarse borders join without a gap.
    coarse_borders = shapely.difference(_borders(coarse), _borders(coarse[small]))
    net = shapely.union_all([coarse_borders, _borders(fine[small])], grid_size=GRID)
    fine[~small] = None
    return rounded(_without_slits(_faces_joined(net, guides=(coarse, fine))))


def _borders(shapes: Shapes) -> shapely.Geometry:
    return shapely.union_all(shapely.boundary(shapes))


def _faces_joined(net: shapely.Geometry, *, guides: Sequence[Shapes]) -> Shapes:
    """Make a coverage of a net of borders: each face goes to the region in which it lies by the last guide that knows.

    Rounding each shape by itself could let neighbours overlap; borders that were rounded and cut together cannot.
    """
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    inside = shapely.point_on_surface(faces)
    owner = np.full(len(faces), -1)
    for guide in guides:
        face, region = shapely.STRtree(guide).query(inside, predicate="within")
        owner[face] = region
    return _gathered(faces[owner >= 0], owner[owner >= 0], len(guides[0]))


def _without_slits(shapes: Shapes) -> Shapes:
    """Close the narrow faces that no guide knew; nothing is moved, so all corners stay on the grid."""
    found: Shapes = shapely.coverage_clean(shapes, gap_width=GAP_WIDTH, snapping_distance=0)
    return found


def rounded(shapes: Shapes) -> Shapes:
    """Round to the decimals that are written, so that what is checked is what is written."""
    found: Shapes = shapely.transform(shapes, lambda xy: np.round(xy, 3))
    return found


def is_sound(shapes: Shapes) -> bool:
    """Tell whether shapes are a valid coverage of valid, non-empty polygons."""
    whole = shapely.is_valid(shapes).all() and not shapely.is_empty(shapes).any()
    return bool(whole and shapely.coverage_is_valid(shapes))
