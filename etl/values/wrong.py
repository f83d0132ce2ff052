"""What is wrong with a cell: a code that has a sentence, and what would be right."""

from dataclasses import dataclass

from etl.problems import NOTHING, Expected
from etl.wording import load_wording


@dataclass(frozen=True, slots=True)
class Wrong:
    """Say why a text has no value; ``problem_<code>`` is the sentence, ``expected`` stands in it."""

    code: str
    expected: Expected = NOTHING


def hint(key: str, **values: object) -> Expected:
    """Return what would be right as the catalogue of sentences words it, in both languages."""
    wording = load_wording()
    return Expected(wording.text(key, "id", **values), wording.text(key, "en", **values))
