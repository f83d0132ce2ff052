"""Gives the words that the readers of cells know: months, weekdays, words for nothing, words that are no names."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS_FILE = Path(__file__).with_name("words.yml")


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return content


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the number 1 to 12 of every name of a month."""
    return {name: number for number, names in enumerate(_words()["months"], start=1) for name in names}


@cache
def weekday_numbers() -> Mapping[str, int]:
    """Return the number of every name of a weekday, 0 for Monday."""
    return {name: number for number, names in enumerate(_words()["weekdays"]) for name in names}


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one list of words: ``nothing``, ``public``."""
    return frozenset(_words()[name])
