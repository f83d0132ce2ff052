import re
from pathlib import Path

import dashboard
from dashboard.wording import wording

SOURCES = tuple(Path(dashboard.__file__).parent.rglob("*.py"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def _asked() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the keys that code asks for: written out, or as patterns where a part is filled in."""
    quoted = set(re.findall(r"""["']([a-z][a-z0-9_]+)["']""", CODE))
    built = re.findall(r"""text\(\s*f["']([^"']+)["']""", CODE)
    return quoted, [re.compile(re.sub(r"\{[^}]+\}", "[a-z0-9_-]+", key) + "$") for key in built]


def test_every_text_is_used() -> None:
    quoted, built = _asked()
    unused = [key for key in wording().keys() - quoted if not any(pattern.match(key) for pattern in built)]
    assert unused == []


def test_every_text_that_code_names_exists() -> None:
    named = set(re.findall(r"""text\(\s*["']([a-z0-9_-]+)["']""", CODE))
    assert named
    assert named - wording().keys() == set()


def test_no_sentence_for_people_stands_in_code() -> None:
    indonesian = re.compile(r'"[^"\n]*\b(?:yang|dan|untuk|belum|tidak|sampai|menurut)\b [^"\n]*"')
    assert [found for found in indonesian.findall(CODE) if not found.startswith('"""')] == []


def test_people_read_one_word_for_one_thing() -> None:
    technical = re.compile(r"\bwilayah|\bkumulatif|\btotal berjalan|\bperbuatan", re.IGNORECASE)
    assert {key: found for key, entry in wording().entries.items() if (found := technical.findall(entry["id"]))} == {}
