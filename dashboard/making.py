"""Lets one thread make what several ask for at the same moment: after a new release, all ask for the same few pages."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds that others wait for the first; what takes longer is limited elsewhere, and must not hold more threads."""


class Making:
    """Knows what is being made in this process."""

    def __init__(self) -> None:
        self._made: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, what: Hashable) -> Iterator[bool]:
        """Wait while somebody else makes the same; yields whether nobody did, so that it has to be made."""
        with self._lock:
            others = self._made.get(what)
            mine = None if others else self._made.setdefault(what, threading.Event())
        if others:
            others.wait(PATIENCE)
        try:
            yield others is None
        finally:
            if mine:
                del self._made[what]
                mine.set()
