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

    def memory(self) -> float:
        """Return the megabytes that all workers together hold for themselves (Linux; 0 elsewhere)."""
        return sum(_private_megabytes(child) for child in _children(self._process.pid))


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text(encoding="ascii").split()] if listed.exists() else []


def _private_megabytes(process: int) -> float:
    """Count what is the process's own; pages of files that it maps can be dropped at any time."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))
