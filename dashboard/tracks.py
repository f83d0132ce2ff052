"""Divides the stages of handling: what became of allegations stands apart from what leads up to that."""

from collections.abc import Mapping, Sequence

from dashboard.charts.bars import BarRow
from dashboard.labels import label
from dashboard.sentences import cell_words
from dashboard.state import STAGES
from dashboard.views import Reading

OUTCOMES = ("terbukti", "sanksi", "tidak_terbukti")
TRACKS: Mapping[str, Sequence[str]] = {
    "wilayah_tahap_handling": tuple(stage for stage in STAGES if stage not in OUTCOMES),
    "wilayah_tahap_outcome": OUTCOMES,
}
"""Words of the heading of a track -> its stages."""


def stage_bar(stage: str, reading: Reading, lang: str) -> BarRow:
    """Return the bar of one stage."""
    return BarRow(
        name=label("stage", stage, lang),
        value=reading.value,
        said=cell_words(reading, lang),
        status=reading.status,
        implied=reading.implied,
    )
