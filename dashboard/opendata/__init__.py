"""The open data as people and catalogues meet it: the data page, descriptions, archive and feed."""

from dashboard.opendata.editions import Editions
from dashboard.opendata.routes import register

__all__ = ["Editions", "register"]
