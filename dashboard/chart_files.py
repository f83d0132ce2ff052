"""Says how the files of a chart are made, so that every chart is asked for and answered in the same way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.files import Row
from dashboard.release import Snapshot

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFile:
    """What the files of one chart hold; each part takes the release and the query, and may refuse a wrong value.

    Attributes:
        parameters: names that the query may have.
        columns: of the rows, in their order.
        rows: makes the rows of CSV and JSON.
        name: makes the name of a downloaded file.
        drawing: makes the SVG, where there is one.
    """

    parameters: Sequence[str]
    columns: Callable[[Snapshot, Query], Sequence[str]]
    rows: Callable[[Snapshot, Query], list[Row]]
    name: Callable[[Snapshot, Query], str]
    drawing: Callable[[Snapshot, Query], str] | None = None
