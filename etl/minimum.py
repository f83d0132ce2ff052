"""The published minimum: what the public record adds up to at least, without counting anyone twice.

For one election and one unit at one day. Pure functions; no figure is imputed, extrapolated or scored:

1. own: events of a region and stage add up, of running totals the largest counts, and the larger of the two stands;
2. roll-up: a parent is never below the sum of its children;
3. implied stages: whoever was sanctioned was proven to have violated, whoever was examined was alleged.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.figures import Figure, Measure, Stage
from geo.regions import RegionLevel, RegionTree


class Role(StrEnum):
    """How a record fixes a number."""

    EVENT = "peristiwa"
    TOTAL = "kumulatif"
    CHILDREN = "rincian"
    IMPLIED = "tersirat"


class Status(StrEnum):
    """Whether a number stands, or an authority stated zero; a region with neither has no value at all."""

    NUMBER = "ada"
    STATED_ZERO = "nol"


class NoteKind(StrEnum):
    """Why a published total is not the number shown."""

    LOWER_LATER_TOTAL = "lower_later_total"
    CHILDREN_EXCEED_TOTAL = "children_exceed_total"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A record that fixes a number, and how."""

    role: Role
    record_id: str


@dataclass(frozen=True, slots=True)
class Note:
    """A published total (``stated``, in ``record_id``) that the number does not follow, and what stands (``used``)."""

    kind: NoteKind
    stated: int
    used: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Minimum:
    """The published minimum of one region and stage.

    ``unexplained`` is the part that the children do not explain, None where a region has no children. ``explicit``
    tells whether any record of this very stage, in the region or below, counts somebody.
    """

    count: int
    status: Status
    unexplained: int | None
    implied: bool
    explicit: bool
    sources: frozenset[Source]
    notes: tuple[Note, ...] = ()


Minima = dict[tuple[str, Stage], Minimum]

IMPLIED_BY: tuple[tuple[Stage, tuple[tuple[Stage, ...], ...]], ...] = (
    (Stage.PROVEN, ((Stage.SANCTIONED,),)),
    (Stage.EXAMINED, ((Stage.FORWARDED,), (Stage.PROVEN, Stage.DISMISSED))),
    (Stage.ALLEGED, ((Stage.EXAMINED,),)),
)
"""Stage, and the groups of stages whose sum it cannot be below; in the order in which they must be worked out."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A count that a number cannot be below, and the records that say so."""

    count: int
    sources: frozenset[Source]


@dataclass(frozen=True, slots=True)
class _Own:
    """What the records of one region and stage say by themselves."""

    count: int
    sources: frozenset[Source]
    latest_total: Figure | None
    before_latest: int
    """The own count on the day of the latest total: larger than that total where the record contradicts itself."""


_NOTHING = _Own(count=0, sources=frozenset(), latest_total=None, before_latest=0)


