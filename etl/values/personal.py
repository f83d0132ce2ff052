"""Tells what in a text belongs to a person, and what of a text a message may show.

A name alone alarms in the columns of ``NAMED_COLUMNS`` only: titles of newspapers read like names of persons.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from etl.problems import MASKED
from etl.values.dates import read_date
from etl.values.personal_patterns import PERSONAL, PERSONAL_SQL
from etl.values.spelling import latin_digits, tidy
from etl.values.vocabulary import Vocabulary

__all__ = ["CERTAIN", "NAMED_COLUMNS", "PERSONAL_SQL", "certain_kind", "personal_kind", "safe_value"]

CERTAIN = ("nip", "nik", "phone", "email", "plate")
"""Kinds of personal data that are recognised by their form, also in groups; a name cannot be told from a title."""

NAMED_COLUMNS = frozenset({"authority", "note"})
"""Free-text fields in which a name refuses the row, in files that agencies hand over."""
NO_WORDS = Vocabulary()
WORD = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*")
ONLY_WORDS = re.compile(r"[^\d_/:;()]*")
BESIDE_INITIAL = re.compile(r"\b[A-Z]\. ?([A-Z][a-z]{2,})\b|\b([A-Z][a-z]{2,}) [A-Z]\.(?:\W|$)")
NAME_WORDS = range(2, 5)
SHORTEST_CAPITALS = 3
MAX_DIGITS = 8
NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,/: -][0-9]+)*%?")
WRONG_DATES = frozenset({"date_impossible", "date_weekday", "date_month_only"})
"""What may be wrong with a date that is a date all the same, and nothing else."""


def personal_kind(text: str, vocabulary: Vocabulary = NO_WORDS) -> str | None:
    """Return what belongs to a person in a text: nip, nik, phone, email, plate, name or long_text; None for nothing.

    Args:
        text: a cell.
        vocabulary: words that name no person; without it every pair of capitalised words is a name.
    """
    folded = latin_digits(tidy(text))
    if vocabulary.declares(folded):
        return None
    certain = next((kind for kind, pattern in PERSONAL.items() if kind != "long_text" and pattern.search(folded)), None)
    if certain is None and _holds_name(folded, vocabulary):
        return "name"
    return certain or ("long_text" if PERSONAL["long_text"].search(folded) else None)


def certain_kind(text: str) -> str | None:
    """Return which of ``CERTAIN`` a text holds; None for none of them."""
    folded = latin_digits(tidy(text))
    return next((kind for kind in CERTAIN if PERSONAL[kind].search(folded)), None)


def _holds_name(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two unknown words with capitals in a row, one beside an initial, or few such words alone."""
    words = WORD.findall(text) if ONLY_WORDS.fullmatch(text) else []
    if len(words) in NAME_WORDS and not any(vocabulary.knows(word) for word in words):
        return True
    if any(not vocabulary.knows(found[1] or found[2]) for found in BESIDE_INITIAL.finditer(text)):
        return True
    return any(
        _capital(first) and _capital(second) and not (vocabulary.knows(first) or vocabulary.knows(second))
        for first, second in _neighbours(text)
    )


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the next one, where only blanks stand between them."""
    found = list(WORD.finditer(text))
    for first, second in pairwise(found):
        if not text[first.end() : second.start()].strip(" ."):
            yield first[0], second[0]


def _capital(word: str) -> bool:
    return word[0].isupper() and (not word.isupper() or len(word) >= SHORTEST_CAPITALS)


def safe_value(text: str, vocabulary: Vocabulary) -> str:
    """Return a text of a record of persons as a message may show it.

    Shown are declared texts, numbers of up to eight digits, and dates. Of all else only the shape is told: ``Aa`` for
    letters, ``0`` for digits, and the length, which reads the same in every language.
    """
    shown = tidy(text)
    if vocabulary.declares(shown) or _harmless(shown):
        return shown
    return f"{MASKED} ({_shape(shown)}\u00d7{len(shown)})" if shown else ""


def _harmless(shown: str) -> bool:
    if any(pattern.search(latin_digits(shown)) for pattern in PERSONAL.values()):
        return False
    digits = sum(letter.isdigit() for letter in shown)
    return bool(digits <= MAX_DIGITS and NUMBER.fullmatch(shown)) or _is_date(shown)


def _is_date(shown: str) -> bool:
    day = read_date(shown, today=date.max)
    return isinstance(day, str) or day.code in WRONG_DATES


def _shape(shown: str) -> str:
    letters = "Aa" if any(letter.isalpha() for letter in shown) else ""
    digits = "0" if any(letter.isdigit() for letter in shown) else ""
    return letters + digits or "…"
