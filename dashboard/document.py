"""Writes the HTML document of a page: complete and readable before, and without, any script."""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlencode

from markupsafe import Markup

from dashboard.charts.trend import light_trend
from dashboard.elements import el
from dashboard.embeds.previews import preview
from dashboard.head import about, icons
from dashboard.labels import inline, label
from dashboard.languages import OTHER, language
from dashboard.layout import whole_page
from dashboard.map_parts import legend_part
from dashboard.markup import to_html
from dashboard.opendata.embedded import citation_footer, jsonld_script
from dashboard.palette import LIGHT
from dashboard.phrases import path, phrases_file
from dashboard.plain_form import month_field, plain_form, select, selects
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.sentences import headline
from dashboard.state import MEASURES, ViewState, address, to_query
from dashboard.tiles import shown_boundary
from dashboard.trend_section import ANCHOR, trend_choice
from dashboard.values import PATH, values_file
from dashboard.wording import text
from etl.describe import Edition
from geo.regions import NATIONAL

EMPTY = "-"
TOLD_FILES = (".csv", ".zip")
"""Search engines read of all files on the data page; here the page must stay light."""
KEPT_PAGES = 256
"""Pages kept in memory, about 25 kB each; a page of an older release goes as newer ones come."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What Dash wants to have in the document."""

    css: str
    config: str
    scripts: str
    renderer: str


def document(snapshot: Snapshot, state: ViewState, pieces: Pieces, *, root: str, edition: Edition | None = None) -> str:
    """Write the document of a state: readable content first, Dash's own root beside it."""
    view = headline_view(snapshot, state, state.focus)
    sentence = headline(view)
    election = label("election", state.election, state.lang)
    title = text("page_title", state.lang, subject=view.place.name, election=election)
    boundary = shown_boundary(snapshot, state)
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{state.lang}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n',
            f"{_about(snapshot, state, title=title, sentence=sentence, root=root)}\n",
            f'<link rel="preload" as="fetch" crossorigin href="/geo/{boundary.file_name}">\n' if boundary else "",
            f'<link rel="preload" as="fetch" crossorigin href="{PATH}{values_file(snapshot).name}">\n',
            f"{_phrases(snapshot, state.lang)}\n",
            '<link rel="stylesheet" href="/warna.css">\n',
            f"{icons(state.lang)}\n",
            f"{jsonld_script(edition, state.lang, suffixes=TOLD_FILES)}\n" if edition else "",
            f"{pieces.css}\n<noscript><style>#react-entry-point{{display:none}}</style></noscript>\n</head>\n<body>\n",
            f'<div id="awal">{_static(snapshot, state)}</div>\n',
            '<div id="react-entry-point"><div class="_dash-loading"></div></div>\n',
            f"{citation_footer(edition, state.lang)}\n" if edition else "",
            f"{_config(pieces.config, snapshot, state)}\n{pieces.scripts}\n{pieces.renderer}\n</body>\n</html>\n",
        ]
    )


def _phrases(snapshot: Snapshot, lang: str) -> str:
    """Ask for the words that are needed once a visitor changes something; all else goes first."""
    address = f"{path(lang)}{phrases_file(snapshot, lang).name}"
    return f'<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="{address}">'


def _about(snapshot: Snapshot, state: ViewState, *, title: str, sentence: str, root: str) -> Markup:
    here = {lang: address(replace(state, lang=lang), snapshot) for lang in OTHER}
    description = text("page_description", state.lang, sentence=sentence)
    shown = preview("/", to_query(state, snapshot), snapshot, root=root)
    return about(title=title, description=description, root=root, here=here, lang=language(state.lang), preview=shown)


@lru_cache(maxsize=KEPT_PAGES)
def _static(snapshot: Snapshot, state: ViewState) -> str:
    region = {"region-trend": light_trend(trend_view(snapshot, state, state.region))} if state.region else {}
    replaced = {
        **region,
        "map-tools": "",
        "map-card": "",
        "map-keys": _map_image(snapshot, state),
        "map-legend": to_html(legend_part(map_view(snapshot, state)), {}),
        "find": "",
        "trend": light_trend(trend_view(snapshot, state, NATIONAL)),
        "trend-choice": f"<div>{trend_choice(snapshot, state, anchor=ANCHOR)}</div>",
        "controls": _plain_form(snapshot, state),
    }
    return to_html(whole_page(snapshot, state, theme=LIGHT), replaced)


def _map_image(snapshot: Snapshot, state: ViewState) -> str:
    query = urlencode(to_query(state, snapshot))
    source = "/peta.svg" + (f"?{query}" if query else "")
    alt = text("map_image_alt", state.lang, level=inline("region_level", state.level, state.lang))
    zoomed = " zoomed" if state.province else ""
    return f'<img class="chart chart-map{zoomed}" src="{escape(source)}" alt="{escape(alt)}">'


def _plain_form(snapshot: Snapshot, state: ViewState) -> Markup:
    """Write the choices as a form that works without scripts."""
    lang = state.lang
    places = [("", text("search_none", lang)), *((place.code, place.name) for place in _offered(snapshot, state))]
    region = select("wilayah", places, state.region or "", text("search_label", lang))
    return plain_form(
        el("div", region, class_="search"),
        el("div", *selects(state), *_map_selects(snapshot, state), month_field(snapshot, state), class_="controls"),
        action="/",
        kept={"peta": state.map_kind, "lang": lang},
    )


def _offered(snapshot: Snapshot, state: ViewState) -> list[Place]:
    """Offer the country and its provinces, whose pages lead on, and the region that is chosen."""
    return [place for place in snapshot.places.values() if place.level != REGENCY_LEVEL or place.code == state.region]


def _provinces(snapshot: Snapshot) -> list[Place]:
    return sorted(snapshot.places_at(PROVINCE_LEVEL), key=lambda place: place.name)


def _map_selects(snapshot: Snapshot, state: ViewState) -> list[Markup]:
    lang = state.lang
    measures = [(value, text(f"measure_{value}", lang)) for value in MEASURES]
    provinces = [("", text("province_none", lang)), *((place.code, place.name) for place in _provinces(snapshot))]
    return [
        select("ukuran", measures, state.measure, text("control_measure", lang)),
        select("provinsi", provinces, state.province or "", text("province_label", lang)),
    ]


def _config(config: str, snapshot: Snapshot, state: ViewState) -> str:
    """Let the browser ask for the layout of this very state, and keep versions to ourselves."""
    begin, end = config.index(">") + 1, config.rindex("</script>")
    settings = json.loads(config[begin:end])
    query = quote(urlencode(to_query(state, snapshot)), safe="=&") or EMPTY
    settings["requests_pathname_prefix"] = f"/tampilan/{LIGHT}/{query}/"
    for name in ("dash_version", "python_version", "plotly_version", "ddk_version", "dash_version_url"):
        settings[name] = ""
    # It signs handles of background callbacks, which this site has none of, and would make every document differ.
    settings.pop("end_id", None)
    return f"{config[:begin]}{json.dumps(settings)}{config[end:]}"
