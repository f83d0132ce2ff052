"""Writes what the charts of declarations show as rows, in the columns that the charts declare."""

from collections.abc import Mapping

from dashboard.declarations.reading import days_before, declaration_view
from dashboard.declarations.state import DeclarationState, parse
from dashboard.declarations.views import CoveragePoint, DeclarationView, Standing
from dashboard.files import Cell, Row
from dashboard.release import Snapshot
from etl.catalogue import load_catalogue
from etl.codes import UNPUBLISHED

ON_RECORD = "ada"
SHARE_DIGITS = 4


def map_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[Row]:
    """Return one row for each kabupaten/kota; status says whether a declaration is on record."""
    view = declaration_view(snapshot, parse(query, snapshot))
    return [_public(_standing(standing, view)) for standing in view.standings]


def _standing(standing: Standing, view: DeclarationView) -> dict[str, Cell]:
    place, first = standing.place, standing.first
    return {
        "region_code": place.code,
        "region_name": place.name,
        "region_level": place.level,
        "province_code": standing.province.code,
        "province_name": standing.province.name,
        "election": view.state.election,
        "first_declared": first.isoformat() if first else None,
        "days_before_polling": standing.days,
        "activity_count": len(standing.activities),
        "status": ON_RECORD if first else UNPUBLISHED,
        "release_id": view.release_id,
    }


def trend_rows(snapshot: Snapshot, query: Mapping[str, str]) -> list[Row]:
    """Return one row for each day on which kabupaten/kota declared for the first time."""
    view = declaration_view(snapshot, parse(query, snapshot))
    return [_public(_point(point, view, snapshot)) for point in view.points]


def _point(point: CoveragePoint, view: DeclarationView, snapshot: Snapshot) -> dict[str, Cell]:
    return {
        "region_code": view.place.code,
        "region_name": view.place.name,
        "election": view.state.election,
        "counts_from": point.day.isoformat(),
        "days_before_polling": days_before(snapshot, view.state, point.day),
        "newly_declared": point.added,
        "declared_count": point.declared,
        "regency_count": view.regencies,
        "declared_share": round(point.declared / view.regencies, SHARE_DIGITS),
        "release_id": view.release_id,
    }


def _public(row: Mapping[str, Cell]) -> Row:
    """Give a row the public names of its columns."""
    fields = load_catalogue().fields
    return {fields[name].public: cell for name, cell in row.items()}


def chart_columns(chart: str) -> tuple[str, ...]:
    """Return the public columns of a chart's files, in their declared order."""
    return tuple(field.public for field in load_catalogue().charts[chart].columns)


def file_name(chart: str, state: DeclarationState, release_id: str) -> str:
    """Return the name of a file, without its suffix, that says what is in it."""
    own = [state.province] if state.province else []
    return "_".join([chart, state.election, state.until, *own, release_id])
