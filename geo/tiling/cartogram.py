"""Gives regions the area that they shall have, and bends the map for it as little as it can: a rubber-sheet cartogram.

After Dougenik, Chrisman and Niemeyer (1985): every region that is too small pushes all points of the map away from its
centre, every one that is too large pulls them in, a little at each step.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]

STEPS = 40
NEARLY = 1e-9


def cartogram(shapes: Shapes, *, wanted: Numbers, steps: int = STEPS) -> Shapes:
    """Return the polygons bent until each has about its wanted area; neighbours keep their common border.

    Args:
        shapes: polygons, one a region.
        wanted: the area of each, in the unit of their coordinates squared.
        steps: how often the forces are worked out anew.
    """
    for _ in range(steps):
        shapes = _pushed(shapes, wanted=wanted)
    return shapes


def _pushed(shapes: Shapes, *, wanted: Numbers) -> Shapes:
    areas = shapely.area(shapes)
    error = np.mean(np.maximum(areas, wanted) / np.minimum(areas, wanted))
    points = shapely.get_coordinates(shapes)
    force = _force(points, centres=shapely.get_coordinates(shapely.centroid(shapes)), areas=areas, wanted=wanted)
    return np.asarray(shapely.set_coordinates(shapes.copy(), points + force / (1 + error)))


def _force(points: Numbers, *, centres: Numbers, areas: Numbers, wanted: Numbers) -> Numbers:
    """Add up what all regions do to each point, n x 2; outside a region its push wanes with the distance."""
    radius = np.sqrt(areas / np.pi)
    push = np.sqrt(wanted / np.pi) - radius
    away = points[:, None, :] - centres[None]
    distance = np.hypot(away[..., 0], away[..., 1]) + NEARLY
    near = distance / radius
    strength = push * np.where(near > 1, 1 / near, near**2 * (4 - 3 * near))
    return np.asarray((away * (strength / distance)[..., None]).sum(axis=1))
