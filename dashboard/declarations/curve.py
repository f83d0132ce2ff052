"""Draws the curve of coverage toward polling day, for the page and as a file."""

from datetime import date

from markupsafe import Markup

from dashboard.charts.calendar import Calendar
from dashboard.charts.coverage import CoverageView, draw_coverage, light_coverage
from dashboard.charts.drawing import WIDE, as_file
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import curve_alt
from dashboard.labels import label
from dashboard.wording import text
from etl.months import month_start


def page_curve(view: DeclarationView) -> Markup:
    """Draw the curve for both widths of the page."""
    return light_coverage(_coverage(view))


def curve_file(view: DeclarationView) -> str:
    """Draw the curve as a file that stands without a page."""
    lang = view.state.lang
    election = label("election", view.state.election, lang)
    heading = text("deklarasi_file_heading", lang, heading=text("deklarasi_curve_heading", lang), election=election)
    source = text("deklarasi_file_source", lang, site=text("site_name", lang), release=view.release_id)
    return as_file(draw_coverage(_coverage(view), width=WIDE), heading=heading, source=source)


def _coverage(view: DeclarationView) -> CoverageView:
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
