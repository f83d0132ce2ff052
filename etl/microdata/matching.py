"""Finds out what the texts of every mapped column mean; each is looked at once, however often it stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from etl.catalogue import CatalogueError, Field, Source, Table
from etl.microdata.plan import check_declaration
from etl.microdata.records import Records, distinct_texts, fill_values
from etl.problems import expected
from etl.values.personal import CERTAIN, NAMED_COLUMNS, personal_kind
from etl.values.places import RegionNames
from etl.values.resolve import resolve
from etl.values.vocabulary import Vocabulary
from etl.values.wrong import Wrong, hint

MOST_TEXTS = 20_000
"""Different texts of one column that are looked at, the most frequent first: a column of names has more."""
TOO_MANY = Wrong("too_many_values", expected(str(MOST_TEXTS)))
FREE = frozenset({"string", "text", "url"})

Meanings = Mapping[str, str | Wrong]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read the cells of a source.

    Attributes:
        table: the table that its rows belong to.
        source: its declaration.
        names: the regions.
        today: later dates are refused.
        vocabulary: words that name no person.
    """

    table: Table
    source: Source
    names: RegionNames
    today: date
    vocabulary: Vocabulary

    def meanings(self, name: str, raw: Iterable[str]) -> dict[str, str | Wrong]:
        """Return what each text of a field means, or what is wrong with it.

        Personal data is wrong in everything that comes from elsewhere: records, and files with headings of their own.
        """
        field = self.table.field(name)
        words = self.source.values.get(name, {})
        found = resolve(field=field, raw=raw, names=self.names, words=words, today=self.today)
        if self.source.disclosure == "published" and not self.source.columns:
            return found
        return {text: _personal(field, text, value, self.vocabulary) or value for text, value in found.items()}

    def constants(self) -> dict[str, str]:
        """Return the values that every row has.

        Raises:
            CatalogueError: the declaration of the source does not fit the table, or a constant, or the code that a
                word stands for, is none of the field's.
        """
        check_declaration(table=self.table, source=self.source)
        for name, words in self.source.values.items():
            self._check(f"values.{name}", name, words.values())
        for name, value in self.source.constants.items():
            self._check(f"constants.{name}", name, [value])
        return {name: self._plain(name, [value])[value] for name, value in self.source.constants.items()}

    def _check(self, key: str, name: str, values: Iterable[str]) -> None:
        for value, meaning in self._plain(name, values).items():
            if not meaning:
                field = self.table.field(name)
                raise CatalogueError(
                    f"sources.yml: {self.source.name}.{key}: {value!r} is no value of {name};"
                    f" {'choose ' + ', '.join(field.codes) if field.codes else 'see fields.yml'}"
                )

    def _plain(self, name: str, values: Iterable[str]) -> dict[str, str]:
        """Return what declared values mean, without the words of the source; "" where nothing."""
        found = resolve(field=self.table.field(name), raw=values, names=self.names, words={}, today=self.today)
        return {text: "" if isinstance(value, Wrong) else value for text, value in found.items()}


def _personal(field: Field, text: str, value: str | Wrong, known: Vocabulary) -> Wrong | None:
    """Say that a text is personal data, unless it was recognised as one of the field's own values.

    A name is looked for in the free-text columns alone: elsewhere an unknown word has a better reason, and is masked.
    """
    free = field.type in FREE
    if isinstance(value, str) and not free:
        return None
    kind = personal_kind(text, known)
    if kind is None or (kind not in CERTAIN and not (free and field.name in NAMED_COLUMNS)):
        return None
    return Wrong("personal_data", hint(f"personal_data_{kind}"))


def match_records(records: Records, reading: Reading) -> dict[str, Meanings]:
    """Return what the texts of every mapped field mean; what has a meaning also goes into the table of the column."""
    return {
        name: _match(records, reading, name, column)
        for name, column in zip(records.fields, records.columns, strict=True)
    }


def _match(records: Records, reading: Reading, name: str, column: str) -> Meanings:
    meanings = reading.meanings(name, distinct_texts(records, column, limit=MOST_TEXTS))
    fill_values(records, column, {text: value for text, value in meanings.items() if isinstance(value, str)})
    return meanings
