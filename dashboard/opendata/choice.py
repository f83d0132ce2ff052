"""Knows what the data page shows, as its address says it: table, filters, release, language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.languages import in_address, language
from dashboard.state import ParameterError
from etl.catalogue import Catalogue, Field, Language, Table
from etl.codes import BOTH_ELECTIONS
from etl.export.filters import CODE_FIELDS, Filters, filter_names
from geo.wording import LANGUAGES

ORDER = ("ringkasan", "pelanggaran", "jenis", "deklarasi", "sumber", "sumber_angka", "koreksi", "wilayah", "rilis")
API = "/api/v1"
REGION = "wilayah"
TOLD = 12
"""A refused value is answered with what is allowed, unless that is a long list."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a release knows, and so what may be chosen from it."""

    catalogue: Catalogue
    regions: Mapping[str, str]
    provinces: Mapping[str, str]
    months: Sequence[str]
    releases: Sequence[str]

    @property
    def tables(self) -> tuple[Table, ...]:
        """List the published tables, those that most people want first."""
        published = {table.public: table for table in self.catalogue.tables.values() if table.public}
        first = [published[name] for name in ORDER if name in published]
        return (*first, *(table for name, table in published.items() if name not in ORDER))

    def values(self, table: Table, name: str) -> tuple[str, ...]:
        """List what a parameter of a table may be."""
        plain = {"wilayah": self.regions, "provinsi": self.provinces, "sejak": self.months, "sampai": self.months}
        if name in plain:
            return tuple(plain[name])
        # A declaration for both elections counts for each, so nobody chooses it.
        return tuple(code for code in self.field(table, name).codes if code != BOTH_ELECTIONS)

    def field(self, table: Table, name: str) -> Field:
        """Return the coded field that a parameter chooses from."""
        field = {"tingkat": "region_level", **CODE_FIELDS}[name]
        return table.field(field) if field in table.names else self.catalogue.fields[field]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor chose; `release` is empty for "always the newest"."""

    table: Table
    filters: Filters
    release: str
    lang: Language

    @property
    def public(self) -> str:
        """Return the public name of the table."""
        return str(self.table.public)

    def query(self) -> list[tuple[str, str]]:
        """Write the filters as a program asks for them."""
        return [(name, value) for name, values in self.filters.public().items() for value in _parts(name, values)]

    def address(self, suffix: str, *, root: str = "", **extra: str) -> str:
        """Write the address of the file that holds what is chosen."""
        pinned = {"rilis": self.release} if self.release else {}
        query = urlencode([*self.query(), *pinned.items(), *extra.items()])
        return f"{root}{API}/{self.public}.{suffix}" + (f"?{query}" if query else "")

    def page(self, **changed: str) -> str:
        """Write the address of this page with some parameters changed; an empty value leaves one out."""
        table = "" if self.public == ORDER[0] else self.public
        plain = {"tabel": table, "rilis": self.release, "lang": in_address(self.lang), **changed}
        own = {"tabel": plain.pop("tabel")}
        query = urlencode([pair for pair in (*own.items(), *self.query(), *plain.items()) if pair[1]])
        return f"/data?{query}" if query else "/data"


def _parts(name: str, values: str) -> list[str]:
    return values.split(",") if name == REGION else [values]


def parse_choice(query: Mapping[str, Sequence[str]], known: Known) -> Choice:
    """Read the address of the page; a form without scripts sends empty values, which mean no choice.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    given = {name: [value for value in values if value] for name, values in query.items()}
    lang = language(_one(given, "lang", LANGUAGES))
    public = _one(given, "tabel", [str(table.public) for table in known.tables]) or ORDER[0]
    table = known.catalogue.published(public)
    return Choice(table=table, filters=_filters(given, known, table), release=_release(given, known), lang=lang)


def _release(given: Mapping[str, Sequence[str]], known: Known) -> str:
    return _one(given, "rilis", known.releases)


def _filters(given: Mapping[str, Sequence[str]], known: Known, table: Table) -> Filters:
    names = set(filter_names(table))

    def one(name: str) -> str | None:
        return (_one(given, name, known.values(table, name)) or None) if name in names else None

    regions = [_checked(REGION, code, known.regions) for code in given.get(REGION, ())] if REGION in names else []
    return Filters(
        regions=tuple(sorted(set(regions))),
        province=one("provinsi"),
        level=one("tingkat"),
        election=one("pemilihan"),
        stage=one("tahap"),
        unit=one("satuan"),
        basis=one("dasar"),
        since=one("sejak"),
        until=one("sampai"),
    )


def _one(given: Mapping[str, Sequence[str]], name: str, allowed: Sequence[str]) -> str:
    values = given.get(name, ())
    return _checked(name, values[-1], allowed) if values else ""


def _checked(name: str, value: str, allowed: Sequence[str] | Mapping[str, str]) -> str:
    if value not in allowed:
        short = tuple(allowed) if len(allowed) <= TOLD else ()
        raise ParameterError(parameter=name, value=value, allowed=short)
    return value
