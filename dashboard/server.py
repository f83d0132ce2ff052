"""Makes the web server: plain routes first, then the Dash page, compression, headers and guards around both."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Flask, Request, Response, abort, current_app, request
from flask_compress import Compress
from werkzeug.exceptions import MethodNotAllowed

from dashboard import (
    api,
    builder,
    discovery,
    drawing_library,
    embeds,
    evaluation,
    failures,
    guide,
    method,
    opendata,
    region,
    release_files,
    routes,
    search_page,
)
from dashboard.app import create_app
from dashboard.caching import DAY, FOR_EVER, SHORT, is_known, without_body
from dashboard.callback_guard import refuse_foreign
from dashboard.chosen_release import ChosenReleases
from dashboard.colours import colour_sheet
from dashboard.comparison import page as comparison
from dashboard.contact import contact
from dashboard.database import Database
from dashboard.declarations import routes as declaration_routes
from dashboard.graphics import page as graphic_page
from dashboard.graphics import routes as chart_routes
from dashboard.kept_answers import KeptAnswers
from dashboard.kept_pages import LAYOUT_PATHS, KeptPages
from dashboard.notices import Notices
from dashboard.operation.headers import page_policy, set_headers
from dashboard.operation.register import operate, trust_proxies
from dashboard.operation.settings import read_settings
from dashboard.operation.start import READ_AHEAD
from dashboard.pages import ENDPOINT
from dashboard.palette import THEMES
from dashboard.plain_pages import PlainPages
from dashboard.ranking import page as ranking
from dashboard.snapshot import NoReleaseError, ReleaseReader
from etl.engine import open_engine

VIEW_PREFIX = "tampilan"
FILE_ENDPOINTS = {
    "geo",
    *release_files.ENDPOINTS,
    *("csv", "json", "svg", "png", "pdf", "txt"),
    "colours",
    "plotly",
}
DISCOVERY_ENDPOINTS = {"sitemap", "robots", "manifest", "favicon"}
OWN_ENDPOINTS = FILE_ENDPOINTS | DISCOVERY_ENDPOINTS | {"healthz", "readyz", "measurements", "data_page", "data_feed"}
ASSETS = "_dash_assets.static"
STATE_PATHS = {"_dash-layout", "_dash-dependencies", "_dash-update-component"}
DASH_ENDPOINTS = {
    "/",
    ASSETS,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    *(f"/{path}" for path in STATE_PATHS),
}
LARGEST_REQUEST = 65_536
COMPRESSED_TYPES = [
    "text/html",
    "text/css",
    "text/csv",
    "text/plain",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
]
YEAR = 31_536_000

StartResponse = Callable[..., Any]


class ScriptCache:
    """Keep compressed scripts; everything else is compressed for each answer."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return a kept script."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a script, and nothing else."""
        if not key.endswith(";"):
            self._kept[key] = value


def create_server(*, address: str | None = None) -> Flask:
    """Make the server; ``address`` names a database other than the one of ``DATABASE_URL``."""
    contact()  # a wrong setting ends the start, not the first page that would show it
    server = Flask("dashboard", static_folder=None)
    engine = open_engine(address=address, read_only=True)
    database = Database(engine)
    editions = opendata.Editions(database)
    reader = ReleaseReader(database, prepare=editions.read)
    server.config.update(
        SEND_FILE_MAX_AGE_DEFAULT=YEAR,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_STREAMS=True,
        COMPRESS_CACHE_BACKEND=ScriptCache,
        COMPRESS_CACHE_KEY=_script_key,
        COMPRESS_MIMETYPES=COMPRESSED_TYPES,
    )  # fmt: skip
    server.extensions["engine"] = engine
    settings = read_settings()
    pages = KeptPages(reader, Notices(reader), operate(server, reader, settings))
    routes.register(server, reader)
    release_files.register(server, reader)
    api.register(server, database)
    opendata.register(server, editions, reader)
    method.register(server, editions)
    plain = PlainPages(server, ChosenReleases(reader, editions))
    chart_routes.register(server, plain.releases)
    graphic_page.register(plain)
    builder.register(plain)
    embeds.register(plain, library=drawing_library.address())
    evaluation.register(plain)
    guide.register(plain)
    region.register(plain)
    declaration_routes.register(plain)
    ranking.register(plain)
    comparison.register(plain)
    search_page.register(plain)
    discovery.register(server, reader)
    failures.register(server)
    server.add_url_rule("/warna.css", "colours", _colours)
    drawing_library.register(server)
    server.before_request(_refuse_unknown)
    app = create_app(server, reader, editions, scripts=[drawing_library.address()])
    failures.register_resources(server)
    answers = KeptAnswers(reader)
    server.before_request(lambda: refuse_foreign(app))
    server.before_request(answers.find)
    # What is registered last runs first: a page gets its tag, is compressed and kept, and is then compared with what is
    # known.
    server.after_request(_compared)
    server.after_request(pages.keep)
    server.after_request(api.opened)
    server.after_request(partial(set_headers, policy=page_policy(app.csp_hashes())))
    Compress(server)
    server.after_request(pages.announce)
    server.after_request(_tag_page)
    server.after_request(answers.keep)
    server.wsgi_app = _view_prefix(pages.before(server.wsgi_app))  # type: ignore[method-assign]
    trust_proxies(server, settings.proxies)
    server.extensions[READ_AHEAD] = partial(_read_ahead, reader)
    _warm_up(server)
    return server


def _read_ahead(reader: ReleaseReader) -> None:
    """Read the release now: nobody waits for it, and it is known even if the database goes away before anybody comes.

    Only a process that answers may do this: another one could not be told of a newer release, and its connections
    must not be shared.
    """
    with suppress(NoReleaseError):
        reader.current()


def _warm_up(server: Flask) -> None:
    """Let Dash register its scripts now: it would do so at the first request, while others already ask for them."""
    with server.test_request_context("/healthz"):
        server.preprocess_request()


def _script_key(asked: Request) -> str:
    return asked.path if asked.path.startswith("/_dash-component-suites/") else ""


def _view_prefix(inner: StartResponse) -> StartResponse:
    """Take the state out of ``/tampilan/<theme>/<query>/...``: Dash asks for layouts without the page's query."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        parts = environ.get("PATH_INFO", "").split("/", 4)
        if len(parts) == 5 and parts[1] == VIEW_PREFIX and parts[2] in THEMES and parts[4] in STATE_PATHS:  # noqa: PLR2004
            environ["pantau.theme"], environ["pantau.query"] = parts[2], parts[3]
            environ["PATH_INFO"] = f"/{parts[4]}"
        return inner(environ, start_response)  # type: ignore[no-any-return]

    return application


