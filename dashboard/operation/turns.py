"""Bounds how much work that takes long is done at once, so that a flood of it leaves room for everybody else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.operation.budgets import TooMuchError
from dashboard.operation.metrics import IN_PROGRESS, REFUSED

WAIT = 2
"""Seconds after which those that were turned away may ask again."""


class Turns:
    """So many turns at once; nobody waits for one, since each that waits keeps a thread from other visitors."""

    def __init__(self, at_once: int, *, work: str = "other") -> None:
        """Make turns for a kind of ``work``, by which they are measured."""
        self._free = threading.BoundedSemaphore(at_once)
        self._work = work

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a turn for as long as the block lasts.

        Raises:
            TooMuchError: none is free.
        """
        if not self._free.acquire(blocking=False):
            REFUSED.labels(self._work, "turns").inc()
            raise TooMuchError(wait=WAIT)
        try:
            with IN_PROGRESS.labels(self._work).track_inprogress():
                yield
        finally:
            self._free.release()
