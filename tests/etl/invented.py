"""Small invented releases for tests of publishing; nothing in them is a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from etl.release import Release


@dataclass(frozen=True)
class InventedFile:
    name: str
    content_type: str
    rows: int
    body: bytes


def invented_files(_connection: Connection, release_id: str) -> Iterator[InventedFile]:
    """Render two small files that carry the name of their release."""
    yield InventedFile("a.csv", "text/csv", 1, f"rilis\r\n{release_id}\r\n".encode())
    yield InventedFile("a.json", "application/json", 1, f'["{release_id}"]'.encode())


def invented_release(
    name: str, *, regions: int = 3, count: int = 1, day: int = 1, inputs: dict[str, str] | None = None
) -> Release:
    """Return a release whose rows all carry its name, so that a mixture of two would show."""
    rows: list[dict[str, Any]] = [
        {
            "region_code": f"{number:04d}",
            "region_level": "kabupaten_kota",
            "name": f"{name} {number}",
            "parent_code": None,
            "pns_count": None,
        }
        for number in range(regions)
    ]
    observations: list[dict[str, Any]] = [
        {
            "region_code": row["region_code"],
            "election": "pilkada-2024",
            "stage": "dugaan",
            "unit": "orang",
            "month": "2024-10",
            "added": count,
            "cumulative": count,
            "unexplained": None,
            "status": "ada",
            "implied": False,
            "basis": "publikasi",
        }
        for row in rows
    ]
    return Release(
        release_id=name,
        created_at=f"2024-11-{day:02d}T00:00:00Z",
        first_month="2024-01",
        last_month="2024-10",
        report={"inputs": inputs or {}},
        tables={"region": rows, "observation": observations},
    )
