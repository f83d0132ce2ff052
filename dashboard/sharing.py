"""Leads from every chart to the page that makes the code which sets it into other pages."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.elements import el
from dashboard.state import written
from dashboard.wording import text

BUILDER = "/sematkan"
CHART = "grafik"


def builder_address(chart: str, query: Mapping[str, str]) -> str:
    """Write the address of that page for a chart, filled in."""
    return written(BUILDER, {CHART: chart, **query})


def share_link(chart: str, query: Mapping[str, str], lang: str) -> Markup:
    """Write the link that stands beside a chart."""
    return el("a", text("share_link", lang), href=builder_address(chart, query), class_="file file-share")
