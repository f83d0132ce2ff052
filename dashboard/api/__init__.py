"""The data addresses under ``/api/v1``: every published table in every format, for programs first."""

from dashboard.api.parameters import queries
from dashboard.api.routes import PREFIX, opened, register

__all__ = ["PREFIX", "opened", "queries", "register"]
