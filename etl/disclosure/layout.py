"""The cells of a table of counts: regions by periods by columns, which of them exist, and what every one holds.

A column is the total over everything but the period, or one value of one further dimension; every further dimension
is a group of columns that adds up to the total. All tabulations therefore share the cells where they agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from etl.tally import ALL, Tally
from geo.regions import NATIONAL, Region, RegionLevel, RegionTree

PERIOD = "period"
NO_NODE = NO_COLUMN = -1
LEVELS = 3
"""Leaf, province, country."""

Cell = tuple[str, ...]
"""A region and one value, or ALL, for each dimension of the tally."""
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Node:
    """A region, or what a province or the country holds beside its parts (``own``), which is never printed."""

    code: str
    own: bool
    parent: int


@dataclass(frozen=True)
class Layout:
    """Where every cell stands; arrays have the shape nodes x periods (the total last) x columns (the total first).

    Attributes:
        nodes: leaves first, then provinces, then the country; a parent stands after its parts.
        leaves: how many of the nodes are leaves.
        periods: the months, then ALL.
        columns: the values of the further dimensions, in the tally's order of dimensions, one tuple a column.
        groups: the columns of each further dimension that is tabulated.
        exists: nodes x periods: whether the cells are covered, printed or not.
        counts: the true counts, 0 where nothing exists.
    """

    nodes: tuple[Node, ...]
    leaves: int
    periods: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    groups: tuple[slice, ...]
    exists: Flags
    counts: Counts

    @property
    def printed(self) -> Flags:
        """Nodes x periods: whether the cells are published or suppressed, but not left out."""
        return self.exists & ~np.array([[node.own] for node in self.nodes], dtype=np.bool_)

    @property
    def deniable(self) -> Flags:
        """Whether a reader may be left in doubt about each cell, shape as ``counts``.

        What a province or the country holds beside its parts is never printed, but that it is nothing is everybody's
        first guess: a zero there is taken for known, and can hide nothing else.
        """
        return self.exists[:, :, None] & (self.printed[:, :, None] | (self.counts > 0))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Return the numbers of nodes, periods and columns."""
        return len(self.nodes), len(self.periods), len(self.columns)

    def cell(self, place: tuple[int, int, int]) -> Cell:
        """Name the cell at node, period and column; one that is never printed has the code of the level it is of."""
        node, period, column = place
        return (self.nodes[node].code, self.periods[period], *self.columns[column])

    @cached_property
    def numbers_by_cell(self) -> dict[Cell, int]:
        """Return where each printed cell stands in a flattened array of the layout."""
        printed = np.broadcast_to(self.printed[:, :, None], self.shape)
        places, numbers = np.argwhere(printed).tolist(), np.flatnonzero(printed).tolist()
        return {
            self.cell((node, period, column)): at for (node, period, column), at in zip(places, numbers, strict=True)
        }

    def number(self, node: int, period: int, column: int) -> int:
        """Return where a cell stands in a flattened array of the layout."""
        _, periods, columns = self.shape
        return (node * periods + period) * columns + column

    def children(self, node: int) -> tuple[int, ...]:
        """Return the nodes that add up to this one."""
        return tuple(_parts(self.nodes, node))


def lay_out(*, tally: Tally, tabulations: Sequence[tuple[str, ...]], tree: RegionTree) -> Layout:
    """Place the counts of a tally and work out all totals that its coverage allows.

    Raises:
        ValueError: a tabulation lacks the period or crosses more than one dimension with it, or a count lies outside
            the coverage or has an unknown code.
        UnknownRegionError: the coverage names a region that the tree lacks.
    """
    nodes = _nodes(covered=tally.coverage, tree=tree)
    leaves = len(tally.coverage)
    columns, groups = _columns(tally=tally, tabulations=tabulations)
    exists = _existing(nodes=nodes, leaves=leaves, tally=tally, tree=tree)
    counts = _leaf_counts(tally=tally, nodes=nodes, leaves=leaves, columns=columns, exists=exists)
    _check_sums(counts, groups)
    _add_up(counts=counts, nodes=nodes, leaves=leaves, exists=exists)
    return Layout(nodes, leaves, (*tally.codes[PERIOD], ALL), columns, groups, exists, counts)


def _nodes(*, covered: Iterable[str], tree: RegionTree) -> tuple[Node, ...]:
    """Return the leaves in order of their codes, the provinces they lie in, and the country."""
    leaves = sorted((tree.get(code) for code in covered), key=lambda region: (region.code[:2], region.code))
    provinces = sorted({region.code[:2] for region in leaves} - {NATIONAL})
    place = {code: len(leaves) + number for number, code in enumerate((*provinces, NATIONAL))}
    own = [Node(leaf.code, _is_own(leaf), place[leaf.code[:2]]) for leaf in leaves]
    return (*own, *(Node(code, False, place[NATIONAL]) for code in provinces), Node(NATIONAL, False, NO_NODE))


def _is_own(region: Region) -> bool:
    return region.level is not RegionLevel.REGENCY


