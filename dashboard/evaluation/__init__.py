"""The regular evaluation of one region: what was declared, what was alleged, what came of it; as a page and as PDF."""

from dashboard.evaluation.routes import register

__all__ = ["register"]
