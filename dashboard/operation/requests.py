"""Follows each request: gives it an id, and says at its end how it went."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from flask import Flask, Response, g, request

from dashboard.operation.logs import shortened

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
LOGGER = logging.getLogger("dashboard")
Observer = Callable[[str, int, float], None]
"""Takes the route, the status and the seconds of a request."""


def follow(server: Flask, *, trusts_proxy: bool, observers: tuple[Observer, ...]) -> None:
    """Follow all requests; an id that a trusted proxy has given is kept."""
    server.before_request(lambda: _begin(trusts_proxy=trusts_proxy))
    server.after_request(lambda response: _end(response, observers))


def _begin(*, trusts_proxy: bool) -> None:
    given = request.headers.get(HEADER, "") if trusts_proxy else ""
    g.request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()


def _end(response: Response, observers: tuple[Observer, ...]) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    response.headers[HEADER] = g.get("request_id", "")
    for observe in observers:
        observe(route(), response.status_code, seconds)
    return response


def route() -> str:
    """Return the pattern of the address: an address itself may hold what somebody typed."""
    return request.url_rule.rule if request.url_rule else "-"


def log_request(found: str, status: int, seconds: float) -> None:
    """Write one line on a request."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    detail = {
        "request": g.get("request_id", ""),
        "method": request.method,
        "route": found,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "client": shortened(request.remote_addr),
    }
    LOGGER.info("request", extra={"detail": detail})
