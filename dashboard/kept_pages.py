"""Keeps whole answers of pages and charts as they went out, packed: on a busy night nearly all ask for the same few."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, g, request
from werkzeug.datastructures import Headers

from dashboard.bounded import Bounded
from dashboard.operation.measurements import KEPT
from dashboard.snapshot import NoReleaseError, ReleaseReader

ROOM = 32_000_000
"""Bytes of answers kept by each worker."""
LARGEST = 1_000_000
LONGEST_KEY = 600
HOLDS = 600.0
"""Seconds that an answer is kept; a page may say how old its data are."""
LAYOUT_PATHS = ("/_dash-layout", "/_dash-dependencies")
OWN_CARE = (
    "/api/",
    "/_dash-",
    "/assets/",
    "/geo/",
    "/nilai/",
    "/kalimat/",
    "/pustaka/",
    "/healthz",
    "/readyz",
    "/metrics",
)
"""Addresses that keep their answers themselves, or must always be asked anew."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its headers, its bytes as they are sent, and until when it holds."""

    headers: Headers
    body: bytes
    until: float


class KeptPages:
    """Answers of one server for the current release."""

    def __init__(self, reader: ReleaseReader, *, room: int = ROOM, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self._clock = clock
        self._kept: Bounded[Key, Kept] = Bounded(room=room)

    def find(self) -> Response | None:
        """Answer what was answered before."""
        key = _key()
        if key is None:
            return None
        try:
            release_id = self._reader.current().release_id
        except NoReleaseError:
            return None
        found = self._kept.find(release_id, key)
        known = found is not None and found.until > self._clock()
        KEPT.labels("page", "hit" if known else "miss").inc()
        if found is None or not known:
            g.page = release_id, key
            return None
        return Response(found.body, headers=found.headers)

    def keep(self, response: Response) -> Response:
        """Keep an answer when everything is done to it but what is for one visitor alone."""
        page: tuple[str, Key] | None = g.pop("page", None)
        if page is None or request.method != "GET" or not _is_for_all(response):
            return response
        body = response.get_data()
        if len(body) <= LARGEST:
            kept = Kept(Headers(response.headers), body, self._clock() + HOLDS)
            self._kept.keep(*page, kept, size=len(body) + LONGEST_KEY)
        return response


def _key() -> Key | None:
    """Return all that an answer depends on, or none where it is not kept here."""
    layout = request.path in LAYOUT_PATHS
    if request.method not in {"GET", "HEAD"} or (request.path.startswith(OWN_CARE) and not layout):
        return None
    environ = request.environ
    view = (environ.get("pantau.theme", ""), environ.get("pantau.query", "")) if layout else ()
    accepted = request.headers.get("Accept-Encoding", "")
    key = (request.host_url, request.path, environ.get("QUERY_STRING", ""), accepted, *view)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _is_for_all(response: Response) -> bool:
    """Tell whether an answer is whole, right, and the same for everybody."""
    public = "public" in response.headers.get("Cache-Control", "") or request.path in LAYOUT_PATHS
    return response.status_code == 200 and public and not response.is_streamed  # noqa: PLR2004