def _refuse_unknown() -> None:
    """Answer 404 where Dash would answer 200 with its page to any address."""
    doubled = request.environ.get("PATH_INFO", "").startswith("//")
    if doubled or not (_is_served(_endpoint() or "") or request.path.startswith(api.PREFIX)):
        abort(404)


def _is_served(endpoint: str) -> bool:
    return endpoint in OWN_ENDPOINTS | DASH_ENDPOINTS or endpoint.startswith(ENDPOINT)


def _endpoint() -> str | None:
    """Return what serves this address, if only in answer to another method: that is another error."""
    if request.endpoint is None and isinstance(request.routing_exception, MethodNotAllowed):
        found = current_app.url_map.bind("").match(request.path, method="GET")
        return str(found[0])
    return request.endpoint


def _colours() -> Response:
    response = Response(colour_sheet(), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.add_etag()
    return response


def _tag_page(response: Response) -> Response:
    if request.endpoint == ASSETS and response.status_code == HTTPStatus.OK:
        # With a fingerprint behind it an address never means anything else.
        response.headers["Cache-Control"] = FOR_EVER if request.query_string else DAY
    if request.endpoint in LAYOUT_PATHS and response.status_code == HTTPStatus.OK:
        response.add_etag()
    if request.endpoint == "/" and response.status_code == HTTPStatus.OK:
        response.headers["Cache-Control"] = SHORT
        response.add_etag()
    return response


def _compared(response: Response) -> Response:
    # Data addresses compare their tags themselves, before anything is rendered.
    compared = request.path.startswith(api.PREFIX)
    if response.status_code == HTTPStatus.OK and "ETag" in response.headers and not compared:
        found = response.headers
        if is_known(request.environ, tag=found["ETag"], changed=found.get("Last-Modified")):
            response.close()
            return Response(status=HTTPStatus.NOT_MODIFIED, headers=without_body(found))
    return response
