"""Counts what is limited: in the process, or in a Redis that all nodes share; while that is away, in the process."""

import logging
import time
from threading import Lock

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter as Limiter

from dashboard.operation.settings import MEMORY

LOGGER = logging.getLogger("dashboard")
PATIENCE = 0.25
"""Seconds that a request waits for Redis, to connect and for an answer."""
PAUSE = 5.0
"""Seconds after which one request tries again whether Redis is back; all others count in the process."""


class Counter:
    """Counts for the threads of one process, and says how long somebody has to wait who asked for too much."""

    def __init__(self, store: str) -> None:
        """Count in a store; a Redis need not be there yet."""
        self._own = Limiter(MemoryStorage())
        self._shared = None if store == MEMORY else _shared(store)
        self._lock = Lock()
        self._away = False
        self._next_try = 0.0

    def take(self, item: RateLimitItem, *who: str) -> int:
        """Count one piece of work; return the seconds until the next is allowed, 0 if this one is."""
        if self._shared is None or not self._may_try():
            return _take(self._own, item, *who)
        try:
            wait = _take(self._shared, item, *who)
        except StorageError as error:
            self._lose(error)
            return _take(self._own, item, *who)
        self._find()
        return wait

    def _may_try(self) -> bool:
        """Let everybody try while Redis is there, and one request after each pause while it is not."""
        with self._lock:
            if self._away and time.monotonic() < self._next_try:
                return False
            self._next_try = time.monotonic() + PAUSE
            return True

    def _lose(self, error: StorageError) -> None:
        with self._lock:
            known, self._away = self._away, True
            self._next_try = time.monotonic() + PAUSE
        if not known:
            # The message of the error names the address, and may name more; its kind is enough.
            detail = {"error": type(error.__cause__).__name__}
            LOGGER.warning("shared limits are away, counting in each process", extra={"detail": detail})

    def _find(self) -> None:
        if not self._away:
            return
        with self._lock:
            known, self._away = self._away, False
        if known:
            LOGGER.warning("shared limits are back")


def _take(limiter: Limiter, item: RateLimitItem, *who: str) -> int:
    if limiter.hit(item, *who):
        return 0
    return max(1, round(limiter.get_window_stats(item, *who).reset_time - time.time()))


def _shared(store: str) -> Limiter:
    # By an address the client tries once and no more; a test shows that nobody waits for a second try.
    return Limiter(RedisStorage(store, wrap_exceptions=True, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE))
