"""Opens the file of a source by its declaration, and tells what each of its columns is."""

from pathlib import Path

import duckdb

from etl.intake.opening import open_relation
from etl.intake.relation import Relation
from etl.microdata.matching import Reading
from etl.microdata.plan import Found, Plan, check_key_found, plan_columns, roles


def open_source(
    *, connection: duckdb.DuckDBPyConnection, reading: Reading, name: str, root: Path, needs_key: bool = False
) -> tuple[Relation, Plan]:
    """Open the file of a source.

    Args:
        connection: the database that gets the view of the rows.
        reading: the source, its table, and how its cells are read.
        name: what messages call the file.
        root: the folder that the location of the source is relative to.
        needs_key: a column must tell the rows apart.

    Raises:
        CatalogueError: the declaration of the source does not fit the table.
        UnreadableFileError: the file cannot be used, or has other columns than declared.
    """
    table, source = reading.table, reading.source
    relation = open_relation(
        connection=connection,
        location=source.location,
        name=name,
        root=root,
        known=frozenset(roles(table=table, source=source)),
        sheet=source.sheet,
        query=source.query,
    )
    found = Found(name, relation.headers, relation.header_row, reading.vocabulary)
    plan = plan_columns(table=table, source=source, found=found)
    if needs_key:
        check_key_found(plan=plan, found=found)
    return relation, plan
