"""The pages of regions: everything on record about one region, complete without any script."""

from dashboard.region.routes import register

__all__ = ["register"]
