"""Builds the sections with numbers of a region's page: stages, comparison, rank, vulnerability, the regions inside."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.labels import capital, inline, label
from dashboard.markup import markup
from dashboard.parts import nothing_note, number_cell
from dashboard.reference import Vulnerability
from dashboard.region.maps import region_map
from dashboard.region.peers import Rank
from dashboard.region.view import Compared, PageView
from dashboard.region_parts import outside_link, rate_part, stages_heading, stages_notes, stages_table
from dashboard.release import REGENCY_LEVEL, Place, Snapshot
from dashboard.sentences import published_by, topic
from dashboard.state import region_address, to_query, written
from dashboard.tables import plain_table
from dashboard.views import MapView, StageRow
from dashboard.wording import text
from geo.regions import NATIONAL


def stages_part(view: PageView) -> Markup:
    """Build the stages of handling in two tables, since forwarded and proven are not parts of each other."""
    lang, rows = view.state.lang, view.region.stages
    readings = [reading for row in rows for _, reading in row.readings]
    return join(
        el("p", el("strong", stages_heading(view.region))),
        el(
            "div",
            *(_stages(title, track, lang) for title, track in view.tracks.items()),
            class_="tracks",
        ),
        markup(*nothing_note(readings, lang), *stages_notes(rows, lang), *rate_part(view.region.rate, lang)),
    )


def _stages(title: str, rows: Sequence[StageRow], lang: str) -> Markup:
    return el("div", el("h3", text(title, lang)), markup(stages_table(rows, lang)))


def compared_part(view: PageView, snapshot: Snapshot) -> Markup:
    """Set the region beside its province and the country, then rank it among its peers."""
    lang = view.state.lang
    caption = text("provinces_title", lang, topic=capital(topic(view.state)), month=_month(view))
    note = el("p", text("wilayah_banding_note", lang), class_="hint")
    inside = (el("p", _inside(row, lang)) for row in view.compared if row.regencies)
    beside = el("div", el("p", el("strong", caption)), _compared_table(view, snapshot), note, *inside)
    return el("div", beside, el("div", *_ranks(view), _onward(view, snapshot)), class_="two")


def _month(view: PageView) -> str:
    return formats.month(view.state.month, view.state.lang)


def _compared_table(view: PageView, snapshot: Snapshot) -> Markup:
    lang = view.state.lang
    rated = any(row.rate for row in view.compared)
    heads = ["column_region", "column_number", *(["wilayah_column_rate"] if rated else []), "wilayah_fact_declared"]
    shown = plain_table(
        [text(head, lang) for head in heads],
        [_compared_cells(row, view, snapshot, rated=rated) for row in view.compared],
        caption=text("wilayah_banding_heading", lang),
        numeric={1, 2} if rated else {1},
    )
    return join(shown, markup(*nothing_note((row.reading for row in view.compared), lang)))


def _compared_cells(row: Compared, view: PageView, snapshot: Snapshot, *, rated: bool) -> list[Child]:
    lang = view.state.lang
    name = _name(row.place, view, snapshot)
    rate = formats.number(row.rate.per_10000, lang) if row.rate else text("wilayah_no_rate", lang)
    first = row.first_declared
    declared = formats.day(first, lang) if first else text("wilayah_none_on_record", lang)
    return [name, number_cell(row.reading, lang), *([rate] if rated else []), declared]


def _name(place: Place, view: PageView, snapshot: Snapshot) -> Markup:
    """Link to the page of another region, in the same choices."""
    if place == view.place:
        return el("strong", place.name)
    return el("a", place.name, href=region_address(view.state, snapshot, place.code))


def _inside(row: Compared, lang: str) -> str:
    counts = {"known": row.known, "all": row.regencies, "declared": row.declared}
    written = {name: formats.number(count, lang) for name, count in counts.items()}
    return text("wilayah_banding_inside", lang, place=row.place.name, **written)


def _ranks(view: PageView) -> list[Markup]:
    lang = view.state.lang
    return [
        el("h3", text("wilayah_rank_heading", lang), id="peringkat"),
        el("ul", *(el("li", _rank(rank, view)) for rank in view.ranks), class_="points"),
        el("p", text("wilayah_rank_caveat", lang), class_="hint"),
    ]


def _onward(view: PageView, snapshot: Snapshot) -> Markup | None:
    """Lead to the whole ranking, and to the comparison with other regions; the country has neither."""
    place, lang = view.place, view.state.lang
    if place.code == NATIONAL:
        return None
    query = to_query(replace(view.state, region=None, level=place.level), snapshot)
    ranking = written("/peringkat", query)
    comparison = written("/banding", {**query, "tingkat": "", "wilayah": place.code})
    return el(
        "p",
        el("a", text("wilayah_to_ranking", lang), href=ranking, class_="file"),
        el("a", text("wilayah_to_comparison", lang), href=comparison, class_="file"),
        class_="files",
    )


def _rank(rank: Rank, view: PageView) -> str:
    lang = view.state.lang
    key = "wilayah_rank_none" if rank.position is None else "wilayah_rank_tied" if rank.tied else "wilayah_rank"
    counts = {"position": rank.position or 0, "ranked": rank.ranked, "tied": rank.tied, "peers": rank.peers}
    written = {name: formats.number(count, lang) for name, count in counts.items()}
    level = text(f"wilayah_level_{view.place.level}", lang)
    return text(key, lang, within=rank.within.name, level=level, **written)


def vulnerability_part(view: PageView) -> Markup:
    """List the announced ranks of the region in the vulnerability index, each with its source."""
    lang = view.state.lang
    return join(
        el("ul", *(el("li", _vulnerability(row, lang)) for row in view.vulnerability), class_="points"),
        el("p", text("wilayah_ikp_note", lang), class_="hint"),
    )


def _vulnerability(row: Vulnerability, lang: str) -> Markup:
    values = {"rank": formats.number(row.rank, lang), "scope": inline("rank_scope", row.rank_scope, lang)}
    if row.score is None:
        said = text("wilayah_ikp_rank_only", lang, **values)
    else:
        said = text("wilayah_ikp_rank", lang, score=formats.number(row.score, lang), **values)
    return join(said, " ", markup(outside_link(published_by(row.publisher, row.published, lang), row.url)))


def inside_heading(view: PageView) -> str:
    """Name the regions that are listed."""
    level = view.inside.entries[0].place.level
    return text(f"wilayah_daerah_heading_{level}", view.state.lang, within=_within(view))


def _within(view: PageView) -> str:
    """Name the region that the listed ones lie in: for a kabupaten/kota, which holds none, its province."""
    above = view.path[-2:][0] if view.place.level == REGENCY_LEVEL else view.place
    return above.name


def inside_part(view: PageView, snapshot: Snapshot) -> Markup:
    """List the regions directly inside, or beside a kabupaten/kota, with their numbers and links to their pages."""
    lang = view.state.lang
    caption = text("provinces_title", lang, topic=capital(topic(view.state)), month=_month(view))
    # The map of the neighbours stands at the top of the page already.
    own = view.inside.entries == view.around.entries
    drawn = None if own else region_map(view.inside, snapshot, within=_within(view), linked=True)
    listed = el(
        "div",
        el("p", el("strong", caption)),
        _inside_table(view.inside, view, snapshot),
        el("p", text("provinces_note", lang), class_="hint"),
    )
    return el("div", listed, drawn, class_="two") if drawn else el("div", listed, class_="listed-alone")


def _inside_table(inside: MapView, view: PageView, snapshot: Snapshot) -> Markup:
    lang = view.state.lang
    shown = plain_table(
        [text("column_region", lang), label("unit", view.state.unit, lang)],
        [[_name(entry.place, view, snapshot), number_cell(entry.reading, lang)] for entry in inside.entries],
        caption=inside_heading(view),
        numeric={1},
    )
    return join(shown, markup(*nothing_note((entry.reading for entry in inside.entries), lang)))
