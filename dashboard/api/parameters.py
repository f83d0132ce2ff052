"""What each data address may be asked: names, allowed values, and how a wrong one is refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from dashboard.api.failures import RepeatedError, UnknownParameterError, WrongValueError
from dashboard.wording import text
from etl.catalogue import Bilingual, Table, load_catalogue
from etl.codes import BOTH_ELECTIONS
from etl.describe.query import Query
from etl.export.filters import CODE_FIELDS, MONTH_PATTERN, Filters, filter_names
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

RELEASE, DOWNLOAD, LANG, LIMIT, SKIP, REGION = "rilis", "unduh", "lang", "batas", "lewati", "wilayah"
MONTHS = ("sejak", "sampai")
RELEASE_PATTERN = r"^[0-9A-Za-z-]{1,16}$"
SLICES: Mapping[str, tuple[int, int]] = {LIMIT: (1, 100_000), SKIP: (0, 10_000_000)}
FIELDS = {REGION: "region_code", "provinsi": "province_code", "tingkat": "region_level", **CODE_FIELDS}


@dataclass(frozen=True, slots=True)
class Regions:
    """The codes of a release's regions."""

    codes: tuple[str, ...]
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was found sound."""

    filters: Filters
    download: bool
    limit: int | None
    skip: int

    @property
    def whole(self) -> bool:
        """Tell whether the whole table is asked for."""
        return self.filters == Filters() and self.limit is None and self.skip == 0


def queries(table: Table, suffix: str, *, regions: Regions, releases: Sequence[str]) -> tuple[Query, ...]:
    """List what an address of a table may be asked, as the description of the addresses writes it."""
    return tuple(_query(table, name, regions, releases) for name in names(table, suffix))


def names(table: Table, suffix: str) -> tuple[str, ...]:
    """List the parameters of an address."""
    slices = (LIMIT, SKIP) if suffix == "json" else ()
    return (*filter_names(table), RELEASE, *slices, DOWNLOAD, LANG)


def _query(table: Table, name: str, regions: Regions, releases: Sequence[str]) -> Query:
    called = title(name)
    if name in SLICES:
        low, high = SLICES[name]
        return Query(name, called, minimum=low, maximum=high)
    if name in MONTHS:
        return Query(name, called, pattern=MONTH_PATTERN)
    values = tuple(releases) if name == RELEASE else _values(table, name, regions)
    return Query(name, called, values=values, repeatable=name == REGION)


def title(name: str) -> Bilingual:
    """Return what a parameter is called."""
    if name in FIELDS:
        return load_catalogue().fields[FIELDS[name]].title
    return Bilingual(**{lang: text(f"api_parameter_{name}", lang) for lang in LANGUAGES})


def _values(table: Table, name: str, regions: Regions) -> tuple[str, ...]:
    given = {
        REGION: regions.codes,
        "provinsi": regions.provinces,
        DOWNLOAD: ("1",),
        LANG: tuple(LANGUAGES),
        "tingkat": load_catalogue().fields["region_level"].codes,
    }
    if name in given:
        return given[name]
    codes = table.field(CODE_FIELDS[name]).codes
    return tuple(code for code in codes if (name, code) != ("pemilihan", BOTH_ELECTIONS))


def refuse_unknown(query: MultiDict[str, str], table: Table, suffix: str) -> None:
    """Refuse a parameter that the address does not know.

    Raises:
        UnknownParameterError: it is none of the address's own.
    """
    known = names(table, suffix)
    for name in query:
        if name not in known:
            raise UnknownParameterError(parameter=name, allowed=known)


def parse(query: MultiDict[str, str], table: Table, regions: Regions) -> Asked:
    """Read the question to a release's table.

    Raises:
        WrongValueError: a parameter has a value that it cannot have.
        RepeatedError: a parameter that takes one value stands there twice.
    """
    one = {name: _checked(name, query.getlist(name), table, regions) for name in query if name != REGION}
    filters = Filters(
        regions=_regions(query.getlist(REGION), regions),
        province=one.get("provinsi"),
        level=one.get("tingkat"),
        election=one.get("pemilihan"),
        stage=one.get("tahap"),
        unit=one.get("satuan"),
        basis=one.get("dasar"),
        since=one.get("sejak"),
        until=one.get("sampai"),
    )
    limit = int(one[LIMIT]) if LIMIT in one else None
    return Asked(filters=filters, download=DOWNLOAD in one, limit=limit, skip=int(one.get(SKIP, 0)))


def _checked(name: str, given: Sequence[str], table: Table, regions: Regions) -> str:
    allowed = _allowed(name, table, regions)
    if len(given) > 1:
        raise RepeatedError(parameter=name, allowed=allowed)
    value = given[0]
    if name in MONTHS:
        sound = re.fullmatch(MONTH_PATTERN, value) is not None
    elif name in SLICES:
        sound = _is_within(value, *SLICES[name])
    else:
        sound = name == RELEASE or value in allowed
    if not sound:
        raise WrongValueError(parameter=name, allowed=allowed, value=value)
    return value


def _allowed(name: str, table: Table, regions: Regions) -> Sequence[str]:
    if name in MONTHS:
        return [text("api_month", LANGUAGES[0])]
    if name in SLICES:
        return ["-".join(map(str, SLICES[name]))]
    return () if name == RELEASE else _values(table, name, regions)


def _is_within(value: str, low: int, high: int) -> bool:
    return re.fullmatch(r"[0-9]{1,9}", value) is not None and low <= int(value) <= high


def _regions(given: Sequence[str], regions: Regions) -> tuple[str, ...]:
    codes = (NATIONAL if code == "0" else code for code in given)
    return tuple(sorted({_one_of(REGION, code, regions.codes) for code in codes}))


def _one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise WrongValueError(parameter=name, allowed=allowed, value=value)
    return value
