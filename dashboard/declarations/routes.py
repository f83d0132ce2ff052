"""Answers the address of the page of declarations, and says how the files of its charts are made."""

from functools import partial

from dashboard.chart_files import ChartFile, Query
from dashboard.declarations.curve import curve_file
from dashboard.declarations.files import chart_columns, file_name, map_rows, trend_rows
from dashboard.declarations.map import map_file
from dashboard.declarations.page import write_page
from dashboard.declarations.reading import declaration_view
from dashboard.declarations.state import MAP_CHART, PATH, TREND_CHART, parse
from dashboard.plain_pages import PlainPages
from dashboard.release import Snapshot
from etl.catalogue import load_catalogue


def register(pages: PlainPages) -> None:
    """Register the page."""
    pages.add(PATH, "declarations", write_page)


def _name(chart: str, snapshot: Snapshot, query: Query) -> str:
    return file_name(chart, parse(query, snapshot), snapshot.release_id)


def _map(snapshot: Snapshot, query: Query) -> str:
    return map_file(declaration_view(snapshot, parse(query, snapshot)), snapshot)


def _curve(snapshot: Snapshot, query: Query) -> str:
    return curve_file(declaration_view(snapshot, parse(query, snapshot)))


CHARTS = {
    MAP_CHART: ChartFile(
        parameters=tuple(load_catalogue().charts[MAP_CHART].parameters),
        columns=lambda *_: chart_columns(MAP_CHART),
        rows=map_rows,
        name=partial(_name, MAP_CHART),
        drawing=_map,
    ),
    TREND_CHART: ChartFile(
        parameters=tuple(load_catalogue().charts[TREND_CHART].parameters),
        columns=lambda *_: chart_columns(TREND_CHART),
        rows=trend_rows,
        name=partial(_name, TREND_CHART),
        drawing=_curve,
    ),
}
