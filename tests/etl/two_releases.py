"""Two releases of invented records, worked out and compared as the pipeline does."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine

from etl.changes import Changes
from etl.history import diff
from etl.kinds import type_counts
from etl.publish import publish
from etl.release import Release, figures_of
from etl.series import build_series
from geo.regions import RegionTree

Row = dict[str, Any]
BANTUL, SLEMAN, YOGYAKARTA, COUNTRY = "3402", "3404", "34", "00"


def record(record_id: str, region: str = BANTUL, **changes: object) -> Row:
    plain = {
        "record_id": record_id,
        "region_code": region,
        "election": "pilkada-2024",
        "measure": "peristiwa",
        "stage": "dugaan",
        "unit": "orang",
        "count": 4,
        "violation_type": "tidak_dirinci",
        "position": "tidak_dirinci",
        "period_start": None,
        "period_end": date(2024, 10, 31),
        "date_precision": "bulan",
        "authority": "Contoh Rekaan",
        "source_url": "https://example.org/rekaan",
        "source_publisher": "Contoh Rekaan",
        "source_published": date(2024, 11, 30),
        "note": None,
    }
    return plain | changes


def correction(record_id: str, **changes: object) -> Row:
    plain = {
        "correction_id": f"K{record_id[1:]}",
        "corrected_table": "violations",
        "record_id": record_id,
        "region_code": BANTUL,
        "correction_action": "set",
        "corrected_field": "jumlah",
        "value_before": "4",
        "value_after": "6",
        "why_id": "Contoh rekaan.",
        "why_en": "An invented example.",
        "basis_records": record_id,
        "decided": date(2024, 12, 1),
        "correction_status": "applied",
    }
    return plain | changes


def made(
    name: str,
    tree: RegionTree,
    records: list[Row],
    *,
    corrections: tuple[Row, ...] = (),
    inputs: Mapping[str, str] | None = None,
) -> Release:
    """Work out a release of invented records as the pipeline does."""
    series = build_series(figures=figures_of(records), tree=tree)
    regions = [
        {
            "region_code": item.code,
            "region_level": item.level.value,
            "name": item.name,
            "parent_code": item.parent,
            "pns_count": None,
        }
        for item in tree
    ]
    return Release(
        release_id=name,
        created_at="2024-12-01T00:00:00Z",
        first_month="2024-09",
        last_month="2024-11",
        report={"inputs": inputs or {"violations.csv": name}},
        tables={
            "region": regions,
            "violation": records,
            "observation": series.observations,
            "type_count": type_counts(records),
            "correction": list(corrections),
        },
    )


def compared(engine: Engine, before: Release, after: Release) -> Changes:
    for item in (before, after):
        publish(engine=engine, new=item)
    return diff(engine=engine, before=before.release_id, after=after.release_id)
