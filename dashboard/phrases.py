"""Writes all that the browser says of the country by itself as one small file for each language.

Beside the numbers of ``dashboard.values`` it needs words: the sentences that rest on records, written here for every
election, stage, unit and month; the texts of tables and captions; and the empty frame of the trend.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from itertools import product

from dashboard import formats
from dashboard.figures import HEADROOM, LOWEST_TOP, trend_figure
from dashboard.hashed_file import HashedFile, hashed_file
from dashboard.map_parts import TABLE_ROWS
from dashboard.markup import to_html
from dashboard.palette import LIGHT, MAP_CHART, THEMES, Palette, palette
from dashboard.parts import MAP_FILES, TREND_FILES, kicker, marks_key
from dashboard.reading import TREND_CHART, headline_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import background, headline
from dashboard.state import ELECTIONS, STAGES, TRENDS, UNITS, ViewState, default_state
from dashboard.trend_section import ANCHOR
from dashboard.views import Reading, TrendPoint, TrendView
from dashboard.wording import wording
from etl.catalogue import load_catalogue
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

PATH = "/kalimat/"
KEPT = 2 * len(LANGUAGES)
TEXTS = (
    "cell_implied", "cell_nothing", "cell_nothing_note", "cell_small", "cell_small_note", "column_added",
    "column_month", "column_number", "column_province", "column_rate", "column_region", "column_total",
    "column_unexplained", "download_csv", "download_json", "download_svg", "map_table_more", "map_table_province",
    "map_table_summary", "other_language", "provinces_heading", "provinces_note", "provinces_nothing",
    "provinces_title", "share_link", "trend_alt", "trend_choice_heading", "trend_nothing", "trend_pale", "trend_panels",
    "trend_table_summary", "trend_title",
)  # fmt: skip
"""Texts that the browser fills in by itself, beside those of the map."""
MONTH = "{month}"
COLOUR = "@"
EMPTY = Reading(value=0, unexplained=0, status="ada", implied=False, basis="publikasi")


def path(lang: str) -> str:
    """Return the folder of the files of a language."""
    return f"{PATH}{lang}/"


def write_phrases(snapshot: Snapshot, lang: str) -> HashedFile:
    """Write the file of a release in one language."""
    return hashed_file(content(snapshot, lang), release_id=snapshot.release_id)


@lru_cache(maxsize=KEPT)
def phrases_file(snapshot: Snapshot, lang: str) -> HashedFile:
    """Return the file of a release that is kept in memory."""
    return write_phrases(snapshot, lang)


def content(snapshot: Snapshot, lang: str) -> dict[str, object]:
    """Return sentences, texts, and what else the browser cannot know from numbers.

    A headline is the list of its changes, each ``[month, sentence, sentence, ...]``: the month counts from the first of
    its election, and the sentences are places in the list of sentences, the first of them with ``{month}`` in it.
    """
    sentences: dict[str, int] = {}
    return {
        "rilis": snapshot.release_id,
        "teks": {name: wording().entries[name][lang] for name in _texts()},
        "berkas": {chart: _files(chart) for chart in (MAP_CHART, TREND_CHART)},
        "kicker": {election: kicker(election, lang) for election in ELECTIONS},
        "kepala": _headlines(snapshot, lang, sentences),
        "kalimat": list(sentences),
        "bingkai": {election: _frames(snapshot, election, lang) for election in ELECTIONS},
        "kunci": {election: _keys(snapshot, election, lang) for election in ELECTIONS},
        "warna": {theme: _inks(palette(theme)) for theme in THEMES},
        "tren": TRENDS,
        "jangkar": ANCHOR,
        "baris": TABLE_ROWS,
        "sumbu": {"sedikitnya": LOWEST_TOP, "ruang": HEADROOM},
    }


def _texts() -> Sequence[str]:
    return (*TEXTS, *(f"trend_choice_{choice}" for choice in TRENDS))


def _files(chart: str) -> Mapping[str, Sequence[str]]:
    suffixes = {MAP_CHART: MAP_FILES, TREND_CHART: TREND_FILES}[chart]
    return {"akhiran": suffixes, "parameter": list(load_catalogue().charts[chart].parameters)}


def _headlines(snapshot: Snapshot, lang: str, sentences: dict[str, int]) -> dict[str, list[list[int]]]:
    """Return the changes of every headline of the country, and add their words to the sentences."""
    found = {}
    for election, stage, unit in product(ELECTIONS, STAGES, UNITS):
        state = replace(default_state(snapshot, election=election), stage=stage, unit=unit, lang=lang)
        months = snapshot.months(election)
        said = [_said(snapshot, replace(state, month=month)) for month in months]
        placed = [[sentences.setdefault(sentence, len(sentences)) for sentence in month] for month in said]
        before = [None, *placed]
        found[f"{election}/{stage}/{unit}"] = [
            [index, *now] for index, now in enumerate(placed) if now != before[index]
        ]
    return found


def _said(snapshot: Snapshot, state: ViewState) -> tuple[str, ...]:
    view = headline_view(snapshot, state, NATIONAL)
    return headline(view).replace(formats.month(state.month, state.lang), MONTH), *background(view)


def _frames(snapshot: Snapshot, election: str, lang: str) -> list[object]:
    """Return the trend without numbers, once for each month at which its axis may end, colours by name."""
    return [trend_figure(view, _named()) for view in _axes(snapshot, election, lang)]


def _keys(snapshot: Snapshot, election: str, lang: str) -> list[str]:
    return [to_html(marks_key(view), {}) for view in _axes(snapshot, election, lang)]


def _axes(snapshot: Snapshot, election: str, lang: str) -> list[TrendView]:
    """Return a trend of zeros for the month that pages show at first, and for each month after it."""
    state = replace(default_state(snapshot, election=election), lang=lang)
    months = (month for month in snapshot.months(election) if month >= state.month)
    return [_zeros(trend_view(snapshot, replace(state, month=month), NATIONAL)) for month in months]


def _zeros(view: TrendView) -> TrendView:
    return replace(view, points=tuple(TrendPoint(month, 0, 0, EMPTY) for month in view.months))


def _named() -> Palette:
    """Return a palette that gives each colour by its name, so that one frame serves both themes."""
    inks = _inks(palette(LIGHT))
    return replace(palette(LIGHT), **{name: f"{COLOUR}{name}" for name in inks})


def _inks(colours: Palette) -> dict[str, str]:
    found = {field.name: getattr(colours, field.name) for field in fields(Palette)}
    return {name: ink for name, ink in found.items() if isinstance(ink, str)}
