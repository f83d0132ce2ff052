"""Says the ranking in sentences: what stands first, how much is on record, and what must not be read into it."""

from collections.abc import Iterable

from babel.lists import format_list

from dashboard import formats
from dashboard.labels import inline, label
from dashboard.languages import language
from dashboard.ranking.state import RankState
from dashboard.ranking.view import Ranked, RankingView
from dashboard.release import REGENCY_LEVEL, Snapshot
from dashboard.wording import text
from etl.catalogue import load_catalogue

NAMED_AT_MOST = 4
"""Tied regions that a sentence still names."""


def level_name(state: RankState) -> str:
    """Name the regions that are ranked, as it stands within a sentence."""
    return text(f"peringkat_level_{state.view.level}", state.lang)


def field_name(state: RankState, snapshot: Snapshot) -> str:
    """Name the part of the country that is ranked."""
    return snapshot.places[state.province].name if state.province else text("peringkat_country", state.lang)


def title(state: RankState, snapshot: Snapshot) -> str:
    """Name the ranking."""
    said = text("peringkat_title", state.lang, level=level_name(state), field=field_name(state, snapshot))
    election = label("election", state.view.election, state.lang)
    return text("page_title", state.lang, subject=said, election=election)


def lead(view: RankingView, snapshot: Snapshot) -> str:
    """Say in one sentence which regions stand first, naming all that are tied."""
    state, lang = view.state, view.state.lang
    values = {
        "what": text(f"what_{state.view.stage}_{state.view.unit}", lang),
        "election": label("election", state.view.election, lang),
        "month": formats.month(state.view.month, lang),
        "field": field_name(state, snapshot),
    }
    if not view.first:
        return text("peringkat_lead_none", lang, level=level_name(state), **values)
    first = view.first[0]
    if view.by_rate and first.rate:
        rate = formats.rate(first.rate.per_10000, lang)
        return text("peringkat_lead_rate", lang, places=_names(view.first, state), rate=rate, **values)
    key = "peringkat_lead_tied" if len(view.first) > 1 else "peringkat_lead"
    number = formats.number(first.number, lang)
    return text(key, lang, places=_names(view.first, state), number=number, **values)


def _names(rows: Iterable[Ranked], state: RankState) -> str:
    named = [place_name(row, state) for row in rows]
    if len(named) > NAMED_AT_MOST:
        count = formats.number(len(named), state.lang)
        return text("peringkat_many", state.lang, count=count, level=level_name(state))
    return format_list(named, locale=state.lang)


def place_name(row: Ranked, state: RankState) -> str:
    """Name a region, with its province where the whole country is ranked."""
    if row.place.level == REGENCY_LEVEL and not state.province:
        return text("peringkat_place", state.lang, place=row.place.name, province=row.entry.province)
    return row.place.name


def coverage(view: RankingView, snapshot: Snapshot) -> str:
    """Say how many regions have a number and how many have none, which is not the same as none."""
    state, lang = view.state, view.state.lang
    counts = {kind: formats.number(view.count(kind), lang) for kind in ("ranked", "nothing")}
    whole = formats.number(len(view.field), lang)
    key = "peringkat_coverage" if view.count("nothing") else "peringkat_coverage_all"
    key = key if view.count("ranked") else "peringkat_coverage_none"
    return text(key, lang, all=whole, level=level_name(state), field=field_name(state, snapshot), **counts)


def caveat(lang: str) -> str:
    """Say what a number is not, as it is declared."""
    return load_catalogue().indicators["published_minimum"].caveat.text(language(lang))


def rate_caveat(lang: str) -> str:
    """Say what a rate is not, as it is declared."""
    return load_catalogue().indicators["rate_per_10000_pns"].caveat.text(language(lang))


def topic_line(state: RankState) -> str:
    """Say in a few words what is counted, for the heading of the table."""
    lang = state.lang
    return text(
        "peringkat_table",
        lang,
        stage=label("stage", state.view.stage, lang),
        unit=inline("unit", state.view.unit, lang),
        month=formats.month(state.view.month, lang),
    )
