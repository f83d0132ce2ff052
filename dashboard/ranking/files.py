"""Says how the files of the ranking are made: rows of the table ``ringkasan``, in the order of the page."""

from dashboard.chart_files import ChartFile, Query
from dashboard.files import Row, columns, file_name
from dashboard.ranking.state import CHART, parse_ranking
from dashboard.ranking.view import ranking_rows
from dashboard.release import Snapshot
from etl.catalogue import load_catalogue


def _rows(snapshot: Snapshot, query: Query) -> list[Row]:
    return ranking_rows(snapshot, parse_ranking(query, snapshot))


def _name(snapshot: Snapshot, query: Query) -> str:
    return file_name(CHART, parse_ranking(query, snapshot).view, snapshot.release_id)


CHARTS = {
    CHART: ChartFile(
        parameters=tuple(load_catalogue().charts[CHART].parameters),
        columns=lambda *_: columns("ringkasan"),
        rows=_rows,
        name=_name,
    )
}
