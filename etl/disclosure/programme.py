"""The cheapest change of one cell by a linear programme, for the rare cells that no combination of shifts opens."""

import numpy as np
from scipy import optimize, sparse

from etl.disclosure.demands import Floats, Known
from etl.disclosure.equations import equations
from etl.disclosure.layout import Layout

TINY = 1e-7
"""A change below this is none."""
LEAST_WEIGHT = 1e-4
"""What changing a suppressed cell costs, so that no more of them change than have to."""


def cheapest_change(*, layout: Layout, known: Known, goal: int, change: int, weights: Floats) -> Floats:
    """Return the change of every cell, shape (cells,), with the least weighted sum that changes one as wanted.

    All sums and bounds are kept and no cell falls below zero. All zeros where that cannot be done.
    """
    cells = np.flatnonzero(np.broadcast_to(layout.exists[:, :, None], layout.shape))
    counts = layout.counts.ravel()[cells].astype(np.float64)
    up = np.where(cells == goal, max(change, 0), np.inf)
    down = np.where(cells == goal, max(-change, 0), counts)
    sums, bounds = equations(layout)[:, cells], known.matrix[:, cells]
    found = optimize.linprog(
        np.tile(weights[cells] + LEAST_WEIGHT, 2) - np.tile(np.where(cells == goal, 1e6, 0.0), 2),
        A_eq=sparse.hstack([sums, -sums]),
        b_eq=np.zeros(sums.shape[0]),
        A_ub=sparse.hstack([-bounds, bounds]) if known.slack.size else None,
        b_ub=known.slack if known.slack.size else None,
        bounds=np.stack([np.zeros(2 * cells.size), np.concatenate([up, down])], axis=1),
        method="highs",
    )
    result = np.zeros(layout.counts.size)
    result[cells] = found.x[: cells.size] - found.x[cells.size :]
    return np.where(np.abs(result) > TINY, result, 0.0)
