"""Chooses the cells to suppress: first the small ones, then as few others as keep the small ones open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from etl.disclosure.demands import Demands, Floats, Known
from etl.disclosure.layout import Flags, Layout, Places
from etl.disclosure.moves import BLOCKED, Aim, Shifts
from etl.disclosure.programme import cheapest_change

LEVEL_WEIGHTS = (1.0, 8.0, 60.0)
"""What it costs to suppress a number of a kabupaten/kota, a province, the country."""
TOTAL_WEIGHT = 4.0
"""How much more a total over periods, or over a further dimension, costs than its parts."""

OUTSIDE = 1e4
"""What it costs a second round to suppress a number that the first one left alone."""

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Which cells are suppressed, shapes of the layout: because they are small, and for their sake."""

    primary: Flags
    complementary: Flags


def weights(layout: Layout) -> Floats:
    """Return what the loss of each number costs a reader: more for totals, higher levels and large counts."""
    nodes, periods, columns = layout.shape
    level = np.full(nodes, LEVEL_WEIGHTS[0])
    level[layout.leaves :] = LEVEL_WEIGHTS[1]
    level[-1] = LEVEL_WEIGHTS[2]
    period = np.where(np.arange(periods) == periods - 1, TOTAL_WEIGHT, 1.0)
    column = np.where(np.arange(columns) == 0, TOTAL_WEIGHT, 1.0)
    cost = level[:, None, None] * period[:, None] * column * (4 + np.log1p(layout.counts))
    return np.where(layout.printed[:, :, None], np.rint(cost), np.where(layout.deniable, 0.0, BLOCKED))


def suppress(
    *,
    layout: Layout,
    demands: Demands,
    known: Known,
    before: Flags,
    complementary: bool,
    report: Report = lambda _share: None,
) -> Suppression:
    """Suppress all sensitive cells, and what it takes to leave each of them open from ``low`` to ``high``.

    Args:
        layout: the cells and their true counts.
        demands: the sensitive cells and what must remain possible for each.
        known: bounds that readers know.
        before: cells that stay suppressed because they were.
        complementary: False suppresses the sensitive cells only, which protects nothing.
        report: called with the share of the work that is done.
    """
    primary = demands.sensitive & layout.printed[:, :, None]
    if not complementary:
        return Suppression(primary, np.zeros_like(primary))
    costs = np.where(primary | before, 0.0, weights(layout)).ravel()
    aims = list(_aims(layout, demands))
    opened = partial(_opened, layout=layout, known=known)
    first = opened(costs=costs, aims=aims, programmed={}, report=lambda done: report(done / 2))
    # What the first round suppressed for one cell often serves others: a second one makes do with part of it.
    dearest_first = [aims[place] for place in np.argsort(-np.array(first.costs), kind="stable")]
    kept = costs + np.where(first.suppressed | (costs == 0), 0.0, OUTSIDE)
    second = opened(
        costs=kept, aims=dearest_first, programmed=first.programmed, report=lambda done: report((1 + done) / 2)
    )
    others = (second.suppressed.reshape(layout.shape) & layout.printed[:, :, None]) | before
    return Suppression(primary, others & ~primary)


def _opened(
    *,
    layout: Layout,
    known: Known,
    costs: Floats,
    aims: Sequence[Aim],
    programmed: dict[Aim, Places],
    report: Report,
) -> "_Protector":
    protector = _Protector(layout=layout, costs=costs, known=known, programmed=programmed)
    for done, aim in enumerate(aims, start=1):
        protector.open(aim)
        report(done / len(aims))
    return protector


def _aims(layout: Layout, demands: Demands) -> Iterator[Aim]:
    """Yield the changes to be made possible: single values of kabupaten/kota first, which totals can then follow."""
    places = np.argwhere(demands.sensitive)
    order = np.lexsort((places[:, 0], places[:, 2] != 0, places[:, 1] != layout.shape[1] - 1, -_levels(layout, places)))
    for node, period, column in places[order[::-1]].tolist():
        count = int(layout.counts[node, period, column])
        for value in (demands.high[node, period, column], demands.low[node, period, column]):
            if value != count:
                yield Aim(node, period, column, int(value) - count)


def _levels(layout: Layout, places: Places) -> Places:
    country = len(layout.nodes) - 1
    above: Places = (places[:, 0] >= layout.leaves).astype(np.intp) + (places[:, 0] == country)
    return above


class _Protector:
    """Opens one cell after the other, so that what is suppressed already serves the next ones.

    Attributes:
        suppressed: flat: the cells that some change needs.
        costs: what each cell opened so far has added.
        programmed: the cells of changes that took a linear programme, which is not solved again.
    """

    def __init__(self, *, layout: Layout, costs: Floats, known: Known, programmed: dict[Aim, Places]) -> None:
        self.programmed = programmed
        self._layout, self._known, self._weights = layout, known, costs.copy()
        self._room = _room(layout, known)
        self._shifts = Shifts(layout=layout, weights=costs, room=self._room)
        self.suppressed = np.zeros(costs.size, dtype=np.bool_)
        self.costs: list[float] = []

    def open(self, aim: Aim) -> None:
        """Suppress the cells of the cheapest change found."""
        shift = self._shifts.cheapest(aim)
        cells = self._by_steps(aim) if shift is None else shift.cells
        self.costs.append(float(self._weights[cells].sum()))
        self.suppressed[cells] = True
        self._weights[cells] = 0.0
        self._shifts.suppress(cells)

    def _by_steps(self, aim: Aim) -> Places:
        """Reach a change that no single shift makes by shifts of one each, or by a linear programme."""
        if aim in self.programmed:
            return self.programmed[aim]
        change = np.zeros(self._weights.size)
        step = Aim(aim.node, aim.period, aim.column, 1 if aim.change > 0 else -1)
        for _ in range(abs(aim.change)):
            shift = self._shifts.cheapest(step)
            if shift is not None:
                change[shift.cells] += shift.changes
                self._shifts.make_room(self._room + change)
        self._shifts.make_room(self._room)
        goal = self._layout.number(aim.node, aim.period, aim.column)
        if change[goal] != aim.change or not self._keeps_bounds(change):
            change = cheapest_change(
                layout=self._layout, known=self._known, goal=goal, change=aim.change, weights=self._weights
            )
            self.programmed[aim] = np.flatnonzero(change)
        return np.flatnonzero(change)

    def _keeps_bounds(self, change: Floats) -> bool:
        return bool((self._known.matrix @ change >= -self._known.slack).all())


def _room(layout: Layout, known: Known) -> Floats:
    """Return how much may be taken from each cell alone: its count, or less where a bound is closer."""
    room = layout.counts.ravel().astype(np.float64)
    bound_of, cells = sparse.coo_array(known.matrix).coords
    np.minimum.at(room, cells, known.slack[bound_of])
    return room
