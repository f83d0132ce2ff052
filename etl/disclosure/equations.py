"""The sums that a reader knows: columns to their total, months to their total, regions to their parent.

Written as a sparse matrix with a row for each sum (whole minus parts is zero) and a column for each cell; each level
of regions is tied to the next one only, since the sums over two levels follow from these.
"""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from etl.disclosure.layout import Layout, Places

Terms = tuple[Places, Places]
"""Wholes, shape (sums,), and their parts, shape (sums, parts), as numbers of cells."""


def equations(layout: Layout) -> sparse.csr_array:
    """Return all sums, shape (sums, cells); cells are numbered as in a flattened array of the layout."""
    numbers = np.arange(layout.counts.size).reshape(layout.shape)
    blocks = [_rows(terms, cells=numbers.size) for terms in _sums(layout, numbers) if terms[0].size]
    return sparse.csr_array(sparse.vstack(blocks))


def touched(matrix: sparse.sparray) -> sparse.csr_array:
    """Return the sums in which any of the chosen cells stands."""
    rows = sparse.csr_array(matrix)
    return rows[np.flatnonzero(np.diff(rows.indptr))]


def _sums(layout: Layout, numbers: Places) -> Iterator[Terms]:
    for group in layout.groups:
        yield numbers[:, :, 0][layout.exists], numbers[:, :, group][layout.exists]
    for node in range(len(layout.nodes)):
        if layout.exists[node, -1]:
            months = np.flatnonzero(layout.exists[node, :-1])
            yield numbers[node, -1], numbers[node, months].T
        if node >= layout.leaves:
            yield _region_sums(layout, numbers, node)


def _region_sums(layout: Layout, numbers: Places, node: int) -> Terms:
    parts = numbers[list(layout.children(node))][:, layout.exists[node]]
    return numbers[node, layout.exists[node]].ravel(), parts.reshape(len(parts), -1).T


def _rows(terms: Terms, *, cells: int) -> sparse.csr_array:
    wholes, parts = terms
    sums, width = parts.shape
    columns = np.concatenate([wholes[:, None], parts], axis=1).ravel()
    signs = np.tile(np.concatenate([[1.0], -np.ones(width)]), sums)
    starts = np.arange(sums + 1) * (width + 1)
    return sparse.csr_array((signs, columns, starts), shape=(sums, cells))
