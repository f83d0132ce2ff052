"""Builds the sections of the page: map, curve, table, provinces, kinds, and how to read them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from dashboard import formats
from dashboard.declarations.curve import page_curve
from dashboard.declarations.form import moments_part
from dashboard.declarations.map import page_map
from dashboard.declarations.state import MAP_CHART, TREND_CHART, DeclarationState, address, chart_address, to_query
from dashboard.declarations.tables import kinds_table, moments_table, months_table, provinces_table
from dashboard.declarations.views import DeclarationView, StandingClass
from dashboard.declarations.words import class_words, map_alt
from dashboard.elements import Child, el, join
from dashboard.invitation import invitation
from dashboard.labels import label
from dashboard.languages import spoken
from dashboard.release import Snapshot
from dashboard.sharing import share_link
from dashboard.wording import text
from etl.catalogue import load_catalogue
from etl.codes import DECLARING_ACTIVITIES
from etl.months import month_start

METHOD = "/metode"


ANCHORS = {
    "peta": "map_heading",
    "cakupan": "curve_heading",
    "provinsi": "provinces_heading",
    "jenis": "kinds_heading",
    "daftar": "table_contents",
    "baca": "read_heading",
}
"""Anchor of each section -> its words in the list of contents."""


def contents_part(view: DeclarationView) -> Markup:
    """Build the list of sections: on a phone the table lies far below."""
    lang = view.state.lang
    links = (el("li", el("a", text(f"deklarasi_{key}", lang), href=f"#{name}")) for name, key in ANCHORS.items())
    return el("nav", el("ul", *links), class_="sections", aria_label=text("deklarasi_contents", lang))


def map_part(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the map with its legend and files."""
    state, lang = view.state, view.state.lang
    drawn = page_map(view, snapshot)
    hint = "deklarasi_map_hint_province" if state.province else "deklarasi_map_hint"
    whole = el(
        "a", text("deklarasi_map_whole", lang), href=address(replace(state, province=""), snapshot), class_="file"
    )
    return join(
        el("h2", text("deklarasi_map_heading", lang), id="peta"),
        moments_part(view, snapshot),
        el(
            "figure",
            el("p", map_alt(view), class_="quiet"),
            drawn or el("p", text("deklarasi_map_missing", lang), class_="empty"),
            legend_part(view),
            el("figcaption", el("span", text(hint, lang), class_="hint")) if drawn else None,
        ),
        el("p", whole) if state.province else None,
        files_part(MAP_CHART, view.state, snapshot),
    )


def legend_part(view: DeclarationView) -> Markup:
    """Build the legend: each class with its colour or pattern, its meaning and its number of regions."""
    entries = (_legend_entry(group, count, view.state.lang) for group, count in reversed(view.classes))
    return el("ul", *entries, class_="legend declared-legend")


def _legend_entry(group: StandingClass, count: int, lang: str) -> Markup:
    return el(
        "li",
        el("span", class_=f"swatch swatch-{group.name}", aria_hidden="true"),
        el("span", class_words(group, lang)),
        " ",
        el("strong", formats.number(count, lang), class_="legend-count"),
    )


def files_part(chart: str, state: DeclarationState, snapshot: Snapshot) -> Markup:
    """Build the links to the files of a chart."""
    lang = state.lang
    suffixes = ("csv", "json", "svg")
    links = (
        el(
            "a",
            text(f"download_{suffix}", lang),
            href=chart_address(chart, suffix, state, snapshot, unduh="1" if suffix == "csv" else ""),
            class_=f"file file-{suffix}",
            download=suffix == "csv",
        )
        for suffix in suffixes
    )
    return el("p", *links, share_link(chart, to_query(state, snapshot), lang), class_="files")


def curve_part(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the curve of coverage with the tables behind it."""
    lang = view.state.lang
    heading = el("h2", text("deklarasi_curve_heading", lang), id="cakupan")
    if not view.points:
        return join(heading, el("p", text("deklarasi_curve_none", lang), class_="empty"))
    return join(
        heading,
        el("figure", page_curve(view), _curve_caption(view)),
        moments_table(view),
        el("details", el("summary", text("deklarasi_curve_table", lang)), months_table(view)),
        files_part(TREND_CHART, view.state, snapshot),
    )


def _curve_caption(view: DeclarationView) -> Markup:
    """Say how to read the curve, and how many had declared before its axis begins."""
    lang, begins = view.state.lang, view.months[0]
    before = view.declared_by(month_start(begins) - timedelta(days=1))
    said = [text("deklarasi_curve_note", lang)]
    if before:
        month = formats.month(begins, lang)
        said.append(text("deklarasi_curve_before", lang, count=formats.number(before, lang), month=month))
    return el("figcaption", *(el("span", words, class_="hint") for words in said))


def provinces_part(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the section of the provinces."""
    lang = view.state.lang
    return join(
        el("h2", text("deklarasi_provinces_heading", lang), id="provinsi"),
        el("p", text("deklarasi_provinces_note", lang)),
        provinces_table(view, snapshot),
    )


def kinds_part(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the section of kinds of activities and of the steps before a declaration."""
    lang = view.state.lang
    return join(
        el("h2", text("deklarasi_kinds_heading", lang), id="jenis"),
        el("p", text("deklarasi_kinds_note", lang)),
        kinds_table(view, snapshot),
        el("h3", text("deklarasi_steps_heading", lang)),
        el("p", text("deklarasi_steps_lead", lang)),
        el("ol", *_steps(view), class_="steps"),
    )


def _steps(view: DeclarationView) -> Iterable[Markup]:
    lang = view.state.lang
    for kind in view.kinds:
        if kind.activity not in DECLARING_ACTIVITIES:
            counts = {"regions": formats.number(kind.regions, lang), "before": formats.number(kind.before or 0, lang)}
            yield _step(label("activity", kind.activity, lang), text("deklarasi_step", lang, **counts))
    declared = formats.number(view.declared, lang)
    yield _step(text("deklarasi_step_signing", lang), text("deklarasi_step_signed", lang, regions=declared))


def _step(name: str, said: str) -> Markup:
    return el("li", el("strong", name), el("span", said))


def reading_part(view: DeclarationView) -> Markup:
    """Build how to read the page, from the declaration of what it shows."""
    lang = view.state.lang
    shown = load_catalogue().indicators["first_declaration"]
    said = (part.text(lang) for part in (shown.definition, shown.method, shown.caveat))
    link = el("a", text("deklarasi_method_link", lang), href=f"{spoken(METHOD, lang)}#deklarasi", class_="file")
    children: tuple[Child, ...] = (
        el("h2", text("deklarasi_read_heading", lang), id="baca"),
        *(el("p", words) for words in said),
        invitation(lang),
        el("p", link),
    )
    return join(*children)
