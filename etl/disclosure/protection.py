"""Counts of records as they may be published: small ones suppressed, others for their sake, and all of it audited."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from etl.codes import STATED_ZERO, SUPPRESSED
from etl.disclosure.audit import Audit, audit
from etl.disclosure.bounds import Bound
from etl.disclosure.demands import Known, demands, known_bounds
from etl.disclosure.layout import Cell, Flags, Layout, lay_out
from etl.disclosure.suppression import Suppression, suppress
from etl.tally import Tally
from geo.regions import RegionTree
from geo.wording import Wording

NUMBER = "ada"
HIDDEN = -1
"""Stands for a number that is suppressed; no count is negative."""
UNITS = 100
"""How much ``advance`` is told in all, whatever the size of the tally."""
PROTECTING = 0.7
"""Share of the units that protecting takes; the audit takes the rest."""

Row = dict[str, Any]
Advance = Callable[[int], None]


class DisclosureError(Exception):
    """Say which small counts could be worked out from what would be published, never what they are.

    ``cells`` are some of them: region code and one value for each dimension.
    """

    def __init__(self, *, table: str, election: str, cells: Sequence[Cell]) -> None:
        self.table, self.election, self.cells = table, election, tuple(cells)
        super().__init__(f"{table}, {election}: small counts can be worked out: {self._named()}")

    def _named(self) -> str:
        return "; ".join(" ".join(cell) for cell in self.cells)

    def sentence(self, *, wording: Wording, lang: str) -> str:
        """Say it in words, with what to do."""
        return wording.text("disclosure_open", lang, table=self.table, election=self.election, cells=self._named())


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures on a protected table; cells are printed ones, unless said otherwise.

    ``audited_cells`` also counts small cells that are never printed; ``bounds`` were used, ``bounds_dropped`` are not
    kept by the records themselves.
    """

    cells: int
    nonzero: int
    primary: int
    complementary: int
    share_suppressed: float
    blocks: int
    audited_cells: int
    bounds: int
    bounds_dropped: int
    seconds_protecting: float
    seconds_auditing: float


@dataclass(frozen=True, slots=True)
class Protected:
    """Rows to publish (region_code, election, the dimensions, count, status), one for each printed cell."""

    rows: tuple[Row, ...]
    summary: Summary


def protect(
    *,
    tally: Tally,
    tabulations: Sequence[tuple[str, ...]],
    threshold: int,
    tree: RegionTree,
    bounds: Sequence[Bound] = (),
    before: Collection[Cell] = (),
    complementary: bool = True,
    advance: Advance = lambda _done: None,
) -> Protected:
    """Suppress what has to be, and prove that no small count can be worked out from the rest.

    Args:
        tally: the counts and their coverage.
        tabulations: the period, alone or with one further dimension each; all totals come with them.
        threshold: counts from 1 to below it are small.
        tree: the regions.
        bounds: what readers know from elsewhere.
        before: cells that earlier releases suppressed, and that stay so; those that no longer exist are left out.
        complementary: False suppresses the small counts only and skips the audit; it shows what that leaves open.
        advance: told of ``UNITS`` units in all.

    Raises:
        DisclosureError: a small count could be worked out.
        ValueError: the tally does not fit its own coverage, codes or tabulations.
    """
    layout = lay_out(tally=tally, tabulations=tabulations, tree=tree)
    known = known_bounds(bounds=bounds, layout=layout)
    asked = demands(layout=layout, known=known, threshold=threshold)
    meter = _Meter(advance)
    started = time.perf_counter()
    chosen = suppress(
        layout=layout,
        demands=asked,
        known=known,
        before=_flags(before, layout),
        complementary=complementary,
        report=meter.within(0, PROTECTING),
    )
    rows = tuple(_rows(tally=tally, layout=layout, hidden=chosen.primary | chosen.complementary))
    protected = time.perf_counter()
    found = Audit(blocks=0, cells=0, disclosed=())
    if complementary:
        found = audit(
            rows=rows,
            dimensions=tally.dimensions,
            layout=layout,
            known=known,
            demands=asked,
            report=meter.within(PROTECTING, 1),
        )
    if found.disclosed:
        raise DisclosureError(table=tally.table, election=tally.election, cells=found.disclosed)
    seconds = (protected - started, time.perf_counter() - protected)
    return Protected(rows, _summary(layout=layout, chosen=chosen, found=found, known=known, seconds=seconds))


def _flags(cells: Collection[Cell], layout: Layout) -> Flags:
    numbers = layout.numbers_by_cell if cells else {}
    flags = np.zeros(layout.counts.size, dtype=np.bool_)
    flags[[numbers[cell] for cell in cells if cell in numbers]] = True
    return flags.reshape(layout.shape)


class _Meter:
    """Turns shares of the work into whole units."""

    def __init__(self, advance: Advance) -> None:
        self._advance, self._told = advance, 0

    def within(self, start: float, end: float) -> Callable[[float], None]:
        """Return what takes the share done of one part of the work."""

        def report(share: float) -> None:
            units = int(UNITS * (start + share * (end - start)) + 1e-9)
            if units > self._told:
                self._advance(units - self._told)
                self._told = units

        return report


def _rows(*, tally: Tally, layout: Layout, hidden: Flags) -> Iterator[Row]:
    """Yield the printed cells in order of their regions, periods and columns."""
    named = [
        [dict(zip(tally.dimensions, (period, *column), strict=True)) for column in layout.columns]
        for period in layout.periods
    ]
    printed = layout.printed
    for node in sorted(range(len(layout.nodes)), key=lambda node: layout.nodes[node].code):
        place = {"region_code": layout.nodes[node].code, "election": tally.election}
        counts = np.where(hidden[node], HIDDEN, layout.counts[node]).tolist()
        for period in np.flatnonzero(printed[node]).tolist():
            for dimensions, count in zip(named[period], counts[period], strict=True):
                yield {**place, **dimensions, **_number(count)}


def _number(count: int) -> Row:
    if count == HIDDEN:
        return {"count": None, "status": SUPPRESSED}
    return {"count": count, "status": NUMBER if count else STATED_ZERO}


def _summary(
    *, layout: Layout, chosen: Suppression, found: Audit, known: Known, seconds: tuple[float, float]
) -> Summary:
    printed = np.broadcast_to(layout.printed[:, :, None], layout.shape)
    cells, primary, complementary = (int(flags.sum()) for flags in (printed, chosen.primary, chosen.complementary))
    return Summary(
        cells=cells,
        nonzero=int((layout.counts[printed] > 0).sum()),
        primary=primary,
        complementary=complementary,
        share_suppressed=(primary + complementary) / cells if cells else 0.0,
        blocks=found.blocks,
        audited_cells=found.cells,
        bounds=known.slack.size,
        bounds_dropped=known.dropped,
        seconds_protecting=seconds[0],
        seconds_auditing=seconds[1],
    )
