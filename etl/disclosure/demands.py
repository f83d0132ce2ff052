"""Which cells are too small to be known, and between which values a reader must be left in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from etl.disclosure.bounds import Bound
from etl.disclosure.layout import Cell, Counts, Flags, Layout

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """The bounds that hold for the true counts.

    Attributes:
        matrix: shape (bounds, cells), 1 where a cell is part of the sum.
        at_least: what each sum is at least.
        slack: by how much each true sum exceeds it.
        dropped: how many bounds the true counts do not keep; whoever relies on them is wrong anyway.
    """

    matrix: sparse.csr_array
    at_least: Floats
    slack: Floats
    dropped: int


@dataclass(frozen=True, slots=True)
class Demands:
    """The cells from 1 to below the threshold, and the values that their intervals must contain.

    With threshold k that is 1 and k - 1. Where public bounds alone already say that a cell is at least ``low``, the
    interval starts there; it never is a single value, so that with a threshold of 2 a cell of 1 could as well be 2.

    Attributes:
        sensitive: shape of the layout.
        low: least value that must be possible, shape of the layout.
        high: greatest value that must be possible, shape of the layout.
    """

    sensitive: Flags
    low: Counts
    high: Counts


def known_bounds(*, bounds: Sequence[Bound], layout: Layout) -> Known:
    """Place the bounds on the cells; those on cells that do not exist tell nothing and are left out."""
    numbers = layout.numbers_by_cell if bounds else {}
    places = [_places(bound, numbers) for bound in bounds]
    kept = [(cells, bound.at_least) for cells, bound in zip(places, bounds, strict=True) if cells is not None]
    matrix = _matrix([cells for cells, _ in kept], cells=layout.counts.size)
    at_least = np.array([number for _, number in kept], dtype=np.float64)
    slack = matrix @ layout.counts.ravel() - at_least
    holds = slack >= 0
    return Known(matrix[np.flatnonzero(holds)], at_least[holds], slack[holds], int((~holds).sum()))


def _places(bound: Bound, numbers: Mapping[Cell, int]) -> list[int] | None:
    places = [numbers.get(cell) for cell in bound.cells]
    found = [place for place in places if place is not None]
    return found if len(found) == len(places) else None


def _matrix(rows: Sequence[Sequence[int]], *, cells: int) -> sparse.csr_array:
    columns = [cell for row in rows for cell in row]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return sparse.csr_array((np.ones(len(columns)), np.array(columns, dtype=np.intp), starts), shape=(len(rows), cells))


def demands(*, layout: Layout, known: Known, threshold: int) -> Demands:
    """Find the cells of 1 to threshold - 1, printed or not, and what each interval must contain."""
    sensitive = layout.exists[:, :, None] & (layout.counts >= 1) & (layout.counts < threshold)
    low = np.maximum(_floors(layout, known), 1)
    return Demands(sensitive=sensitive, low=low, high=np.maximum(threshold - 1, low + 1))


def _floors(layout: Layout, known: Known) -> Counts:
    """Return what every cell is at least by the bounds alone, before anything else is published."""
    floors = np.zeros(layout.shape, dtype=np.int64)
    for row, at_least in enumerate(known.at_least):
        cells = known.matrix.indices[known.matrix.indptr[row] : known.matrix.indptr[row + 1]]
        _raise_whole(floors, places=np.unravel_index(cells, layout.shape), at_least=int(at_least))
    if known.at_least.size:
        _raise_totals(floors, layout)
    return floors


def _raise_whole(floors: Counts, *, places: Sequence[NDArray[np.intp]], at_least: int) -> None:
    """Raise the smallest cells that contain a whole bound; larger ones follow."""
    nodes, periods, columns = (np.unique(numbers) for numbers in places)
    if nodes.size == 1:
        period = periods[0] if periods.size == 1 else -1
        column = columns[0] if columns.size == 1 else 0
        floors[nodes[0], period, column] = max(floors[nodes[0], period, column], at_least)


def _raise_totals(floors: Counts, layout: Layout) -> None:
    """Let every total be at least what its parts are at least, and an only part what its total is."""
    for node in range(len(layout.nodes)):
        parts = list(layout.children(node))
        months = np.flatnonzero(layout.exists[node, :-1])
        floors[node] = np.maximum(floors[node], floors[parts].sum(axis=0))
        for group in layout.groups:
            _raise_total(floors[node], part=(slice(None), group), total=(slice(None), 0), axis=1)
        _raise_total(floors[node], part=(months, slice(None)), total=(-1, slice(None)), axis=0)
        for group in layout.groups:
            _raise_total(floors[node], part=(slice(None), group), total=(slice(None), 0), axis=1)
    floors *= layout.exists[:, :, None]


def _raise_total(floors: Counts, *, part: tuple[Any, Any], total: tuple[Any, Any], axis: int) -> None:
    floors[total] = np.maximum(floors[total], floors[part].sum(axis=axis))
    if floors[part].shape[axis] == 1:
        floors[part] = np.maximum(floors[part], np.expand_dims(floors[total], axis))
