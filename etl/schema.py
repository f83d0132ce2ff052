"""SQL tables of the public database: the pipeline writes them whole, the web app only reads them.

Names are English; the public (Indonesian) names are declared in ``data/metadata/fields.yml`` and applied at the border.
Every table but ``release`` and ``pruned_release`` carries ``release_id`` and goes with its release, so that a reader
always sees the rows of exactly one release.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from etl import schema_parts, schema_reference
from etl.schema_parts import code, released, source_columns

metadata = schema_parts.metadata
# Importing the reference lists makes them part of the schema.
REFERENCE_TABLES = schema_reference.REFERENCE_TABLES

release = Table(
    "release",
    metadata,
    Column("release_id", String(16), primary_key=True),
    Column("created_at", String(20), nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("first_month", String(7), nullable=False),
    Column("last_month", String(7), nullable=False),
    Column("report", Text, nullable=False),
    # What differs from the release that was current before, as JSON (etl.changes); empty for the first one.
    Column("changes", Text, nullable=True),
)
# One current release at most: the database itself refuses a second one.
Index(
    "one_current_release",
    release.c.is_current,
    unique=True,
    sqlite_where=text("is_current"),
    postgresql_where=text("is_current"),
)

# What is left of a release that was pruned. `files` is JSON: name -> {"sha256", "size", "rows"}.
pruned_release = Table(
    "pruned_release",
    metadata,
    Column("release_id", String(16), primary_key=True),
    Column("created_at", String(20), nullable=False),
    Column("pruned_at", String(20), nullable=False),
    Column("first_month", String(7), nullable=False),
    Column("last_month", String(7), nullable=False),
    Column("report", Text, nullable=False),
    Column("files", Text, nullable=False),
)

SERIES_KEY = ("region_code", "election", "stage", "unit")

region = released(
    "region",
    code("region_code"),
    code("region_level"),
    Column("name", Text, nullable=False),
    code("parent_code", nullable=True),
    Column("pns_count", Integer, nullable=True),
    key=("region_code",),
)

# A row for each month in which a value of the series changed; in between the last row holds.
observation = released(
    "observation",
    *(code(name) for name in SERIES_KEY),
    Column("month", String(7), nullable=False),
    Column("added", Integer, nullable=False),
    Column("cumulative", Integer, nullable=False),
    Column("unexplained", Integer, nullable=True),
    code("status"),
    Column("implied", Boolean, nullable=False),
    code("basis"),
    key=(*SERIES_KEY, "month"),
)

# The records that fix a number from this month on; the next month with rows of the same series replaces them all.
number_source = released(
    "number_source",
    *(code(name) for name in SERIES_KEY),
    Column("month", String(7), nullable=False),
    code("role"),
    code("record_id"),
    key=(*SERIES_KEY, "month", "role", "record_id"),
)

# A published figure that the number does not follow: `stated` was said in `record_id`, `used` is what stands.
# It holds for `month` alone; there is a row for every month in which the two differ.
number_note = released(
    "number_note",
    *(code(name) for name in SERIES_KEY),
    Column("month", String(7), nullable=False),
    code("note"),
    Column("stated", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    code("record_id"),
    key=(*SERIES_KEY, "month", "note"),
)

violation = released(
    "violation",
    code("record_id"),
    code("region_code"),
    code("election"),
    code("measure"),
    code("stage"),
    code("unit"),
    Column("count", Integer, nullable=False),
    code("violation_type"),
    code("position"),
    Column("period_start", Date, nullable=True),
    Column("period_end", Date, nullable=False),
    code("date_precision"),
    Column("authority", Text, nullable=False),
    *source_columns(),
    key=("record_id",),
)

declaration = released(
    "declaration",
    code("record_id"),
    code("region_code"),
    code("scope"),
    code("election"),
    code("activity"),
    Column("date", Date, nullable=False),
    code("date_precision"),
    code("organizer"),
    Column("participants", Integer, nullable=True),
    *source_columns(),
    Column("counts_from", Date, nullable=False),
    key=("record_id",),
)

# One row for each region and election with any activity on record; `first_declared` is empty while no oath or pact is.
declared = released(
    "declared",
    code("region_code"),
    code("election"),
    Column("first_declared", Date, nullable=True),
    Column("activity_count", Integer, nullable=False),
    key=("region_code", "election"),
)

election_stage = released(
    "election_stage",
    code("election"),
    code("stage"),
    Column("name_id", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("source", Text, nullable=False),
    key=("election", "stage"),
)

boundary = released(
    "boundary",
    code("region_level"),
    code("detail"),
    Column("file_name", String(80), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("points", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("body_br", LargeBinary, nullable=False),
    key=("region_level", "detail"),
)

# Events of single records summed up by the month in which they count; never reconciled with the published minimum.
type_count = released(
    "type_count",
    *(code(name) for name in SERIES_KEY),
    code("violation_type"),
    Column("month", String(7), nullable=False),
    Column("count", Integer, nullable=False),
    key=(*SERIES_KEY, "violation_type", "month"),
)

# Records of agencies, counted and protected: totals over a dimension carry the code `semua`. A count is empty where it
# is suppressed; nothing here tells how large it was.
case_count = released(
    "case_count",
    code("region_code"),
    code("election"),
    Column("period", String(7), nullable=False),
    code("case_type"),
    code("latest_stage"),
    Column("case_count", Integer, nullable=True),
    code("status"),
    code("basis"),
    key=("region_code", "election", "period", "case_type", "latest_stage"),
)

signature_count = released(
    "signature_count",
    code("region_code"),
    code("election"),
    Column("period", String(7), nullable=False),
    Column("signature_count", Integer, nullable=True),
    code("status"),
    code("basis"),
    key=("region_code", "election", "period"),
)

# Corrections of records, whatever their status; the rows above are already corrected by the applied ones.
# `corrected_field` holds the public name of a column, empty where a record is not counted.
correction = released(
    "correction",
    code("correction_id"),
    code("corrected_table"),
    code("record_id"),
    code("region_code"),
    code("correction_action"),
    Column("corrected_field", String(40), nullable=True),
    Column("value_before", Text, nullable=True),
    Column("value_after", Text, nullable=True),
    Column("why_id", Text, nullable=False),
    Column("why_en", Text, nullable=False),
    Column("basis_records", Text, nullable=False),
    Column("decided", Date, nullable=False),
    Column("informed_id", Text, nullable=True),
    Column("informed_en", Text, nullable=True),
    code("correction_status"),
    key=("correction_id",),
)

# Files of the release, rendered once when it is published: every web node answers with the same bytes.
# A file too large to be held in memory has no body here: it stands in parts beside it (read with etl.kept).
release_file = released(
    "release_file",
    Column("name", String(80), nullable=False),
    Column("content_type", String(100), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=True),
    key=("name",),
)

release_part = released(
    "release_part",
    Column("name", String(80), nullable=False),
    Column("part", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    key=("name", "part"),
)
