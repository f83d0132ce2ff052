"""Says what stands in every image of violations: its title, what is counted, and where the numbers are from."""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard import formats
from dashboard.labels import label
from dashboard.ranking.words import rate_caveat
from dashboard.release import Snapshot
from dashboard.state import ViewState
from dashboard.views import Rate
from dashboard.wording import text


def violation_title(state: ViewState) -> str:
    """Name what a chart of violations shows."""
    return text(f"graphic_title_{state.stage}_{state.unit}", state.lang)


def measure_words(state: ViewState) -> str:
    """Name what is counted: a unit, or its rate."""
    unit = label("unit", state.unit, state.lang)
    return text("graphic_rate", state.lang, unit=unit) if state.shows_rate else unit


def rate_notes(rates: Iterable[tuple[str, Rate | None]], lang: str) -> Iterator[str]:
    """Say what a rate is not, and of which regions it rests on few civil servants."""
    yield rate_caveat(lang)
    small = [name for name, rate in rates if rate and rate.small]
    if small:
        yield text("graphic_small", lang, places=", ".join(small))


def minimum_source(lang: str) -> str:
    """Say where the numbers of violations are from, and that they are lower bounds."""
    return text("graphic_source", lang, site=text("site_name", lang))


def declared_source(lang: str) -> str:
    """Say where declarations are from, and that the record may lack some."""
    return text("graphic_source_declared", lang, site=text("site_name", lang))


def release_line(snapshot: Snapshot, lang: str) -> str:
    """Name the release with its day."""
    day = formats.day(date.fromisoformat(snapshot.created_at[:10]), lang)
    return text("graphic_release", lang, release=snapshot.release_id, day=day)
