"""Answers searches for a region: a page for people without scripts, a short list for fields that suggest names."""

import json
from collections.abc import Iterator, Sequence

from flask import Response, abort, redirect
from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.forms import SEARCH_PATH as PATH
from dashboard.forms import SEARCH_QUERY as QUERY
from dashboard.forms import region_search
from dashboard.frame import Frame, document, versioned
from dashboard.labels import inline, label
from dashboard.languages import spoken
from dashboard.plain_pages import LANG, Asked, PlainPages
from dashboard.reading import read
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.search import Fit, Match, finder, tidied
from dashboard.sentences import reading_words
from dashboard.state import UnknownParameterError, ViewState, parse, region_address
from dashboard.wording import text

LIST = f"{PATH}.json"
SHOWN, SUGGESTED = 60, 12
SHEETS = ("halaman.css", "peringkat.css")
FITS = {
    **dict.fromkeys((Fit.FULL, Fit.NAME, Fit.ALIAS), "tepat"),
    **dict.fromkeys((Fit.START, Fit.ALIAS_START), "awal"),
    Fit.WORDS: "kata",
    Fit.WITHIN: "provinsi",
    Fit.ALIKE: "mirip",
}
"""What the short list calls each way to fit."""


def register(pages: PlainPages) -> None:
    """Register both addresses."""
    pages.add(PATH, "search", write_page)
    pages.add_file(LIST, "search_list", suggest)


def typed(asked: Asked) -> str:
    """Return what is searched for."""
    return tidied(asked.query.get(QUERY, ""))


def write_page(asked: Asked) -> str:
    """Write the list of what may be meant; one region that is meant for certain is shown at once."""
    said = typed(asked)
    found = finder(asked.snapshot).find(said)
    state = parse({LANG: asked.lang}, asked.snapshot)
    certain = [match for match in found if match.exact]
    if len(certain) == 1:
        abort(redirect(region_address(state, asked.snapshot, certain[0].code)))
    heading = text("cari_heading_for" if said else "cari_heading", asked.lang, typed=said)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=heading,
        lead=text("cari_lead", asked.lang),
        here=asked.here(q=said),
        path=PATH,
        sheets=SHEETS,
        classes="page search-page",
        sources=(el("meta", name="robots", content="noindex"),),
        scripts=(el("script", src=versioned("cari.js"), defer=True),),
    )
    return document(frame, _main(asked, said, heading, _Results(found[:SHOWN], state, asked.snapshot)))


def _main(asked: Asked, said: str, heading: str, results: "_Results") -> Markup:
    lang = asked.lang
    return el(
        "main",
        el("h1", heading),
        el("p", text("cari_lead", lang), class_="lead"),
        region_search(
            lang,
            typed=said,
            title=text("peringkat_search", lang),
            hint=text("cari_hint", lang),
            class_="asks asks-find",
        ),
        el("div", results.part(said), id="hasil"),
        id="isi",
        tabindex=-1,
    )


class _Results:
    """What was found, as lists of links."""

    def __init__(self, found: Sequence[Match], state: ViewState, snapshot: Snapshot) -> None:
        self._found = found
        self._state = state
        self._snapshot = snapshot

    def part(self, said: str) -> Markup:
        """Build the lists, or what to do where nothing was found."""
        lang = self._state.lang
        if not self._found:
            none = el("p", text("cari_none", lang, typed=said), class_="count", role="status") if said else None
            return join(none, *self._provinces())
        key = "cari_alike" if self._found[0].fit is Fit.ALIKE else "cari_count"
        count = formats.number(len(self._found), lang)
        return join(el("p", text(key, lang, count=count), class_="count", role="status"), self._list(self._found))

    def _list(self, found: Sequence[Match]) -> Markup:
        return el("ol", *(el("li", *self._entry(self._snapshot.places[match.code])) for match in found), class_="found")

    def _entry(self, place: Place) -> Iterator[Child]:
        state = self._state
        yield el("a", place.name, href=region_address(state, self._snapshot, place.code))
        reading = read(self._snapshot, state.key(place.code), state.month)
        said = text(
            "cari_entry",
            state.lang,
            where=self._where(place),
            stage=inline("stage", state.stage, state.lang),
            value=reading_words(reading, state),
        )
        yield el("span", said, class_="where")

    def _where(self, place: Place) -> str:
        province = self._snapshot.province_of(place.code)
        if place.level == REGENCY_LEVEL and province:
            return province.name
        return label("region_level", place.level, self._state.lang)

    def _provinces(self) -> Iterator[Markup]:
        lang = self._state.lang
        yield el("h2", text("cari_provinces", lang))
        links = (
            el("li", el("a", place.name, href=region_address(self._state, self._snapshot, place.code)))
            for place in self._snapshot.places_at(PROVINCE_LEVEL)
        )
        yield el("ul", *links, class_="names")
        yield el("p", el("a", text("cari_all", lang), href=spoken("/peringkat", lang)))


def suggest(asked: Asked) -> Response:
    """Answer with the likeliest regions, for a field that suggests while somebody types.

    Raises:
        UnknownParameterError: it is none of the address's own.
    """
    unknown = [name for name in asked.query if name not in {QUERY, LANG}]
    if unknown:
        raise UnknownParameterError(parameter=unknown[0], allowed=(QUERY, LANG))
    found = finder(asked.snapshot).find(typed(asked))[:SUGGESTED]
    rows = [_row(match, asked) for match in found]
    body = json.dumps({"rilis": asked.snapshot.release_id, "hasil": rows}, ensure_ascii=False)
    return Response(body, content_type="application/json")


def _row(match: Match, asked: Asked) -> dict[str, str]:
    place = asked.snapshot.places[match.code]
    province = asked.snapshot.province_of(match.code)
    named = province.name if place.level == REGENCY_LEVEL and province else ""
    state = parse({LANG: asked.lang}, asked.snapshot)
    return {
        "kode_wilayah": place.code,
        "nama_wilayah": place.name,
        "tingkat": place.level,
        "nama_provinsi": named,
        "cocok": FITS[match.fit],
        "alamat": region_address(state, asked.snapshot, place.code),
    }
