"""Answers the plain addresses beside the page: boundaries, data files, the light map, health."""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from flask import Flask, Response, abort, request

from dashboard.caching import SHORT
from dashboard.chart_files import ChartFile, Query
from dashboard.compression import unpack
from dashboard.files import BOM, Row, columns, file_name, map_rows, to_csv
from dashboard.light_map import light_map
from dashboard.packed_answers import TAG, packed_answer
from dashboard.palette import MAP_CHART
from dashboard.reading import TREND_CHART, map_view
from dashboard.release import Boundary, Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.state import PARAMETER_NAMES, ParameterError, ViewState, parse, since
from dashboard.tiles import tile_boundary
from dashboard.trend_drawing import trend_file
from dashboard.trend_files import chosen_rows, chosen_table
from etl.catalogue import load_catalogue

DOWNLOAD = "unduh"
DATA_PATHS = ("/grafik/", "/geo/", "/nilai/", "/kalimat/", "/cari.json")


class UnknownParameterError(ValueError):
    """Say that a data route does not know a parameter, and which ones it knows."""

    def __init__(self, *, parameter: str, allowed: Sequence[str]) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.allowed = tuple(allowed)


def register(server: Flask, reader: ReleaseReader, *, charts: Mapping[str, ChartFile]) -> None:
    """Register all plain routes; ``charts`` are those beside the two of violations."""
    files = ChartRoutes(reader, {**CHARTS, **charts})
    server.add_url_rule("/geo/<file_name>", "geo", lambda file_name: _boundary(reader, file_name))
    server.add_url_rule("/grafik/<chart>.csv", "csv", files.csv)
    server.add_url_rule("/grafik/<chart>.json", "json", files.json)
    server.add_url_rule("/grafik/<chart>.svg", "svg", files.svg)
    server.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    server.add_url_rule("/readyz", "readyz", lambda: _ready(reader))


class ChartRoutes:
    """Answer for the files of all charts."""

    def __init__(self, reader: ReleaseReader, charts: Mapping[str, ChartFile]) -> None:
        self._reader = reader
        self._charts = charts

    def csv(self, chart: str) -> Response:
        """Answer with the rows of a chart as CSV, as a download where that is asked for."""
        found, query = self._found(chart), request.args.to_dict()
        snapshot = self._asked(found, extra=(DOWNLOAD,))
        wanted = bool(query.get(DOWNLOAD))
        body = (BOM if wanted else "") + to_csv(found.rows(snapshot, query), found.columns(snapshot, query))
        response = Response(body.encode(), content_type="text/csv; charset=utf-8")
        if wanted:
            response.headers["Content-Disposition"] = f'attachment; filename="{found.name(snapshot, query)}"'
        return _brief(response, snapshot)

    def json(self, chart: str) -> Response:
        """Answer with the rows of a chart as JSON."""
        found = self._found(chart)
        snapshot = self._asked(found, extra=(DOWNLOAD,))
        query = request.args.to_dict()
        names = found.columns(snapshot, query)
        ordered = [{name: row[name] for name in names} for row in found.rows(snapshot, query)]
        body = json.dumps({"rilis": snapshot.release_id, "data": ordered}, ensure_ascii=False)
        return _brief(Response(body, content_type="application/json"), snapshot)

    def svg(self, chart: str) -> Response:
        """Answer with the drawing of a chart."""
        found = self._found(chart)
        if found.drawing is None:
            abort(404)
        snapshot = self._asked(found)
        return _brief(Response(found.drawing(snapshot, request.args.to_dict()), mimetype="image/svg+xml"), snapshot)

    def _found(self, chart: str) -> ChartFile:
        return self._charts[chart] if chart in self._charts else abort(404)

    def _asked(self, chart: ChartFile, *, extra: Sequence[str] = ()) -> Snapshot:
        """Check the query's names; programs are told of a parameter that means nothing here."""
        known = dict.fromkeys((*chart.parameters, *extra))
        unknown = [name for name in request.args if name not in known]
        if unknown:
            raise UnknownParameterError(parameter=unknown[0], allowed=tuple(known))
        asked = request.args.get(DOWNLOAD) or "1"
        if asked != "1":
            raise ParameterError(parameter=DOWNLOAD, value=asked, allowed=("1",))
        return self._reader.current()


def _of_violations(
    chart: str,
    rows: Callable[[Snapshot, Query], list[Row]],
    drawing: Callable[[Snapshot, Query], str],
    table: Callable[[ViewState], str],
) -> ChartFile:
    """Say how the files of a chart of violations are made: its rows are those of a published table."""
    return ChartFile(
        parameters=tuple(dict.fromkeys((*PARAMETER_NAMES, *load_catalogue().charts[chart].parameters))),
        columns=lambda snapshot, query: columns(table(parse(query, snapshot))),
        rows=rows,
        name=lambda snapshot, query: file_name(chart, parse(query, snapshot), snapshot.release_id),
        drawing=drawing,
    )


def _map(snapshot: Snapshot, query: Query) -> list[Row]:
    return map_rows(snapshot, parse(query, snapshot))


def _drawn_map(snapshot: Snapshot, query: Query) -> str:
    return light_map(map_view(snapshot, parse(query, snapshot)), snapshot)


def _trend(snapshot: Snapshot, query: Query) -> list[Row]:
    state = parse(query, snapshot)
    first = since(query, state, snapshot)
    return [row for row in chosen_rows(snapshot, state) if str(row["bulan"]) >= first]


def _drawn_trend(snapshot: Snapshot, query: Query) -> str:
    state = parse(query, snapshot)
    return trend_file(snapshot, state, first=since(query, state, snapshot))


CHARTS = {
    MAP_CHART: _of_violations(MAP_CHART, _map, _drawn_map, lambda _: "ringkasan"),
    TREND_CHART: _of_violations(TREND_CHART, _trend, _drawn_trend, chosen_table),
}


def _brief(response: Response, snapshot: Snapshot) -> Response:
    response.headers["Cache-Control"] = SHORT
    response.last_modified = datetime.fromisoformat(snapshot.created_at)
    response.add_etag()
    return response


def _boundary(reader: ReleaseReader, file_name: str) -> Response:
    tiles = tile_boundary()
    found = tiles if file_name == tiles.file_name else reader.boundary(file_name)
    if found is None:
        abort(404)
    body = partial(_body, found)
    return packed_answer(body, mimetype="application/geo+json", tag=found.content_hash[:TAG])


@lru_cache(maxsize=12)
def _body(found: Boundary, encoding: str | None) -> bytes:
    if encoding == "br":
        return found.body_br
    plain = unpack(found.body_br)
    return gzip.compress(plain, 9) if encoding == "gzip" else plain


def _ready(reader: ReleaseReader) -> Response:
    found = reader.readiness()
    parts = {"basis_data": found.database, "rilis": found.release, "batas_wilayah": found.boundaries}
    missing = [name for name, value in parts.items() if not value]
    return _report({**parts, "kurang": missing}, status=503 if missing else 200)


def _report(content: dict[str, Any], *, status: int) -> Response:
    return Response(json.dumps(content) + "\n", status=status, mimetype="application/json")
