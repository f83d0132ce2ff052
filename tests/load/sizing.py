"""Measures what a node bears with other settings of gunicorn: ``make sizing``.

Each line is one site on SQLite with the real data: mixed visitors of all three kinds who rest for nobody, over forty
connections, once everything was asked for. What is measured is what this machine bears while the visitors run on it
too, so that lines are to be compared with each other.
"""

import statistics
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from etl.engine import open_engine
from tests.bench_server import SITE, Server
from tests.load.crowd import Crowd
from tests.load.scene import publish

WORKERS, THREADS = ("1", "2", "4"), ("2", "4", "8")
CHOSEN = ("2", "4")
CONNECTIONS = 40
SECONDS = 12
AT_ONCE = (0.0, 0.0)


def main() -> None:
    """Print a line for each choice of settings that differs in one from what is chosen."""
    with tempfile.TemporaryDirectory() as name:
        address = f"sqlite:///{name}/ukur.sqlite3"
        publish(open_engine(address=address), Path(name), 219)
        for workers, threads in product(WORKERS, THREADS):
            if workers == CHOSEN[0] or threads == CHOSEN[1]:
                sys.stdout.write(f"{_measured(address, workers, threads)}\n")
                sys.stdout.flush()


def _measured(address: str, workers: str, threads: str) -> str:
    settings = {"DATABASE_URL": address, "PANTAU_PROXIES": "1", "WEB_CONCURRENCY": workers}
    with Server(SITE, **settings, GUNICORN_CMD_ARGS=f"--threads={threads}") as site:
        _visit(site)
        before = site.processor_seconds()
        seconds = _visit(site)
        spent = (site.processor_seconds() - before) / len(seconds)
        each = site.memory() / int(workers)
    slowest = statistics.quantiles(seconds, n=100)[98]
    return (
        f"workers {workers}, threads {threads}: {len(seconds) / SECONDS:.0f} requests/s, p99 {1000 * slowest:.0f} ms, "
        f"{1000 * spent:.2f} ms of processor each, {each:.0f} MB a worker"
    )


def _visit(site: Server) -> list[float]:
    """Let visitors come; returns how long each answer took."""
    with Crowd(site.port, connections=CONNECTIONS, rests=AT_ONCE) as crowd:
        time.sleep(SECONDS)
    return [took for kind in crowd.notes.seconds.values() for took in kind]


if __name__ == "__main__":
    main()
