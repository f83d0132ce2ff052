"""Measures how long the callbacks of the map page take, at the 95th percentile, beside a callback that does nothing.

Both are served by the same gunicorn with the same settings. Each callback is asked for 96 states in turn, every stage
in several months with some region and some part of the trend chosen, as nothing else is asked of the server: first as
no visitor asked before, then ten times over, as the many do who ask the same.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from typing import Any

from dashboard.state import STAGES, TRENDS
from tests.bench_server import Server

ADDRESS = "/_dash-update-component"
MONTHS = ("2024-09", "2024-10", "2024-11", "2024-12")
REGIONS = ("00", "73", "3402", "5206")
PERCENTILE = 95
REPEATED = 10
EMPTY = """
from dash import Dash, Input, Output, dcc, html
app = Dash("kosong")
app.layout = html.Div([dcc.Store(id="asked"), html.Div(id="answer")])
app.callback(Output("answer", "children"), Input("asked", "data"))(lambda _: "")
server = app.server
"""


def callback_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure each callback of the map page against the empty one."""
    (folder / "kosong.py").write_text(EMPTY, encoding="utf-8")
    with Server("kosong:server", PYTHONPATH=str(folder)) as empty:
        (only,) = _callbacks(empty)
        _, nothing, _ = _asked(empty, only)
    with Server("dashboard.server:create_server()", DATABASE_URL=f"sqlite:///{folder / 'bench.sqlite3'}") as site:
        found = {str(callback["output"]): _asked(site, callback) for callback in _callbacks(site)}
    return [
        (f"callback {_name(output)}, {kind}, p95, at most {largest} B", "empty callback, p95", seconds, nothing)
        for output, (new, known, largest) in found.items()
        for kind, seconds in (("new", new), ("asked before", known))
    ]


def _name(output: str) -> str:
    return output.strip(".").partition(".")[0]


def _callbacks(server: Server) -> list[dict[str, Any]]:
    listed = json.loads(server.get("/_dash-dependencies", encoding="identity"))
    return [callback for callback in listed if not callback["clientside_function"]]


def _states() -> Iterator[dict[str, str | None]]:
    for stage, month, (region, trend) in product(STAGES, MONTHS, zip(REGIONS, TRENDS[1:], strict=True)):
        yield {"pemilihan": "pilkada-2024", "tahap": stage, "sampai": month, "wilayah": region, "tren": trend}


def _asked(server: Server, callback: Mapping[str, Any]) -> tuple[float, float, int]:
    """Return the seconds at the percentile of first and of repeated questions, and the size of the largest answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    rounds = [_round(connection, callback) for _ in range(1 + REPEATED)]
    connection.close()
    new, known = rounds[0], [answer for answers in rounds[1:] for answer in answers]
    return _percentile(new), _percentile(known), max(size for _, size in new)


def _round(connection: HTTPConnection, callback: Mapping[str, Any]) -> list[tuple[float, int]]:
    bodies = [_body(callback, state) for state in _states()]
    return [_timed(lambda body=body: _post(connection, body)) for body in bodies]  # type: ignore[misc]


def _percentile(answers: list[tuple[float, int]]) -> float:
    return statistics.quantiles((taken for taken, _ in answers), n=100)[PERCENTILE - 1]


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    started = time.perf_counter()
    size = work()
    return time.perf_counter() - started, size


def _post(connection: HTTPConnection, body: bytes) -> int:
    connection.request("POST", ADDRESS, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
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
