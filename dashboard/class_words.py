"""Says what the classes of a map mean, for the legend of the page and of every image."""

from dashboard import formats
from dashboard.labels import inline
from dashboard.palette import NOTHING_CLASS, SUPPRESSED_CLASS, ZERO_CLASS
from dashboard.views import MapClass
from dashboard.wording import text
from etl.codes import STATED_ZERO, SUPPRESSED

STATES = {ZERO_CLASS: STATED_ZERO, SUPPRESSED_CLASS: SUPPRESSED}


def region_count(count: int, lang: str) -> str:
    """Say how many regions a class holds."""
    key = "legend_count_one" if count == 1 else "legend_count"
    return text(key, lang, count=formats.number(count, lang))


def is_shown(entry: MapClass) -> bool:
    """Tell whether a legend names a class: nothing of the public record is suppressed, and its colour would puzzle."""
    return entry.index != SUPPRESSED_CLASS or entry.count > 0


def class_label(entry: MapClass, lang: str, *, compared: bool = False) -> str:
    """Say what a class of the legend holds."""
    if entry.index == NOTHING_CLASS:
        return text("legend_nothing", lang)
    if entry.index in STATES:
        return inline("status", STATES[entry.index], lang)
    low = formats.number(entry.low or 0, lang)
    if entry.high is None:
        return text("legend_open", lang, low=low)
    high = formats.number(entry.high, lang)
    if compared:
        return text("legend_to_under", lang, low=low, high=high) if entry.low else text("legend_under", lang, high=high)
    return low if entry.low == entry.high else text("legend_span", lang, low=low, high=high)
