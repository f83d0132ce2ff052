"""The page on which a chart is chosen, looked at, and taken along: as code for other sites, as link, as file."""

from dashboard.builder.page import register

__all__ = ["register"]
