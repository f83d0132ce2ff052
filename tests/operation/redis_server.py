"""Starts and ends a real Redis of the test's own on a free port of the loopback address."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

MISSING = "tests of shared limits need Redis: install it (Debian: apt-get install redis-server)"
PASSWORD = "sandi-rahasia-redis"  # noqa: S105 (of a server that lives for one test)
LONGEST_START = 10.0


def redis_program() -> str:
    """Return the server's path; where there is none, skip, but fail in continuous integration."""
    found = shutil.which("redis-server")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


class RedisServer:
    """A Redis that can be ended, frozen and started again at the same address."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            self.port = int(tried.getsockname()[1])
        settings = {
            "port": self.port,
            "bind": "127.0.0.1",
            "dir": folder,
            "requirepass": PASSWORD,
            "save": "",
            "appendonly": "no",
        }
        self._command = [program, *(part for name, value in settings.items() for part in (f"--{name}", str(value)))]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            if self._answers():
                return
            time.sleep(0.02)
        raise TimeoutError

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait(timeout=10)
            self._process = None

    def freeze(self) -> None:
        """Let the server hold its connections and answer nothing, as behind a broken line."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(f"AUTH {PASSWORD}\r\nPING\r\n".encode())
                return line.recv(64).startswith(b"+OK")
        except OSError:
            return False
