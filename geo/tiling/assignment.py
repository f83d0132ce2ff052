"""Gives every region a cell, so that all together lie as near as they can to where the spread map has them."""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from geo.tiling.grid import AREA, Grid

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]
MENDED = 0.02
"""Widths of a hexagon: slits that bending opens between regions are closed by this much on either side."""


def misfit(*, spread: Shapes, islands: NDArray[np.int64], grid: Grid, off_shore: float) -> Numbers:
    """Return what each cell costs each region: the square of the distance, and how much of it is not its island."""
    centres = shapely.get_coordinates(shapely.centroid(spread))
    away = centres[:, None, :] - grid.centres[None]
    covered = _covered(spread, islands, grid)
    own = covered[islands]
    return np.asarray((away**2).sum(axis=2) + off_shore * (covered.sum(axis=0) - 2 * own))


def _covered(spread: Shapes, islands: NDArray[np.int64], grid: Grid) -> Numbers:
    """Return the share of each cell that each island covers."""
    whole = [shapely.union_all(shapely.buffer(spread[islands == island], MENDED)) for island in range(max(islands) + 1)]
    return np.array([shapely.area(shapely.intersection(grid.shapes, island)) / AREA for island in whole])


def assigned(costs: Numbers) -> list[int]:
    """Return a cell for each region, none twice, at the least cost of all."""
    return [int(cell) for cell in linear_sum_assignment(costs)[1]]
