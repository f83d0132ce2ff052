"""Writes what a chart shows as CSV or JSON, in the public columns."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.reading import TREND_CHART, drawn_places, rate, read
from dashboard.region_view import declarations_until, first_declared
from dashboard.release import REGENCY_LEVEL, Place, Snapshot
from dashboard.state import STAGES, TRENDS, UNITS, ViewState
from dashboard.views import Reading
from etl.catalogue import load_catalogue
from etl.export.text import safe

Cell = str | int | float | None
Row = Mapping[str, Cell]
BOM = "\ufeff"


def map_rows(snapshot: Snapshot, state: ViewState) -> list[Row]:
    """Return one row for each region on the map."""
    activities = Counter(row.region for row in declarations_until(snapshot, state))
    return [summary_row(snapshot, state, place, activities[place.code]) for place in drawn_places(snapshot, state)]


def stage_rows(snapshot: Snapshot, state: ViewState, code: str) -> list[Row]:
    """Return one row for each unit and stage of handling of a region."""
    place = snapshot.places[code]
    activities = sum(row.region == code for row in declarations_until(snapshot, state))
    states = (replace(state, unit=unit, stage=stage) for unit in UNITS for stage in STAGES)
    return [summary_row(snapshot, each, place, activities) for each in states]


def summary_row(snapshot: Snapshot, state: ViewState, place: Place, activities: int) -> Row:
    """Return the row of a region in the published table ``ringkasan``, with the number of its activities."""
    reading, province = read(snapshot, state.key(place.code), state.month), snapshot.province_of(place.code)
    known = rate(place, snapshot, state)
    first = first_declared(snapshot, state, place.code)
    return {
        **identity(snapshot, place),
        "nama_provinsi": province.name if province else None,
        "pemilihan": state.election,
        "tahap": state.stage,
        "satuan": state.unit,
        "jumlah": reading.value,
        "tidak_terinci": _unexplained(place, reading),
        "status": reading.status,
        "tersirat": reading.implied,
        "dasar": reading.basis,
        "per_10000_pns": known.per_10000 if known else None,
        "jumlah_pns": place.pns_count,
        "penyebut_kecil": known.small if known else None,
        "deklarasi_pertama": first.isoformat() if first else None,
        "jumlah_kegiatan": activities,
        "jumlah_sumber": len(snapshot.addresses(state.key(place.code), state.month)),
        "rilis": snapshot.release_id,
    }


def trend_rows(snapshot: Snapshot, state: ViewState) -> list[Row]:
    """Return one row for each month up to the chosen one in which the number or its state changed."""
    place = snapshot.places[state.focus]
    key = state.key(place.code)
    months = sorted({row.month for row in snapshot.series.get(key, ()) if row.month <= state.month})
    return [_month_row(snapshot, state, place, month) for month in months]


def _month_row(snapshot: Snapshot, state: ViewState, place: Place, month: str) -> Row:
    key = state.key(place.code)
    reading, row = read(snapshot, key, month), snapshot.at(key, month)
    return {
        **identity(snapshot, place),
        "pemilihan": state.election,
        "tahap": state.stage,
        "satuan": state.unit,
        "bulan": month,
        "jumlah": row.added if row else None,
        "kumulatif": reading.value,
        "tidak_terinci": _unexplained(place, reading),
        "status": reading.status,
        "dasar": reading.basis,
        "rilis": snapshot.release_id,
    }


def identity(snapshot: Snapshot, place: Place) -> dict[str, Cell]:
    """Return the columns that say which region a row is about."""
    province = snapshot.province_of(place.code)
    return {
        "kode_wilayah": place.code,
        "nama_wilayah": place.name,
        "tingkat": place.level,
        "kode_provinsi": province.code if province else None,
    }


def _unexplained(place: Place, reading: Reading) -> int | None:
    """Return the part not broken down; a kabupaten/kota has no smaller regions, so it has none."""
    return None if place.level == REGENCY_LEVEL or reading.value is None else reading.unexplained


def columns(table: str) -> tuple[str, ...]:
    """Return the public columns of a published table, in their declared order."""
    return tuple(column.field.public for column in load_catalogue().published(table).layout)


def to_csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    """Write rows as RFC 4180 text that no spreadsheet runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_safe(row[name]) for name in names] for row in rows)
    return out.getvalue()


def _safe(cell: Cell) -> object:
    """Write a truth value as programs read it, and keep a spreadsheet from running a text as a formula."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return safe(cell)


def file_name(chart: str, state: ViewState, release_id: str) -> str:
    """Return the name of a file, without its suffix, that says what is in it."""
    trend = chart == TREND_CHART
    level = state.level if state.level != REGENCY_LEVEL else None
    own = [state.region] if trend else [level, state.province]
    breakdown = [state.trend] if trend and state.trend != TRENDS[0] else []
    named = [part for part in own if part]
    parts = [chart, *breakdown, state.election, state.stage, state.unit, state.month, *named, release_id]
    return "_".join(parts)
