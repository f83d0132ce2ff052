"""Catalogues of texts: every entry in both languages, with the same placeholders, and none twice."""

from pathlib import Path

import pytest

from geo.errors import MESSAGES, GeoError, messages
from geo.wording import MissingValueError, UnknownTextError, Wording, WordingError


def catalogue(folder: Path, text: str, name: str = "a.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_is_filled_in_in_either_language(tmp_path: Path) -> None:
    wording = Wording.load(catalogue(tmp_path, 'hello: {id: "Halo {name}", en: "Hello {name}"}'))
    assert wording.text("hello", name="Bantul") == "Halo Bantul"
    assert wording.text("hello", "en", name="Bantul") == "Hello Bantul"


def test_an_unknown_key_or_a_missing_value_is_an_error(tmp_path: Path) -> None:
    wording = Wording.load(catalogue(tmp_path, 'hello: {id: "Halo {name}", en: "Hello {name}"}'))
    with pytest.raises(UnknownTextError, match="goodbye"):
        wording.text("goodbye")
    with pytest.raises(MissingValueError, match="name"):
        wording.text("hello")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a: {id: "x"}', "languages"),
        ('a: {id: "x {b}", en: "x"}', "placeholders"),
        ('a: {id: "x", en: " "}', "empty"),
        ('a: {id: "x {", en: "x {"}', "placeholder"),
        ("a: [1", "not YAML"),
        ("- a", "expected entries"),
        ('a: {id: "x", en: "y"}\na: {id: "x", en: "y"}', "twice"),
    ],
)
def test_a_broken_catalogue_is_named_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(WordingError, match=rf"a\.yml:\d+: .*{reason}"):
        Wording.load(catalogue(tmp_path, text))


def test_every_error_has_a_sentence_and_every_sentence_a_use() -> None:
    errors = {error.key for error in subclasses(GeoError) if hasattr(error, "key")}
    assert errors <= messages().keys()
    code = "".join(path.read_text(encoding="utf-8") for path in MESSAGES.parent.glob("*.py"))
    assert {key for key in messages().keys() if f'"{key}"' not in code} == set()  # noqa: SIM118


def subclasses(kind: type[GeoError]) -> set[type[GeoError]]:
    return {kind} | {found for child in kind.__subclasses__() for found in subclasses(child)}
