"""The attack on what is about to be published: whether any small count can be worked out after all.

An attacker knows every published number, that whole regions, periods and values are the sums of their parts, that
no count is negative, and the bounds of the published minimum. The values of a suppressed cell that fit all this are
an interval, whose ends are two linear programmes. The audit shows for each small cell that its interval contains
what it must. It knows nothing of how the cells were chosen: it starts from the rows.

The true table fits, of course, and with any other table that fits so does everything between the two. One solution
therefore serves many cells. Programmes over a part of the table (all else held at its true counts) are small, and
what they find is possible in the whole table too; only cells that no part settles get programmes over their block.
A cell is disclosed only by its own programme over the whole block, so that the answer is exact.

Tolerance: a solution counts where it misses no sum, bound or zero by more than 0.000001, and a value as reached
within the same distance; counts are whole numbers, so nothing hangs on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse

from etl.disclosure.demands import Demands, Floats, Known
from etl.disclosure.equations import equations, touched
from etl.disclosure.layout import Cell, Flags, Layout, Places

TOLERANCE = 1e-6
SEED = 20241127
"""Of the weights that decide which cells a programme serves first: the same input is always proven the same way."""
WORTHWHILE = 0.1
"""Share of the open cells that a further round over one part has to settle."""
MAX_NAMED = 20
"""An audit that fails ends after this many disclosed cells."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: blocks that nothing published ties together, cells looked at, and those disclosed."""

    blocks: int
    cells: int
    disclosed: tuple[Cell, ...]


def audit(
    *,
    rows: Iterable[Mapping[str, Any]],
    dimensions: Sequence[str],
    layout: Layout,
    known: Known,
    demands: Demands,
    report: Callable[[float], None] = lambda _share: None,
) -> Audit:
    """Try to work out every small count from the rows.

    Args:
        rows: as they would be published.
        dimensions: of the tally; names of the rows' columns beside the region.
        layout: the hierarchy, and the true counts as one table that fits.
        known: the bounds that hold.
        demands: the small cells and what their intervals must contain.
        report: called with the share of the cells that is settled.

    Raises:
        ValueError: a row states another number than the true count.
    """
    unknown = _unknown(rows, dimensions=dimensions, layout=layout)
    attack = _Attack(layout=layout, known=known, demands=demands, unknown=unknown)
    for part in _parts(layout, unknown):
        attack.settle(np.flatnonzero(part))
        report(attack.settled_share())
    disclosed = attack.settle_one_by_one()
    report(1.0)
    cells = tuple(layout.cell(place) for place in sorted(_place(layout, cell) for cell in disclosed))
    return Audit(attack.blocks, int(demands.sensitive.sum()), cells)


def _place(layout: Layout, cell: int) -> tuple[int, int, int]:
    node, period, column = (int(at) for at in np.unravel_index(cell, layout.shape))
    return node, period, column


def _unknown(rows: Iterable[Mapping[str, Any]], *, dimensions: Sequence[str], layout: Layout) -> Flags:
    """Return the cells whose number no row states and that cannot be guessed either."""
    unknown = layout.deniable
    numbers, counts = layout.numbers_by_cell, layout.counts.reshape(-1)
    for row in rows:
        if row["count"] is not None:
            number = numbers[(row["region_code"], *(row[name] for name in dimensions))]
            if counts[number] != row["count"]:
                raise ValueError("a row states another number than the records")
            unknown.reshape(-1)[number] = False
    return unknown


def _parts(layout: Layout, unknown: Flags) -> Iterator[Flags]:
    """Yield parts of the table that hold most ways to change a cell: a province, a month, a column; at last, all."""
    parents = np.array([node.parent for node in layout.nodes])
    for parent in range(layout.leaves, len(layout.nodes)):
        yield unknown & (parents == parent)[:, None, None]
    months = np.arange(layout.shape[1])
    for month in months[:-1]:
        yield unknown & ((months == month) | (months == months[-1]))[:, None]
    columns = np.arange(layout.shape[2])
    for group in layout.groups:
        inside = (columns >= group.start) & (columns < group.stop)
        for column in columns[group]:
            yield unknown & (~inside | (columns == column))
    yield unknown


