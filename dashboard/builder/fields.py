"""Builds the choices of the page as a form that works without scripts: only what the chosen chart takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.builder.state import WIDTHS, Built
from dashboard.elements import el, join
from dashboard.embeds.asked import ALIVE, THEME, TITLE, Framing
from dashboard.embeds.code import WIDTH
from dashboard.embeds.interactive import FIGURES
from dashboard.forms import Options, option, options
from dashboard.graphics.registry import CHARTS
from dashboard.labels import label
from dashboard.opendata.asked import RELEASE
from dashboard.palette import MAP_CHART, THEMES
from dashboard.plain_pages import LANG, Asked
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Snapshot
from dashboard.sharing import BUILDER, CHART
from dashboard.state import DECLARED
from dashboard.wording import text
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

WORDS: Mapping[str, str] = {
    "pemilihan": "control_election",
    "tahap": "control_stage",
    "satuan": "control_unit",
    "ukuran": "control_measure",
    "tingkat": "control_level",
    "peta": "control_kind",
    "provinsi": "sematkan_province",
    "wilayah": "sematkan_region",
    "tren": "trend_choice_heading",
    "sejak": "sematkan_since",
    "sampai": "control_month",
    "urut": "sematkan_order",
    "cari": "peringkat_search",
}
"""Parameter of a chart -> the words of its choice."""
CODED = {"pemilihan": "election", "tahap": "stage", "satuan": "unit", "tingkat": "region_level"}
"""Parameter of a chart -> the field that has the words of its values."""
WORDED: Mapping[str, Callable[[str, str], str]] = {
    "ukuran": lambda value, lang: text(f"measure_{value}", lang),
    "peta": lambda value, lang: text(f"map_kind_{value}", lang),
    "tren": lambda value, lang: text(f"trend_choice_{value}", lang),
    "urut": lambda value, lang: text(f"sematkan_order_{value}", lang),
}


def form(made: Built, asked: Asked) -> Markup:
    """Build the form."""
    lang = asked.lang
    charts = [(name, text(f"sematkan_chart_{name}", lang)) for name in CHARTS]
    return el(
        "form",
        el("div", _select(CHART, charts, made.chart.name, text("sematkan_chart", lang), wide=True), class_="fields"),
        el("fieldset", el("legend", text("sematkan_shows", lang)), _of_chart(made, asked), id="pilihan"),
        el("fieldset", el("legend", text("sematkan_looks", lang)), _of_frame(made, asked), id="tampilan"),
        el("p", el("button", text("sematkan_submit", lang), type="submit"), class_="submit"),
        action=f"{BUILDER}#hasil",
        method="get",
        class_="filter builder-form",
        id="racik",
        aria_label=text("sematkan_form", lang),
    )


def _of_chart(made: Built, asked: Asked) -> Markup:
    fields = (_field(name, made, asked) for name in made.asks)
    return el("div", *fields, class_="fields")


def _field(name: str, made: Built, asked: Asked) -> Markup:
    lang, snapshot = asked.lang, asked.snapshot
    title, chosen = text(WORDS[name], lang), made.graphic.query.get(name, "")
    if name == "wilayah":
        title = text("sematkan_region_marked", lang) if made.chart.name == MAP_CHART else title
        places = join(option("", text("sematkan_region_none", lang), chosen), *_regions(snapshot, chosen))
        return el("label", el("span", title), el("select", places, name=name), class_="wide")
    if name == "cari":
        return el(
            "label",
            el("span", title),
            el("input", type="search", name=name, value=chosen, autocomplete="off"),
            class_="wide",
        )
    return _select(name, list(_options(name, made, snapshot, lang)), chosen or _plain(name), title)


def _options(name: str, made: Built, snapshot: Snapshot, lang: str) -> Iterator[tuple[str, str]]:
    if name == "provinsi":
        yield "", text("province_none", lang)
        yield from ((place.code, place.name) for place in snapshot.places_at(PROVINCE_LEVEL))
    elif name in {"sejak", "sampai"}:
        yield "", text("control_month_latest" if name == "sampai" else "sematkan_since_first", lang)
        yield from ((month, formats.month(month, lang)) for month in _months(made, snapshot))
    elif name in CODED:
        yield from ((value, label(CODED[name], value, lang)) for value in _codes(name))
    else:
        yield from ((value, WORDED[name](value, lang)) for value in DECLARED[name].values)


def _codes(name: str) -> tuple[str, ...]:
    return tuple(DECLARED[name].values)


def _plain(name: str) -> str:
    """Return the value of a choice that the shortest query leaves out; months and provinces have an empty one."""
    return DECLARED[name].default or "" if DECLARED[name].values else ""


def _months(made: Built, snapshot: Snapshot) -> Iterable[str]:
    election = made.graphic.query.get("pemilihan") or DECLARED["pemilihan"].default
    return reversed(snapshot.months(str(election)))


def _regions(snapshot: Snapshot, chosen: str) -> Iterator[Markup]:
    """Offer the country, then each province with what lies in it."""
    yield option(NATIONAL, snapshot.places[NATIONAL].name, chosen)
    for province in snapshot.places_at(PROVINCE_LEVEL):
        inside = (place for place in snapshot.children(province.code) if place.level == REGENCY_LEVEL)
        places = (option(place.code, place.name, chosen) for place in (province, *inside))
        yield el("optgroup", *places, label=province.name)


def _of_frame(made: Built, asked: Asked) -> Markup:
    lang = asked.lang
    widths = [("", text("sematkan_width_full", lang)), *((width, f"{width} px") for width in WIDTHS)]
    themes = [
        ("", text("sematkan_theme_reader", lang)),
        *((name, text(f"sematkan_theme_{name}", lang)) for name in THEMES),
    ]
    titles = [("1", text("sematkan_title_1", lang)), ("0", text("sematkan_title_0", lang))]
    spoken = [(code, text(f"sematkan_lang_{code}", lang)) for code in LANGUAGES]
    fields = [
        _select(WIDTH, widths, str(made.width or ""), text("sematkan_width", lang), wide=True),
        _select(THEME, themes, made.framing.theme, text("sematkan_theme", lang), wide=True),
        _select(TITLE, titles, "1" if made.framing.titled else "0", text("sematkan_title", lang)),
        _select(LANG, spoken, lang, text("sematkan_lang", lang)),
        _select(
            RELEASE,
            list(_releases(made.framing, asked)),
            made.framing.release,
            text("sematkan_release", lang),
            wide=True,
        ),
    ]
    return el("div", *fields, _alive(made, lang), class_="fields")


def _releases(chosen: Framing, asked: Asked) -> Iterator[tuple[str, str]]:
    """Offer the newest release, whichever it is, and to stay with the one that is shown."""
    day = formats.day(date.fromisoformat(asked.edition.day), asked.lang)
    yield "", text("sematkan_release_live", asked.lang)
    yield (
        chosen.release or asked.edition.release_id,
        text("sematkan_release_pinned", asked.lang, release=asked.edition.release_id, day=day),
    )


def _alive(made: Built, lang: str) -> Markup | None:
    if made.chart.name not in FIGURES:
        return None
    ways = [("", text("sematkan_alive_0", lang)), ("1", text("sematkan_alive_1", lang))]
    return _select(ALIVE, ways, "1" if made.framing.alive else "", text("sematkan_alive", lang), wide=True)


def _select(name: str, offered: Options, chosen: str, title: str, *, wide: bool = False) -> Markup:
    written = options(offered, chosen)
    return el("label", el("span", title), el("select", *written, name=name), class_="wide" if wide else None)
