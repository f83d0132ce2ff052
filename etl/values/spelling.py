"""Makes two spellings of one word equal: case, accents, spaces, dots and hyphens carry no meaning in a cell."""

import re
import unicodedata

BLANKS = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+")
EXCEL_TEXT_MARK = "'"


def tidy(text: str) -> str:
    """Return the text as a person sees it: one kind of blank, no invisible characters, no text mark of Excel."""
    if text.isascii():
        visible = text
    else:
        folded = unicodedata.normalize("NFKC", text)
        visible = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    return BLANKS.sub(" ", visible).strip().removeprefix(EXCEL_TEXT_MARK).strip()


def word_list(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; digits count as words."""
    return WORD.findall(_unaccented(text).casefold())


def plain(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    return "".join(word_list(text))


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