def _columns(
    *, tally: Tally, tabulations: Sequence[tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[slice, ...]]:
    further = tally.dimensions[1:]
    columns, groups = [(ALL,) * len(further)], []
    for dimension in dict.fromkeys(_crossed(tabulations)):
        place = further.index(dimension)
        start = len(columns)
        columns += [
            tuple(code if at == place else ALL for at in range(len(further))) for code in tally.codes[dimension]
        ]
        groups.append(slice(start, len(columns)))
    return tuple(columns), tuple(groups)


def _crossed(tabulations: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Yield the dimension that each tabulation crosses with the period."""
    for first, *rest in tabulations:
        if first != PERIOD or len(rest) > 1:
            raise ValueError(f"a tabulation is the period and at most one further dimension, not {(first, *rest)}")
        yield from rest


def _existing(*, nodes: tuple[Node, ...], leaves: int, tally: Tally, tree: RegionTree) -> Flags:
    """Tell which periods of a node are covered; a parent needs all its parts and what is its own."""
    exists = np.zeros((len(nodes), len(tally.codes[PERIOD]) + 1), dtype=np.bool_)
    for index, node in enumerate(nodes):
        if index < leaves:
            covered = set(tally.coverage[node.code])
            exists[index, :-1] = [month in covered for month in tally.codes[PERIOD]]
            exists[index, -1] = exists[index, :-1].any()
        else:
            exists[index] = _parent_periods(exists[_parts(nodes, index)], expected=len(tree.children(node.code)) + 1)
    return exists


def _parts(nodes: tuple[Node, ...], parent: int) -> list[int]:
    return [index for index, node in enumerate(nodes) if node.parent == parent]


def _parent_periods(parts: Flags, *, expected: int) -> Flags:
    """Return the periods that all parts cover; the total only where they cover the same ones."""
    if len(parts) < expected:
        return np.zeros(parts.shape[1], dtype=np.bool_)
    same = np.ones(parts.shape[1], dtype=np.bool_)
    same[-1] = (parts == parts[0]).all()
    return np.logical_and(parts.all(axis=0), same)


def _leaf_counts(
    *, tally: Tally, nodes: tuple[Node, ...], leaves: int, columns: Sequence[tuple[str, ...]], exists: Flags
) -> Counts:
    shape = (len(nodes), exists.shape[1], len(columns))
    starts = _starts(tally=tally, leaves=nodes[:leaves], exists=exists, width=len(columns))
    column_of = {column: index for index, column in enumerate(columns)}
    columns_of = {values: _columns_of(values, column_of) for values in {group[2:] for group in tally.counts}}
    # Few places and values, many records: each is looked up once, and all are added at one time.
    width = len(tally.dimensions)
    begins = np.array([starts[group[:2]] for group in tally.counts], dtype=np.intp)
    columns_at = np.array([columns_of[group[2:]] for group in tally.counts], dtype=np.intp).reshape(begins.size, width)
    numbers = np.fromiter(tally.counts.values(), dtype=np.float64)
    places, weights = (begins[:, None] + columns_at), np.broadcast_to(numbers[:, None], columns_at.shape)
    kept = columns_at != NO_COLUMN
    sums = np.bincount(places[kept], weights=weights[kept], minlength=int(np.prod(shape)))
    counts: Counts = sums.astype(np.int64).reshape(shape)
    counts[:, -1] = counts[:, :-1].sum(axis=1)
    return counts


def _starts(*, tally: Tally, leaves: Sequence[Node], exists: Flags, width: int) -> dict[tuple[str, ...], int]:
    """Return where the columns of each region and month begin in a flattened array."""
    node_of = {node.code: index for index, node in enumerate(leaves)}
    period_of = {month: index for index, month in enumerate(tally.codes[PERIOD])}
    found: dict[tuple[str, ...], int] = {}
    for region, month in {group[:2] for group in tally.counts}:
        node = node_of.get(region, NO_NODE)
        if node == NO_NODE or not exists[node, period_of[month]]:
            raise ValueError(f"records of {region} in {month} lie outside the coverage")
        found[region, month] = (node * exists.shape[1] + period_of[month]) * width
    return found


def _columns_of(values: Sequence[str], column_of: Mapping[tuple[str, ...], int]) -> list[int]:
    """Return the total's column and that of each value, ``NO_COLUMN`` where its dimension is not tabulated."""
    kept = [tuple(value if at == place else ALL for at in range(len(values))) for place, value in enumerate(values)]
    return [0, *(column_of.get(column, NO_COLUMN) for column in kept)]


def _check_sums(counts: Counts, groups: Iterable[slice]) -> None:
    for group in groups:
        if not np.array_equal(counts[:, :, group].sum(axis=2), counts[:, :, 0]):
            raise ValueError("records have a code that their dimension does not list")


def _add_up(*, counts: Counts, nodes: tuple[Node, ...], leaves: int, exists: Flags) -> None:
    """Fill in the parents, lowest first, wherever they exist."""
    for parent in range(leaves, len(nodes)):
        total = counts[_parts(nodes, parent)].sum(axis=0)
        counts[parent] = np.where(exists[parent][:, None], total, 0)
