"""Builds the top of a region's page: where it lies, its number in words, the key facts, the choices."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.invitation import invitation
from dashboard.labels import label
from dashboard.plain_form import month_field, plain_form, selects
from dashboard.region.view import OtherChoice, PageView
from dashboard.release import Snapshot
from dashboard.sentences import background, headline, reading_words
from dashboard.state import REGION_PATH, address, region_address, sheet_address
from dashboard.wording import text
from geo.regions import NATIONAL


def breadcrumb(view: PageView, snapshot: Snapshot) -> Markup:
    """Lead to the larger regions that the region lies in."""
    *above, here = view.path
    links = (el("a", place.name, href=region_address(view.state, snapshot, place.code)) for place in above)
    return el(
        "nav",
        el("ol", *(el("li", link) for link in links), el("li", el("span", here.name, aria_current="page"))),
        class_="breadcrumb",
        aria_label=text("wilayah_breadcrumb", view.state.lang),
    )


def opening(view: PageView, snapshot: Snapshot) -> Markup:
    """Build the name of the region, its headline with what it rests on, and what is missing."""
    lang, place = view.state.lang, view.place
    province = view.region.province.name if view.region.province else ""
    return join(
        el("p", text("kicker", lang, election=label("election", view.state.election, lang)), class_="kicker"),
        el("h1", place.name),
        el("p", text(f"region_level_{place.level}", lang, code=place.code, province=province), class_="hint"),
        el("p", headline(view.region.headline), class_="headline"),
        *(el("p", sentence, class_="lead") for sentence in background(view.region.headline)),
        _empty(view) if view.region.headline.reading.value is None else None,
        _others(view, snapshot),
        _ways(view, snapshot),
    )


def _ways(view: PageView, snapshot: Snapshot) -> Markup:
    """Lead to the map, and to the sheet of paper."""
    lang = view.state.lang
    sheet = sheet_address(view.state, snapshot, view.place.code)
    return el(
        "p",
        el("a", text("wilayah_on_map", lang), href=address(view.state, snapshot)),
        el("a", text("lembar_link", lang), href=sheet),
        class_="on-map",
    )


def _empty(view: PageView) -> Markup:
    lang = view.state.lang
    return join(el("p", text("wilayah_empty", lang)), invitation(lang))


def _others(view: PageView, snapshot: Snapshot) -> Markup | None:
    if not view.others:
        return None
    entries = (el("li", _other(choice, snapshot, view.place.code)) for choice in view.others)
    return join(
        el("p", text("wilayah_others", view.state.lang), class_="others"), el("ul", *entries, class_="others-list")
    )


def _other(choice: OtherChoice, snapshot: Snapshot, code: str) -> Markup:
    state = choice.state
    said = text(
        "wilayah_other",
        state.lang,
        election=label("election", state.election, state.lang),
        stage=label("stage", state.stage, state.lang),
        value=reading_words(choice.reading, state),
    )
    return el("a", said, href=region_address(state, snapshot, code))


def facts(view: PageView) -> Markup:
    """Build the key facts: number, rank, declaration, sources."""
    return el("dl", *(el("div", el("dt", name), el("dd", said)) for name, said in fact_lines(view)), class_="facts")


def fact_lines(view: PageView) -> Iterator[tuple[str, str]]:
    """Yield the key facts, each with its name."""
    state, lang = view.state, view.state.lang
    yield label("stage", state.stage, lang), reading_words(view.region.headline.reading, state)
    if view.ranks:
        yield text("wilayah_fact_rank", lang), _rank(view)
    if view.place.code == NATIONAL:
        yield text("wilayah_fact_known", lang), _share(view.compared[0].known, view)
        yield text("wilayah_fact_declared_inside", lang), _share(view.compared[0].declared, view)
    else:
        yield text("wilayah_fact_declared", lang), _declared(view)
    yield text("wilayah_fact_sources", lang), _sources(view)


def _rank(view: PageView) -> str:
    nearest, lang = view.ranks[0], view.state.lang
    if nearest.position is None:
        return text("wilayah_fact_no_rank", lang)
    numbers = {"position": nearest.position, "ranked": nearest.ranked}
    return text("wilayah_fact_rank_value", lang, within=nearest.within.name, **_written(numbers, lang))


def _share(part: int, view: PageView) -> str:
    numbers = {"part": part, "whole": view.compared[0].regencies}
    return text("wilayah_fact_share", view.state.lang, **_written(numbers, view.state.lang))


def _declared(view: PageView) -> str:
    first, lang = view.region.first_declared, view.state.lang
    return formats.day(first, lang) if first else text("wilayah_none_on_record", lang)


def _sources(view: PageView) -> str:
    lang, count = view.state.lang, len({row.record.url for row in view.region.fixing})
    if not count:
        return text("wilayah_none_on_record", lang)
    key = "wilayah_sources_count_one" if count == 1 else "wilayah_sources_count"
    return text(key, lang, count=formats.number(count, lang))


def _written(numbers: Mapping[str, int], lang: str) -> dict[str, str]:
    return {name: formats.number(number, lang) for name, number in numbers.items()}


def choices(view: PageView, snapshot: Snapshot) -> Markup:
    """Build the choices as a form that works without scripts."""
    state = view.state
    fields = el("div", *selects(state, without={"tingkat"}), month_field(snapshot, state), class_="controls")
    return el(
        "details",
        el("summary", text("wilayah_choice_heading", state.lang)),
        plain_form(fields, action=f"{REGION_PATH}/{view.place.code}", kept={"lang": state.lang}),
        class_="choices",
    )
