"""Counts requests and answers for a collector of the operator's own (Prometheus); nobody else can read them."""

import hmac
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from flask import Flask, Response, abort, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import REGISTRY, Collector

from dashboard.operation.requests import Answered
from dashboard.snapshot import NoReleaseError, ReleaseReader

ADDRESS = "/metrics"
ENDPOINT = "measurements"
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("pantau_requests", "Requests by pattern of address and status.", ["route", "status"])
SECONDS = Histogram("pantau_request_seconds", "Seconds until an answer was ready.", ["route"], buckets=BOUNDS)
KEPT = Counter("pantau_kept_answers", "Answers that were kept (hit) or had to be made (miss).", ["kind", "found"])


def observe(answered: Answered) -> None:
    """Count a request."""
    REQUESTS.labels(answered.route, str(answered.status)).inc()
    SECONDS.labels(answered.route).observe(answered.seconds)


class _Release(Collector):
    """How old the current release is, asked for when somebody collects."""

    def __init__(self, reader: ReleaseReader) -> None:
        self._reader = reader

    def collect(self) -> Iterator[GaugeMetricFamily]:
        ready = self._reader.readiness()
        yield GaugeMetricFamily("pantau_database_up", "Whether the database answers.", value=float(ready.database))
        try:
            created = datetime.fromisoformat(self._reader.current().created_at)
        except NoReleaseError:
            return
        age = (datetime.now(UTC) - created).total_seconds()
        yield GaugeMetricFamily("pantau_release_age_seconds", "Seconds since the current release.", value=age)


def register(server: Flask, reader: ReleaseReader, *, token: str, shared: bool) -> None:
    """Answer ``/metrics`` to who knows the token; ``shared`` where several processes count together."""

    def collected() -> bytes:
        registry = CollectorRegistry()
        registry.register(_Release(reader))
        own = _of_all_processes() if shared else generate_latest(REGISTRY)
        return own + generate_latest(registry)

    server.add_url_rule(ADDRESS, ENDPOINT, lambda: _answer(token, collected))


def _of_all_processes() -> bytes:
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _answer(token: str, collected: Callable[[], bytes]) -> Response:
    """Answer who knows the token; to all others the address does not exist."""
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        abort(404)
    return Response(collected(), content_type=CONTENT_TYPE_LATEST)
