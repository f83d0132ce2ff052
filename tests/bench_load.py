"""Measures kept answers under load (wrk): requests and slowest answers beside a bare route, two nodes beside one.

The bare route is Flask's, without Dash, with the same bytes, served by the same gunicorn with the same settings. Both
are asked in turns, each several times over, since other work on the machine comes and goes.
"""

import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench_server import UNENDING, Server, bare, unending_site

PATHS = (
    "/",
    "/wilayah/3402",
    "/api/v1/ringkasan.csv",
    "/api/v1/pelanggaran.csv?wilayah=3402",
    "/grafik/peta-pelanggaran.csv",
    "/grafik/peta-pelanggaran.svg",
    "/grafik/peta-pelanggaran.png",
    "/embed/tren-pelanggaran",
)
CONNECTIONS = 32
SECONDS = 3
TURNS = 5
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
SAID = {
    "requests": re.compile(r"(\d+) requests in"),
    "rate": re.compile(r"Requests/sec:\s+([\d.]+)"),
    "slowest": re.compile(r"99%\s+([\d.]+)(us|ms|s|m)\b"),
    "errors": re.compile(r"(Non-2xx or 3xx responses|Socket errors):"),
}
Case = tuple[str, str, float, float]


class MissingToolError(RuntimeError):
    """Say that wrk is not there."""

    def __init__(self) -> None:
        super().__init__("wrk is missing; on Debian: apt-get install wrk")


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured: requests, requests a second, and the seconds of the slowest of a hundred answers."""

    requests: int
    rate: float
    slowest: float


def load_cases(folder: Path) -> list[Case]:
    """Measure all kept answers, and two nodes."""
    if shutil.which("wrk") is None:
        raise MissingToolError
    with unending_site(folder) as site:
        cases = [case for path in PATHS for case in _beside_bare(folder, site, path)]
        with unending_site(folder) as other:
            return [*cases, _nodes(site, other)]


def _beside_bare(folder: Path, site: Server, path: str) -> Iterator[Case]:
    body = site.get(path)
    with bare(folder, body, **UNENDING) as beside:
        turns = [(load(site, path), load(beside, "/x")) for _ in range(1 + TURNS)][1:]
    what = f"{path}, kept ({len(body)} B), {CONNECTIONS} connections"
    ours, theirs = (statistics.median(pair[side].rate for pair in turns) for side in (0, 1))
    yield f"{what}, a request", "bare route", 1 / ours, 1 / theirs
    ours, theirs = (statistics.median(pair[side].slowest for pair in turns) for side in (0, 1))
    yield f"{what}, p99", "bare route", ours, theirs


def _nodes(one: Server, other: Server) -> Case:
    """Measure the processor seconds of a thousand kept answers: of two nodes that share the visitors, and of one."""
    for node in (one, other):
        load(node, PATHS[1])
    turns = [(_spent((one, other)), _spent((one,))) for _ in range(TURNS)]
    both, alone = (statistics.median(pair[side] for pair in turns) for side in (0, 1))
    return "processor seconds of 1,000 kept answers, two nodes", "one node", both, alone


def _spent(nodes: Sequence[Server]) -> float:
    before = sum(node.processor_seconds() for node in nodes)
    running = [_begun(node, PATHS[1], connections=CONNECTIONS // len(nodes)) for node in nodes]
    asked = sum(_read(process.communicate()[0]).requests for process in running)
    return (sum(node.processor_seconds() for node in nodes) - before) * 1000 / asked


def load(server: Server, path: str, *, connections: int = CONNECTIONS) -> Load:
    """Ask a server for one path as fast as it answers."""
    return _read(_begun(server, path, connections=connections).communicate()[0])


def _begun(server: Server, path: str, *, connections: int) -> subprocess.Popen[str]:
    command = [
        *("wrk", "--latency", "--threads=1", f"--connections={connections}", f"--duration={SECONDS}s"),
        *("--header", "Accept-Encoding: br", f"http://127.0.0.1:{server.port}{path}"),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _read(said: str) -> Load:
    """Read what wrk said; an answer that is none ends the measurement, as errors are answered fastest."""
    found = {name: pattern.search(said) for name, pattern in SAID.items()}
    requests, rate, slowest = found["requests"], found["rate"], found["slowest"]
    if found["errors"] or not (requests and rate and slowest):
        raise RuntimeError(said)
    return Load(int(requests[1]), float(rate[1]), float(slowest[1]) * UNITS[slowest[2]])
