"""Takes names of regions apart, so that their spellings can be compared, and reads their other names."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.regions import REGIONS_FILE

ALIASES_FILE = REGIONS_FILE.with_name("aliases.csv")
WORD = re.compile(r"[^\W_]+")
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("kabupaten", "kab"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kodya"), "kota"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "prop"), "provinsi"),
}
ADMINISTRATIVE = frozenset({"administrasi", "administratif", "adm", "admin"})
SHORT_WORDS: Mapping[str, str] = {"kep": "kepulauan"}
KIND_BEHIND = re.compile(r"([^,(]+)[,(] *([A-Za-z]+)\.? *\)?")
NO_KIND = ""


class AliasError(ValueError):
    """Say which other name is declared wrongly: its region is unknown, of another kind, or it names two regions."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"aliases.csv: {alias!r} names no region, a region of another kind, or two regions")
        self.alias = alias


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name in parts: kabupaten, kota, provinsi or nothing, and the letters of the rest."""

    kind: str
    letters: str


def place_of(name: str) -> PlaceName:
    """Take a name apart: ``Kota Adm. Jakarta Selatan`` is of kind kota with the letters jakartaselatan."""
    words = word_list(_kind_first(name).replace("&", " dan "))
    kind = KINDS.get(words[0], NO_KIND) if len(words) > 1 else NO_KIND
    rest = words[1:] if kind else words
    if kind and len(rest) > 1 and rest[0] in ADMINISTRATIVE:
        rest = rest[1:]
    return PlaceName(kind, "".join(SHORT_WORDS.get(word, word) for word in rest))


def _kind_first(name: str) -> str:
    """Put a kind that stands behind a comma or in brackets in front: ``Bogor (Kab.)``."""
    match = KIND_BEHIND.fullmatch(name)
    return f"{match[2]} {match[1]}" if match and match[2].casefold() in KINDS else name


def read_aliases(path: Path = ALIASES_FILE) -> dict[str, str]:
    """Read other name -> region code from a file with these two columns.

    Raises:
        AliasError: a name stands there twice.
        OSError: the file cannot be read.
    """
    aliases: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["alias"] in aliases:
                raise AliasError(row["alias"])
            aliases[row["alias"]] = row["region_code"]
    return aliases


def word_list(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; digits count as words."""
    return WORD.findall(_unaccented(text).casefold())


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
