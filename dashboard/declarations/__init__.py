"""The page of declarations: which regions have declared neutrality, and when."""

from dashboard.declarations.routes import register

__all__ = ["register"]
