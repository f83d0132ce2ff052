"""Answers the plain addresses beside the page: boundaries and health."""

import gzip
import json
from functools import lru_cache, partial
from typing import Any

from flask import Flask, Response, abort

from dashboard.compression import unpack
from dashboard.packed_answers import TAG, packed_answer
from dashboard.release import Boundary
from dashboard.snapshot import ReleaseReader
from dashboard.tiles import tile_boundary

DATA_PATHS = ("/grafik/", "/oembed", "/geo/", "/nilai/", "/kalimat/", "/cari.json")


def register(server: Flask, reader: ReleaseReader) -> None:
    """Register all plain routes."""
    server.add_url_rule("/geo/<file_name>", "geo", lambda file_name: _boundary(reader, file_name))
    server.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    server.add_url_rule("/readyz", "readyz", lambda: _ready(reader))


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
