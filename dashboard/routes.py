"""Answers the plain addresses beside the page: boundaries, data files, the light map, health."""

import gzip
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import Flask, Response, abort, request

from dashboard.caching import FOR_EVER, SHORT
from dashboard.compression import unpack
from dashboard.files import BOM, Row, columns, file_name, map_rows, to_csv, trend_rows
from dashboard.light_map import light_map
from dashboard.palette import MAP_CHART
from dashboard.reading import TREND_CHART, map_view
from dashboard.release import Boundary, Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.state import PARAMETER_NAMES, ParameterError, ViewState, parse, since
from dashboard.tiles import tile_boundary
from etl.catalogue import load_catalogue

DOWNLOAD = "unduh"
DATA_PATHS = ("/grafik/", "/geo/")


class UnknownParameterError(ValueError):
    """Say that a data route does not know a parameter, and which ones it knows."""

    def __init__(self, *, parameter: str, allowed: Sequence[str]) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.allowed = tuple(allowed)


def register(server: Flask, reader: ReleaseReader) -> None:
    """Register all plain routes."""
    server.add_url_rule("/geo/<file_name>", "geo", lambda file_name: _boundary(reader, file_name))
    server.add_url_rule("/grafik/<chart>.csv", "csv", lambda chart: _csv(reader, chart))
    server.add_url_rule("/grafik/<chart>.json", "json", lambda chart: _json(reader, chart))
    server.add_url_rule("/grafik/peta-pelanggaran.svg", "svg", lambda: _svg(reader))
    server.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    server.add_url_rule("/readyz", "readyz", lambda: _ready(reader))


def _asked(reader: ReleaseReader, chart: str, *, extra: Sequence[str] = ()) -> tuple[Snapshot, ViewState]:
    """Read the state; programs are told of a parameter that means nothing here."""
    known = dict.fromkeys((*PARAMETER_NAMES, *load_catalogue().charts[chart].parameters, *extra))
    unknown = [name for name in request.args if name not in known]
    if unknown:
        raise UnknownParameterError(parameter=unknown[0], allowed=tuple(known))
    asked = request.args.get(DOWNLOAD) or "1"
    if asked != "1":
        raise ParameterError(parameter=DOWNLOAD, value=asked, allowed=("1",))
    snapshot = reader.current()
    return snapshot, parse(request.args.to_dict(), snapshot)


def _rows(reader: ReleaseReader, chart: str) -> tuple[Snapshot, ViewState, list[Row], Sequence[str]]:
    if chart not in CHARTS:
        abort(404)
    snapshot, state = _asked(reader, chart, extra=(DOWNLOAD,))
    build, table = CHARTS[chart]
    return snapshot, state, build(snapshot, state), columns(table)


def _trend(snapshot: Snapshot, state: ViewState) -> list[Row]:
    first = since(request.args, state, snapshot)
    return [row for row in trend_rows(snapshot, state) if str(row["bulan"]) >= first]


CHARTS: dict[str, tuple[Callable[[Snapshot, ViewState], list[Row]], str]] = {
    MAP_CHART: (map_rows, "ringkasan"),
    TREND_CHART: (_trend, "pelanggaran"),
}


def _csv(reader: ReleaseReader, chart: str) -> Response:
    snapshot, state, rows, names = _rows(reader, chart)
    wanted = bool(request.args.get(DOWNLOAD))
    body = (BOM if wanted else "") + to_csv(rows, names)
    response = Response(body.encode(), content_type="text/csv; charset=utf-8")
    if wanted:
        name = file_name(chart, state, snapshot.release_id)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _brief(response, snapshot)


def _json(reader: ReleaseReader, chart: str) -> Response:
    snapshot, _, rows, names = _rows(reader, chart)
    ordered = [{name: row[name] for name in names} for row in rows]
    body = json.dumps({"rilis": snapshot.release_id, "data": ordered}, ensure_ascii=False)
    return _brief(Response(body, content_type="application/json"), snapshot)


def _svg(reader: ReleaseReader) -> Response:
    snapshot, state = _asked(reader, MAP_CHART)
    drawn = light_map(map_view(snapshot, state), snapshot)
    return _brief(Response(drawn, mimetype="image/svg+xml"), snapshot)


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
    encoding = _encoding()
    response = Response(_body(found, encoding), mimetype="application/geo+json")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = FOR_EVER
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{found.content_hash[:16]}{encoding or ''}")
    return response


def _encoding() -> str | None:
    accepted = request.accept_encodings
    return next((name for name in ("br", "gzip") if accepted[name] > 0), None)


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
