"""An attacker with published rows, the list of regions, and a solver: two plain linear programmes for each small count.

Written apart from the pipeline's own audit, slowly and simply, so that the two can contradict each other. Any solution
is a possible table, so the widest interval seen so far spares some programmes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from scipy import optimize, sparse

from tests.disclosure.invented import Example

ALL = "semua"
NEAR = 1e-6
Cell = tuple[str, ...]
Sum = tuple[Cell, list[Cell]]
OWN = "+"
"""Marks what a province or the country holds beside its parts, which no row states."""


def attack(*, rows: Sequence[Mapping[str, Any]], example: Example) -> tuple[Cell, ...]:
    """Return the small counts, printed or not, whose possible values leave out 1, threshold - 1 or what lies between.

    Where the bounds alone exclude 1, the interval is to start at what they leave and be no single value.
    """
    published = {(row["region_code"], *(row[name] for name in example.tally.dimensions)): row["count"] for row in rows}
    sums = list(_sums(published, example)) if published else []
    cells = sorted({cell for whole, parts in sums for cell in (whole, *parts)} | published.keys())
    counts = _true_counts(example)
    small = [cell for cell in cells if 1 <= counts[cell] < example.threshold]
    # That an administration has no record of its own is guessed by everybody.
    guessed = {cell: 0 for cell in cells if cell[0].endswith(OWN) and not counts[cell]}
    informed = _Polytope(cells, sums, example, guessed | {cell: n for cell, n in published.items() if n is not None})
    ignorant = _Polytope(cells, sums, example, {})
    found = []
    for cell in small:
        low, high = 1.0, example.threshold - 1.0
        if not informed.reaches(cell, low):
            low = max(1.0, ignorant.end(cell, 1))
        if not (informed.reaches(cell, low) and informed.reaches(cell, max(high, low + 1))):
            found.append(cell)
    return tuple(found)


class _Polytope:
    """All tables that fit some published numbers, the sums and the bounds."""

    def __init__(self, cells: list[Cell], sums: list[Sum], example: Example, published: Mapping[Cell, int]) -> None:
        self._place = {cell: number for number, cell in enumerate(cells)}
        self._sums = self._matrix([{whole: 1, **dict.fromkeys(parts, -1)} for whole, parts in sums])
        counts = _true_counts(example)
        bounds = [b for b in example.bounds if b.at_least <= sum(counts[c] for c in b.cells)]
        bounds = [b for b in bounds if all(c in self._place for c in b.cells)]
        self._over = -self._matrix([dict.fromkeys(b.cells, 1) for b in bounds]) if bounds else None
        self._least = np.array([-b.at_least for b in bounds]) if bounds else None
        self._range = [(published.get(cell, 0), published.get(cell)) for cell in cells]
        truth = np.array([counts[cell] for cell in cells], dtype=float)
        self._seen = [truth.copy(), truth.copy()]

    def _matrix(self, rows: list[dict[Cell, int]]) -> sparse.csr_array:
        terms = [(number, self._place[cell], sign) for number, row in enumerate(rows) for cell, sign in row.items()]
        numbers, places, signs = (list(part) for part in zip(*terms, strict=True)) if terms else ([], [], [])
        return sparse.csr_array((signs, (numbers, places)), shape=(len(rows), len(self._place)), dtype=float)

    def reaches(self, cell: Cell, value: float) -> bool:
        """Tell whether the cell may have this value; it may have its true one."""
        least, most = (seen[self._place[cell]] for seen in self._seen)
        if least - NEAR <= value <= most + NEAR:
            return True
        sign = 1 if value < least else -1
        return sign * self.end(cell, sign) <= sign * value + NEAR

    def end(self, cell: Cell, sign: int) -> float:
        """Return the least (1) or greatest (-1) value of a cell."""
        goal = np.zeros(len(self._place))
        goal[self._place[cell]] = sign
        rest = {"A_ub": self._over, "b_ub": self._least, "bounds": self._range, "method": "highs"}
        found = optimize.linprog(goal, A_eq=self._sums, b_eq=np.zeros(self._sums.shape[0]), **rest)
        if found.status == 3:
            return -sign * float("inf")
        assert found.status == 0, found.message
        self._seen = [np.minimum(self._seen[0], found.x), np.maximum(self._seen[1], found.x)]
        return float(found.x[self._place[cell]])


def _sums(published: Mapping[Cell, int | None], example: Example) -> Iterator[Sum]:
    """Yield every total with its parts, as the headings of the published table and the list of regions give them."""
    periods: dict[str, list[str]] = defaultdict(list)
    for region, period, *_ in published:
        if period not in periods[region]:
            periods[region].append(period)
    columns = sorted({cell[2:] for cell in published})
    own = {f"{code}{OWN}": [*months, ALL] for code, months in example.tally.coverage.items() if len(code) == 2}
    for region, found in (*periods.items(), *own.items()):
        yield from _column_sums(region, found, columns)
        yield from _period_sums(region, found, columns)
    for region, found in periods.items():
        parts = [part.code for part in example.tree.children(region)]
        if parts or f"{region}{OWN}" in own:
            for period, column in product(found, columns):
                yield (region, period, *column), [(part, period, *column) for part in (*parts, f"{region}{OWN}")]


def _period_sums(region: str, periods: list[str], columns: list[Cell]) -> Iterator[Sum]:
    if ALL in periods:
        for column in columns:
            yield (region, ALL, *column), [(region, month, *column) for month in periods if month != ALL]


def _column_sums(region: str, periods: list[str], columns: list[Cell]) -> Iterator[Sum]:
    for dimension in range(len(columns[0])):
        parts = [column for column in columns if column[dimension] != ALL]
        if parts:
            total = (ALL,) * len(columns[0])
            for period in periods:
                yield (region, period, *total), [(region, period, *part) for part in parts]


def _true_counts(example: Example) -> dict[Cell, int]:
    counts: dict[Cell, int] = defaultdict(int)
    for (leaf, month, *values), number in example.tally.counts.items():
        for region in {f"{leaf}{OWN}" if len(leaf) == 2 else leaf, leaf[:2], "00"}:
            for column in product(*((value, ALL) for value in values)):
                counts[region, month, *column] += number
                counts[region, ALL, *column] += number
    return counts
