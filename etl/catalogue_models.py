"""Say what the declaration of a field, a table or a source may hold.

Reading the files and checking declarations against one another is the catalogue's part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal

from annotated_types import Ge, Len
from pydantic import BaseModel, ConfigDict, StringConstraints

if TYPE_CHECKING:
    import pandas as pd

Language = Literal["id", "en"]
FieldType = Literal["string", "text", "code", "integer", "number", "boolean", "date", "month", "url"]
TableKind = Literal["input", "reference", "microdata", "published", "stored"]
Disclosure = Literal["published", "microdata"]
MICRODATA: Final = "microdata"
COMPILED: Final = "input"
"""Statements of others, each with the day on which its source was published."""
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
SourceName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
INBOX = "kiriman/"
"""Folder, below that of the data, of files from agencies."""
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class CatalogueError(Exception):
    """Say which declaration is broken, where it stands and what is wrong with it."""


class Declared(BaseModel):
    """Refuse keys that nobody reads, and changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Declared):
    """Hold one text in both languages."""

    id: Name
    en: Name

    def text(self, lang: Language) -> str:
        """Return the text in a language."""
        return self.en if lang == "en" else self.id


class CodeValue(Bilingual):
    """Name one code of a field and define it."""

    definition: Bilingual | None = None


class Constraints(Declared):
    """Limit the values of a field; `pattern` must match the whole value."""

    pattern: str | None = None
    minimum: int | float | date | None = None
    maximum: int | float | date | None = None
    max_length: int | None = None


class Field(Declared):
    """Describe one column wherever it occurs."""

    name: Name
    public: Name
    type: FieldType
    title: Bilingual
    description: Bilingual
    unit: Bilingual | None = None
    constraints: Constraints = Constraints()
    values: Mapping[str, CodeValue] = {}
    values_from: Name | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """List the codes that the field may hold, in declared order; empty for other types."""
        return tuple(self.values)

    def label(self, lang: Language) -> str:
        """Name the field for people."""
        return self.title.text(lang)

    def value_label(self, code: str, lang: Language) -> str:
        """Name one code of the field for people."""
        return self._value(code).text(lang)

    def value_definition(self, code: str, lang: Language) -> str:
        """Define one code of the field for people; empty where only a label is declared."""
        definition = self._value(code).definition
        return definition.text(lang) if definition else ""

    def _value(self, code: str) -> CodeValue:
        if code not in self.values:
            raise CatalogueError(f"fields.yml: {self.name}: no code {code!r}; codes are {', '.join(self.codes)}")
        return self.values[code]


class ColumnDeclaration(Declared):
    """Place a field in a table as tables.yml writes it."""

    name: Name
    column: Name | None = None
    required: bool
    values: tuple[str, ...] = ()


class ForeignKeyDeclaration(Declared):
    """Point to another table as tables.yml writes it; without a target the field has the same name there."""

    field: Name
    table: Name
    target: Name | None = None


class TableDeclaration(Declared):
    """Describe a table as tables.yml writes it, with names where Table holds what they name."""

    name: Name
    kind: TableKind
    public: Name | None = None
    title: Bilingual
    description: Bilingual
    fields: tuple[ColumnDeclaration, ...]
    primary_key: tuple[Name, ...]
    foreign_keys: tuple[ForeignKeyDeclaration, ...] = ()
    rules: tuple[Name, ...] = ()


class Rule(Declared):
    """State what must hold across the columns of a row or a table; the check itself is code."""

    name: Name
    fields: tuple[Name, ...]
    requires: Bilingual


