"""Write corrections as rows of the public database, and count them for the report of a run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from etl.catalogue import Catalogue, Language
from etl.codes import APPLIED
from etl.corrections.models import Correction, CorrectionStatus, FiledCorrection

Row = dict[str, Any]


def correction_rows(
    *, catalogue: Catalogue, rows: Mapping[str, list[Row]], corrections: Iterable[FiledCorrection]
) -> list[Row]:
    """Return the rows of the table ``correction``.

    Args:
        catalogue: names the corrected field as everybody sees it.
        rows: the accepted rows before any correction; they tell which region a record belongs to.
        corrections: all of them, whatever their status.
    """
    regions = {
        (name, row["record_id"]): row["region_code"] for name in rows for row in rows[name] if "record_id" in row
    }
    return [
        _row(catalogue, item.correction, regions[item.correction.table, item.correction.record]) for item in corrections
    ]


def _row(catalogue: Catalogue, correction: Correction, region: str) -> Row:
    field = correction.field and catalogue.tables[correction.table].field(correction.field).public
    return {
        "correction_id": correction.name,
        "corrected_table": correction.table,
        "record_id": correction.record,
        "region_code": region,
        "correction_action": correction.action,
        "corrected_field": field,
        "value_before": correction.present,
        "value_after": correction.to,
        "why_id": correction.why.id,
        "why_en": correction.why.en,
        "basis_records": ", ".join(correction.basis),
        "decided": correction.decided,
        "informed_id": _informed(correction, "id"),
        "informed_en": _informed(correction, "en"),
        "correction_status": correction.status,
    }


def _informed(correction: Correction, lang: Language) -> str | None:
    return "; ".join(item.text(lang) for item in correction.informed) or None


def correction_counts(rows: Iterable[Row]) -> dict[str, int]:
    """Count the rows of the table ``correction`` by status, and the records that they change or leave out."""
    rows = list(rows)
    status = Counter(row["correction_status"] for row in rows)
    applied = [row for row in rows if row["correction_status"] == APPLIED]
    return {
        **{name: status[name] for name in get_args(CorrectionStatus)},
        "records": len({(row["corrected_table"], row["record_id"]) for row in applied}),
        "excluded": sum(row["correction_action"] == "exclude" for row in applied),
    }
