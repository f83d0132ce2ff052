"""Writes the code that sets a chart into another page."""

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.embeds.charts import PATH
from dashboard.graphics.registry import CHARTS
from dashboard.release import Snapshot
from dashboard.state import ViewState, address, to_query
from dashboard.wording import text

SCRIPT = "/sematkan.js"
HEIGHT = 520
"""Pixels that a chart gets until the script of the page has asked for its height, or where scripts are not allowed."""


def embed_code(chart: str, state: ViewState, snapshot: Snapshot, *, root: str) -> str:
    """Return the lines of HTML that set a chart into a page; the script gives it the height that it needs."""
    title = CHARTS[chart].graphic(snapshot, to_query(state, snapshot)).title
    frame = el(
        "iframe",
        src=root + address(state, snapshot, path=f"{PATH}/{chart}"),
        title=title,
        loading="lazy",
        width="100%",
        height=HEIGHT,
        style="border:0",
    )
    return f"{frame}\n{el('script', src=root + SCRIPT, **{'async': True})}"


def embed_part(chart: str, state: ViewState, snapshot: Snapshot, *, root: str) -> Markup:
    """Build what a page offers to those who want a chart on their own page: the code, and how it will look."""
    lang = state.lang
    return el(
        "details",
        el("summary", text("embed_summary", lang)),
        el("p", text("embed_how", lang), class_="hint"),
        el("pre", el("code", embed_code(chart, state, snapshot, root=root)), class_="embed-code", tabindex=0),
        el("p", join(el("a", text("embed_look", lang), href=address(state, snapshot, path=f"{PATH}/{chart}")))),
        class_="embed",
    )
