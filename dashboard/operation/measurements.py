"""Counts requests and answers for a collector of the operator's own (Prometheus); nobody else can read them."""

import hmac
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from flask import Flask, Response, abort, request
from prometheus_client import CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import REGISTRY, Collector

from dashboard.operation.memory import own_bytes, processes
from dashboard.operation.metrics import KEPT, REQUESTS, SECONDS
from dashboard.operation.requests import Answered
from dashboard.snapshot import NoReleaseError, ReleaseReader

ADDRESS = "/metrics"
ENDPOINT = "measurements"
__all__ = ["KEPT", "observe", "register"]


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


class _Memory(Collector):
    """What each process holds, looked at when somebody collects."""

    def __init__(self, *, shared: bool) -> None:
        self._shared = shared

    def collect(self) -> Iterator[GaugeMetricFamily]:
        said = "Memory that each process which answers holds for itself."
        family = GaugeMetricFamily("pantau_process_bytes", said, labels=["process"])
        for place, process in enumerate(processes(shared=self._shared), start=1):
            held = own_bytes(process)
            if held is not None:
                family.add_metric([str(place)], held)
        yield family


def register(server: Flask, reader: ReleaseReader, *, token: str, shared: bool) -> None:
    """Answer ``/metrics`` to who knows the token; ``shared`` where several processes count together."""

    def collected() -> bytes:
        registry = CollectorRegistry()
        registry.register(_Release(reader))
        registry.register(_Memory(shared=shared))
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
