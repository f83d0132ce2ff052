"""What is wrong with an input, as data: where it stands, what it is, and what would be right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from geo.wording import Wording

MAX_SHOWN = 40
# Enough digits for a NIP, a NIK or a telephone number, an address of mail, or two words, which may be a name.
MAYBE_PERSONAL = re.compile(r"(?:\d[\s.-]?){9,}|@|[^\W\d_]{2,}\s+[^\W\d_]{2,}")
MASKED = "•••"


class Expected(NamedTuple):
    """What would be right, in both languages."""

    id: str = ""
    en: str = ""


NOTHING = Expected()


def expected(text: str) -> Expected:
    """Return an expectation that reads the same in both languages, such as a list of codes."""
    return Expected(text, text)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one cell, row or file.

    ``row`` is the number that a spreadsheet shows (the header is row 1), 0 for the file as a whole. ``value`` is
    masked where it could be personal. ``code`` has a sentence in the catalogue, with ``expected`` in it.
    """

    file: str
    row: int
    column: str
    code: str
    value: str = ""
    expected: Expected = NOTHING

    def sentence(self, *, wording: Wording, lang: str) -> str:
        """Say in words where the problem is, what is wrong and what would be right."""
        place = wording.text("place_row" if self.row else "place_file", lang, file=self.file, row=self.row)
        if self.column:
            place = wording.text("place_column", lang, place=place, column=self.column)
        what = wording.text(f"problem_{self.code}", lang, value=self.value, expected=self.expected[lang == "en"])
        return wording.text("problem", lang, place=place, what=what)


def shown(value: object) -> str:
    """Return a value as it may stand in a message: short, and masked where it could be personal."""
    text = "" if value is None else str(value)
    if MAYBE_PERSONAL.search(text):
        return MASKED
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def reasons_by_row(*, problems: Iterable[Problem], wording: Wording, lang: str) -> dict[int, str]:
    """Return every reason in words, as one text for each row."""
    sentences: dict[int, list[str]] = {}
    for problem in problems:
        sentences.setdefault(problem.row, []).append(problem.sentence(wording=wording, lang=lang))
    return {row: " ".join(found) for row, found in sentences.items()}
