"""Knows how much memory the processes that answer hold (Linux; nothing is known elsewhere)."""

import os
from pathlib import Path

PROCESSES = Path("/proc")
OWN = "RssAnon:"
"""What is a process's own; pages of files that it maps can be dropped at any time."""


def processes(*, shared: bool) -> list[int]:
    """Return this process, or with it all that its master has started."""
    if not shared:
        return [os.getpid()]
    return children(os.getppid()) or [os.getpid()]


def children(process: int) -> list[int]:
    """Return the processes that a process has started; none where that is not known."""
    try:
        listed = (PROCESSES / f"{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def own_bytes(process: int) -> int | None:
    """Return what a process holds; none where that is not known, as of one that has just ended."""
    try:
        lines = (PROCESSES / f"{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(OWN)), None)
