"""Tells how much of what a month added is known only from the total of a parent."""

from dashboard.views import TrendView


def unexplained_growth(view: TrendView, index: int) -> int:
    """Return the part of a month's addition that no smaller region explains; ``index`` counts the view's points."""
    before = view.points[index - 1].reading.unexplained if index else 0
    point = view.points[index]
    return max(0, min(point.added, point.reading.unexplained - before))
