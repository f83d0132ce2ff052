"""Gives every distinct text of a column its value, or what is wrong with it.

Reading a text is this package's part; whether the value keeps within what the field declares (limits, patterns,
lengths, codes) is asked of the same checks that the published tables go through, so that a limit is stated once.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pandas as pd

from etl.catalogue_models import Column, Field, Table
from etl.validation import check_table
from etl.values.codes import CodeWords, SourceWords
from etl.values.dates import read_date, read_month
from etl.values.numbers import read_integer, read_number
from etl.values.places import RegionNames
from etl.values.spelling import tidy
from etl.values.wrong import Wrong

REGION_FIELDS = frozenset({"region_code", "parent_code", "province_code"})
TRUTH: Mapping[str, str] = {"ya": "true", "yes": "true", "tidak": "false", "no": "false"}

Reader = Callable[[str], str | Wrong]

__all__ = ["Wrong", "resolve"]


def resolve(
    *, field: Field, raw: Iterable[str], names: RegionNames, words: Mapping[str, str], today: date
) -> dict[str, str | Wrong]:
    """Return for each distinct text the field's canonical text, or what is wrong; nothing is guessed.

    A word that the source declares wins over everything else, for the source says what its words mean.

    Args:
        field: the field as the table narrows it.
        raw: texts of cells, none empty.
        names: the regions, for fields that hold a region's code.
        words: word of the source -> value of the field.
        today: later dates are refused.

    Returns:
        text -> region code such as ``3402``, ISO date, ``YYYY-MM``, code, digits, or the trimmed text.
    """
    read = _reader(field=field, names=names, today=today)
    theirs = SourceWords(words)
    found = {text: read(theirs.get(text) or text) for text in dict.fromkeys(raw)}
    outside = _outside(field, {value for value in found.values() if isinstance(value, str)})
    return {text: outside.get(value, value) if isinstance(value, str) else value for text, value in found.items()}


def _reader(*, field: Field, names: RegionNames, today: date) -> Reader:
    if field.name in REGION_FIELDS:
        return names.resolve
    if field.type == "date":
        limit = field.constraints.minimum
        earliest = limit if isinstance(limit, date) else None
        return lambda text: read_date(text, today=today, earliest=earliest)
    if field.type == "month":
        return lambda text: read_month(text, today=today)
    if field.type == "code":
        return CodeWords(field).resolve
    return {"integer": read_integer, "number": read_number, "boolean": _truth}.get(field.type, tidy)


def _truth(text: str) -> str:
    word = tidy(text).casefold()
    return TRUTH.get(word, word)


def _outside(field: Field, values: Iterable[str]) -> dict[str, Wrong]:
    """Return the values that break what the field declares."""
    texts = sorted(values)
    frame = pd.DataFrame({field.name: pd.Series(texts, dtype=object)})
    checked = check_table(frame=frame, table=_alone(field), file="", known={}, today=date.max)
    return {texts[problem.row]: Wrong(problem.code, problem.expected) for problem in checked.problems}


def _alone(field: Field) -> Table:
    """Return a table of this one field."""
    return Table(
        name=field.name,
        kind="input",
        public=None,
        title=field.title,
        description=field.description,
        layout=(Column(field=field, header=field.name, required=False),),
        primary_key=(),
        foreign_keys=(),
        rules=(),
    )
