"""Finds the code that a word means: the code itself, its label, or a word that the source declares."""

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from etl.catalogue_models import Field
from etl.problems import expected
from etl.values.spelling import plain, tidy
from etl.values.wrong import Wrong

NEAR = 75
"""Likeness from 0 to 100 (rapidfuzz's ratio) from which a label is offered as what was meant."""
LONGEST_WORD = 120


class CodeWords:
    """What a field's codes are called: by themselves, in both languages; ambiguous labels find nothing."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._codes: dict[str, str] = {}
        for letters, code in _labels(field):
            known = self._codes.setdefault(letters, code)
            if known != code:
                self._codes[letters] = ""
        self._codes |= {plain(code): code for code in field.codes}

    def resolve(self, text: str) -> str | Wrong:
        """Return the code, or the codes to choose from, or the one that a near miss may have meant."""
        letters = plain(text)
        code = self._codes.get(letters)
        if code:
            return code
        near = self._near(letters)
        return Wrong("code_near", expected(near)) if near else Wrong("code", expected(", ".join(self._field.codes)))

    def _near(self, letters: str) -> str:
        if len(letters) > LONGEST_WORD:
            return ""
        found = process.extractOne(letters, self._codes.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self._codes[found[0]] if found else ""


class SourceWords:
    """What the words of a source mean; a word is compared as written, then without case, spaces and marks."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._exact = {tidy(word): code for word, code in words.items()}
        self._plain = {letters: code for word, code in words.items() if (letters := plain(word))}

    def get(self, text: str) -> str | None:
        """Return the code that the source declares for a word, if any."""
        return self._exact.get(tidy(text)) or self._plain.get(plain(text))


def _labels(field: Field) -> Iterator[tuple[str, str]]:
    for code in field.codes:
        yield plain(field.value_label(code, "id")), code
        yield plain(field.value_label(code, "en")), code
