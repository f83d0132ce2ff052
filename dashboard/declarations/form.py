"""Builds the choices of the page as a form and as links, both of which work without scripts."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.declarations.state import ACTIVITIES, ORDERS, PATH, DeclarationState, address
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import moments
from dashboard.elements import el
from dashboard.forms import Options, hidden, options
from dashboard.labels import label
from dashboard.languages import in_address, spoken
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.state import ELECTIONS
from dashboard.wording import text


def form_part(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the form that chooses what the page shows."""
    state, lang = view.state, view.state.lang
    provinces = [(place.code, place.name) for place in snapshot.places_at(PROVINCE_LEVEL)]
    fields = (
        _select("pemilihan", [(code, label("election", code, lang)) for code in ELECTIONS], state.election, lang),
        _select("provinsi", [("", text("deklarasi_all_provinsi", lang)), *provinces], state.province, lang),
        _select("sampai", _days(view, snapshot), _chosen_day(state, snapshot), lang),
        _select("kegiatan", [("", text("deklarasi_all_kegiatan", lang)), *_kinds(lang)], state.activity, lang),
    )
    submit = el(
        "p",
        el("button", text("deklarasi_submit", lang), type="submit"),
        el("a", text("deklarasi_reset", lang), href=spoken(PATH, lang), class_="clear"),
        class_="submit",
    )
    kept = {"urut": state.order if state.order != ORDERS[0] else "", "lang": in_address(lang)}
    name = text("deklarasi_form", lang)
    return el(
        "form", el("div", *fields, class_="fields"), submit, hidden(kept),
        action=PATH, method="get", class_="filter", aria_label=name,
    )  # fmt: skip


def _kinds(lang: str) -> list[tuple[str, str]]:
    return [(code, label("activity", code, lang)) for code in ACTIVITIES]


def _days(view: DeclarationView, snapshot: Snapshot) -> list[tuple[str, str]]:
    """Offer the latest record, the marked days, every month, and a day that is in the address already."""
    state, lang = view.state, view.state.lang
    last = snapshot.last_recorded(state.election)
    latest = ("", text("deklarasi_latest", lang, month=formats.month(last, lang)))
    marked = [(day.isoformat(), moment_words(name, day, lang)) for name, day in offered_moments(view, snapshot)]
    months = [(month, formats.month(month, lang)) for month in reversed(snapshot.months(state.election))]
    offered = [latest, *marked, *months]
    own = [] if state.until in dict(offered) else [(state.until, formats.day(state.day, lang))]
    return [offered[0], *own, *offered[1:]]


def _chosen_day(state: DeclarationState, snapshot: Snapshot) -> str:
    return "" if state.until == snapshot.last_recorded(state.election) else state.until


def moments_part(view: DeclarationView, snapshot: Snapshot) -> Markup | None:
    """Build links to the state on the marked days before polling day."""
    state, lang = view.state, view.state.lang
    links = [
        el(
            "li",
            el(
                "a",
                moment_words(name, day, lang),
                href=address(replace(state, until=day.isoformat()), snapshot),
                aria_current="true" if day.isoformat() == state.until else None,
            ),
        )
        for name, day in offered_moments(view, snapshot)
    ]
    if not links:
        return None
    return el("div", el("span", text("deklarasi_moments", lang)), el("ul", *links), class_="moments")


def moment_words(name: str, day: date, lang: str) -> str:
    """Name a marked day with its date."""
    return text("deklarasi_moment", lang, name=name, day=formats.day(day, lang))


def offered_moments(view: DeclarationView, snapshot: Snapshot) -> list[tuple[str, date]]:
    """Return the marked days that the page may be asked for."""
    months = snapshot.months(view.state.election)
    return [(name, day) for name, day in moments(view) if f"{day:%Y-%m}" in months]


def _select(name: str, offered: Options, chosen: str, lang: str) -> Markup:
    written = options(offered, chosen)
    return el(
        "label", el("span", text(f"deklarasi_choose_{name}", lang)), el("select", *written, name=name), class_="wide"
    )
