"""Builds the ways to choose what is compared: the chosen regions, a form to add one, what lies around, examples."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dashboard.comparison.state import (
    ADDED,
    MOST,
    PATH,
    PROVINCE,
    REGION,
    CompareState,
    compare_address,
    compare_query,
    with_codes,
)
from dashboard.comparison.view import examples, level_words, neighbours, region_label, surroundings
from dashboard.elements import el
from dashboard.forms import hidden, search_field
from dashboard.plain_form import select
from dashboard.release import PROVINCE_LEVEL, Place, Snapshot
from dashboard.search import Match
from dashboard.sentences import topic
from dashboard.state import region_address
from dashboard.wording import text
from geo.regions import NATIONAL

NAMES = "nama-daerah"
NEAREST = 8


class Choice:
    """The ways to change which regions are compared."""

    def __init__(self, state: CompareState, found: Sequence[Match], snapshot: Snapshot) -> None:
        """Take the comparison, and what may be meant by what was typed."""
        self._state = state
        self._found = found
        self._snapshot = snapshot
        self._lang = state.lang

    def _text(self, key: str, **values: object) -> str:
        return text(key, self._lang, **values)

    def part(self) -> Iterator[Markup]:
        """Build the chosen regions, and the ways to add one."""
        if self._state.codes:
            yield el(
                "ul",
                *(self._chosen(self._snapshot.places[code]) for code in self._state.codes),
                class_="chosen",
                aria_label=self._text("banding_chosen"),
            )
        if self._state.full:
            yield el("p", self._text("banding_full", most=MOST), class_="hint")
            return
        yield self._add_form()
        yield from self._meant()

    def _chosen(self, place: Place) -> Markup:
        rest = with_codes(self._state, (code for code in self._state.codes if code != place.code))
        said = self._text("banding_remove", place=place.name)
        return el(
            "li",
            el("a", place.name, href=region_address(self._state.view, self._snapshot, place.code)),
            el("span", f" {level_words(place, self._snapshot, self._lang)} ", class_="hint"),
            el(
                "a",
                "\N{MULTIPLICATION SIGN}",
                href=compare_address(rest, self._snapshot),
                class_="remove",
                aria_label=said,
                title=said,
            ),
        )

    def _add_form(self) -> Markup:
        names = (el("option", value=region_label(place, self._snapshot)) for place in self._snapshot.places.values())
        kept = [(REGION, code) for code in self._state.codes]
        provinces = [("", self._text("banding_province_none"))]
        provinces += [(place.code, place.name) for place in self._snapshot.places_at(PROVINCE_LEVEL)]
        return el(
            "form",
            search_field(
                ADDED,
                typed=self._state.typed,
                title=self._text("banding_add"),
                hint=self._text("cari_hint"),
                names=NAMES,
            ),
            select(PROVINCE, provinces, self._state.province or "", self._text("banding_from_province")),
            el("datalist", *names, id=NAMES),
            *(el("input", type="hidden", name=name, value=code) for name, code in kept),
            hidden(compare_query(self._state, self._snapshot)),
            el("button", self._text("banding_add_submit"), type="submit"),
            action=PATH,
            method="get",
            class_="asks asks-add",
            data_saran="isi",
            data_kata=self._text("cari_suggested"),
        )

    def _meant(self) -> Iterator[Markup]:
        """Offer what may have been meant, and else what lies around the first region."""
        if self._state.typed:
            key = "banding_meant" if self._found else "cari_none"
            yield el("p", self._text(key, typed=self._state.typed), class_="count", role="status")
            codes = [match.code for match in self._found if match.code not in self._state.codes]
            if codes:
                yield self._offers([self._snapshot.places[code] for code in codes[:NEAREST]])
            return
        found = neighbours(self._state, self._snapshot)
        if found:
            opened = self._state.province is not None or len(self._state.codes) == 1
            summary = el("summary", self._text("banding_around", count=len(found), where=self._around()))
            yield el("details", summary, self._offers(found), open=opened, class_="around")

    def _around(self) -> str:
        return self._snapshot.places[surroundings(self._state, self._snapshot) or NATIONAL].name

    def _offers(self, places: Sequence[Place]) -> Markup:
        return el("ul", *(el("li", self._offer(place)) for place in places), class_="names")

    def _offer(self, place: Place) -> Markup:
        more = with_codes(self._state, (*self._state.codes, place.code))
        return el("a", f"+ {place.name}", href=compare_address(more, self._snapshot))

    def examples(self) -> Iterator[Markup]:
        """Suggest comparisons where no region is chosen yet."""
        yield el("h2", self._text("banding_examples"))
        yield el("p", self._text("banding_examples_why", topic=topic(self._state.view)))
        entries = (
            el(
                "li",
                el("a", ", ".join(place.name for place in places), href=self._example(places)),
                f" ({province.name})",
            )
            for province, places in examples(self._state, self._snapshot)
        )
        yield el("ul", *entries, class_="examples")

    def _example(self, places: Sequence[Place]) -> str:
        return compare_address(with_codes(self._state, (place.code for place in places)), self._snapshot)
