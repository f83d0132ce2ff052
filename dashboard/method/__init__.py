"""The method page: what is counted and how, how records are protected, what was corrected."""

from dashboard.method.routes import register

__all__ = ["register"]
