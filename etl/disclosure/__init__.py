"""Statistical disclosure control: which counts of records may be published, and proof that the others stay unknown."""

from etl.disclosure.bounds import Bound, bounds_from
from etl.disclosure.protection import UNITS, DisclosureError, Protected, Summary, protect

__all__ = ["UNITS", "Bound", "DisclosureError", "Protected", "Summary", "bounds_from", "protect"]
