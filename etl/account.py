"""What became of the rows of each source, whichever way it was read: so many read, so many refused, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.inputs import TOLERANCE, CheckedSource
from etl.microdata.source import CountedSource
from etl.problems import Problem

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Account:
    """One source after the checks.

    Attributes:
        name: what messages call it: the file of published figures, but of records only the name of the source.
        read: rows of data.
        refused: rows that were refused.
        excused: how many of the refused ones hold no record, such as totals below a table.
        tolerance: share of the rows that may be refused.
        problems: why rows were refused; of records only the first of each kind.
    """

    name: str
    read: int
    refused: int
    excused: int
    tolerance: float
    problems: Sequence[Problem]

    @property
    def tolerated(self) -> bool:
        """Tell whether few enough rows were refused."""
        return self.refused - self.excused <= self.tolerance * self.read

    @property
    def percent(self) -> int:
        """Return the tolerance as people write it."""
        return round(self.tolerance * PERCENT)


def account_of_figures(item: CheckedSource) -> Account:
    """Give account of a file of published figures or of a reference table, of which no row may be refused."""
    tolerance = TOLERANCE if item.table.kind == "input" else 0.0
    return Account(item.source.called, item.raw.row_count, item.refused, 0, tolerance, item.problems)


def account_of_records(item: CountedSource) -> Account:
    """Give account of a source of records; its file is not named, because the name may be a person's."""
    return Account(item.source.name, item.read, item.refused, item.footers, TOLERANCE, item.problems)
