"""Writes search and choices of the front page as forms that work without scripts.

Each part takes the place and the size of the control that Dash draws later, so that nothing moves when it does.
"""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from dashboard import formats
from dashboard.controls import CHOICES
from dashboard.elements import el
from dashboard.forms import Options, hidden, options, region_search
from dashboard.labels import label
from dashboard.languages import in_address
from dashboard.markup import PREFIX
from dashboard.plain_form import month_choice
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.state import MAP_KINDS, MEASURES, ViewState, address, has_rate
from dashboard.wording import text

FORM = f"{PREFIX}pilihan"


def search_form(lang: str) -> Markup:
    """Write the search over all regions; it leads to the page of what is found."""
    title, hint = text("search_label", lang), text("search_placeholder", lang)
    return region_search(lang, typed="", title=title, hint=hint, class_="search search-first", button="plain-button")


def choice_form(snapshot: Snapshot, state: ViewState) -> Markup:
    """Write the form of all choices; those beside the map belong to it by its id."""
    lang = state.lang
    kept = {"wilayah": state.region or "", "tren": state.trend, "lang": in_address(lang)}
    return el(
        "form",
        *(_choice(name, field, values, coded, state) for name, field, values, coded in CHOICES),
        _measure(state),
        _month(snapshot, state),
        hidden(kept),
        id=FORM,
        class_="controls",
        action="/",
        method="get",
        autocomplete="off",
        aria_label=text("controls_heading", lang),
        data_tunggu=text("waiting", lang),
    )


def map_choices(snapshot: Snapshot, state: ViewState) -> Markup:
    """Write the choices beside the map: a province that is shown large, and the kind of map."""
    lang = state.lang
    provinces = sorted(snapshot.places_at(PROVINCE_LEVEL), key=lambda place: place.name)
    offered = [("", text("province_none", lang)), *((place.code, place.name) for place in provinces)]
    chosen = _select("provinsi", offered, state.province or "", f"{PREFIX}province")
    title = el("label", text("province_label", lang), for_=f"{PREFIX}province")
    back = _back(snapshot, state) if state.province else None
    return el("div", title, chosen, back, _kind(state), class_="map-tools")


def _back(snapshot: Snapshot, state: ViewState) -> Markup:
    country = address(replace(state, province=None), snapshot)
    return el("a", text("province_none", state.lang), href=country, class_="plain-button")


def _kind(state: ViewState) -> Markup:
    kinds = [(kind, text(f"map_kind_{kind}", state.lang)) for kind in MAP_KINDS]
    return _radios("peta", kinds, state.map_kind, text("control_kind", state.lang), name=f"{PREFIX}kind")


def _choice(name: str, field: str, values: Iterable[str], coded: str, state: ViewState) -> Markup:
    offered = [(value, label(coded, value, state.lang)) for value in values]
    title, chosen, place = text(f"control_{field}", state.lang), getattr(state, field), f"{PREFIX}{field}"
    if field != "stage":
        return _radios(name, offered, chosen, title, name=place)
    return el("div", el("label", title, for_=place), _select(name, offered, chosen, place), class_="control")


def _measure(state: ViewState) -> Markup:
    lang = state.lang
    offered = [(value, text(f"measure_{value}", lang)) for value in MEASURES]
    chosen = state.measure if state.shows_rate else MEASURES[0]
    possible = has_rate(level=state.level, unit=state.unit)
    note = None if possible else el("p", text("measure_note", lang), class_="hint")
    choice = _radios("ukuran", offered, chosen, text("control_measure", lang), name=f"{PREFIX}measure")
    return el("div", choice, note, class_="control control-measure")


def _month(snapshot: Snapshot, state: ViewState) -> Markup:
    """Write the choice of the month where Dash has its slider, with the button that sends the form."""
    lang = state.lang
    waiting = el("span", id=f"{PREFIX}menunggu", class_="hint", role="status")
    title = el("label", text("control_month", lang), for_=f"{PREFIX}month")
    return el(
        "div",
        el("span", title, " ", el("strong", formats.month(state.month, lang))),
        _select("sampai", *month_choice(snapshot, state), f"{PREFIX}month"),
        el(
            "div",
            el("button", text("control_submit", lang), type="submit", class_="plain-button"),
            waiting,
            class_="send",
        ),
        class_="control control-month",
    )


def _select(name: str, offered: Options, chosen: str, place: str) -> Markup:
    return el("select", *options(offered, chosen), name=name, id=place, form=FORM)


def _radios(public: str, offered: Options, chosen: str, title: str, *, name: str) -> Markup:
    return el(
        "fieldset",
        el("legend", title),
        el("div", *(_radio(public, value, said, chosen) for value, said in offered), id=name, class_="segments"),
    )


def _radio(name: str, value: str, said: str, chosen: str) -> Markup:
    box = el("input", type="radio", name=name, value=value, checked=value == chosen, form=FORM)
    return el("label", box, el("span", said, class_="segment"))
