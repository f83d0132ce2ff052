from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, insert

from etl import schema
from tests.dashboard.invented import publish

RELEASE = "rekaan000001"


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Hold a small invented release, on SQLite and on PostgreSQL."""
    publish(engine, RELEASE)
    with engine.begin() as connection:
        connection.execute(
            insert(schema.type_count),
            [
                {
                    "release_id": RELEASE,
                    "region_code": "1101",
                    "election": "pilkada-2024",
                    "stage": "diproses",
                    "unit": "orang",
                    "violation_type": "tidak_dirinci",
                    "month": "2024-09",
                    "count": 4,
                }
            ],
        )
    with engine.connect() as connection:
        yield connection
