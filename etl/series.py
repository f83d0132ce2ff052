"""Monthly series of the published minimum: a row where something changed, in between the last row holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from etl.figures import Figure, Stage, months_of
from etl.minimum import Minimum, Source, published_minimum
from etl.months import month_end, month_of
from geo.regions import RegionTree

Row = dict[str, Any]
BASIS_PUBLISHED = "publikasi"


@dataclass(slots=True)
class SeriesRows:
    """Rows of the tables ``observation``, ``number_source`` and ``number_note``, named as their columns."""

    observations: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)


def build_series(
    *, figures: Iterable[Figure], tree: RegionTree, advance: Callable[[], None] = lambda: None
) -> SeriesRows:
    """Work out the published minimum of every region, election, stage and unit at the end of every month on record.

    Args:
        figures: all published figures, in any order.
        tree: the regions.
        advance: called once for each month of each election and unit, for a progress display.
    """
    figures = tuple(figures)
    months = months_of(figures)
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.election, figure.unit].append(figure)
    rows = SeriesRows()
    for (election, unit), members in sorted(groups.items()):
        _extend(rows, election=election, unit=unit, figures=members, tree=tree, months=months, advance=advance)
    return rows


def _extend(
    rows: SeriesRows,
    *,
    election: str,
    unit: str,
    figures: list[Figure],
    tree: RegionTree,
    months: Iterable[str],
    advance: Callable[[], None],
) -> None:
    before: dict[tuple[str, Stage], Minimum] = {}
    spoken = {month_of(figure.until) for figure in figures}
    for month in months:
        # A month in which nobody said anything new leaves everything as it was.
        now = published_minimum(figures=figures, tree=tree, at=month_end(month)) if month in spoken else before
        for (region, stage), value in sorted(now.items()):
            key = {"region_code": region, "election": election, "stage": stage.value, "unit": unit, "month": month}
            _append(rows, key=key, value=value, previous=before.get((region, stage)))
        before = now
        advance()


def _append(rows: SeriesRows, *, key: Row, value: Minimum, previous: Minimum | None) -> None:
    if previous is None or _shown(value) != _shown(previous):
        rows.observations.append(key | _observation(value, previous))
    if previous is None or value.sources != previous.sources:
        rows.sources.extend(key | _source(source) for source in sorted(value.sources))
    rows.notes.extend(
        key | {"note": note.kind.value, "stated": note.stated, "used": note.used, "record_id": note.record_id}
        for note in value.notes
    )


def _shown(value: Minimum) -> tuple[object, ...]:
    return value.count, value.status, value.unexplained, value.implied


def _observation(value: Minimum, previous: Minimum | None) -> Row:
    return {
        "added": value.count - (previous.count if previous else 0),
        "cumulative": value.count,
        "unexplained": value.unexplained,
        "status": value.status.value,
        "implied": value.implied,
        "basis": BASIS_PUBLISHED,
    }


def _source(source: Source) -> Row:
    return {"role": source.role.value, "record_id": source.record_id}
