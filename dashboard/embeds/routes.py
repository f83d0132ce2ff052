"""Answers the addresses of charts that other sites set into their pages."""

from functools import partial

from flask import Response, abort

from dashboard.caching import DAY
from dashboard.embeds import oembed
from dashboard.embeds.asked import framing
from dashboard.embeds.charts import PATH
from dashboard.embeds.code import SCRIPT
from dashboard.embeds.interactive import living
from dashboard.embeds.page import write_page
from dashboard.frame import ASSETS
from dashboard.graphics.registry import CHARTS
from dashboard.pages import ENDPOINT
from dashboard.plain_pages import Asked, PlainPages

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
)
"""Anybody may frame these pages, and nothing but these."""


def register(pages: PlainPages, *, library: str) -> None:
    """Register the charts and the script of the pages that frame them; ``library`` is where the drawing library is."""
    pages.add_file(f"{PATH}/<chart>", "embed", partial(_embed, library=library), of_any_release=True)
    oembed.register(pages)
    pages.server.add_url_rule(SCRIPT, f"{ENDPOINT}embedding", _script)


def _embed(asked: Asked, *, library: str) -> Response:
    found = CHARTS.get(asked.parts["chart"])
    if found is None:
        abort(404)
    asked_for = framing(asked.query)
    graphic = found.graphic(asked.snapshot, asked.query)
    alive = living(found.name, asked_for, asked, library=library)
    response = Response(write_page(graphic, asked_for, asked, alive), content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _script() -> Response:
    """Answer with the script; its address has no fingerprint, because it stands in pages of others for years."""
    response = Response((ASSETS / "sematkan.js").read_bytes(), mimetype="text/javascript")
    response.headers["Cache-Control"] = DAY
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    return response
