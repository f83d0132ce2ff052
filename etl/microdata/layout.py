"""Says which field of a table of records each dimension of its counts comes from."""

from dataclasses import dataclass

from etl.catalogue import Catalogue, Table

REGION = "region_code"
ELECTION = "election"
PERIOD = "period"
MONTH_LENGTH = len("2024-11")
RECODED = {"case_type": "violation_type", "latest_stage": "stage"}
"""Dimension -> the field whose codes it has, where their names differ."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the records of one table are counted.

    Attributes:
        dimensions: beside region and election, the period first.
        fields: the field of the table behind each dimension.
    """

    dimensions: tuple[str, ...]
    fields: tuple[str, ...]


def layout_of(catalogue: Catalogue, table: Table) -> Layout:
    """Return by what the records of a table are counted, as the rule of disclosure declares it."""
    tabulations = catalogue.disclosure[table.name].tabulations
    named = dict.fromkeys(name for tabulation in tabulations for name in tabulation)
    dimensions = (PERIOD, *(name for name in named if name != PERIOD))
    return Layout(dimensions=dimensions, fields=tuple(_field(table, name) for name in dimensions))


def _field(table: Table, dimension: str) -> str:
    if dimension == PERIOD:
        return next(field.name for field in table.columns if field.type == "date")
    return RECODED.get(dimension, dimension)
