"""Every sentence of the pipeline is used, every sentence that code names is there, and both languages say the same."""

import re
from pathlib import Path
from string import Formatter

import pytest

import dashboard
import etl
from etl.wording import load_wording

SOURCES = tuple(path for part in (etl, dashboard) for path in Path(str(part.__file__)).parent.rglob("*.py"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
ENTRIES = load_wording().entries
PROBLEM = "problem_"


def _quoted() -> set[str]:
    return set(re.findall(r"""["']([a-z][a-z0-9_]+)["']""", CODE))


def _built() -> list[re.Pattern[str]]:
    """Return patterns of the keys in which code fills in a part, which then stands somewhere in quotes."""
    found = re.findall(r"""f["']([a-z_]{3,}_)\{[^}"']+\}["']""", CODE)
    return [re.compile(f"{key}([a-z0-9_]+)") for key in found if key != PROBLEM]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_is_used() -> None:
    quoted = _quoted()
    # Of one number some sentences are said in words of their own.
    asked = quoted | {f"{key}_one" for key in quoted}
    parts = {key: [match[1] for pattern in _built() if (match := pattern.fullmatch(key))] for key in ENTRIES}
    unnamed = [key for key in ENTRIES if key not in asked and key.removeprefix(PROBLEM) not in quoted]
    assert [key for key in unnamed if not quoted.intersection(parts[key])] == []


def test_every_sentence_that_code_names_is_there() -> None:
    named = set(re.findall(r"""(?:say|hint)\(\s*["']([a-z0-9_]+)["']""", CODE))
    problems = set(re.findall(r"""(?:Wrong\(|Problem\([^()]*?, )["']([a-z_]+)["']""", CODE))
    assert len(named) > 20
    assert len(problems) > 20
    assert (named | {f"{PROBLEM}{code}" for code in problems}) - ENTRIES.keys() == set()


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_both_languages_name_the_same_values(key: str) -> None:
    assert _placeholders(ENTRIES[key]["id"]) == _placeholders(ENTRIES[key]["en"])
