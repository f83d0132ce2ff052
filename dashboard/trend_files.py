"""Writes what is chosen of the trend as rows of the published tables."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.files import Row, identity, trend_rows
from dashboard.release import Snapshot, TypeCount
from dashboard.state import STAGES, ViewState
from dashboard.trend_views import parent_of_parts, type_counts

Build = Callable[[Snapshot, ViewState], list[Row]]
MONTHS, TYPES = "pelanggaran", "jenis"


def chosen_rows(snapshot: Snapshot, state: ViewState) -> list[Row]:
    """Return the rows behind the chosen trend."""
    build, _ = CHOICES[state.trend]
    return build(snapshot, state)


def chosen_table(state: ViewState) -> str:
    """Return the published table whose columns the rows behind the chosen trend have."""
    return CHOICES[state.trend][1]


def _stages(snapshot: Snapshot, state: ViewState) -> list[Row]:
    return [row for stage in STAGES for row in trend_rows(snapshot, replace(state, stage=stage))]


def _parts(snapshot: Snapshot, state: ViewState) -> list[Row]:
    """Return the rows of a region and of those directly below it; the column of the level keeps them apart."""
    parent = parent_of_parts(snapshot, state.focus)
    codes = [parent, *(part.code for part in snapshot.children(parent))]
    return [row for code in codes for row in trend_rows(snapshot, replace(state, region=code))]


def _types(snapshot: Snapshot, state: ViewState) -> list[Row]:
    counted = [row for rows in type_counts(snapshot, state, state.focus).values() for row in rows]
    counted.sort(key=lambda row: (row.region, row.violation_type, row.month))
    return [_type_row(snapshot, state, row) for row in counted]


def _type_row(snapshot: Snapshot, state: ViewState, row: TypeCount) -> Row:
    return {
        **identity(snapshot, snapshot.places[row.region]),
        "pemilihan": state.election,
        "tahap": state.stage,
        "satuan": state.unit,
        "jenis": row.violation_type,
        "bulan": row.month,
        "jumlah": row.count,
        "rilis": snapshot.release_id,
    }


CHOICES: Mapping[str, tuple[Build, str]] = {
    "total": (trend_rows, MONTHS),
    "tahap": (_stages, MONTHS),
    "jenis": (_types, TYPES),
    "provinsi": (_parts, MONTHS),
    "semua": (_parts, MONTHS),
}
