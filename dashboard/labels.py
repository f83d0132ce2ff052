"""Gives the names of codes in both languages, as the declarations of the data have them."""

from dashboard.wording import text
from etl.catalogue import load_catalogue


def label(field: str, code: str, lang: str) -> str:
    """Return the name of a code of a field, as it stands alone."""
    value = load_catalogue().fields[field].values[code]
    return str(getattr(value, lang))


def inline(field: str, code: str, lang: str) -> str:
    """Return the name of a code as it stands within a sentence."""
    name = label(field, code, lang)
    return name[:1].lower() + name[1:]


def unit_name(unit: str, count: int, lang: str) -> str:
    """Return the name of a unit as it stands behind a number."""
    return text(f"unit_one_{unit}", lang) if count == 1 else inline("unit", unit, lang)


def capital(sentence: str) -> str:
    """Begin a phrase with a capital and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
