"""Reads numbers that are text: Indonesian thousands and decimals; whatever could be two numbers is refused."""

import re

from etl.values.spelling import tidy
from etl.values.words import word_set
from etl.values.wrong import Wrong, hint
from geo.names import word_list

DIGITS = re.compile(r"-?[0-9]+")
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)")
NO_FRACTION = re.compile(
    r"(-?[0-9]+|-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,)|-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?=\.))[.,]0{1,2}"
)
FRACTION = re.compile(r"-?[0-9]+[.,][0-9]+")
DECIMAL_COMMA = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),[0-9]+")
DECIMAL_POINT = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.[0-9]+")
TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
DASHES = frozenset("-\u2013\u2014")
MARKS = re.compile(r"[., ]")


def read_integer(text: str) -> str | Wrong:
    """Return a whole number as digits: ``1.234`` is 1234, ``12.0`` is 12, ``1.5`` is refused."""
    shown = tidy(text)
    if DIGITS.fullmatch(shown):
        return str(int(shown))
    if GROUPED.fullmatch(shown):
        return str(int(MARKS.sub("", shown)))
    if whole := NO_FRACTION.fullmatch(shown):
        return str(int(MARKS.sub("", whole[1])))
    return _wrong(shown, "number_fraction" if FRACTION.fullmatch(shown) else "number_form")


def read_number(text: str) -> str | Wrong:
    """Return a decimal number with a point: ``12,5`` is 12.5; ``1.234`` may be two numbers and is refused."""
    shown = tidy(text)
    if DIGITS.fullmatch(shown):
        return str(int(shown))
    if TWO_READINGS.fullmatch(shown):
        return Wrong("number_two_readings", hint("hint_number"))
    if DECIMAL_COMMA.fullmatch(shown):
        return shown.replace(".", "").replace(",", ".")
    if DECIMAL_POINT.fullmatch(shown):
        return shown.replace(",", "")
    return _wrong(shown, "number_form")


def _wrong(shown: str, code: str) -> Wrong:
    if shown in DASHES or " ".join(word_list(shown)) in word_set("nothing"):
        return Wrong("number_nothing", hint("hint_zero"))
    return Wrong(code, hint("hint_number"))
