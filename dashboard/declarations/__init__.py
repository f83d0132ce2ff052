"""The page of declarations: which regions have declared neutrality, and when."""

from dashboard.declarations.routes import CHARTS, register

__all__ = ["CHARTS", "register"]
