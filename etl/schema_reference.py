"""SQL tables of the reference lists that pages show; rows are kept as they were read, ``listed`` is their place.

They move no number, but who reads a page of an older release reads the rules and channels of that release.
"""

from collections.abc import Mapping

from sqlalchemy import Column, Double, Integer, Table

from etl.schema_parts import code, released, source_columns, texts

LISTED = "listed"
"""Place of a row in its file, from 1: an editor chose the order."""


def _listed() -> Column[object]:
    return Column(LISTED, Integer, nullable=False)


violation_type = released(
    "violation_type", _listed(), code("violation_type"), *texts("label_id", "label_en"), key=("violation_type",)
)

prohibition = released(
    "prohibition",
    _listed(),
    code("violation_type"),
    *texts("description_id", "description_en"),
    *texts("legal_basis", "sanction", nullable=True),
    *texts("source_url"),
    key=("violation_type", "description_id"),
)

regulation = released(
    "regulation",
    _listed(),
    *texts("short_name", "title_id"),
    Column("year", Integer, nullable=False),
    *texts("what_it_says", "source_url"),
    key=("short_name",),
)

reporting_channel = released(
    "reporting_channel",
    _listed(),
    *texts("channel", "operator", "audience"),
    *texts("url_or_contact", nullable=True),
    code("channel_state"),
    *texts("source_url"),
    *texts("note", nullable=True),
    key=("channel",),
)

# Scores are as announced; ranks of different scopes cannot be compared.
vulnerability = released(
    "vulnerability",
    _listed(),
    code("region_code"),
    code("region_level"),
    Column("score", Double, nullable=True),
    Column("rank", Integer, nullable=False),
    code("rank_scope"),
    *source_columns(),
    key=("region_code", "rank_scope"),
)

REFERENCE_TABLES: Mapping[str, Table] = {
    "violation_types": violation_type,
    "prohibitions": prohibition,
    "regulations": regulation,
    "reporting_channels": reporting_channel,
    "ikp_neutrality": vulnerability,
}
"""Table of each list, by the name under which the list is declared and read."""
