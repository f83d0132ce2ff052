"""Sets the fact sheet of a region: one page of paper with what its page says first, for files and meetings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard import formats
from dashboard.charts.bars import BarRow, draw_bars
from dashboard.charts.trend import draw_trend
from dashboard.class_words import class_label
from dashboard.labels import inline, label
from dashboard.languages import language
from dashboard.palette import LIGHT, palette
from dashboard.paper.code import square_code
from dashboard.paper.setting import picture, set_sheet
from dashboard.region.maps import drawn_map, map_words
from dashboard.region.numbers import inside_heading
from dashboard.region.opening import fact_lines
from dashboard.region.records import step_words
from dashboard.region.view import PageView
from dashboard.release import REGENCY_LEVEL, Declaration, Snapshot, Violation
from dashboard.sentences import (
    background,
    cell_words,
    declaration_words,
    headline,
    map_alt,
    record_words,
    trend_alt,
)
from dashboard.state import UNITS, region_address
from dashboard.tracks import stage_bar
from dashboard.views import MapView, StageRow
from dashboard.wording import text
from etl.codes import UNPUBLISHED
from etl.describe import Edition, citation
from geo.regions import NATIONAL

TEMPLATE = Path(__file__).with_name("sheet.typ")
TREND_WIDTH, BARS_WIDTH = 470, 390
"""Widths for which charts are drawn, in pixels: at the size they have on paper, their type is 8 points high."""
OUTSIDE = ("https://", "http://")


def write_sheet(view: PageView, snapshot: Snapshot, edition: Edition) -> bytes:
    """Set the fact sheet as PDF; what does not fit its one page is counted there, and stands on the region's page."""
    return set_sheet(TEMPLATE, sheet_content(view, snapshot, edition), created_at=edition.created_at)


def sheet_content(view: PageView, snapshot: Snapshot, edition: Edition) -> dict[str, Any]:
    """Return all that stands on the sheet, or would if it fitted."""
    lang, place = view.state.lang, view.place
    province = view.region.province.name if view.region.province else ""
    election = label("election", view.state.election, lang)
    month = formats.month(view.state.month, lang)
    address = edition.root + region_address(view.state, snapshot, place.code)
    return {
        "lang": lang,
        "title": text("lembar_title", lang, place=place.name, election=election),
        "publisher": text("site_name", lang),
        "kicker": text("lembar_kicker", lang, election=election, month=month),
        "place": place.name,
        "level": text(f"region_level_{place.level}", lang, code=place.code, province=province),
        "code": _code(address, lang),
        "headline": headline(view.region.headline),
        "notes": _list(background(view.region.headline), "lembar_notes_more", lang),
        "facts": list(fact_lines(view)),
        "map": _map(view, snapshot),
        "trend": _trend(view),
        "stages": _stages(view),
        "prevention": _prevention(view),
        "sources": _sources(view, snapshot),
        "activities": _activities(view),
        "release": text("lembar_release", lang, release=edition.release_id, day=_day(edition, lang)),
        "address": text("lembar_address", lang, address=address),
        "footer": citation(edition).text(language(lang)),
    }


def _code(address: str, lang: str) -> dict[str, Any]:
    drawn = {"drawing": square_code(address), "alt": text("lembar_code_alt", lang, address=address)}
    return {"picture": drawn, "address": address, "said": text("lembar_code", lang)}


def _day(edition: Edition, lang: str) -> str:
    return formats.day(date.fromisoformat(edition.day), lang)


def _list(entries: Iterable[Any], more: str, lang: str) -> dict[str, Any]:
    """Return entries with what is said where the last one, two, three and so on do not fit."""
    kept = list(entries)
    counts = [text(f"{more}_one", lang), *(_more(more, count, lang) for count in range(2, len(kept) + 1))]
    return {"entries": kept, "more": counts[: len(kept)]}


def _more(key: str, count: int, lang: str) -> str:
    return text(key, lang, count=formats.number(count, lang))


def _map(view: PageView, snapshot: Snapshot) -> dict[str, Any] | None:
    """Draw the regions inside; a kabupaten/kota, which holds none, among its neighbours."""
    within = view.path[-2].name if view.place.level == REGENCY_LEVEL else view.place.name
    drawn = drawn_map(view.inside, snapshot, within=within, linked=False)
    if drawn is None:
        return None
    country = view.place.code == NATIONAL
    told = map_alt(replace(view.inside, province="" if country else within))
    return {
        "heading": inside_heading(view),
        "picture": picture(drawn, told),
        "said": map_words(view.inside, within=within),
        "legend": list(_legend(view.inside)),
        "wide": country,
    }


def _legend(view: MapView) -> Iterator[dict[str, str]]:
    colours = palette(LIGHT).classes
    for entry in view.classes:
        count = formats.number(entry.count, view.state.lang)
        yield {"colour": colours[entry.index], "said": class_label(entry, view.state.lang), "count": count}


