"""Knows what is declared: texts that may be shown of records of persons, and words that are no names of persons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.catalogue import Catalogue, Field, Table
from etl.values.places import RegionNames
from etl.values.spelling import plain
from etl.values.words import month_numbers, weekday_numbers, word_set
from geo.names import KINDS, place_of, word_list


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold declared texts by their letters, and every single word that is known not to name a person."""

    texts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def declares(self, text: str) -> bool:
        """Tell whether a text is a declared heading, code, label or name of a region."""
        return plain(text) in self.texts

    def knows(self, word: str) -> bool:
        """Tell whether a word is one of the administration, a place or a label."""
        return all(piece in self.words or piece.isdigit() for piece in word_list(word))


def vocabulary(*, catalogue: Catalogue, names: RegionNames) -> Vocabulary:
    """Collect what the declarations and the list of regions say."""
    declared = [*_table_texts(catalogue.tables.values()), *_field_texts(catalogue.fields.values())]
    texts = [*declared, *_region_texts(names)]
    words = {word for text in texts for word in word_list(text)}
    known = words | word_set("public") | month_numbers().keys() | weekday_numbers().keys()
    return Vocabulary(texts=frozenset(map(plain, texts)) - {""}, words=frozenset(known))


def _region_texts(names: RegionNames) -> Iterator[str]:
    for code, name in names.official.items():
        place = place_of(name)
        yield from (code, name, place.letters)
        yield from (f"{kind} {place.letters}" for kind in KINDS)
    yield from names.aliases


def _table_texts(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        yield from (table.name, table.title.id, table.title.en, *table.headers)


def _field_texts(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield from (field.name, field.public, field.title.id, field.title.en)
        for code in field.codes:
            yield from (code, field.value_label(code, "id"), field.value_label(code, "en"))
