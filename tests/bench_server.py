"""Starts and ends gunicorns of ours for the benchmark."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
        return _children(self._process.pid)

    def memory(self) -> float:
        """Return the megabytes that all workers together hold for themselves (Linux; 0 elsewhere)."""
        return sum(_private_megabytes(child) for child in self.workers())

    def processor_seconds(self) -> float:
        """Return the seconds of processor that all workers together have used (Linux; 0 elsewhere)."""
        return sum(map(_processor_seconds, self.workers()))


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text(encoding="ascii").split()] if listed.exists() else []


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _private_megabytes(process: int) -> float:
    """Count what is the process's own: pages of files that it maps can be dropped, and one that ends has none."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)
