"""Tells the browser what it must know to draw the map and to write addresses: declarations, colours and texts."""

from collections.abc import Mapping, Sequence

from dashboard import formats
from dashboard.class_words import class_label
from dashboard.controls import measure_options, month_marks
from dashboard.figures import BORDER, DIMMED, OUTLINE, OUTLINE_OF_MANY
from dashboard.labels import inline, label, unit_name
from dashboard.palette import (
    FIRST_NUMBER_CLASS,
    NOTHING_CLASS,
    SUPPRESSED_CLASS,
    THEMES,
    ZERO_CLASS,
    class_floors,
    palette,
    rate_floors,
)
from dashboard.reading import class_ceilings
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Boundary, Snapshot
from dashboard.sentences import TOP
from dashboard.spans import COUNTRY, Span, spans
from dashboard.state import DECLARED, ELECTIONS, LEVELS, PARAMETERS, RATE, RATED_UNIT, STAGES, TILES, UNITS
from dashboard.tiles import FINE, tile_boundary, tile_spans
from dashboard.views import MapClass
from dashboard.wording import text, wording
from etl.codes import STATED_ZERO, SUPPRESSED, UNPUBLISHED
from etl.rates import PER, SMALL_DENOMINATOR
from geo.regions import NATIONAL

TEXTS = (
    "entry_rate", "legend_count", "legend_count_one", "level_in_province", "map_alt", "map_alt_empty", "map_title_in",
    "map_title_kabupaten_kota", "map_title_provinsi", "play_start", "play_step", "play_stop", "tiles_are",
    "tiles_not_for_provinces", "top_entry", "topic",
    "topic_rate", "value_implied", "value_number",
)  # fmt: skip
"""Texts that the browser fills in by itself."""
LOCALES = {"id": "id-ID", "en": "en-US"}


def browser_options(snapshot: Snapshot, lang: str) -> dict[str, object]:
    """Return all that the browser draws with, for one language."""
    return {**_addresses(snapshot, lang), **_drawing(snapshot, lang), **_words(lang)}


def _addresses(snapshot: Snapshot, lang: str) -> dict[str, object]:
    months = {election: snapshot.months(election) for election in ELECTIONS}
    plain = {name: DECLARED[name].default for name in (parameter.name for parameter in PARAMETERS)}
    return {
        # A region and a province are chosen by nobody at first, and the last month depends on the election.
        "names_of_state": list(plain),
        "defaults": {name: value for name, value in plain.items() if value and name != "wilayah"},
        "months": months,
        "latest": {election: snapshot.last_recorded(election) for election in ELECTIONS},
        "names": {election: [formats.month(month, lang) for month in found] for election, found in months.items()},
        "marks": {election: month_marks(snapshot, election, lang) for election in ELECTIONS},
        "nation": NATIONAL,
        "country": snapshot.places[NATIONAL].name,
        "titles": {election: page_title("{subject}", election, lang) for election in ELECTIONS},
        "lang": lang,
    }


def _drawing(snapshot: Snapshot, lang: str) -> dict[str, object]:
    drawn: dict[str, Boundary | None] = {level: snapshot.boundary(level) for level in LEVELS}
    drawn |= {f"{level}/{FINE}": snapshot.boundary(level, FINE) for level in LEVELS}
    drawn[TILES] = tile_boundary()
    return {
        "geometry": {name: f"/geo/{found.file_name}" for name, found in drawn.items() if found},
        "tiles": {"kind": TILES, "level": REGENCY_LEVEL},
        "spans": {code: [span.longitudes, span.latitudes] for code, span in _spans(snapshot).items()},
        "tile_spans": {code: [span.longitudes, span.latitudes] for code, span in tile_spans().items()},
        "classes": {level: _classes(level, lang) for level in LEVELS},
        "kinds": {
            UNPUBLISHED: NOTHING_CLASS,
            STATED_ZERO: ZERO_CLASS,
            SUPPRESSED: SUPPRESSED_CLASS,
            "ada": FIRST_NUMBER_CLASS,
        },
        "colours": {theme: _colours(theme) for theme in THEMES},
        "widths": {"border": BORDER, "many": OUTLINE_OF_MANY, "one": OUTLINE},
        "dimmed": DIMMED,
        "rate": {"measure": RATE, "unit": RATED_UNIT, "per": PER, "small": SMALL_DENOMINATOR},
        "measures": {str(possible).lower(): measure_options(lang, possible=possible) for possible in (True, False)},
        "top": TOP,
    }


def _colours(theme: str) -> dict[str, object]:
    found = palette(theme)
    return {"classes": found.classes, "border": found.border, "chosen": found.chosen}


def _spans(snapshot: Snapshot) -> Mapping[str, Span]:
    boundary = snapshot.boundary(PROVINCE_LEVEL)
    return {"": COUNTRY, **(spans(boundary) if boundary else {})}


def _classes(level: str, lang: str) -> dict[str, dict[str, object]]:
    """Return where the classes of a level begin and what the legend calls them, by unit and for rates."""
    counted = {unit: _named(class_floors(level, unit), lang, compared=False) for unit in UNITS}
    floors = rate_floors(level)
    return {**counted, RATE: _named(floors, lang, compared=True)} if floors else counted


def _named(floors: Sequence[float], lang: str, *, compared: bool) -> dict[str, object]:
    ceilings = class_ceilings(floors, compared=compared)
    spans_of_classes = enumerate(zip(floors, ceilings, strict=True), start=FIRST_NUMBER_CLASS)
    found = [MapClass(index, low, high, 0) for index, (low, high) in spans_of_classes]
    return {"floors": floors, "labels": [class_label(entry, lang, compared=compared) for entry in found]}


def _words(lang: str) -> dict[str, object]:
    return {
        "locale": LOCALES[lang],
        "labels": {
            "tahap": {stage: inline("stage", stage, lang) for stage in STAGES},
            "satuan": {unit: inline("unit", unit, lang) for unit in UNITS},
            "pemilihan": {election: label("election", election, lang) for election in ELECTIONS},
            "tingkat": {level: inline("region_level", level, lang) for level in LEVELS},
            "status": {status: inline("status", status, lang) for status in (UNPUBLISHED, STATED_ZERO, SUPPRESSED)},
        },
        "units": {unit: [unit_name(unit, 1, lang), unit_name(unit, 2, lang)] for unit in UNITS},
        "texts": {key: wording().entries[key][lang] for key in TEXTS},
    }


def page_title(subject: str, election: str, lang: str) -> str:
    """Name the page of a region."""
    return text("page_title", lang, subject=subject, election=label("election", election, lang))
