"""Says how a value of a workbook or a database is written as text, and what counts as blank."""

import datetime
from decimal import Decimal

INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x7f"
CONTROLS = "".join(chr(number) for number in range(1, 32))
SPACES = " \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
BLANKS = "".join(sorted({*INVISIBLE, *CONTROLS, *SPACES}))
"""What is cut off both ends of a cell: spaces of every kind, what cannot be seen, and control characters."""

LARGEST_INTEGRAL = Decimal(10) ** 21


class ValueKindError(TypeError):
    """Say that a value is neither text, number, date nor truth value."""


def trimmed(text: str) -> str:
    """Return a text without blanks at its ends."""
    return text.strip(BLANKS)


def is_blank(value: object) -> bool:
    """Tell whether a value shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip(BLANKS))


def cell_text(value: object) -> str | None:
    """Write a value as text: ``3402``, ``34.02``, ``2024-10-12``, ``2024-10-12 08:30:00``, ``true``; nothing is None.

    Raises:
        ValueKindError: the value is a list, a document or bytes.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    return _moment(value)


def _number(value: float | Decimal) -> str:
    """Write the shortest digits that mean the number, as a spreadsheet shows them, without an exponent if integral."""
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if not exact.is_finite():
        return str(value)
    if abs(exact) < LARGEST_INTEGRAL and exact == exact.to_integral_value():
        return str(int(exact))
    return repr(value) if isinstance(value, float) else f"{value.normalize():f}"


def _moment(value: object) -> str:
    if isinstance(value, datetime.datetime):
        whole = value.tzinfo is None and value.time() == datetime.time()
        return value.date().isoformat() if whole else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(value)
    raise ValueKindError
