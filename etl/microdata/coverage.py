"""Knows for which regions, months and elections a source of records is complete."""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.catalogue import Catalogue, CatalogueError, Source
from etl.catalogue_models import Coverage
from etl.codes import BOTH_ELECTIONS
from etl.microdata.layout import ELECTION
from etl.months import months_between
from etl.problems import Expected, expected
from geo.regions import NATIONAL, PROVINCE_LENGTH, RegionTree


@dataclass(frozen=True, slots=True)
class Cover:
    """One region and month of one election for which a source is complete."""

    election: str
    region: str
    month: str


def covers(coverage: Coverage, *, region: str, month: str, election: str) -> bool:
    """Tell whether a record of this region, month and election lies inside a coverage that names its elections."""
    inside = coverage.first <= month <= coverage.last and covers_region(coverage, region)
    return inside and election in coverage.elections


def covers_region(coverage: Coverage, region: str) -> bool:
    """Tell whether a region is covered: by its own code, that of its province, or that of the country."""
    return not {region, region[:PROVINCE_LENGTH], NATIONAL}.isdisjoint(coverage.regions)


def in_words(coverage: Coverage) -> Expected:
    """Write a coverage down, the same in both languages."""
    regions, elections = (", ".join(names) for names in (coverage.regions, coverage.elections))
    return expected(f"{regions}; {coverage.first} … {coverage.last}; {elections}")


def leaves(coverage: Coverage, *, source: str, tree: RegionTree) -> tuple[str, ...]:
    """List the regions that a coverage holds one by one.

    A kabupaten/kota stands for itself, a province for the records of its own level and for all its kabupaten/kota,
    ``00`` for the country's own level and for everything below.

    Raises:
        CatalogueError: there is no such region, or the first month comes after the last.
    """
    unknown = [code for code in coverage.regions if code not in tree]
    if unknown:
        raise CatalogueError(f"sources.yml: {source}.coverage.regions: no region {unknown[0]!r}")
    if coverage.last < coverage.first:
        raise CatalogueError(f"sources.yml: {source}.coverage: first is later than last")
    return tuple(region.code for region in tree if covers_region(coverage, region.code))


def elections_of(source: Source, catalogue: Catalogue) -> tuple[str, ...]:
    """List the elections for which a source is complete: the one that is constant, or those of its coverage."""
    named = source.coverage.elections if source.coverage else ()
    elections = {source.constants[ELECTION]} if ELECTION in source.constants else set(named)
    counted = counted_elections(catalogue, source.table)
    return counted if BOTH_ELECTIONS in elections else tuple(code for code in counted if code in elections)


def with_elections(source: Source, catalogue: Catalogue) -> Source:
    """Name in the coverage of a source every election that a row of it may have."""
    if source.coverage is None:
        return source
    elections = elections_of(source, catalogue)
    both = (BOTH_ELECTIONS,) if elections == counted_elections(catalogue, source.table) else ()
    coverage = source.coverage.model_copy(update={"elections": (*elections, *both)})
    return source.model_copy(update={"coverage": coverage})


def counted_elections(catalogue: Catalogue, table: str) -> tuple[str, ...]:
    """List the elections by which records of a table are counted."""
    return catalogue.tables[catalogue.disclosure[table].publishes].field(ELECTION).codes


def covered(source: Source, *, catalogue: Catalogue, tree: RegionTree) -> Iterator[Cover]:
    """Yield every region and month for which a source is complete, for each election.

    Raises:
        CatalogueError: as ``leaves``.
    """
    if source.coverage is None:
        return
    months = months_between(first=source.coverage.first, last=source.coverage.last)
    regions = leaves(source.coverage, source=source.name, tree=tree)
    for election in elections_of(source, catalogue):
        for region in regions:
            for month in months:
                yield Cover(election=election, region=region, month=month)
