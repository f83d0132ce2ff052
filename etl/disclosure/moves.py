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

from etl.disclosure.demands import Floats
from etl.disclosure.layout import LEVELS, Layout, Places

BLOCKED = 1e9
"""Cost of what cannot be done, far above the sum of all weights."""

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
    """Finds the cheapest shift for a cell.

    Attributes:
        weights: nodes (and a last one that never exists) x periods x columns: what it costs to suppress each cell.
        room: same shape: how much may be taken from each cell.
    """

    def __init__(self, *, layout: Layout, weights: Floats, room: Floats) -> None:
        self._layout = layout
        self._paths = _paths(layout)
        self._options = [tuple(_column_options(layout, column)) for column in range(layout.shape[2])]
        self._signs = [_sign_matrix(options, columns=layout.shape[2]) for options in self._options]
        self.weights, self.room = _with_nowhere(weights, layout, 0.0), _with_nowhere(room, layout, np.inf)
        absent = ~layout.exists[: layout.leaves]
        self.weights[: layout.leaves][absent] = BLOCKED

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
        chosen = [cost.argmin(axis=0) for cost in costs]
        total = np.sum([cost.min(axis=0) for cost in costs], axis=0)
        period, column = np.unravel_index(int(total.argmin()), total.shape)
        if total[period, column] >= BLOCKED:
            return None
        bearers = [(half, int(half.leaves[leaf[period, column]])) for half, leaf in zip(halves, chosen, strict=True)]
        return self._shift(aim, bearers, int(period), int(column), float(total[period, column]))

    def _costs(self, aim: Aim, half: Half) -> Floats:
        """Return what each leaf would cost for each option of period and column, shape (leaves, periods, options)."""
        path = self._paths[half.leaves, : half.height + 1]
        give = self.weights[path].sum(axis=1)
        take = give + BLOCKED * (self.room[path] < abs(aim.change)).any(axis=1)
        gain, loss = (give, take) if half.sign > 0 else (take, give)
        width = self._signs[aim.column].shape[1] // 2
        both = np.concatenate([gain, loss], axis=2) @ self._signs[aim.column]
        return _over_periods(same=both[:, :, :width], other=both[:, :, width:], period=self._month(aim))

    def _month(self, aim: Aim) -> int | None:
        return None if aim.period == self._layout.shape[1] - 1 else aim.period

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


def _with_nowhere(values: Floats, layout: Layout, fill: float) -> Floats:
    """Add the node that never exists, and fill in what is not covered."""
    filled = np.where(layout.exists[:, :, None], values, fill)
    return np.concatenate([filled, np.full((1, *layout.shape[1:]), fill)])


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


def _sign_matrix(options: tuple[tuple[Term, ...], ...], *, columns: int) -> Floats:
    """Return what sums up gain and loss by option, (gain | loss) x (as it is | reversed)."""
    plus, minus = np.zeros((2, columns, len(options)))
    for number, option in enumerate(options):
        for column, sign in option:
            (plus if sign > 0 else minus)[column, number] = 1
    return np.block([[plus, minus], [minus, plus]])


def _over_periods(*, same: Floats, other: Floats, period: int | None) -> Floats:
    """Sum up over the periods: one month with the total, or from the month of the aim to another one."""
    single = same[:, :-1] + same[:, -1:]
    if period is None:
        return single
    costs = same[:, period, None] + other[:, :-1]
    costs[:, period] = single[:, period]
    return costs


def _period_terms(aimed: int, chosen: int, *, last: int) -> tuple[Term, Term]:
    if aimed in {chosen, last}:
        return (chosen, 1), (last, 1)
    return (aimed, 1), (chosen, -1)
