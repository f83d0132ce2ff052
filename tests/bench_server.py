"""Starts and ends gunicorns of ours for the benchmark."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from dashboard.operation.memory import children, own_bytes

ROOT = Path(__file__).resolve().parent.parent
SITE = "dashboard.server:create_server()"
UNENDING = {"GUNICORN_CMD_ARGS": "--max-requests=0"}
"""A worker that ends in between takes what it kept with it."""
BARE = """
import os
from pathlib import Path
from flask import Flask, Response
app = Flask("bare")
body = Path(os.environ["BENCH_BODY"]).read_bytes()
kind, encoding = os.environ["BENCH_TYPE"], os.environ["BENCH_ENCODING"]
extra = {"Content-Encoding": encoding} if encoding else {}
app.add_url_rule("/<path:any>", "any", lambda any: Response(body, mimetype=kind, headers=extra))
"""
"""A Flask route without anything else, which returns a file."""


class Server:
    """A gunicorn of ours on a free port of the loopback address."""

    def __init__(self, app: str, **environment: str) -> None:
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            self.port = int(tried.getsockname()[1])
        settings = os.environ | environment | {"PORT": str(self.port), "HOST": "127.0.0.1"}
        command = [sys.executable, "-m", "gunicorn", "--config", "dashboard/gunicorn.conf.py", app]
        self._process = subprocess.Popen(command, cwd=ROOT, env=settings)

    def __enter__(self) -> "Server":
        for _ in range(100):
            try:
                self.get("/healthz")
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise TimeoutError

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def get(self, path: str, connection: HTTPConnection | None = None, *, encoding: str = "br") -> bytes:
        mine = connection or HTTPConnection("127.0.0.1", self.port, timeout=20)
        mine.request("GET", path, headers={"Accept-Encoding": encoding})
        body = mine.getresponse().read()
        if connection is None:
            mine.close()
        return body

    def many(self, path: str, *, times: int) -> None:
        """Ask for a path many times over one connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        for _ in range(times):
            self.get(path, connection)
        connection.close()

    def workers(self) -> list[int]:
        """Return the processes that answer (Linux; none elsewhere)."""
        return children(self._process.pid)

    def memory(self) -> float:
        """Return the megabytes that all workers together hold for themselves (Linux; 0 elsewhere)."""
        return sum(own_bytes(child) or 0 for child in self.workers()) / 2**20

    def processor_seconds(self) -> float:
        """Return the seconds of processor that all workers together have used (Linux; 0 elsewhere)."""
        return sum(map(_processor_seconds, self.workers()))


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def unending_site(folder: Path) -> Server:
    """Make a server of the site on the benchmark's database."""
    return Server(SITE, DATABASE_URL=f"sqlite:///{folder / 'bench.sqlite3'}", **UNENDING)


def bare(folder: Path, body: bytes, *, kind: str = "text/html", encoding: str = "br", **environment: str) -> Server:
    """Make a server of a bare route that returns these bytes with the same headers; files of it lie in a folder."""
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    (folder / "bare-body").write_bytes(body)
    settings = {"BENCH_BODY": str(folder / "bare-body"), "BENCH_TYPE": kind, "BENCH_ENCODING": encoding}
    return Server("bare:app", PYTHONPATH=str(folder), **settings, **environment)
