"""Writes the page of a region: one complete document, readable without any script, its core on one printed sheet."""

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from dashboard.charts.trend import light_trend
from dashboard.elements import Child, el, join
from dashboard.embeds.previews import preview
from dashboard.frame import Frame, document
from dashboard.labels import label
from dashboard.languages import OTHER, in_address
from dashboard.markup import markup
from dashboard.opendata.embedded import citation_footer
from dashboard.parts import marks_key, trend_caption, trend_table
from dashboard.reading import TREND_CHART
from dashboard.region.linked import linked_script
from dashboard.region.maps import region_map
from dashboard.region.numbers import compared_part, inside_heading, inside_part, stages_part, vulnerability_part
from dashboard.region.opening import breadcrumb, choices, facts, opening
from dashboard.region.records import files_part, prevention_part, records_part, report_part
from dashboard.region.view import PageView, page_view
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.sentences import headline
from dashboard.sharing import share_link
from dashboard.state import REGION_PATH, ViewState, region_query, to_query, written
from dashboard.wording import text
from etl.catalogue import Language
from etl.describe import Edition

SHEETS = ("halaman.css", "grafik.css", "wilayah.css")
KEPT = 256
"""Pages kept in memory, 20 to 120 kB each; those of an older release go as newer ones come."""


Part = tuple[str, str, Child]
"""A section: its anchor, its heading, and what stands below."""


def write_page(snapshot: Snapshot, state: ViewState, code: str, *, edition: Edition, lang: Language) -> str:
    """Write the whole document."""
    view, main = _written(snapshot, state, code)
    sentence = headline(view.region.headline)
    frame = Frame(
        edition=edition,
        lang=lang,
        title=text("page_title", lang, subject=view.place.name, election=label("election", state.election, lang)),
        lead=text("wilayah_description", lang, sentence=sentence),
        here={other: _address(snapshot, state, code, other) for other in OTHER},
        path=REGION_PATH,
        sheets=SHEETS,
        classes="page region-page",
        scripts=(linked_script(view, snapshot, edition),),
        foot=citation_footer(edition, lang),
        preview=preview(f"{REGION_PATH}/{code}", region_query(state, snapshot), snapshot, root=edition.root),
    )
    return document(frame, main)


def _address(snapshot: Snapshot, state: ViewState, code: str, lang: Language) -> str:
    return written(f"{REGION_PATH}/{code}", {**region_query(state, snapshot), "lang": in_address(lang)})


@lru_cache(maxsize=KEPT)
def _written(snapshot: Snapshot, state: ViewState, code: str) -> tuple[PageView, Markup]:
    view = page_view(snapshot, state, code)
    return view, _main(view, snapshot)


def _main(view: PageView, snapshot: Snapshot) -> Markup:
    parts = tuple(_sections(view, snapshot))
    return el(
        "main",
        breadcrumb(view, snapshot),
        _top(view, snapshot),
        facts(view),
        choices(view, snapshot),
        _contents(parts, view.state.lang),
        *(
            el("section", el("h2", heading), body, id=anchor, class_=f"part-{anchor}")
            for anchor, heading, body in parts
        ),
        id="isi",
        tabindex=-1,
    )


def _top(view: PageView, snapshot: Snapshot) -> Markup:
    place = view.place
    within = view.path[-2].name if len(view.path) > 1 else place.name
    drawn = region_map(view.around, snapshot, within=within, linked=place.level != PROVINCE_LEVEL)
    return el("div", el("div", opening(view, snapshot)), drawn, class_=f"opening opening-{place.level}")


def _contents(parts: tuple[Part, ...], lang: str) -> Markup:
    entries = (el("li", el("a", heading, href=f"#{anchor}")) for anchor, heading, _ in parts)
    return el("nav", el("ul", *entries), class_="jumps", aria_label=text("wilayah_contents", lang))


def _sections(view: PageView, snapshot: Snapshot) -> Iterator[Part]:
    """Yield the sections by their anchor, which links from elsewhere may point to."""
    lang = view.state.lang
    yield "tren", text("wilayah_tren_heading", lang), _trend(view, snapshot)
    yield "tahap", text("wilayah_tahap_heading", lang), stages_part(view)
    yield "pencegahan", text("wilayah_cegah_heading", lang), prevention_part(view)
    if len(view.compared) > 1:
        yield "banding", text("wilayah_banding_heading", lang), compared_part(view, snapshot)
    if view.vulnerability:
        yield "kerawanan", text("wilayah_ikp_heading", lang), vulnerability_part(view)
    yield "daerah", inside_heading(view), inside_part(view, snapshot)
    yield "sumber", text("wilayah_sumber_heading", lang), records_part(view, snapshot)
    yield "lapor", text("wilayah_lapor_heading", lang), report_part(view, snapshot)
    yield "unduh", text("wilayah_unduh_heading", lang), files_part(view, snapshot)


def _trend(view: PageView, snapshot: Snapshot) -> Markup:
    trend = view.region.trend
    caption = el("figcaption", markup(*trend_caption(trend)))
    if trend.points[-1].reading.value is None:
        return el("figure", caption)
    drawn = el("figure", caption, light_trend(trend), markup(marks_key(trend), trend_table(trend)))
    share = share_link(TREND_CHART, to_query(view.state, snapshot), view.state.lang)
    return join(drawn, el("p", share, class_="files"))
