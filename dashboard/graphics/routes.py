"""Answers for the files of all charts: their rows, their images, and what they show in a sentence."""

import json
from collections.abc import Sequence

from flask import Flask, Response, abort, request

from dashboard import site
from dashboard.caching import brief, of_release
from dashboard.chosen_release import ChosenReleases
from dashboard.compression import unpack
from dashboard.conversion import PDF, PNG
from dashboard.files import BOM, to_csv
from dashboard.graphics.asked import names_of
from dashboard.graphics.chart import PATH, Chart
from dashboard.graphics.images import SVG, Image, Images, Wanted
from dashboard.graphics.registry import CHARTS
from dashboard.opendata.asked import RELEASE
from dashboard.packed_answers import as_taken
from dashboard.release import Snapshot
from dashboard.state import ParameterError, UnknownParameterError

DOWNLOAD = "unduh"
TYPES = {SVG: "image/svg+xml", PNG: "image/png", PDF: "application/pdf"}
SUFFIXES = ("csv", "json", "txt", SVG, PNG, PDF)


def register(server: Flask, releases: ChosenReleases) -> None:
    """Register the files of all charts."""
    files = ChartRoutes(releases)
    for suffix in SUFFIXES:
        server.add_url_rule(f"{PATH}/<chart>.{suffix}", suffix, getattr(files, suffix))


class ChartRoutes:
    """Answer for the files of all charts."""

    def __init__(self, releases: ChosenReleases) -> None:
        self._releases = releases
        self._images = Images()

    def csv(self, chart: str) -> Response:
        """Answer with the rows of a chart as CSV, as a download where that is asked for."""
        found, query = _found(chart), request.args.to_dict()
        snapshot = self._asked(found)
        body = (BOM if DOWNLOAD in query else "") + to_csv(found.rows(snapshot, query), found.columns(snapshot, query))
        response = Response(body.encode(), content_type="text/csv; charset=utf-8")
        return brief(_named(response, found, snapshot, "csv"), snapshot)

    def json(self, chart: str) -> Response:
        """Answer with the rows of a chart as JSON."""
        found, query = _found(chart), request.args.to_dict()
        snapshot = self._asked(found)
        names = found.columns(snapshot, query)
        ordered = [{name: row[name] for name in names} for row in found.rows(snapshot, query)]
        body = json.dumps({"rilis": snapshot.release_id, "data": ordered}, ensure_ascii=False)
        response = Response(body, content_type="application/json")
        return brief(_named(response, found, snapshot, "json"), snapshot)

    def txt(self, chart: str) -> Response:
        """Answer with the finding of a chart in a sentence, for those who do not see it."""
        found = _found(chart)
        snapshot = self._asked(found)
        said = found.graphic(snapshot, request.args.to_dict()).alt
        response = Response(f"{said}\n", content_type="text/plain; charset=utf-8")
        return brief(_named(response, found, snapshot, "txt"), snapshot)

    def svg(self, chart: str) -> Response:
        """Answer with the picture of a chart as SVG, compressed as it is kept for all who take it so."""
        return self._image(chart, SVG)

    def png(self, chart: str) -> Response:
        """Answer with the picture of a chart as PNG."""
        return self._image(chart, PNG)

    def pdf(self, chart: str) -> Response:
        """Answer with the picture of a chart as PDF."""
        return self._image(chart, PDF)

    def _image(self, chart: str, kind: str) -> Response:
        found = _found(chart)
        snapshot = self._asked(found, extra=names_of(kind))
        query = {name: value for name, value in request.args.to_dict().items() if name not in {DOWNLOAD, RELEASE}}
        wanted = Wanted(chart=found, kind=kind, query=query, root=site.root())
        made = self._images.of(wanted, snapshot, current=self._releases.current().snapshot.release_id)
        return _named(_answer(made, kind, snapshot), found, snapshot, kind)

    def _asked(self, chart: Chart, *, extra: Sequence[str] = ()) -> Snapshot:
        """Check the query's names; programs are told of a parameter that means nothing here."""
        known = dict.fromkeys((*chart.parameters, *extra, RELEASE, DOWNLOAD))
        unknown = [name for name in request.args if name not in known]
        if unknown:
            raise UnknownParameterError(parameter=unknown[0], allowed=tuple(known))
        asked = request.args.get(DOWNLOAD) or "1"
        if asked != "1":
            raise ParameterError(parameter=DOWNLOAD, value=asked, allowed=("1",))
        return self._releases.for_programs(request.args.get(RELEASE, "")).snapshot


def _found(chart: str) -> Chart:
    return CHARTS[chart] if chart in CHARTS else abort(404)


def _named(response: Response, chart: Chart, snapshot: Snapshot, suffix: str) -> Response:
    """Let a browser store an answer as a file where that is asked for."""
    query = request.args.to_dict()
    if query.get(DOWNLOAD):
        name = f"{chart.file_name(snapshot, query)}.{suffix}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _answer(made: Image, kind: str, snapshot: Snapshot) -> Response:
    """Answer with an image; other sites may show it, whatever they allow themselves."""
    packed = kind == SVG
    response = as_taken(
        lambda encoding: unpack(made.body) if packed and not encoding else made.body,
        mimetype=TYPES[kind],
        encodings=("br",) if packed else (),
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(f"{made.tag}{response.headers.get('Content-Encoding', '')}")
    return of_release(response, release_id=snapshot.release_id, created_at=snapshot.created_at)