def published_minimum(*, figures: Iterable[Figure], tree: RegionTree, at: date) -> Minima:
    """Work out the published minimum at the end of day ``at``; a region and stage with nothing published is absent.

    Args:
        figures: of one election and one unit only.
        tree: the regions; children are rolled up into their parents.
        at: figures that speak of a later day are left out.
    """
    records: dict[tuple[str, Stage], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.until <= at:
            records[figure.region_code, figure.stage].append(figure)
    own = {key: _own(rows) for key, rows in records.items()}
    minima: Minima = {}
    spoken = {code for code, _ in own}
    for level in (RegionLevel.REGENCY, RegionLevel.PROVINCE, RegionLevel.NATIONAL):
        for region in tree.at(level):
            children = [child.code for child in tree.children(region.code)]
            # Most regions are silent at most times: nothing of their own, and nothing below them.
            if region.code in spoken or not spoken.isdisjoint(children):
                minima |= _region_minima(code=region.code, children=children, own=own, below=minima)
                spoken.add(region.code)
    return minima


def totals_below_events(figures: Iterable[Figure]) -> tuple[tuple[Figure, int], ...]:
    """Find running totals smaller than the sum of the events up to their day: (total, sum), for an editor to look at.

    Args:
        figures: of any elections and units; each series is looked at alone.
    """
    series: dict[tuple[str, str, Stage, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        series[figure.region_code, figure.election, figure.stage, figure.unit].append(figure)
    found = [
        (total, events)
        for rows in series.values()
        for total in rows
        if total.measure is Measure.TOTAL and total.count < (events := _events(_until(rows, total.until)))
    ]
    return tuple(sorted(found, key=lambda pair: pair[0].record_id))


def _until(rows: Iterable[Figure], day: date) -> list[Figure]:
    return [row for row in rows if row.until <= day]


def _events(rows: Iterable[Figure]) -> int:
    return sum(row.count for row in rows if row.measure is Measure.EVENT)


def _running(rows: Iterable[Figure]) -> int:
    return max((row.count for row in rows if row.measure is Measure.TOTAL), default=0)


def _own_count(rows: Iterable[Figure]) -> int:
    rows = list(rows)
    return max(_events(rows), _running(rows))


def _own(rows: list[Figure]) -> _Own:
    count = _own_count(rows)
    totals = [row for row in rows if row.measure is Measure.TOTAL]
    latest = max(totals, key=lambda row: (row.until, row.count, row.record_id), default=None)
    return _Own(
        count=count,
        sources=frozenset(_own_sources(rows, count)),
        latest_total=latest,
        before_latest=_own_count(_until(rows, latest.until)) if latest else 0,
    )


def _own_sources(rows: list[Figure], count: int) -> Iterable[Source]:
    """Yield the records that reach the count: the events where their sum does, and every running total that does."""
    events_reach = _events(rows) == count
    for row in rows:
        if row.measure is Measure.TOTAL and row.count == count:
            yield Source(Role.TOTAL, row.record_id)
        elif row.measure is Measure.EVENT and events_reach and (row.count or not count):
            yield Source(Role.EVENT, row.record_id)


def _region_minima(
    *, code: str, children: list[str], own: Mapping[tuple[str, Stage], _Own], below: Mapping[tuple[str, Stage], Minimum]
) -> Minima:
    """Work out all stages of one region: roll-up first, implied stages after it."""
    implying = dict(IMPLIED_BY)
    found: Minima = {}
    for stage in (Stage.SANCTIONED, Stage.DISMISSED, Stage.FORWARDED, Stage.PROVEN, Stage.EXAMINED, Stage.ALLEGED):
        parts = [below[child, stage] for child in children if (child, stage) in below]
        implied = [_implied(code, group, found) for group in implying.get(stage, ())]
        mine = own.get((code, stage), _NOTHING)
        value = _minimum(own=mine, parts=parts, implied=implied, is_parent=bool(children))
        if value is not None:
            found[code, stage] = value
    return found


def _implied(code: str, group: tuple[Stage, ...], found: Minima) -> _Candidate:
    values = [found[code, stage] for stage in group if (code, stage) in found]
    ids = {source.record_id for value in values if value.count for source in value.sources}
    return _Candidate(
        count=sum(value.count for value in values), sources=frozenset(Source(Role.IMPLIED, record) for record in ids)
    )


def _children(parts: list[Minimum]) -> _Candidate:
    ids = {source.record_id for part in parts if part.count for source in part.sources}
    return _Candidate(
        count=sum(part.count for part in parts), sources=frozenset(Source(Role.CHILDREN, record) for record in ids)
    )


def _minimum(*, own: _Own, parts: list[Minimum], implied: list[_Candidate], is_parent: bool) -> Minimum | None:
    """Join what a region says, what its children add up to and what later stages imply; None: nothing published."""
    children = _children(parts)
    rolled = max(own.count, children.count)
    candidates = [_Candidate(own.count, own.sources), children, *implied]
    count = max(candidate.count for candidate in candidates)
    if count == 0 and not own.sources:
        return None
    explicit = own.count > 0 or any(part.explicit for part in parts)
    return Minimum(
        count=count,
        status=Status.NUMBER if count else Status.STATED_ZERO,
        unexplained=count - children.count if is_parent else None,
        implied=count > rolled or (count > 0 and not explicit),
        explicit=explicit,
        sources=frozenset().union(*(c.sources for c in candidates if c.count == count)),
        notes=tuple(_notes(own=own, children=children.count)),
    )


def _notes(*, own: _Own, children: int) -> Iterable[Note]:
    latest = own.latest_total
    if latest is None:
        return
    if latest.count < own.before_latest:
        yield Note(NoteKind.LOWER_LATER_TOTAL, latest.count, own.before_latest, latest.record_id)
    if latest.count < children:
        yield Note(NoteKind.CHILDREN_EXCEED_TOTAL, latest.count, children, latest.record_id)
