"""What earlier releases kept back: it stays kept back, so that two releases side by side tell no more than each alone.

A release that published what an earlier one suppressed could give away what that one protected with it. Releases stay
citable, so everybody can lay them side by side.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Engine, Table, inspect, select

from etl.catalogue import Catalogue, DisclosureRule
from etl.codes import SUPPRESSED
from etl.disclosure.layout import Cell
from etl.schema import metadata

Before = Mapping[tuple[str, str], frozenset[Cell]]
"""Table of records and election -> region and one value for each dimension."""


def suppressed_before(*, engine: Engine, catalogue: Catalogue, release_id: str | None = None) -> Before:
    """Return the cells that any release of the database suppresses; an empty database has none.

    Of a release that was pruned nothing is left, but each later one holds its cells as well, as long as the records of
    the same regions and months are part of it.

    Args:
        engine: the database.
        catalogue: all declarations.
        release_id: look at this release only, to work it out again.
    """
    known = inspect(engine)
    found: dict[tuple[str, str], frozenset[Cell]] = {}
    for rule in catalogue.disclosure.values():
        if known.has_table(rule.publishes):
            found |= _of_table(engine, rule, metadata.tables[rule.publishes], release_id)
    return found


def _of_table(engine: Engine, rule: DisclosureRule, table: Table, release_id: str | None) -> Before:
    dimensions = dict.fromkeys(name for tabulation in rule.tabulations for name in tabulation)
    columns = [table.c[name] for name in ("election", "region_code", *dimensions)]
    query = select(*columns).where(table.c.status == SUPPRESSED).distinct()
    query = query if release_id is None else query.where(table.c.release_id == release_id)
    cells: dict[tuple[str, str], set[Cell]] = defaultdict(set)
    with engine.connect() as connection:
        for election, *cell in connection.execute(query):
            cells[rule.name, election].add(tuple(cell))
    return {key: frozenset(named) for key, named in cells.items()}
