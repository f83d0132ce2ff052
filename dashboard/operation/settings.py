"""Reads the operator's settings from the environment, and says clearly which of them is wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PROXIES, LOG, TOKEN, STORE = "PANTAU_PROXIES", "PANTAU_LOG", "PANTAU_METRICS_TOKEN", "PANTAU_LIMITS"
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where processes count together; the library asks the environment for it by this name."""
LEVELS = ("info", "warning", "error")
MOST_PROXIES = 5
SHORTEST_TOKEN = 16
MEMORY = "memory://"
SHARED = ("redis://", "rediss://", "redis+unix://")


class SettingError(ValueError):
    """Say which setting is wrong, and what would be right; never what it was, as it may be secret."""

    def __init__(self, *, name: str, right: str) -> None:
        super().__init__(f"{name}: {right}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings.

    Attributes:
        proxies: how many proxies of the operator's own stand before the server; their headers are trusted, no others.
        log: from which level on lines are written; requests are of the level ``info``.
        token: what a collector of measurements must know; without one there are no measurements.
        store: where limits are counted: in each process, or in a Redis that all nodes share.
    """

    proxies: int = 0
    log: str = "warning"
    token: str = ""
    store: str = MEMORY


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        SettingError: one is wrong.
    """
    plain = Settings()
    return Settings(
        proxies=_proxies(environment.get(PROXIES) or "0"),
        log=_one_of(LOG, environment.get(LOG) or plain.log),
        token=_token(environment.get(TOKEN) or ""),
        store=_store(environment.get(STORE) or plain.store),
    )


def _proxies(given: str) -> int:
    if given.isascii() and given.isdigit() and int(given) <= MOST_PROXIES:
        return int(given)
    raise SettingError(name=PROXIES, right=f"0 - {MOST_PROXIES}")


def _one_of(name: str, given: str) -> str:
    if given in LEVELS:
        return given
    raise SettingError(name=name, right=", ".join(LEVELS))


def _token(given: str) -> str:
    if not given or len(given) >= SHORTEST_TOKEN:
        return given
    raise SettingError(name=TOKEN, right=f">= {SHORTEST_TOKEN}")


def _store(given: str) -> str:
    if given == MEMORY or (given.startswith(SHARED) and _can_be_read(given)):
        return given
    raise SettingError(name=STORE, right=", ".join((MEMORY, *SHARED)))


def _can_be_read(address: str) -> bool:
    """Tell whether an address is one; the library that reads it later would quote it in its error, password and all."""
    try:
        _ = urlsplit(address).port
    except ValueError:
        return False
    return True
