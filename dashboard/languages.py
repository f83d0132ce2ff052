"""Knows the languages of the site, and how the address of a page asks for one."""

from etl.catalogue import Language

OTHER: dict[Language, Language] = {"id": "en", "en": "id"}


def language(asked: str | None) -> Language:
    """Return the language that was asked for; whatever is not English is Indonesian, the language of the site."""
    return "en" if asked == "en" else "id"


def in_address(lang: str) -> str:
    """Return a language as addresses carry it: the language of the site is left out."""
    return "" if lang == "id" else lang


def spoken(path: str, lang: str) -> str:
    """Write the address of a page or feed in a language."""
    return f"{path}?lang={lang}" if in_address(lang) else path
