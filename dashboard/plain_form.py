"""Writes the choices of a page as a form that works without scripts."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from dashboard import formats
from dashboard.controls import CHOICES
from dashboard.elements import el
from dashboard.forms import Options, hidden, options
from dashboard.labels import label
from dashboard.release import Snapshot
from dashboard.state import ViewState
from dashboard.wording import text


def select(name: str, offered: Options, chosen: str, title: str) -> Markup:
    """Write one choice: pairs of value and words, one of them chosen."""
    return el("label", f"{title} ", el("select", *options(offered, chosen), name=name))


def selects(state: ViewState, *, without: Iterable[str] = ()) -> tuple[Markup, ...]:
    """Write the choices of a state but the month and the region; ``without`` leaves out some by their public name."""
    return tuple(
        select(
            name,
            [(value, label(coded, value, state.lang)) for value in values],
            getattr(state, field),
            text(f"control_{field}", state.lang),
        )
        for name, field, values, coded in CHOICES
        if name not in set(without)
    )


def month_field(snapshot: Snapshot, state: ViewState) -> Markup:
    """Write the choice of the month with the button that sends the form."""
    lang = state.lang
    months = select("sampai", *month_choice(snapshot, state), text("control_month", lang))
    button = el("button", text("control_submit", lang), type="submit")
    return el("div", months, " ", button, class_="control-month")


def month_choice(snapshot: Snapshot, state: ViewState) -> tuple[Options, str]:
    """Return the months of a form, and which is chosen.

    Without a choice the month is left to the election: the last one of this election may mean little in the other.
    """
    latest = ("", text("control_month_latest", state.lang))
    months = ((month, formats.month(month, state.lang)) for month in snapshot.months(state.election))
    return [latest, *months], state.month if state.month != snapshot.last_recorded(state.election) else ""


def plain_form(*fields: Markup, action: str, kept: Mapping[str, str]) -> Markup:
    """Write the form around its fields; ``kept`` is sent along without being asked for."""
    return el("form", *fields, hidden(kept), class_="plain", action=action, method="get")
