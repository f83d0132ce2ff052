"""Builds the table of the ranking, and the lists of what is not ranked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.invitation import invitation
from dashboard.ranking.state import BY_DECLARATION, BY_NAME, BY_NUMBER, BY_PROVINCE, BY_RATE, ranking_address
from dashboard.ranking.view import Ranked, RankingView
from dashboard.ranking.words import level_name, rate_caveat, topic_line
from dashboard.release import REGENCY_LEVEL, Snapshot
from dashboard.state import region_address
from dashboard.wording import text

DIRECTIONS: Mapping[str, str] = {
    BY_NUMBER: "descending",
    BY_NAME: "ascending",
    BY_PROVINCE: "ascending",
    BY_RATE: "descending",
    BY_DECLARATION: "ascending",
}
UNBROKEN = "\N{NO-BREAK SPACE}"
ARROWS = {"ascending": "\N{UPWARDS ARROW}", "descending": "\N{DOWNWARDS ARROW}"}


class RankingTable:
    """The parts of one ranking."""

    def __init__(self, view: RankingView, snapshot: Snapshot) -> None:
        self._view = view
        self._snapshot = snapshot
        self._state = view.state
        self._lang = view.state.lang
        self._with_province = view.state.view.level == REGENCY_LEVEL

    def table(self) -> Markup:
        """Build the table of the regions that have a number."""
        rows = (self._row(row) for row in self._view.ranked)
        return el(
            "div",
            el(
                "table",
                el("caption", topic_line(self._state)),
                el("thead", el("tr", *self._heads())),
                el("tbody", *rows),
                class_="ranking",
            ),
            *self._notes(),
        )

    def _heads(self) -> Iterator[Markup]:
        yield self._plain_head("peringkat_column_rank", "rank")
        yield self._head(BY_NAME, "column_region", "place")
        if self._with_province:
            yield self._head(BY_PROVINCE, "column_province", "wide")
        yield self._head(BY_NUMBER, "column_number", "amount")
        if self._view.has_rates:
            yield self._head(BY_RATE, "peringkat_column_rate", "number")
        yield self._head(BY_DECLARATION, "peringkat_column_declared", "wide day")
        yield self._plain_head("peringkat_column_sources", "wide number")

    def _plain_head(self, key: str, classes: str) -> Markup:
        return el("th", el("span", text(key, self._lang), class_="plain-head"), scope="col", class_=classes)

    def _head(self, order: str, key: str, classes: str) -> Markup:
        """Build the head of a column that leads to the ranking in its order."""
        said, direction = text(key, self._lang), DIRECTIONS[order]
        if self._state.order == order:
            arrow = el("span", f" {ARROWS[direction]}", aria_hidden="true")
            return el("th", el("span", said, arrow, class_="sorted"), scope="col", class_=classes, aria_sort=direction)
        target = ranking_address(replace(self._state, order=order), self._snapshot)
        link = el("a", said, href=f"{target}#hasil", title=text("peringkat_sort", self._lang, column=said))
        return el("th", link, scope="col", class_=classes)

    def _row(self, row: Ranked) -> Markup:
        return el(
            "tr",
            el("td", *self._rank(row), class_="rank"),
            el("th", self._link(row), self._under(row), scope="row", class_="place"),
            el("td", row.entry.province, class_="wide") if self._with_province else None,
            el("td", self._amount(row), class_="amount"),
            self._rate(row) if self._view.has_rates else None,
            el("td", self._declared(row), class_="wide day"),
            el("td", formats.number(row.sources, self._lang), class_="wide number"),
            id=f"d{row.place.code}",
        )

    def _rank(self, row: Ranked) -> Iterator[Child]:
        if row.rank is None:
            yield text("peringkat_unranked", self._lang)
            return
        yield formats.number(row.rank, self._lang)
        if row.tied:
            yield el("span", f" {text('peringkat_tied', self._lang)}", class_="tied")

    def _link(self, row: Ranked) -> Markup:
        return el("a", row.place.name, href=region_address(self._state.view, self._snapshot, row.place.code))

    def _under(self, row: Ranked) -> Markup:
        """Say below the name what a narrow screen has no column for."""
        sources = "peringkat_sources_one" if row.sources == 1 else "peringkat_sources"
        said = text(sources, self._lang, count=row.sources).replace(" ", UNBROKEN)
        if row.declared:
            day = formats.short_date(row.declared, self._lang).replace(" ", UNBROKEN)
            said = text("peringkat_under", self._lang, sources=said, day=day)
        return el("span", f"{row.entry.province} · {said}" if self._with_province else said, class_="under")

    def _amount(self, row: Ranked) -> Markup:
        share = row.number / self._view.largest * 100
        bar = el("span", class_=f"bar kelas-{row.entry.class_index}", style=f"width:{share:.1f}%")
        return el(
            "div",
            el("span", formats.number(row.number, self._lang), self._implied(row), class_="value"),
            el("span", bar, class_="track", aria_hidden="true"),
            class_="measure",
        )

    def _implied(self, row: Ranked) -> Markup | None:
        said = text("peringkat_implied", self._lang)
        return el("span", f" {said}", class_="tied") if row.entry.reading.implied else None

    def _rate(self, row: Ranked) -> Markup:
        if row.rate is None:
            return el("td", text("peringkat_no_rate", self._lang), class_="number")
        small = el("span", f" {text('peringkat_small', self._lang)}", class_="tied") if row.rate.small else None
        return el("td", formats.rate(row.rate.per_10000, self._lang), small, class_="number")

    def _declared(self, row: Ranked) -> Markup:
        if row.declared is None:
            return el("span", text("peringkat_not_declared", self._lang), class_="none")
        return el("time", formats.short_date(row.declared, self._lang), datetime=row.declared.isoformat())

    def _notes(self) -> Iterator[Markup]:
        if any(row.entry.reading.implied for row in self._view.ranked):
            yield el("p", text("region_implied_note", self._lang), class_="hint")
        if self._view.has_rates:
            yield el("p", rate_caveat(self._lang), class_="hint")

    def apart(self) -> Markup:
        """Build the lists of the regions that are not ranked: stated zeros, suppressed ones, and those without any."""
        return join(
            self._block("zeros", self._view.zeros),
            self._block("suppressed", self._view.suppressed),
            self._block("nothing", self._view.nothing),
        )

    def _block(self, kind: str, rows: Sequence[Ranked]) -> Markup | None:
        if not rows:
            return None
        count = formats.number(len(rows), self._lang)
        opened = bool(self._state.search) or kind != "nothing" or not self._with_province
        listed = self._by_province(rows) if self._with_province else self._list(rows)
        return el(
            "section",
            el("h2", text(f"peringkat_{kind}_heading", self._lang)),
            el("p", text(f"peringkat_{kind}", self._lang, count=count, level=level_name(self._state))),
            invitation(self._lang) if kind == "nothing" else None,
            el("details", el("summary", text("peringkat_list", self._lang, count=count)), listed, open=opened),
            id=f"tanpa-{kind}",
            class_=f"apart apart-{kind}",
        )

    def _by_province(self, rows: Sequence[Ranked]) -> Markup:
        groups = groupby(rows, key=lambda row: row.entry.province)
        return join(*(self._group(province, list(found)) for province, found in groups))

    def _group(self, province: str, rows: Sequence[Ranked]) -> Markup:
        heading = el("h3", f"{province} ({formats.number(len(rows), self._lang)})")
        return el("div", heading, self._list(rows), class_="group")

    def _list(self, rows: Sequence[Ranked]) -> Markup:
        return el("ul", *(el("li", self._link(row)) for row in rows), class_="names")
