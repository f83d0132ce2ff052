"""Lists every chart of the site once: pages, files, images and embeds are made from these alone."""

from collections.abc import Mapping

from dashboard.graphics import declared, handling, profile, ranked, violations
from dashboard.graphics.chart import Chart

CHARTS: Mapping[str, Chart] = {
    chart.name: chart
    for chart in (
        violations.MAP,
        violations.TREND,
        ranked.RANKING,
        declared.MAP,
        declared.TREND,
        handling.HANDLING,
        profile.PROFILE,
    )
}
"""Id of a chart -> the chart, in the order in which they are offered."""
