"""Small invented releases for tests of publishing; nothing in them is a fact."""

from typing import Any

from etl.release import Release


def invented_release(name: str, *, regions: int = 3) -> Release:
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
            "added": 1,
            "cumulative": 1,
            "unexplained": None,
            "status": "ada",
            "implied": False,
            "basis": "publikasi",
        }
        for row in rows
    ]
    return Release(
        release_id=name,
        created_at="2024-11-01T00:00:00Z",
        first_month="2024-01",
        last_month="2024-10",
        report={},
        tables={"region": rows, "observation": observations},
    )
