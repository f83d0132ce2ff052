"""Keeps whole answers as they went out, packed: on a busy night nearly all ask for the same few.

What is kept is answered before Flask is asked at all, and without the database.
"""

import gzip
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import Headers
from werkzeug.http import generate_etag

from dashboard.bounded import Bounded
from dashboard.caching import is_known, without_body
from dashboard.compression import pack, unpack
from dashboard.making import Making
from dashboard.notices import Notices, Said, put_in
from dashboard.operation.measurements import KEPT
from dashboard.operation.requests import HEADER, Follower, route
from dashboard.snapshot import NoReleaseError, ReleaseReader, Shelf

ROOM = 32_000_000
"""Bytes of answers kept by each worker."""
LARGEST = 1_000_000
LONGEST_KEY = 600
QUALITY = 5
"""Of the compression of what a notice was put into; as that of pages."""
LAYOUT_PATHS = ("/_dash-layout", "/_dash-dependencies")
OWN_CARE = (
    *("/_dash-", "/assets/", "/geo/", "/nilai/", "/kalimat/", "/pustaka/"),
    *("/healthz", "/readyz", "/metrics"),
)
"""Addresses that keep their answers themselves, or must always be asked anew."""
HTML = "text/html"
HIT, MISS = KEPT.labels("page", "hit"), KEPT.labels("page", "miss")
Key = tuple[object, ...]
PAGE = "pantau.page"
"""Where a request carries what it asks for, until its answer is kept."""
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: what the database held before anything was worked out, the key, and what to say."""

    shelf: Shelf
    key: Key
    said: Said

    @property
    def announced(self) -> Key:
        """Return the key of the page with its notices."""
        return (*self.key, self.said)


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its route, its headers, its bytes as they are sent, and what of that every request looks at.

    ``is_page`` tells whether people read it, so that notices may stand in it.
    """

    route: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str | None
    changed: str | None
    is_page: bool


class KeptPages:
    """Answers of one server for what the database holds now."""

    def __init__(self, reader: ReleaseReader, notices: Notices, follower: Follower, *, room: int = ROOM) -> None:
        self._reader = reader
        self._notices = notices
        self._follower = follower
        self._kept: Bounded[Key, Kept] = Bounded(room=room)
        self._making = Making()

    def before(self, inner: Application) -> Application:
        """Answer what is kept before an application; it is asked for the rest."""

        def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
            asked = self._asked(environ)
            if asked is None:
                return inner(environ, start_response)
            found = self._find(asked)
            if found is None:
                with self._making.turn(asked) as alone:
                    found = None if alone else self._find(asked)
                    if found is None:
                        MISS.inc()
                        environ[PAGE] = asked
                        return inner(environ, start_response)
            return self._send(found, environ, start_response)

        return application

    def announce(self, response: Response) -> Response:
        """Put notices into a page that was made anew, before it is packed."""
        if response.mimetype != HTML or response.is_streamed:
            return response
        asked: Asked | None = request.environ.get(PAGE)
        said = asked.said if asked else self._said()
        if said:
            response.set_data(put_in(response.get_data(), said))
            response.add_etag(overwrite=True)
        return response

    def keep(self, response: Response) -> Response:
        """Keep an answer when everything is done to it but what is for one visitor alone."""
        asked: Asked | None = request.environ.get(PAGE)
        if asked is None or request.method != "GET" or not _is_for_all(response):
            return response
        kept = _kept(route(), response.headers, response.get_data())
        if len(kept.body) <= LARGEST:
            self._put(asked, kept)
        return response

    def _asked(self, environ: Environ) -> Asked | None:
        """Return what a request asks for; none if that is not kept."""
        key = key_of(environ)
        if key is None:
            return None
        try:
            said = self._notices.now(self._reader.current())
        except NoReleaseError:
            return None
        return Asked(self._reader.shelf, key, said)

    def _said(self) -> Said:
        try:
            return self._notices.now(self._reader.current())
        except NoReleaseError:
            return ()

    def _find(self, asked: Asked) -> Kept | None:
        """Find an answer; one without notices is made into one that has them, as nobody might be there to make it."""
        announced = self._kept.find(asked.shelf, asked.announced) if asked.said else None
        found = announced or self._kept.find(asked.shelf, asked.key)
        if found is None or announced or not asked.said or not found.is_page:
            return found
        made = _announced(found, asked.said)
        self._put(asked, made)
        return made

    def _put(self, asked: Asked, kept: Kept) -> None:
        key = asked.announced if asked.said and kept.is_page else asked.key
        self._kept.keep(asked.shelf, key, kept, size=len(kept.body) + LONGEST_KEY)

    def _send(self, kept: Kept, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun, request_id = time.perf_counter(), self._follower.identify(environ)
        known = is_known(environ, tag=kept.tag, changed=kept.changed)
        headers = without_body(kept.headers) if known else kept.headers
        start_response("304 NOT MODIFIED" if known else "200 OK", [*headers, (HEADER, request_id)])
        HIT.inc()
        status = 304 if known else 200
        self._follower.tell(environ, route=kept.route, status=status, begun=begun, request_id=request_id)
        return [] if known or environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


def _kept(path: str, headers: Headers, body: bytes) -> Kept:
    own = Headers(headers)
    own["Content-Length"] = str(len(body))
    is_page = own.get("Content-Type", "").startswith(HTML)
    return Kept(path, tuple(own.to_wsgi_list()), body, own.get("ETag"), own.get("Last-Modified"), is_page)


def _announced(kept: Kept, said: Said) -> Kept:
    """Put notices into a page as it is kept."""
    headers = Headers(list(kept.headers))
    encoding = headers.get("Content-Encoding", "")
    body = put_in(_unpacked(kept.body, encoding), said)
    headers["ETag"] = f'"{generate_etag(body)}:{encoding}"'
    return _kept(kept.route, headers, _packed(body, encoding))


def _unpacked(body: bytes, encoding: str) -> bytes:
    return {"br": unpack, "gzip": gzip.decompress}.get(encoding, bytes)(body)


def _packed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return pack(body, quality=QUALITY)
    return gzip.compress(body) if encoding else body


def key_of(environ: Mapping[str, Any]) -> Key | None:
    """Return all that an answer depends on, or none where it is not kept here."""
    path = environ.get("PATH_INFO", "")
    layout = path in LAYOUT_PATHS
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or (path.startswith(OWN_CARE) and not layout):
        return None
    view = (environ.get("pantau.theme", ""), environ.get("pantau.query", "")) if layout else ()
    site = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), environ.get("SCRIPT_NAME", "")
    asked = path, environ.get("QUERY_STRING", "")
    form = environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_RANGE", "")
    key = (*site, *asked, *form, *view)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _is_for_all(response: Response) -> bool:
    """Tell whether an answer is whole, right, and the same for everybody."""
    public = "public" in response.headers.get("Cache-Control", "") or request.path in LAYOUT_PATHS
    return response.status_code == 200 and public and not response.is_streamed  # noqa: PLR2004
