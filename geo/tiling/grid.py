"""The grid of hexagons as arrays: centres, shapes, neighbours and distances. Cells are numbered row by row."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.tiles import Cell, corners, middle

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]
LATTICE = np.array([0.5, 1 / (2 * np.sqrt(3))])
"""Width and height of a step of the lattice where a hexagon is one wide."""
ROW = float(3 * LATTICE[1])
"""Height from one row to the next."""
AREA = float(np.sqrt(3) / 2)
"""Area of a hexagon that is one wide."""


@dataclass(frozen=True)
class Grid:
    """So many columns and rows of hexagons, each one wide; down is larger."""

    columns: int
    rows: int

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Return all cells."""
        return tuple(Cell(column, row) for row in range(self.rows) for column in range(self.columns))

    @cached_property
    def centres(self) -> Numbers:
        """Return the centre of each cell, n x 2."""
        return np.asarray(np.array([middle(cell) for cell in self.cells], dtype=np.float64) * LATTICE)

    @cached_property
    def shapes(self) -> Shapes:
        """Return the hexagon of each cell."""
        return np.asarray(shapely.polygons([np.array(corners(cell)) * LATTICE for cell in self.cells]))

    @cached_property
    def distances(self) -> NDArray[np.int64]:
        """Return how many steps from hexagon to hexagon lead from one cell to another, n x n."""
        column, row = np.array(self.cells).T
        slant = column - row // 2
        across = slant[:, None] - slant[None]
        down = row[:, None] - row[None]
        return np.asarray((abs(across) + abs(down) + abs(across + down)) // 2)

    @cached_property
    def beside(self) -> tuple[tuple[int, ...], ...]:
        """Return the up to six neighbours of each cell."""
        return tuple(tuple(int(cell) for cell in np.flatnonzero(steps == 1)) for steps in self.distances)
