"""Knows which chart the page makes the code of, as its address says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.embeds.asked import Framing, framing
from dashboard.embeds.code import WIDTH
from dashboard.graphics.chart import Chart, Graphic
from dashboard.graphics.registry import CHARTS
from dashboard.languages import in_address
from dashboard.plain_pages import LANG, Asked
from dashboard.release import Snapshot
from dashboard.sharing import CHART
from dashboard.state import DECLARED, ELECTIONS, checked
from etl.catalogue import load_catalogue

WIDTHS = ("320", "480", "640", "800", "1200", "1600")
"""Widths in pixels that are offered; none fills the column that the chart stands in."""
FIRST = next(iter(CHARTS))
MONTHS = ("sampai", "sejak")
NOT_ASKED = ("dasar", LANG)
"""Parameters of charts that have one value so far, or are those of the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A chart with all that was chosen of it.

    Attributes:
        chart: what may be chosen of it.
        graphic: the chart of this choice.
        framing: how it is set into a page.
        width: in pixels; none where it fills its column.
        chosen: what the address says of the chart.
    """

    chart: Chart
    graphic: Graphic
    framing: Framing
    width: int | None
    chosen: Mapping[str, str]

    @property
    def asks(self) -> tuple[str, ...]:
        """Return the parameters of the chart that the page asks for."""
        return asked_of(self.chart.name)

    @property
    def query(self) -> dict[str, str]:
        """Write the choice as the shortest query that means it, but for the language."""
        own = {name: value for name, value in self.graphic.query.items() if name != LANG}
        chart = {} if self.chart.name == FIRST else {CHART: self.chart.name}
        return {**chart, **own, **self.framing.query, **({WIDTH: str(self.width)} if self.width else {})}


def asked_of(chart: str) -> tuple[str, ...]:
    """Return the parameters of a chart that the page asks for, in the order in which all are declared."""
    taken = load_catalogue().charts[chart].parameters
    return tuple(name for name in DECLARED if name in taken and name not in NOT_ASKED)


def built(asked: Asked) -> Built:
    """Read what the address asks for.

    Raises:
        ParameterError: a parameter has a value that it cannot have.
    """
    query, snapshot = asked.query, asked.snapshot
    chart = CHARTS[checked(CHART, query.get(CHART) or FIRST, tuple(CHARTS))]
    own = {name: value for name, value in query.items() if name in asked_of(chart.name)}
    chosen = {**_possible(own, snapshot), LANG: in_address(asked.lang)}
    width = checked(WIDTH, query.get(WIDTH) or "", ("", *WIDTHS))
    return Built(
        chart=chart,
        graphic=chart.graphic(snapshot, chosen),
        framing=framing(query),
        width=int(width) if width else None,
        chosen=chosen,
    )


def _possible(own: Mapping[str, str], snapshot: Snapshot) -> dict[str, str]:
    """Leave out a month of the other election: whoever chooses another election sends the month of the first along."""
    election = own.get("pemilihan") or DECLARED["pemilihan"].default
    known = {month for each in ELECTIONS for month in snapshot.months(each)}
    offered = snapshot.months(election) if election in ELECTIONS else ()
    return {name: value for name, value in own.items() if name not in MONTHS or value in offered or value not in known}
