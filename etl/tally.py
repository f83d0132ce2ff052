"""Records of agencies as counts: what may leave the reading of a file of records, and what is protected next."""

from collections.abc import Mapping
from dataclasses import dataclass

ALL = "semua"
"""The total over a dimension."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Accepted records of one table and election, counted.

    Attributes:
        table: the table of records.
        election: the election; records for both elections are in the tallies of both.
        dimensions: the dimensions beside the region, the period first.
        codes: every value of each dimension in order; of the period every month that any coverage holds.
        counts: (region, *values) -> number of records; what is absent inside the coverage is zero.
        coverage: leaf region -> months for which its records are complete. A leaf is a kabupaten/kota, or a province
            or ``00`` where it stands for records of that level itself.
    """

    table: str
    election: str
    dimensions: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    counts: Mapping[tuple[str, ...], int]
    coverage: Mapping[str, tuple[str, ...]]
