"""Measures how long the callbacks of the map page take, at the 95th percentile, beside a callback that does nothing.

Both are served by the same gunicorn with the same settings. Each callback is asked for 240 states in turn: every stage
in several months with some region and every part of the trend chosen, as nothing else is asked of the server: first as
no visitor asked before, then twice over, as the many do who ask the same.
"""

import json
import socket
import statistics
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPResponse
from itertools import product
from pathlib import Path
from typing import Any

from dashboard.state import STAGES, TRENDS
from tests.bench_server import UNENDING, Server, unending_site

ADDRESS = "/_dash-update-component"
MONTHS = ("2024-10", "2024-12")
REGIONS = ("00", "32", "73", "3402", "5206")
"""The country, a province with many kabupaten/kota, one with much on record, and two kabupaten."""
HEAD = (
    f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    "Accept-Encoding: gzip, deflate, br\r\nContent-Length: {length}\r\n\r\n"
)
PERCENTILE = 95
REPEATED = 2
EMPTY = """
from dash import Dash, Input, Output, dcc, html
app = Dash("kosong")
app.layout = html.Div([dcc.Store(id="asked"), html.Div(id="answer")])
app.callback(Output("answer", "children"), Input("asked", "data"))(lambda _: "")
server = app.server
"""


def callback_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure each callback of the map page against the empty one, asked in turn: a busy moment meets both."""
    (folder / "kosong.py").write_text(EMPTY, encoding="utf-8")
    with Server("kosong:server", PYTHONPATH=str(folder), **UNENDING) as empty:
        (only,) = _callbacks(empty)
        with unending_site(folder) as site:
            listed = _callbacks(site)
        return [case for callback in listed for case in _of_callback(folder, callback, beside=Asked(empty, only))]


def _of_callback(folder: Path, callback: Mapping[str, Any], *, beside: "Asked") -> list[tuple[str, str, float, float]]:
    """Measure one callback of a server that has answered nothing yet, and has counted no work of this address."""
    with unending_site(folder) as site:
        asked = Asked(site, callback)
        found = list(_cases(asked, beside=beside))
        asked.close()
    return found


class Asked:
    """One callback of one server, asked over one connection."""

    def __init__(self, server: Server, callback: Mapping[str, Any]) -> None:
        self.name = str(callback["output"]).strip(".").partition(".")[0]
        self._callback = callback
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=20)

    def close(self) -> None:
        """End the connection: a server that ends would wait for it."""
        self._socket.close()

    def timed(self, state: Mapping[str, str | None]) -> tuple[float, int]:
        """Return how many seconds an answer took, and its bytes."""
        body = _body(self._callback, state)
        started = time.perf_counter()
        size = _post(self._socket, body)
        return time.perf_counter() - started, size


def _cases(asked: Asked, *, beside: Asked) -> Iterator[tuple[str, str, float, float]]:
    rounds = [[(asked.timed(state), beside.timed(state)) for state in _states()] for _ in range(1 + REPEATED)]
    largest = max(size for answers in rounds for (_, size), _ in answers)
    for kind, answers in (("new", rounds[0]), ("asked before", [one for again in rounds[1:] for one in again])):
        ours, theirs = (_percentile([pair[side][0] for pair in answers]) for side in (0, 1))
        yield f"callback {asked.name}, {kind}, p95, at most {largest} B sent", "empty callback, p95", ours, theirs


def _callbacks(server: Server) -> list[dict[str, Any]]:
    listed = json.loads(server.get("/_dash-dependencies", encoding="identity"))
    return [callback for callback in listed if not callback["clientside_function"]]


def _states() -> Iterator[dict[str, str | None]]:
    for stage, month, region, trend in product(STAGES, MONTHS, REGIONS, TRENDS[1:]):
        yield {"pemilihan": "pilkada-2024", "tahap": stage, "sampai": month, "wilayah": region, "tren": trend}


def _percentile(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[PERCENTILE - 1]


def _post(connection: socket.socket, body: bytes) -> int:
    """Send a question in one piece, as browsers and proxies do with short ones, and return the bytes of the answer."""
    connection.sendall(HEAD.format(length=len(body)).encode() + body)
    answer = HTTPResponse(connection, method="POST")
    answer.begin()
    content = answer.read()
    if answer.status not in {200, 204}:
        message = f"{answer.status}: {content[:300]!r}"
        raise RuntimeError(message)
    return len(content)


def _body(callback: Mapping[str, Any], state: Mapping[str, str | None]) -> bytes:
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in _outputs(callback)]
    given = {
        kind: [{**asked, "value": "terang" if asked["id"] == "theme" else state} for asked in callback[kind]]
        for kind in ("inputs", "state")
    }
    changed = [f"{asked['id']}.{asked['property']}" for asked in callback["inputs"][:1]]
    several = str(callback["output"]).startswith("..")
    sent = {
        "output": callback["output"],
        "outputs": outputs if several else outputs[0],
        **given,
        "changedPropIds": changed,
    }
    return json.dumps(sent).encode()


def _outputs(callback: Mapping[str, Any]) -> list[str]:
    output = str(callback["output"])
    return output.strip(".").split("...") if output.startswith("..") else [output]
