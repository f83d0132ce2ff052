"""Builds the glossary: terms of the data as they are declared, and a few names of institutions and elections."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from dashboard.elements import el
from dashboard.method.view import MethodView

FIELDS = ("minimum", "unexplained", "implied", "unit", "basis", "pns_count", "release_id")
NAMES = ("asn", "bawaslu", "bkn", "ikp", "kasn", "pemilu", "pilkada", "pppk", "skb")


class Term(NamedTuple):
    """One entry with its anchor."""

    anchor: str
    name: str
    meaning: str


def glossary_part(view: MethodView) -> Markup:
    """Build the list of terms, in the order of the alphabet."""
    terms = sorted((*_of_fields(view), *_of_names(view)), key=lambda term: term.name.casefold())
    entries = (part for term in terms for part in _entry(term))
    return el("dl", *entries, class_="terms")


def _of_fields(view: MethodView) -> Iterator[Term]:
    for name in FIELDS:
        field = view.catalogue.fields[name]
        yield Term(name, field.title.text(view.lang), field.description.text(view.lang))


def _of_names(view: MethodView) -> Iterator[Term]:
    for name in NAMES:
        yield Term(name, view.text(f"metode_istilah_{name}_name"), view.text(f"metode_istilah_{name}"))


def _entry(term: Term) -> Iterator[Markup]:
    yield el("dt", term.name, id=f"istilah-{term.anchor}")
    yield el("dd", term.meaning)
