"""Improves a layout by swapping and moving tiles: neighbours side by side, provinces and islands in one piece."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.tiling.grid import Grid
from geo.tiling.land import Land
from geo.tiling.plan import Costs, Search

EMPTY = -1
PARTED_AT_MOST = 3
COMPANY, COAST = 3, 4
"""As many neighbours of its province, and of its island, a tile should have."""
BESIDE_A_NEIGHBOUR = 0.5
"""How often a tile is tried beside one of its neighbours, and not one step from where it is."""

Unit = tuple[int, int]
ISLAND = -1
"""Stands for the province where a unit is a whole island."""


class Board:
    """Which region lies on which cell, and what that costs."""

    def __init__(
        self, *, land: Land, grid: Grid, misfits: NDArray[np.float64], costs: Costs, cells: Sequence[int]
    ) -> None:
        self.cells = list(cells)
        self._regions = [EMPTY] * len(grid.cells)
        for region, cell in enumerate(cells):
            self._regions[cell] = region
        self._neighbours = land.neighbours
        self._island: list[int] = land.islands.tolist()
        self._province: list[int] = land.provinces.tolist()
        self._beside = grid.beside
        self._distances: list[list[int]] = grid.distances.tolist()
        self._misfits: list[list[float]] = misfits.tolist()
        self._costs = costs
        self._members: dict[Unit, set[int]] = {}
        for region in range(len(cells)):
            for unit in self._units(region):
                self._members.setdefault(unit, set()).add(region)

    def swap(self, region: int, cell: int) -> None:
        """Put a region on a cell, and who was there where the region was."""
        before, other = self.cells[region], self._regions[cell]
        self.cells[region], self._regions[cell], self._regions[before] = cell, region, other
        if other != EMPTY:
            self.cells[other] = before

    def gain(self, region: int, cell: int) -> float:
        """Swap, and return by how much the costs fell; negative where they rose."""
        moved = [found for found in (region, self._regions[cell]) if found != EMPTY]
        touched = self._touched(moved, cell)
        units = {unit for found in moved for unit in self._units(found)}
        before = self._cost(touched, units)
        self.swap(region, cell)
        return before - self._cost(touched, units)

    def near(self, region: int, *, choice: float, beside: bool) -> int:
        """Return a cell to try: a step away, or beside a neighbour; ``choice`` from 0 to 1 picks one of them."""
        mates = self._neighbours[region] if beside else ()
        starts = [self.cells[mate] for mate in mates] or [self.cells[region]]
        offered = [cell for start in starts for cell in self._beside[start]]
        return offered[int(choice * len(offered))]

    def pieces(self, unit: Unit) -> int:
        """Count the pieces in which an island, or a province on it, lies."""
        left, count = set(self._members[unit]), 0
        while left:
            count += 1
            found = [left.pop()]
            while found:
                around = {self._regions[cell] for cell in self._beside[self.cells[found.pop()]]} & left
                left -= around
                found.extend(around)
        return count

    def _units(self, region: int) -> tuple[Unit, Unit]:
        return (self._province[region], self._island[region]), (ISLAND, self._island[region])

    def _touched(self, moved: Iterable[int], cell: int) -> set[int]:
        """Return all regions whose costs a swap may change."""
        touched = {mate for region in moved for mate in (region, *self._neighbours[region])}
        for place in (cell, *(self.cells[region] for region in moved)):
            touched.update(self._regions[beside] for beside in self._beside[place])
        return touched - {EMPTY}

    def _cost(self, regions: Iterable[int], units: Iterable[Unit]) -> float:
        broken = sum(self.pieces(unit) - 1 for unit in units)
        return sum(map(self._strain, regions)) + self._costs.broken * broken

    def _strain(self, region: int) -> float:
        cell = self.cells[region]
        return self._misfits[region][cell] + self._apart(region, cell) + self._company(region, cell)

    def _apart(self, region: int, cell: int) -> float:
        steps = [self._distances[cell][self.cells[mate]] - 1 for mate in self._neighbours[region]]
        return self._costs.parted * sum(min(step, PARTED_AT_MOST) for step in steps) + self._costs.distance * sum(steps)

    def _company(self, region: int, cell: int) -> float:
        around = [found for found in (self._regions[beside] for beside in self._beside[cell]) if found != EMPTY]
        mates = [found for found in around if self._island[found] == self._island[region]]
        same = sum(self._province[found] == self._province[region] for found in mates)
        return (
            self._costs.joined * (len(around) - len(mates))
            - self._costs.alone * min(same, COMPANY)
            - self._costs.frayed * min(len(mates), COAST)
        )


def improve(board: Board, search: Search) -> None:
    """Try swaps at random, by simulated annealing: less and less is taken for the worse, at last nothing."""
    random = np.random.default_rng(search.seed)
    regions = random.integers(0, len(board.cells), search.tries).tolist()
    chances = random.random((search.tries, 3)).tolist()  # a layout is to be repeatable  # nosec B311
    for number, (region, (way, choice, luck)) in enumerate(zip(regions, chances, strict=True)):
        before = board.cells[region]
        cell = board.near(region, choice=choice, beside=way < BESIDE_A_NEIGHBOUR)
        heat = search.heat * (1 - number / search.tries) ** 2
        if cell != before and board.gain(region, cell) < heat * np.log(max(luck, np.finfo(float).tiny)):
            board.swap(region, before)
