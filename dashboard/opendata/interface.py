"""Says what may be asked at each data address, from the same rules that the addresses obey."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from dashboard import api
from dashboard.api.failures import RepeatedError, UnknownParameterError, WrongValueError
from dashboard.api.parameters import LANG, RELEASE, Regions, title
from dashboard.opendata.choice import Known
from etl.describe import Query
from etl.describe.openapi import DESCRIPTIONS, TABLE_FORMATS
from geo.wording import LANGUAGES

PINNED = (RELEASE, LANG)
FEED = (LANG,)


def queries(known: Known) -> Mapping[str, Sequence[Query]]:
    """Return the parameters by file name."""
    regions = Regions(tuple(known.regions), tuple(known.provinces))
    tables = {
        f"{table.public}.{suffix}": api.queries(table, suffix, regions=regions, releases=known.releases)
        for table in known.tables
        for suffix in (*TABLE_FORMATS, *(["geojson"] if table.public == "wilayah" else []))
    }
    plain = (*DESCRIPTIONS, "semua.zip", *(f"{table.public}.csv-metadata.json" for table in known.tables))
    asked = {RELEASE: tuple(known.releases), LANG: LANGUAGES}
    pinned = tuple(Query(name, title(name), values=asked[name]) for name in PINNED)
    return {**tables, **dict.fromkeys(plain, pinned), "rilis.atom": pinned[1:]}


def refuse(query: MultiDict[str, str], known: Sequence[str]) -> None:
    """Refuse what an address does not know.

    Raises:
        UnknownParameterError: it does not know a parameter.
        RepeatedError: a parameter stands twice; releases are looked at where they are found.
        WrongValueError: there is no such language.
    """
    for name, values in query.lists():
        if name not in known:
            raise UnknownParameterError(parameter=name, allowed=known)
        if name != RELEASE and len(values) > 1:
            raise RepeatedError(parameter=name, allowed=LANGUAGES)
    if query.get(LANG, LANGUAGES[0]) not in LANGUAGES:
        raise WrongValueError(parameter=LANG, allowed=LANGUAGES, value=query[LANG])
