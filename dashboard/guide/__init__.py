"""The pages that help to act: where to report, and what civil servants must not do."""

from dashboard.guide import report, rules
from dashboard.plain_pages import PlainPages


def register(pages: PlainPages) -> None:
    """Register both pages."""
    pages.add(report.PATH, "report", report.write)
    pages.add(rules.PATH, "rules", rules.write)


__all__ = ["register"]
