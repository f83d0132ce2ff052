"""Says what a chart is: what it may be asked, the rows behind it, and what is said around its drawing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.files import Row, stage_rows
from dashboard.release import Snapshot
from dashboard.state import ViewState, parse, written
from etl.catalogue import load_catalogue

PATH = "/grafik"
Query = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphic:
    """One chart of one state: what is said around it and how it is drawn, whatever its size and colours.

    Attributes:
        chart: its id, as ``charts.yml`` has it.
        lang: language of its texts.
        release_id: the release that it shows.
        title: what it shows, in a few words.
        subtitle: what is counted, where, and until when.
        alt: the finding in one sentence, from the same data.
        note: how it is to be read; empty where the drawing says all.
        source: where its numbers are from, and what they are not.
        page: address of the page of the site that shows more, without the site.
        query: the shortest query of the chart that means this state.
        draw: draws it, legend included, for a width in pixels; the second argument stands before every link,
            which is the public address of the site in a file, and empty on the site's own pages. Colours are
            classes of ``grafik.css``.
    """

    chart: str
    lang: str
    release_id: str
    title: str
    subtitle: str
    alt: str
    note: str = ""
    source: str
    page: str
    query: Query
    draw: Callable[[int, str], Markup]

    def address(self, suffix: str = "", **extra: str) -> str:
        """Write the address of the chart, or of one of its files; ``suffix`` is such as ``svg``."""
        path = f"{PATH}/{self.chart}.{suffix}" if suffix else f"{PATH}/{self.chart}"
        return written(path, {**self.query, **extra})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart with all that is made of it; each function takes the release and the query of the address.

    They read of the query what they know, and raise ``ParameterError`` for a value that may not be.

    Attributes:
        name: its id.
        parameters: names that the query may have.
        columns: of the rows, in their order.
        rows: makes the rows of CSV and JSON.
        file_name: makes the name of a downloaded file, without its suffix.
        graphic: makes the chart itself.
    """

    name: str
    parameters: Sequence[str]
    columns: Callable[[Snapshot, Query], Sequence[str]]
    rows: Callable[[Snapshot, Query], list[Row]]
    file_name: Callable[[Snapshot, Query], str]
    graphic: Callable[[Snapshot, Query], Graphic]


def parameters_of(chart: str) -> tuple[str, ...]:
    """Return what a chart may be asked, as ``charts.yml`` declares it."""
    return tuple(load_catalogue().charts[chart].parameters)


def state_of(chart: str, query: Query, snapshot: Snapshot) -> ViewState:
    """Read what a query says to a chart of one region."""
    return parse(own(query, parameters_of(chart)), snapshot)


def focus_stages(chart: str, snapshot: Snapshot, query: Query) -> list[Row]:
    """Return the rows of the stages of handling of the region that a query asks for."""
    state = state_of(chart, query, snapshot)
    return stage_rows(snapshot, state, state.focus)


def own(query: Query, parameters: Collection[str]) -> dict[str, str]:
    """Return what a query says to a chart; the rest of it means something elsewhere."""
    return {name: value for name, value in query.items() if name in parameters}


def kept(query: Query, parameters: Collection[str]) -> dict[str, str]:
    """Return what a chart takes of the query of a page."""
    return {name: value for name, value in query.items() if name in parameters and value}
