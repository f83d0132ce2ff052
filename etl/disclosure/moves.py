"""Ways to change one cell of a table without touching any sum that has to stay: shifts between a few cells.

A shift takes the same amount from some cells and adds it to others. Along each of region, period and further dimension
it either goes from one value to another, which leaves the total over it as it was, or stays in one value and
changes the total too. Whoever sees only what the shift leaves alone cannot tell the table from the shifted one:
once its cells are suppressed, the cell it was made for is open by that amount in that direction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from etl.disclosure.demands import Floats
from etl.disclosure.layout import LEVELS, Layout, Places

BLOCKED = 1e6
"""Cost of what cannot be done, far above the weights of all cells of a shift."""

Costs = NDArray[np.float32]
Term = tuple[int, int]
"""Number of a period or column, and the sign with which it changes."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Cells by their flat number and by how much each changes, with the weight of what it would newly suppress."""

    cells: Places
    changes: Floats
    cost: float


@dataclass(frozen=True, slots=True)
class Aim:
    """A cell to be changed, by node, period and column, and by how much, with its sign."""

    node: int
    period: int
    column: int
    change: int


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a shift: leaves that could bear it, and how many levels above a leaf change with it."""

    leaves: Places
    height: int
    sign: int


class Shifts:
    """Finds the cheapest shift for a cell, while more and more cells are suppressed.

    All weights are whole numbers, so that sums and differences are exact.
    """

    def __init__(self, *, layout: Layout, weights: Floats, room: Floats) -> None:
        """Take what it costs to suppress each cell and how much may be taken from it, both flat."""
        self._layout = layout
        self._paths = _paths(layout)
        self._options = [tuple(_column_options(layout, column)) for column in range(layout.shape[2])]
        self._signs = [_sign_matrix(options, columns=layout.shape[2]) for options in self._options]
        self._weights = weights.astype(np.float32)
        self._give = self._upwards(weights, absent=BLOCKED, beyond=0.0, add=np.add)
        self.make_room(room)

    def make_room(self, room: Floats) -> None:
        """Say anew how much may be taken from each cell."""
        self._room = self._upwards(room, absent=0.0, beyond=np.inf, add=np.minimum)
        self._closed: dict[int, Costs] = {}

    def suppress(self, cells: Places) -> None:
        """Let these cells cost nothing from now on."""
        for cell in cells[self._weights[cells] > 0].tolist():
            node, period, column = np.unravel_index(cell, self._layout.shape)
            leaves, levels = np.nonzero(self._paths == node)
            self._give[levels[0] :, leaves, period, column] -= self._weights[cell]
            self._weights[cell] = 0

    def _upwards(self, values: Floats, *, absent: float, beyond: float, add: np.ufunc) -> Costs:
        """Add up over each leaf and the levels above it, shape (levels, leaves, periods, columns).

        Leaves that do not cover a period have the value ``absent`` there, higher levels ``beyond``.
        """
        layout = self._layout
        filled = np.where(layout.exists[:, :, None], values.reshape(layout.shape), beyond)
        filled[: layout.leaves][~layout.exists[: layout.leaves]] = absent
        nowhere = np.full((1, *layout.shape[1:]), beyond)
        by_level = np.concatenate([filled, nowhere])[self._paths.T]
        return add.accumulate(by_level, axis=0).astype(np.float32)

    def cheapest(self, aim: Aim) -> Shift | None:
        """Return the cheapest shift that makes the change; None where there is no single one."""
        best: Shift | None = None
        for halves in self._ways(aim):
            found = self._combined(aim, halves)
            if found is not None and (best is None or found.cost < best.cost):
                best = found
            if best is not None and best.cost == 0:
                break
        return best

    def _ways(self, aim: Aim) -> Iterator[tuple[Half, ...]]:
        """Yield who could bear the change: a neighbour, nobody (all totals change), or a region elsewhere."""
        sign = 1 if aim.change > 0 else -1
        level = self._level(aim.node)
        inside = np.flatnonzero((self._paths == aim.node).any(axis=1))
        if level == 0:
            neighbours = np.flatnonzero(self._paths[:, 1] == self._paths[aim.node, 1])
            yield Half(inside, 0, sign), Half(neighbours[neighbours != aim.node], 0, -sign)
        yield (Half(inside, LEVELS - 1, sign),)
        if level < LEVELS - 1:
            province = self._paths[inside[0], 1]
            yield Half(inside, 1, sign), Half(np.flatnonzero(self._paths[:, 1] != province), 1, -sign)

    def _level(self, node: int) -> int:
        return int(np.argmax((self._paths == node).any(axis=0)))

    def _combined(self, aim: Aim, halves: tuple[Half, ...]) -> Shift | None:
        if any(half.leaves.size == 0 for half in halves):
            return None
        costs = [self._costs(aim, half) for half in halves]
        total = np.sum([cost.min(axis=0) for cost in costs], axis=0)
        period, option = np.unravel_index(int(total.argmin()), total.shape)
        if total[period, option] >= BLOCKED:
            return None
        bearers = [
            (half, int(half.leaves[cost[:, period, option].argmin()])) for half, cost in zip(halves, costs, strict=True)
        ]
        return self._shift(aim, bearers, int(period), int(option), float(total[period, option]))

    def _costs(self, aim: Aim, half: Half) -> Costs:
        """Return what each leaf would cost for each option of period and column, shape (leaves, periods, options)."""
        give = self._give[half.height, half.leaves]
        take = give + self._barred(abs(aim.change))[half.height, half.leaves]
        both = np.concatenate([give, take] if half.sign > 0 else [take, give], axis=2)
        same, other = self._signs[aim.column]
        if aim.period == self._layout.shape[1] - 1:
            single: Costs = np.matmul(both[:, :-1] + both[:, -1:], same)
            return single
        costs = both[:, aim.period, None] @ same + both[:, :-1] @ other
        costs[:, aim.period] = (both[:, aim.period] + both[:, -1]) @ same
        return costs.astype(np.float32, copy=False)

    def _barred(self, amount: int) -> Costs:
        """Return what bars taking an amount, shape (levels, leaves, periods, columns)."""
        if amount not in self._closed:
            self._closed[amount] = np.where(self._room < amount, BLOCKED, 0).astype(np.float32)
        return self._closed[amount]

    def _shift(self, aim: Aim, bearers: list[tuple[Half, int]], period: int, option: int, cost: float) -> Shift:
        columns = self._options[aim.column][option]
        periods = _period_terms(aim.period, period, last=self._layout.shape[1] - 1)
        nodes = [
            (int(node), half.sign)
            for half, leaf in bearers
            for node in self._paths[leaf, : half.height + 1]
            if node < len(self._layout.nodes)
        ]
        terms = [
            (self._layout.number(node, at, column), a * b * c)
            for (node, a), (at, b), (column, c) in product(nodes, periods, columns)
            if self._layout.exists[node, at]
        ]
        cells, signs = zip(*terms, strict=True)
        return Shift(np.array(cells), np.array(signs, dtype=np.float64) * abs(aim.change), cost)


def _paths(layout: Layout) -> Places:
    """Return each leaf with its province and the country; what is the country's own lies in no province."""
    nowhere = len(layout.nodes)
    country = nowhere - 1
    province = [nowhere if node.parent == country else node.parent for node in layout.nodes[: layout.leaves]]
    return np.array([[leaf, above, country] for leaf, above in enumerate(province)], dtype=np.intp)