@dataclass(frozen=True, slots=True)
class Column:
    """Place a field in a table: its heading in the file, and whether a cell may be empty."""

    field: Field
    header: str
    required: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Point from a field of one table to the field of another that must hold its values."""

    field: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """Describe one table with its columns in order."""

    name: str
    kind: TableKind
    public: str | None
    title: Bilingual
    description: Bilingual
    layout: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> tuple[Field, ...]:
        """List the fields in order; codes are narrowed to those that this table takes."""
        return tuple(column.field for column in self.layout)

    @property
    def names(self) -> tuple[str, ...]:
        """List the names of the columns in code."""
        return tuple(field.name for field in self.columns)

    @property
    def headers(self) -> tuple[str, ...]:
        """List the headings of the columns in an input or reference file."""
        return tuple(column.header for column in self.layout)

    @property
    def public_columns(self) -> tuple[str, ...]:
        """List the headings of the columns in a published file."""
        return tuple(field.public for field in self.columns)

    @property
    def required(self) -> frozenset[str]:
        """Name the columns in which no cell may be empty."""
        return frozenset(column.field.name for column in self.layout if column.required)

    @property
    def holds_records(self) -> bool:
        """Tell whether rows are records of persons or cases, which are only counted."""
        return self.kind == MICRODATA

    def field(self, name: str) -> Field:
        """Return one field of the table."""
        for field in self.columns:
            if field.name == name:
                return field
        raise CatalogueError(f"tables.yml: {self.name}: no field {name!r}; fields are {', '.join(self.names)}")

    def from_file(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rename the headings of a file to the names in code, columns in declared order and none besides."""
        names = dict(zip(self.headers, self.names, strict=True))
        missing = [name for name in names if name not in frame.columns]
        if missing:
            raise CatalogueError(f"table {self.name}: columns missing: {', '.join(missing)}")
        return frame.loc[:, list(names)].rename(columns=names)


class Coverage(Declared):
    """State for which regions and months a file of records is complete: inside, no record means zero.

    A province stands for itself and all its kabupaten/kota, ``00`` for the whole country. Months are ``YYYY-MM``.
    ``elections`` is needed where the election is a column: rows cannot tell for which others they are complete.
    """

    regions: Annotated[tuple[Name, ...], Len(min_length=1)]
    first: Month
    last: Month
    elections: tuple[Name, ...] = ()


class Renewal(Declared):
    """Promise how often new rows are added: every so many days, until the day on which collecting ends."""

    days: Annotated[int, Ge(1)]
    until: date | None = None

    def due(self, today: date) -> date:
        """Return the day that the newest row may not be older than."""
        return min(today, self.until or today) - timedelta(days=self.days)


class Source(Declared):
    """Describe one file, or one table of a database, that the pipeline reads.

    Attributes:
        name: letters, digits, ``_`` and ``-`` only, for a file with the refused rows is called so.
        location: a path relative to the data folder, ``env:NAME`` where the environment variable holds the address of
            a database, or an address without a password.
        sheet: the sheet of a workbook; without it the sheet with the declared headings is looked for.
        query: the table or the query of a database.
        columns: their heading -> our field, ``drop`` (read past) or ``key`` (tells rows apart, never kept).
        values: our field -> their word -> our code.
        constants: our field -> the value that every row has.
        renewal: how often compiled statements are added to; pages say so when they are older.
    """

    name: SourceName
    table: Name
    location: Name
    publisher: Bilingual
    licence: Name
    disclosure: Disclosure
    description: Bilingual
    sheet: Name | None = None
    query: Name | None = None
    columns: Mapping[Name, Name] = {}
    values: Mapping[Name, Mapping[Name, Name]] = {}
    constants: Mapping[Name, Name] = {}
    coverage: Coverage | None = None
    renewal: Renewal | None = None

    @property
    def called(self) -> str:
        """Return what messages and the public report call it: the file, but the name of what agencies hand in.

        The name of a file that comes from elsewhere may be that of a person.
        """
        handed_in = self.disclosure == MICRODATA or self.location.startswith((INBOX, "/"))
        return self.name if handed_in else self.location


class DisclosureRule(Declared):
    """Say how records of a table are counted and protected.

    Attributes:
        name: the table of records.
        publishes: the published table of counts.
        threshold: a count of 1 up to one less than this is suppressed.
        tabulations: which dimensions are crossed with the regions; totals over every dimension come with them.
    """

    name: Name
    publishes: Name
    threshold: Annotated[int, Ge(2)]
    tabulations: Annotated[tuple[tuple[Name, ...], ...], Len(min_length=1)]
