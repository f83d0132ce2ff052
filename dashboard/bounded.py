"""Keeps answers in memory up to a number of bytes; what was not asked for the longest goes first."""

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Bounded(Generic[Key, Value]):
    """A store for the threads of one process; everything in it belongs to one generation, such as a release."""

    def __init__(self, *, room: int) -> None:
        """Make a store of ``room`` bytes."""
        self._room = room
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self._generation: object = None
        self._lock = threading.Lock()

    def find(self, generation: object, key: Key) -> Value | None:
        """Return what is kept of a generation."""
        with self._lock:
            if generation != self._generation or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, generation: object, key: Key, value: Value, *, size: int) -> None:
        """Keep a value of so many bytes; the first of a new generation ends the one before."""
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._size, self._generation = 0, generation
            self._forget(key)
            self._kept[key] = value, size
            self._size += size
            while self._size > self._room:
                self._forget(next(iter(self._kept)))

    def _forget(self, key: Key) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self._size -= size