def _column_options(layout: Layout, column: int) -> Iterator[tuple[Term, ...]]:
    """Yield how columns may change along: with the total and one of every other group, or to another of its group."""
    mine = [group for group in layout.groups if group.start <= column < group.stop]
    others = [range(group.start, group.stop) for group in layout.groups if group not in mine]
    fixed = [(0, 1)] if column == 0 else [(0, 1), (column, 1)]
    for chosen in product(*others):
        yield (*fixed, *((other, 1) for other in chosen))
    for group in mine:
        for other in range(group.start, group.stop):
            if other != column:
                yield (column, 1), (other, -1)


def _sign_matrix(options: tuple[tuple[Term, ...], ...], *, columns: int) -> tuple[Costs, Costs]:
    """Return what sums up the gains, then losses, of all columns by option: as it is, and reversed."""
    plus, minus = np.zeros((2, columns, len(options)), dtype=np.float32)
    for number, option in enumerate(options):
        for column, sign in option:
            (plus if sign > 0 else minus)[column, number] = 1
    return np.concatenate([plus, minus]), np.concatenate([minus, plus])


def _period_terms(aimed: int, chosen: int, *, last: int) -> tuple[Term, Term]:
    if aimed in {chosen, last}:
        return (chosen, 1), (last, 1)
    return (aimed, 1), (chosen, -1)
