"""Makes two spellings of one word equal: case, accents, spaces, dots and hyphens carry no meaning in a cell."""

import re
import unicodedata

from geo.names import word_list

BLANKS = re.compile(r"\s+")
EXCEL_TEXT_MARK = "'"
OTHER_WIDTHS = ("<wide>", "<narrow>", "<noBreak>")


def tidy(text: str) -> str:
    """Return the text as a person sees it: one kind of blank, no invisible characters, no text mark of Excel.

    A raised digit stays raised: it may be a footnote, and must not become part of a number.
    """
    visible = text if text.isascii() else "".join(map(_usual_form, unicodedata.normalize("NFC", text)))
    return BLANKS.sub(" ", visible).strip().removeprefix(EXCEL_TEXT_MARK).strip()


def _usual_form(letter: str) -> str:
    """Return a wide or narrow letter in its usual width, and nothing for an invisible character."""
    if unicodedata.category(letter) == "Cf":
        return ""
    other_width = unicodedata.decomposition(letter).startswith(OTHER_WIDTHS)
    return unicodedata.normalize("NFKC", letter) if other_width else letter


def latin_digits(text: str) -> str:
    """Return a text in which the digits of every script and form are 0 to 9."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in folded)


def plain(text: str) -> str:
    """Return the letters and digits of a text, small, without accents and in their usual width.

    So headings, codes and words are compared: case, blanks, underscores and punctuation make no difference.
    """
    return "".join(word_list(tidy(text)))
