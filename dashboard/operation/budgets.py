"""Keeps one visitor from taking the work of all: what has to be worked out anew is counted for each address.

What is kept ready is not counted: thousands of phones may share one address of their network, and ready answers cost
next to nothing.
"""

import hashlib
from enum import Enum
from ipaddress import IPv6Network

from flask import Flask, current_app, request
from limits import RateLimitItem, parse

from dashboard.operation.counting import Counter
from dashboard.operation.metrics import REFUSED

EXTENSION = "budgets"
ONE_VISITOR = 64
"""Bits of an IPv6 address that name who has it."""


class Work(Enum):
    """Kinds of work, each with how much of it one address may ask for."""

    CALLBACK = "1200/minute"
    TABLE = "600/minute"
    DRAWING = "240/minute"


class TooMuchError(RuntimeError):
    """Say that an address asked for too much; ``wait`` are the seconds after which it may ask again."""

    def __init__(self, *, wait: int) -> None:
        super().__init__(str(wait))
        self.wait = wait


class Budgets:
    """Counts work by address, in each process or in a store that all nodes share."""

    def __init__(self, store: str) -> None:
        self._counter = Counter(store)
        self._items: dict[Work, RateLimitItem] = {work: parse(work.value) for work in Work}

    def spend(self, work: Work, address: str) -> None:
        """Count one piece of work.

        Raises:
            TooMuchError: the address has asked for all that it may.
        """
        wait = self._counter.take(self._items[work], work.name, _sign(address))
        if wait:
            REFUSED.labels(work.name.lower(), "address").inc()
            raise TooMuchError(wait=wait)


def _sign(address: str) -> str:
    """Return what stands for an address in the store, which is not to hold it as it is."""
    return hashlib.blake2b(_of_one(address).encode(), digest_size=12).hexdigest()


def _of_one(address: str) -> str:
    """Return what one visitor has: of IPv6 a whole network, from which he may take as many addresses as he likes."""
    try:
        return str(IPv6Network((address, ONE_VISITOR), strict=False))
    except ValueError:
        return address


def register(server: Flask, *, store: str) -> None:
    """Let a server count work."""
    server.extensions[EXTENSION] = Budgets(store)


def spend(work: Work) -> None:
    """Count a piece of work for whoever asks now; to be called where the work begins.

    Raises:
        TooMuchError: the address has asked for all that it may.
    """
    budgets: Budgets = current_app.extensions[EXTENSION]
    budgets.spend(work, request.remote_addr or "")
