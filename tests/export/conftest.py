from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, Table, insert

from etl import schema
from tests.dashboard.invented import publish

RELEASE = "rekaan000001"
ACEH = {"region_code": "1101", "election": "pilkada-2024"}
TYPED = {"stage": "diproses", "unit": "orang", "violation_type": "tidak_dirinci", "month": "2024-09", "count": 4}
COUNTED = {"period": "2024-09", "status": "ada", "basis": "kasus"}
CASES = {"case_type": "semua", "latest_stage": "semua", "case_count": 12}
CORRECTION = {
    "correction_id": "K9001",
    "corrected_table": "violations",
    "record_id": "V3",
    "region_code": "1101",
    "correction_action": "exclude",
    "why_id": "rekaan",
    "why_en": "invented",
    "basis_records": "V2",
    "decided": date(2026, 11, 22),
    "correction_status": "applied",
}
MORE: tuple[tuple[Table, dict[str, object]], ...] = (
    (schema.type_count, ACEH | TYPED),
    (schema.case_count, ACEH | COUNTED | CASES),
    (schema.signature_count, ACEH | COUNTED | {"signature_count": 25}),
    (schema.correction, CORRECTION),
)


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Hold a small invented release with a row in every table, on SQLite and on PostgreSQL."""
    publish(engine, RELEASE)
    with engine.begin() as connection:
        for table, row in MORE:
            connection.execute(insert(table), {"release_id": RELEASE} | row)
    with engine.connect() as connection:
        yield connection
