"""Draws the curve of coverage toward polling day."""

from datetime import date

from markupsafe import Markup

from dashboard.charts.calendar import Calendar
from dashboard.charts.coverage import CoverageView, light_coverage
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import curve_alt
from etl.months import month_start


def page_curve(view: DeclarationView) -> Markup:
    """Draw the curve for both widths of the page."""
    return light_coverage(coverage_of(view))


def coverage_of(view: DeclarationView) -> CoverageView:
    """Return what the curve of coverage draws."""
    return CoverageView(
        title=curve_alt(view),
        calendar=Calendar(view.months, view.marks, view.polling_day, view.state.lang),
        steps=_steps(view),
        whole=view.regencies,
        until=view.state.day,
    )


def _steps(view: DeclarationView) -> tuple[tuple[date, int], ...]:
    """Return the steps on the axis, with the last one before it: the others would lie on the same spot."""
    begins = month_start(view.months[0])
    before = [(point.day, point.declared) for point in view.points if point.day < begins]
    return (*before[-1:], *((point.day, point.declared) for point in view.points if point.day >= begins))
