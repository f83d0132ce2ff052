"""Follows each request: gives it an id, and says at its end how it went."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g, request

from dashboard.operation.logs import shortened

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
LOGGER = logging.getLogger("dashboard")
Environ = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """How one request went.

    Attributes:
        route: the pattern of its address: an address itself may hold what somebody typed.
        status: of the answer.
        seconds: until the answer was ready.
        request_id: its id.
        method: of the request.
        client: the address of the visitor, or of the proxy before him.
    """

    route: str
    status: int
    seconds: float
    request_id: str
    method: str
    client: str


Observer = Callable[[Answered], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows requests; an id that a trusted proxy has given is kept."""

    trusts_proxy: bool
    observers: tuple[Observer, ...]

    def identify(self, environ: Environ) -> str:
        """Return the id of a request."""
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.trusts_proxy else ""
        return given if given and GIVEN.fullmatch(given) else uuid.uuid4().hex

    def tell(self, environ: Environ, *, route: str, status: int, begun: float, request_id: str) -> None:
        """Tell all observers how a request went."""
        seconds = time.perf_counter() - begun
        client = environ.get("REMOTE_ADDR", "")
        answered = Answered(route, status, seconds, request_id, environ["REQUEST_METHOD"], client)
        for observe in self.observers:
            observe(answered)


def follow(server: Flask, follower: Follower) -> None:
    """Follow all requests of a server."""
    server.before_request(lambda: _begin(follower))
    server.after_request(lambda response: _end(response, follower))


def _begin(follower: Follower) -> None:
    g.request_id = follower.identify(request.environ)
    g.begun = time.perf_counter()


def _end(response: Response, follower: Follower) -> Response:
    request_id = g.get("request_id", "")
    response.headers[HEADER] = request_id
    begun = g.get("begun", time.perf_counter())
    follower.tell(request.environ, route=route(), status=response.status_code, begun=begun, request_id=request_id)
    return response


def route() -> str:
    """Return the pattern of the address that is asked for."""
    return request.url_rule.rule if request.url_rule else "-"


def log_request(answered: Answered) -> None:
    """Write one line on a request."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    detail = {
        "request": answered.request_id,
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "ms": round(answered.seconds * 1000, 1),
        "client": shortened(answered.client),
    }
    LOGGER.info("request", extra={"detail": detail})
