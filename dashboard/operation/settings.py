"""Reads the operator's settings from the environment, and says clearly which of them is wrong."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.site import SITE_ADDRESS
from dashboard.wording import text

PORT, WORKERS = "PORT", "WEB_CONCURRENCY"
PROXIES, LOG, TOKEN, STORE = "PANTAU_PROXIES", "PANTAU_LOG", "PANTAU_METRICS_TOKEN", "PANTAU_LIMITS"
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where processes count together; the library asks the environment for it by this name."""
LEVELS = ("info", "warning", "error")
MOST_PROXIES = 5
LAST_PORT = 65_535
MOST_WORKERS = 64
SITE = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
SHORTEST_TOKEN = 16
MEMORY = "memory://"
SHARED = ("redis://", "rediss://", "redis+unix://")


class SettingError(ValueError):
    """Say which setting is wrong, and what would be right; never what it was, as it may be secret."""

    def __init__(self, *, name: str, right: str) -> None:
        super().__init__(text("setting_wrong", "id", setting=name, right=right))


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings.

    Attributes:
        proxies: how many proxies of the operator's own stand before the server; their headers are trusted, no others.
        log: from which level on lines are written; requests are of the level ``info``.
        token: what a collector of measurements must know; without one there are no measurements.
        store: where limits are counted: in each process, or in a Redis that all nodes share.
        port: at which the server listens.
        workers: how many processes answer.
    """

    proxies: int = 0
    log: str = "warning"
    token: str = ""
    store: str = MEMORY
    port: int = 8050
    workers: int = 2


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        SettingError: one is wrong.
    """
    plain = Settings()
    _site(environment.get(SITE_ADDRESS) or "http://localhost")
    return Settings(
        proxies=_number(environment, PROXIES, plain.proxies, least=0, most=MOST_PROXIES),
        log=_one_of(LOG, environment.get(LOG) or plain.log),
        token=_token(environment.get(TOKEN) or ""),
        store=_store(environment.get(STORE) or plain.store),
        port=_number(environment, PORT, plain.port, least=1, most=LAST_PORT),
        workers=_number(environment, WORKERS, plain.workers, least=1, most=MOST_WORKERS),
    )


def _number(environment: Mapping[str, str], name: str, plain: int, *, least: int, most: int) -> int:
    given = environment.get(name) or str(plain)
    if re.fullmatch("[0-9]{1,9}", given) and least <= int(given) <= most:
        return int(given)
    raise SettingError(name=name, right=f"{least} - {most}")


def _site(given: str) -> None:
    if not SITE.fullmatch(given):
        raise SettingError(name=SITE_ADDRESS, right="https://...")


def _one_of(name: str, given: str) -> str:
    if given in LEVELS:
        return given
    raise SettingError(name=name, right=", ".join(LEVELS))


def _token(given: str) -> str:
    if not given or len(given) >= SHORTEST_TOKEN:
        return given
    raise SettingError(name=TOKEN, right=text("setting_token", "id", least=SHORTEST_TOKEN))


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