def _trend(view: PageView) -> dict[str, Any]:
    trend = view.region.trend
    # The map of the country is wide, and leaves the trend half of the page.
    width = BARS_WIDTH if view.place.code == NATIONAL else TREND_WIDTH
    return {
        "heading": text("wilayah_tren_heading", view.state.lang),
        "picture": picture(draw_trend(trend, width=width, low=True), trend_alt(trend)),
    }


def _stages(view: PageView) -> dict[str, Any]:
    """Draw the two tracks of handling apart, on one scale, and say the numbers of the other unit."""
    lang, rows = view.state.lang, view.region.stages
    bars = {row.stage: stage_bar(row.stage, dict(row.readings)[view.state.unit], lang) for row in rows}
    tracks = [_track(text(title, lang), track, bars, view) for title, track in view.tracks.items()]
    readings = [reading for row in rows for _, reading in row.readings]
    return {
        "heading": text("lembar_stages_heading", lang, unit=inline("unit", view.state.unit, lang)),
        "tracks": tracks,
        "other": [_other(unit, rows, lang) for unit in UNITS if unit != view.state.unit],
        "notes": [
            text("region_stages_note", lang),
            *([text("region_implied_note", lang)] if any(reading.implied for reading in readings) else []),
        ],
    }


def _track(heading: str, track: Sequence[StageRow], bars: dict[str, BarRow], view: PageView) -> dict[str, Any]:
    numbers = _numbers(track, view.state.unit, view.state.lang, key="lembar_stage_alt")
    alt = text("lembar_stages_alt", view.state.lang, heading=heading, place=view.place.name, numbers=numbers)
    own = [bars[row.stage] for row in track]
    drawn = draw_bars(own, title=alt, lang=view.state.lang, width=BARS_WIDTH, beside=list(bars.values()))
    return {"heading": heading, "picture": picture(drawn, alt)}


def _numbers(rows: Iterable[StageRow], unit: str, lang: str, *, key: str = "lembar_stage") -> str:
    said = ((inline("stage", row.stage, lang), cell_words(dict(row.readings)[unit], lang)) for row in rows)
    return "; ".join(text(key, lang, stage=stage, number=number) for stage, number in said)


def _other(unit: str, rows: Iterable[StageRow], lang: str) -> str:
    """Say the numbers of a unit that is not drawn, those stages left out for which nothing is published."""
    known = [row for row in rows if dict(row.readings)[unit].status != UNPUBLISHED]
    name = inline("unit", unit, lang)
    if not known:
        return text("lembar_other_unit_none", lang, unit=name)
    return text("lembar_other_unit", lang, unit=name, numbers=_numbers(known, unit, lang))


def _prevention(view: PageView) -> dict[str, Any]:
    lang, own = view.state.lang, view.compared[0]
    counts = {"declared": formats.number(own.declared, lang), "all": formats.number(own.regencies, lang)}
    return {
        "heading": text("wilayah_cegah_heading", lang),
        "steps": [
            {
                "name": label("activity", step.activity, lang),
                "said": step_words(step, lang),
                "taken": bool(step.records),
            }
            for step in view.steps
        ],
        "inside": text("lembar_declared_inside", lang, **counts) if own.regencies else "",
        "rule": text("wilayah_cegah_inside", lang),
    }


def _sources(view: PageView, snapshot: Snapshot) -> dict[str, Any]:
    """List what fixes the number, then the other records on the region."""
    lang = view.state.lang
    records = [*(row.record for row in view.region.fixing), *reversed(view.region.others)]
    return {
        "heading": text("wilayah_sumber_heading", lang),
        "none": text("region_sources_none", lang),
        **_list((_record(row, view, snapshot) for row in records), "lembar_sources_more", lang),
    }


def _record(row: Violation, view: PageView, snapshot: Snapshot) -> dict[str, str]:
    region = "" if row.region == view.place.code else snapshot.places[row.region].name
    states, said, published = record_words(row, view.state.lang, region=region)
    return {"states": states, "said": said, "link": published, "address": _safe(row.url)}


def _activities(view: PageView) -> dict[str, Any]:
    lang = view.state.lang
    return {
        "heading": text("lembar_activities_heading", lang),
        "none": text("region_declarations_none", lang),
        **_list((_activity(row, lang) for row in view.region.declarations), "lembar_sources_more", lang),
    }


def _activity(row: Declaration, lang: str) -> dict[str, str]:
    day, held, published = declaration_words(row, lang)
    return {"states": day, "said": f" · {held}: ", "link": published, "address": _safe(row.url)}


def _safe(url: str) -> str:
    return url if url.startswith(OUTSIDE) else ""