class _Attack:
    """Linear programmes over unknown cells; changes count from the true table, which is zero change."""

    def __init__(self, *, layout: Layout, known: Known, demands: Demands, unknown: Flags) -> None:
        self._sums, self._known = sparse.csc_array(equations(layout)), known
        self._bounds = sparse.csc_array(known.matrix)
        self._counts = layout.counts.ravel().astype(np.float64)
        if (self._sums @ self._counts).any():
            raise ValueError("the records do not fit the sums of their own hierarchy")
        self._unknown = np.flatnonzero(unknown)
        self._block_of = self._blocks()
        self.blocks = np.unique(self._block_of[self._unknown]).size
        sensitive = demands.sensitive.ravel()
        self._up = np.where(sensitive, demands.high.ravel() - self._counts, 0)
        self._down = np.where(sensitive, self._counts - demands.low.ravel(), 0)
        self._all_open = max(int(self._open_up.sum() + self._open_down.sum()), 1)
        self._random = np.random.default_rng(SEED)

    @property
    def _open_up(self) -> Flags:
        return self._up > TOLERANCE

    @property
    def _open_down(self) -> Flags:
        return self._down > TOLERANCE

    def _open(self, cells: Places) -> int:
        return int(self._open_up[cells].sum() + self._open_down[cells].sum())

    def settled_share(self) -> float:
        """Return the share of the values to be shown possible that has been."""
        return 1 - self._open(np.arange(self._counts.size)) / self._all_open

    def _blocks(self) -> Places:
        """Number the blocks of unknown cells that sums and bounds tie together, shape (cells,), -1 for known cells."""
        ties = sparse.vstack([abs(self._sums[:, self._unknown]), self._bounds[:, self._unknown]])
        both = sparse.block_array([[None, ties.T], [ties, None]])
        labels = sparse.csgraph.connected_components(both, directed=False)[1][: self._unknown.size]
        found = np.full(self._counts.size, -1, dtype=np.intp)
        found[self._unknown] = labels
        return found

    def settle(self, cells: Places) -> None:
        """Look for tables that differ in these cells only and settle many open cells at once."""
        while open_before := self._open(cells):
            self._note(cells, self._solution(cells, self._mixed_goal(cells)))
            if open_before - self._open(cells) < WORTHWHILE * open_before:
                return

    def settle_one_by_one(self) -> list[int]:
        """Settle each cell left by its own two programmes over its block; return those that cannot be settled."""
        disclosed: list[int] = []
        for cell in np.flatnonzero(self._open_up | self._open_down).tolist():
            block = np.flatnonzero(self._block_of == self._block_of[cell])
            for sign in (1.0, -1.0):
                if (self._up if sign > 0 else self._down)[cell] > TOLERANCE:
                    self._note(block, self._solution(block, np.where(block == cell, sign, 0.0)))
            if self._open(np.array([cell])):
                disclosed.append(cell)
            if len(disclosed) == MAX_NAMED:
                break
        return disclosed

    def _mixed_goal(self, cells: Places) -> Floats:
        """Return weights that differ widely: cells of one sum cannot all rise, so that each round favours others."""
        weights = self._random.exponential(size=cells.size) ** 2 + 0.05
        rise = np.where(self._open_up[cells], 1.0, 0.0)
        fall = np.where(self._open_down[cells], -1.0, 0.0)
        chosen = np.where(self._random.random(cells.size) < 1 / 2, rise, fall)
        return weights * np.where(rise + fall == 0, chosen, rise + fall)

    def _solution(self, cells: Places, goal: Floats) -> Floats:
        """Return the changes that serve the goal best, none of them further than it has to go."""
        counts = self._counts[cells]
        # A cell may have been settled in one direction; what it still may do is not limited by that.
        most = np.where(goal > 0, self._up[cells], np.inf)
        least = np.where(goal < 0, -self._down[cells], -counts)
        sums, bounds = touched(self._sums[:, cells]), self._bounds[:, cells]
        found = optimize.linprog(
            -goal,
            A_eq=sums,
            b_eq=np.zeros(sums.shape[0]),
            A_ub=-bounds if self._known.slack.size else None,
            b_ub=self._known.slack if self._known.slack.size else None,
            bounds=np.stack([least, most], axis=1),
            method="highs-ds",
        )
        return np.zeros(cells.size) if found.x is None else np.asarray(found.x)

    def _note(self, cells: Places, changes: Floats) -> None:
        """Mark what a table shows to be possible, after checking that it fits."""
        if not self._fits(cells, changes):
            return
        self._up[cells[changes >= self._up[cells] - TOLERANCE]] = 0
        self._down[cells[-changes >= self._down[cells] - TOLERANCE]] = 0

    def _fits(self, cells: Places, changes: Floats) -> bool:
        sums = np.abs(self._sums[:, cells] @ changes).max(initial=0.0)
        lowest = (self._counts[cells] + changes).min(initial=0.0)
        bounds = (self._known.slack + self._bounds[:, cells] @ changes).min(initial=0.0)
        return bool(sums <= TOLERANCE and lowest >= -TOLERANCE and bounds >= -TOLERANCE)
