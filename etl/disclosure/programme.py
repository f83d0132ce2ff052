"""The cheapest change of one cell by a linear programme, for the rare cells that no combination of shifts opens."""

from collections.abc import Iterator

import numpy as np
from scipy import optimize, sparse

from etl.disclosure.demands import Floats, Known
from etl.disclosure.equations import equations, touched
from etl.disclosure.layout import NO_NODE, Layout, Places
from etl.disclosure.moves import BLOCKED

TINY = 1e-7
"""A change below this is none."""
LEAST_WEIGHT = 1e-4
"""What changing a suppressed cell costs, so that no more of them change than have to."""


def cheapest_change(*, layout: Layout, known: Known, goal: int, change: int, weights: Floats) -> Floats:
    """Return the change of every cell, shape (cells,), with the least weighted sum that changes one as wanted.

    All sums and bounds are kept and no cell falls below zero. All zeros where that cannot be done. Cells of the
    regions beside it (of a parent: above and below it) come first, then both; only at last may all others change,
    since a programme over the whole country can take very long.
    """
    node = goal // (layout.shape[1] * layout.shape[2])
    lineages = [set(_lineage(layout, part)) for part in range(len(layout.nodes))]
    beside = np.array([layout.nodes[node].parent in lineage - {part} for part, lineage in enumerate(lineages)])
    line = np.array([node in lineage or part in lineages[node] for part, lineage in enumerate(lineages)])
    near = beside if node < layout.leaves else line
    for nodes in (near, near | line, np.ones_like(near)):
        cells = np.flatnonzero(np.broadcast_to((layout.exists & nodes[:, None])[:, :, None], layout.shape))
        result = _change(cells, layout=layout, known=known, goal=goal, change=change, weights=weights)
        if result.any():
            break
    return result


def _lineage(layout: Layout, node: int) -> Iterator[int]:
    while node != NO_NODE:
        yield node
        node = layout.nodes[node].parent


def _change(cells: Places, *, layout: Layout, known: Known, goal: int, change: int, weights: Floats) -> Floats:
    """Return the cheapest change that leaves all but some cells as they are."""
    counts = layout.counts.ravel()[cells].astype(np.float64)
    most = np.concatenate([np.full(cells.size, np.inf), counts])
    least = np.zeros(2 * cells.size)
    most[np.tile(cells == goal, 2)] = least[np.tile(cells == goal, 2)] = max(change, 0), max(-change, 0)
    most[np.tile(weights[cells] >= BLOCKED, 2)] = 0.0
    sums, bounds = touched(equations(layout)[:, cells]), known.matrix[:, cells]
    found = optimize.linprog(
        np.tile(weights[cells] + LEAST_WEIGHT, 2),
        A_eq=sparse.hstack([sums, -sums]),
        b_eq=np.zeros(sums.shape[0]),
        A_ub=sparse.hstack([-bounds, bounds]) if known.slack.size else None,
        b_ub=known.slack if known.slack.size else None,
        bounds=np.stack([least, most], axis=1),
        method="highs",
    )
    result = np.zeros(layout.counts.size)
    if found.x is not None:
        result[cells] = found.x[: cells.size] - found.x[cells.size :]
    return np.where(np.abs(result) > TINY, result, 0.0)
