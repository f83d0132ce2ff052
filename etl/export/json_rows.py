"""Writes rows as JSON objects, each as ``json.dumps`` would, from pieces that are made once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from etl.export.pieces import Pieces, Row, pieced, portions


def json_rows(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield an object for each row, its values under these names."""
    columns = [_column(name, first=not place) for place, name in enumerate(names)]
    for portion in portions(rows):
        for row in pieced(columns, portion):
            yield "".join(row) + "}"


def json_text(content: object) -> str:
    """Write a value of a row, or what holds some."""
    return int.__repr__(content) if type(content) is int else _ENCODER.encode(content)


def iso_day(value: object) -> str:
    """Write a day into JSON, the only kind of value in our rows that JSON lacks.

    Raises:
        TypeError: the value is of another kind.
    """
    if isinstance(value, date):
        return value.isoformat()
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


# One for all rows: json.dumps would make a new one for each of them.
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=iso_day)


def _column(name: str, *, first: bool) -> Pieces:
    start = f"{'{' if first else ', '}{json_text(name)}: "
    return Pieces(partial(_member, start), nothing=f"{start}null")


def _member(start: str, value: object) -> str:
    return start + json_text(value)
