"""Reads region codes as spreadsheets leave them; a code whose digits Excel may have dropped is refused."""

import re
from collections.abc import Container, Iterator

from etl.values.wrong import Wrong, hint
from geo.regions import NATIONAL

NUMERIC = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
NATIONAL_FORMS = frozenset({"0", "00", "0.0"})
WHOLE = re.compile(r"([0-9]{2}|[0-9]{4})(?:[.]0)?")
DOTTED = re.compile(r"([0-9]{2})[.]([0-9]{2})")
CUT = re.compile(r"([0-9]{2})[.]([1-9])")
GROUPED = re.compile(r"([1-9])[.]([0-9]{3})")


def read_region_code(text: str, known: Container[str]) -> str | Wrong:
    """Return the code without its dot.

    ``34.02`` and ``3402.0`` can only be 3402; ``11.1`` may have been 11.10 or a wrongly typed 11.01, so it is refused.

    Args:
        text: digits, perhaps with dots or commas.
        known: all codes of regions.
    """
    dotted = text.replace(",", ".")
    if dotted in NATIONAL_FORMS:
        return NATIONAL
    match = WHOLE.fullmatch(dotted) or DOTTED.fullmatch(dotted)
    code = "".join(match.groups()) if match else ""
    if code in known:
        return code
    candidates = ", ".join(_dot(candidate) for candidate in _undamaged(dotted) if candidate in known)
    return Wrong("region_code_damaged", hint("hint_code_as_text", codes=candidates)) if candidates else _unknown()


def _undamaged(dotted: str) -> Iterator[str]:
    """Yield the codes that a spreadsheet may have turned into this number."""
    if cut := CUT.fullmatch(dotted):
        yield f"{cut[1]}{cut[2]}0"
        yield f"{cut[1]}0{cut[2]}"
    if grouped := GROUPED.fullmatch(dotted):
        yield f"{grouped[1]}{grouped[2]}"


def _dot(code: str) -> str:
    return f"{code[:2]}.{code[2:]}"


def _unknown() -> Wrong:
    return Wrong("region_unknown", hint("hint_region"))
