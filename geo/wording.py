"""Reads the catalogues of texts that people read, so that no sentence stands in code and none lacks a language.

A catalogue is a YAML file of entries ``key: {id: "...", en: "..."}`` with placeholders of ``str.format``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import yaml

LANGUAGES = ("id", "en")

Entry = Mapping[str, str]
Place = tuple[str, int]


class WordingError(ValueError):
    """Say in which file and line a catalogue is wrong."""

    def __init__(self, *, place: Place, reason: str) -> None:
        super().__init__(f"{place[0]}:{place[1]}: {reason}")


class UnknownTextError(LookupError):
    """Say that no catalogue holds this key in this language."""

    def __init__(self, *, key: str, lang: str) -> None:
        super().__init__(f"no text '{key}' in language '{lang}'")


class MissingValueError(LookupError):
    """Say which placeholder of a text got no value."""

    def __init__(self, *, key: str, placeholder: str) -> None:
        super().__init__(f"text '{key}' needs a value for {{{placeholder}}}")


@dataclass(frozen=True, slots=True)
class Wording:
    """All texts of some catalogues, each in every language."""

    entries: Mapping[str, Entry]

    @classmethod
    def load(cls, *paths: Path) -> "Wording":
        """Read catalogues; a key stands once in all of them together.

        Raises:
            WordingError: an entry is double, lacks a language, or its languages differ in their placeholders.
        """
        entries: dict[str, Entry] = {}
        for path in paths:
            for key, entry, line in _read(path):
                if key in entries:
                    raise WordingError(place=(str(path), line), reason=f"'{key}' stands twice")
                entries[key] = entry
        return cls(entries)

    def text(self, key: str, lang: str = "id", **values: object) -> str:
        """Return one text with its placeholders filled in.

        Raises:
            UnknownTextError: no catalogue has the key, or not in this language.
            MissingValueError: a placeholder has no value.
        """
        try:
            template = self.entries[key][lang]
        except KeyError:
            raise UnknownTextError(key=key, lang=lang) from None
        try:
            return template.format(**values)
        except KeyError as error:
            raise MissingValueError(key=key, placeholder=str(error.args[0])) from None

    def keys(self) -> frozenset[str]:
        """Return the keys of all texts."""
        return frozenset(self.entries)


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces of a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _read(path: Path) -> Iterator[tuple[str, Entry, int]]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WordingError(place=(str(path), line), reason=f"not YAML: {error.problem}") from error
    for key, node in _pairs(root, place=(str(path), 1)):
        place = (str(path), key.start_mark.line + 1)
        yield key.value, _entry(node, place=place), place[1]


def _pairs(node: yaml.Node | None, *, place: Place) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise WordingError(place=place, reason='expected entries of the form key: {id: "...", en: "..."}')
    yield from node.value


def _entry(node: yaml.Node, *, place: Place) -> Entry:
    pairs = list(_pairs(node, place=place))
    if sorted(key.value for key, _ in pairs) != sorted(LANGUAGES):
        raise WordingError(place=place, reason=f"expected exactly the languages {', '.join(LANGUAGES)}")
    texts = {key.value: _template(text, place=place) for key, text in pairs}
    if len({placeholders(text) for text in texts.values()}) > 1:
        raise WordingError(place=place, reason="the languages differ in their placeholders")
    return texts


def _template(node: yaml.Node, *, place: Place) -> str:
    text = node.value if isinstance(node, yaml.ScalarNode) else ""
    if not text.strip():
        raise WordingError(place=place, reason="a text is empty")
    try:
        placeholders(text)
    except ValueError as error:
        raise WordingError(place=place, reason=f"broken placeholder: {error}") from error
    return str(text)
