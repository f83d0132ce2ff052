"""Keeps whole answers of pages and charts as they went out, packed: on a busy night nearly all ask for the same few.

What is kept is answered before Flask is asked at all.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import Headers
from werkzeug.http import is_resource_modified

from dashboard.bounded import Bounded
from dashboard.operation.measurements import KEPT
from dashboard.operation.requests import HEADER, Follower, route
from dashboard.snapshot import NoReleaseError, ReleaseReader

ROOM = 32_000_000
"""Bytes of answers kept by each worker."""
LARGEST = 1_000_000
LONGEST_KEY = 600
HOLDS = 600.0
"""Seconds that an answer is kept; a page may say how old its data are."""
LAYOUT_PATHS = ("/_dash-layout", "/_dash-dependencies")
OWN_CARE = (
    *("/api/", "/_dash-", "/assets/", "/geo/", "/nilai/", "/kalimat/", "/pustaka/"),
    *("/healthz", "/readyz", "/metrics"),
)
"""Addresses that keep their answers themselves, or must always be asked anew."""
OF_A_BODY = {"content-length", "content-type", "content-encoding"}
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
HIT, MISS = KEPT.labels("page", "hit"), KEPT.labels("page", "miss")
Key = tuple[str, ...]
Page = tuple[str, Key]
PAGE = "pantau.page"
"""Where a request carries what it asks for, until its answer is kept."""
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its route, its headers, its bytes as they are sent, and until when it holds."""

    route: str
    headers: tuple[tuple[str, str], ...]
    tag: str | None
    changed: str | None
    body: bytes
    until: float


class KeptPages:
    """Answers of one server for the current release."""

    def __init__(
        self,
        reader: ReleaseReader,
        follower: Follower,
        *,
        room: int = ROOM,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reader = reader
        self._follower = follower
        self._clock = clock
        self._kept: Bounded[Key, Kept] = Bounded(room=room)

    def before(self, inner: Application) -> Application:
        """Answer what is kept before an application; it is asked for the rest."""

        def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
            page = self._page(environ)
            found = self._kept.find(*page) if page else None
            if found is not None and found.until > self._clock():
                return self._send(found, environ, start_response)
            if page:
                MISS.inc()
                environ[PAGE] = page
            return inner(environ, start_response)

        return application

    def keep(self, response: Response) -> Response:
        """Keep an answer when everything is done to it but what is for one visitor alone."""
        page: Page | None = request.environ.get(PAGE)
        if page is None or request.method != "GET" or not _is_for_all(response):
            return response
        body = response.get_data()
        if len(body) <= LARGEST:
            self._kept.keep(*page, self._kept_of(response, body), size=len(body) + LONGEST_KEY)
        return response

    def _kept_of(self, response: Response, body: bytes) -> Kept:
        headers = Headers(response.headers)
        headers["Content-Length"] = str(len(body))
        tag, changed = headers.get("ETag"), headers.get("Last-Modified")
        return Kept(route(), tuple(headers.to_wsgi_list()), tag, changed, body, self._clock() + HOLDS)

    def _page(self, environ: Environ) -> Page | None:
        """Return what a request asks for: the release before anything is worked out, and the key; none if not kept."""
        key = key_of(environ)
        if key is None:
            return None
        try:
            return self._reader.current().release_id, key
        except NoReleaseError:
            return None

    def _send(self, kept: Kept, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun, request_id = time.perf_counter(), self._follower.identify(environ)
        known = _is_known(kept, environ)
        headers = [pair for pair in kept.headers if pair[0].lower() not in OF_A_BODY] if known else [*kept.headers]
        start_response("304 NOT MODIFIED" if known else "200 OK", [*headers, (HEADER, request_id)])
        HIT.inc()
        status = 304 if known else 200
        self._follower.tell(environ, route=kept.route, status=status, begun=begun, request_id=request_id)
        return [] if known or environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


def _is_known(kept: Kept, environ: Environ) -> bool:
    """Tell whether the visitor has this answer already."""
    if not any(name in environ for name in CONDITIONS):
        return False
    return not is_resource_modified(environ, etag=kept.tag, last_modified=kept.changed)


def key_of(environ: Mapping[str, Any]) -> Key | None:
    """Return all that an answer depends on, or none where it is not kept here."""
    path = environ.get("PATH_INFO", "")
    layout = path in LAYOUT_PATHS
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or (path.startswith(OWN_CARE) and not layout):
        return None
    view = (environ.get("pantau.theme", ""), environ.get("pantau.query", "")) if layout else ()
    site = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), environ.get("SCRIPT_NAME", "")
    asked = path, environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
    key = (*site, *asked, *view)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _is_for_all(response: Response) -> bool:
    """Tell whether an answer is whole, right, and the same for everybody."""
    public = "public" in response.headers.get("Cache-Control", "") or request.path in LAYOUT_PATHS
    return response.status_code == 200 and public and not response.is_streamed  # noqa: PLR2004
