"""Gives the texts of the web app, all from its catalogues."""

from functools import lru_cache
from pathlib import Path

from geo.wording import Wording

FOLDER = Path(__file__).with_name("texts")


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the catalogues of the web app."""
    return Wording.load(*sorted(FOLDER.glob("*.yml")))


def text(key: str, lang: str, **values: object) -> str:
    """Return one text."""
    return wording().text(key, lang, **values)
