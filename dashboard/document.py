"""Writes the HTML document of a page: complete and readable before, and without, any script."""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, urlencode

from markupsafe import Markup

from dashboard.charts.trend import light_trend
from dashboard.elements import el
from dashboard.embeds.previews import preview
from dashboard.first_form import choice_form, map_choices, search_form
from dashboard.head import about, icons
from dashboard.labels import label
from dashboard.languages import OTHER, language
from dashboard.later import first_scripts, later
from dashboard.layout import whole_page
from dashboard.light_map import light_map
from dashboard.map_parts import legend_part
from dashboard.markup import to_html
from dashboard.notices import place
from dashboard.opendata.embedded import citation_footer, jsonld_script
from dashboard.palette import LIGHT
from dashboard.phrases import path, phrases_file
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import headline
from dashboard.state import ViewState, address, to_query
from dashboard.tiles import shown_boundary
from dashboard.trend_section import ANCHOR, trend_choice
from dashboard.values import PATH, values_file
from dashboard.wording import text
from etl.describe import Edition
from geo.regions import NATIONAL

EMPTY = "-"
TOLD_FILES = (".csv", ".zip")
"""Search engines read of all files on the data page; here the page must stay light."""
KEPT_PAGES = 64
"""Pages kept in memory, about 140 kB each; a page of an older release goes as newer ones come."""


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
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{state.lang}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n',
            f"{_about(snapshot, state, title=title, sentence=sentence, root=root)}\n",
            '<link rel="stylesheet" href="/warna.css">\n',
            f"{icons(state.lang)}\n",
            f"{jsonld_script(edition, state.lang, suffixes=TOLD_FILES)}\n" if edition else "",
            first_scripts(),
            f"{pieces.css}\n<noscript><style>#react-entry-point{{display:none}}</style></noscript>\n</head>\n<body>\n",
            f"{place(language(state.lang))}\n",
            f'<div id="awal">{_static(snapshot, state)}</div>\n',
            '<div id="react-entry-point"><div class="_dash-loading"></div></div>\n',
            f"{citation_footer(edition, state.lang)}\n" if edition else "",
            f"{_config(pieces.config, snapshot, state)}\n",
            later(files=_files(snapshot, state), scripts=pieces.scripts, renderer=pieces.renderer),
            "\n</body>\n</html>\n",
        ]
    )


def _files(snapshot: Snapshot, state: ViewState) -> list[str]:
    """Ask for what the scripts read, before they can; words are needed last, once a visitor changes something."""
    boundary = shown_boundary(snapshot, state)
    shapes = [f"/geo/{boundary.file_name}"] if boundary else []
    words = f"{path(state.lang)}{phrases_file(snapshot, state.lang).name}"
    return [
        *(_preload(address) for address in [*shapes, f"{PATH}{values_file(snapshot).name}"]),
        _preload(words, ' fetchpriority="low"'),
    ]


def _preload(address: str, more: str = "") -> str:
    return f'<link rel="preload" as="fetch" crossorigin{more} href="{address}">'


def _about(snapshot: Snapshot, state: ViewState, *, title: str, sentence: str, root: str) -> Markup:
    here = {lang: address(replace(state, lang=lang), snapshot) for lang in OTHER}
    description = text("page_description", state.lang, sentence=sentence)
    shown = preview("/", to_query(state, snapshot), snapshot, root=root)
    return about(title=title, description=description, root=root, here=here, lang=language(state.lang), preview=shown)


@lru_cache(maxsize=KEPT_PAGES)
def _static(snapshot: Snapshot, state: ViewState) -> str:
    view = map_view(snapshot, state)
    region = {"region-trend": _trend(snapshot, state, state.region)} if state.region else {}
    replaced = {
        **region,
        "map-tools": map_choices(snapshot, state),
        "map-card": "",
        "map-keys": light_map(view, snapshot),
        "map-legend": to_html(legend_part(view), {}),
        "find": search_form(state.lang),
        "trend": _trend(snapshot, state, NATIONAL),
        "trend-choice": f"<div>{trend_choice(snapshot, state, anchor=ANCHOR)}</div>",
        "controls": choice_form(snapshot, state),
    }
    return to_html(whole_page(snapshot, state, theme=LIGHT), replaced)


def _trend(snapshot: Snapshot, state: ViewState, place: str) -> Markup:
    return el("div", light_trend(trend_view(snapshot, state, place)), class_="chart chart-trend")


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
