"""Knows which chart stands for a page, where only one chart of it can be shown: in previews, and in other sites."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.declarations.state import MAP_CHART as DECLARED_MAP
from dashboard.declarations.state import PATH as DECLARED
from dashboard.embeds.charts import PATH as EMBED
from dashboard.graphics.chart import PATH as GRAPHIC
from dashboard.graphics.registry import CHARTS
from dashboard.palette import MAP_CHART
from dashboard.ranking.state import CHART as RANKING_CHART
from dashboard.ranking.state import PATH as RANKING
from dashboard.reading import TREND_CHART
from dashboard.state import OF_A_REGION, REGION_PATH

OF_PAGES: Mapping[str, str] = {"/": MAP_CHART, DECLARED: DECLARED_MAP, RANKING: RANKING_CHART}
"""Page -> the chart that stands for it."""
OF_A_REGION_PAGE = TREND_CHART


class Target(NamedTuple):
    """A chart, and what is asked of it."""

    chart: str
    query: Mapping[str, str]


def target(path: str, query: Mapping[str, str]) -> Target | None:
    """Return the chart of a page, or none where it has none; whether its values may be is for the chart to say."""
    if path in OF_PAGES:
        return Target(OF_PAGES[path], query)
    folder, _, name = path.rpartition("/")
    if folder == REGION_PATH and name:
        known = {key: value for key, value in query.items() if key in OF_A_REGION}
        return Target(OF_A_REGION_PAGE, {**known, "wilayah": name})
    return Target(name, query) if folder in {GRAPHIC, EMBED} and name in CHARTS else None
