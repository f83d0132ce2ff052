"""Puts the counts of all sources of records together: one tally for each table and election."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from etl.catalogue import Catalogue, CatalogueError, Table
from etl.microdata.counting import Group
from etl.microdata.coverage import Cover, counted_elections, covered
from etl.microdata.layout import PERIOD, Layout, layout_of
from etl.microdata.source import CountedSource
from etl.tally import Tally
from geo.regions import RegionTree


def tallies(*, counted: Iterable[CountedSource], catalogue: Catalogue, tree: RegionTree) -> tuple[Tally, ...]:
    """Add up sources of the same table, election by election; tables and elections without any source have no tally.

    Args:
        counted: the sources.
        catalogue: all declarations.
        tree: the regions.

    Raises:
        CatalogueError: two sources are complete for the same region and month, so that records might count twice; or
            a coverage names no region.
    """
    by_table: dict[str, list[CountedSource]] = {}
    for item in counted:
        by_table.setdefault(item.table.name, []).append(item)
    return tuple(tally for items in by_table.values() for tally in _of_table(items, catalogue, tree))


def _of_table(items: Sequence[CountedSource], catalogue: Catalogue, tree: RegionTree) -> Iterator[Tally]:
    table = items[0].table
    cover = _without_overlap(items, catalogue, tree)
    for election in counted_elections(catalogue, table.name):
        months = _months_by_region(cover, election)
        if months:
            yield _tally(items, table, election, layout_of(catalogue, table), months)


def _without_overlap(items: Iterable[CountedSource], catalogue: Catalogue, tree: RegionTree) -> tuple[Cover, ...]:
    seen: dict[Cover, str] = {}
    for item in items:
        for cover in covered(item.source, catalogue=catalogue, tree=tree):
            other = seen.setdefault(cover, item.source.name)
            if other != item.source.name:
                raise CatalogueError(
                    f"sources.yml: {other} and {item.source.name} both cover {cover.region} in {cover.month}"
                    f" ({item.table.name}, {cover.election}); let their coverage not overlap"
                )
    return tuple(seen)


def _months_by_region(cover: Iterable[Cover], election: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in cover:
        if item.election == election:
            found.setdefault(item.region, []).append(item.month)
    return {region: tuple(sorted(months)) for region, months in sorted(found.items())}


def _tally(
    items: Iterable[CountedSource], table: Table, election: str, layout: Layout, coverage: dict[str, tuple[str, ...]]
) -> Tally:
    counts: Counter[Group] = Counter()
    for item in items:
        counts.update({(group[0], *group[2:]): count for group, count in item.counts.items() if group[1] == election})
    months = tuple(sorted({month for months in coverage.values() for month in months}))
    fields = zip(layout.dimensions, layout.fields, strict=True)
    return Tally(
        table=table.name,
        election=election,
        dimensions=layout.dimensions,
        codes={name: months if name == PERIOD else table.field(field).codes for name, field in fields},
        counts=dict(counts),
        coverage=coverage,
    )
