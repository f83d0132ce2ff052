"""A copy of the project's data to which sources of records are added; every person, number and case is invented."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.etl.small_project import few_rows

INBOX = "kiriman"
TEXT = {"id": "Instansi Contoh Rekaan", "en": "Invented Example Agency"}
PILKADA = {"election": "pilkada-2024"}
BOTH = ["pilkada-2024", "pemilu-2024"]
NAME = "Contoh Rekaan"
NIP = "196504121990031002"
MEDIA, DUGAAN = "media_sosial", "dugaan"
Counts = dict[tuple[str, ...], int]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What must become of a file.

    ``refused`` holds the codes of each refused row by its number, ``counts`` the accepted records by region, election,
    month (and type and stage), ``mended`` what the owner writes into the cells of a refused row; rows that are not in
    it hold no record of their own and are left out when the file is sent again.
    """

    read: int
    refused: Mapping[int, str] = field(default_factory=dict)
    excused: int = 0
    counts: Counts = field(default_factory=dict)
    mended: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def records_entry(location: str, **declared: Any) -> dict[str, Any]:
    """Return the declaration of a source of records."""
    entry = {
        "table": "violation_cases",
        "location": location,
        "publisher": TEXT,
        "licence": "CC-BY-4.0",
        "disclosure": "microdata",
        "description": TEXT,
    }
    return entry | declared


def coverage(*regions: str, month: str, last: str = "", **more: Any) -> dict[str, Any]:
    """Cover few regions and months, because every one of them has its rows in every file of a release."""
    return {"regions": list(regions), "first": month, "last": last or month} | more


def declare(metadata: Path, sources: Mapping[str, Mapping[str, Any]]) -> None:
    """Add sources to the declarations of a copied project; JSON is YAML as well."""
    with (metadata / "sources.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"{name}: {json.dumps(entry, ensure_ascii=False)}\n" for name, entry in sources.items())


def copied_data(folder: Path) -> Path:
    """Copy the data with few rows and an empty inbox; returns the folder of declarations."""
    metadata = few_rows(folder / "data")
    (folder / "data" / INBOX).mkdir()
    return metadata


def numbered(count: int, cells: Sequence[Any], *, start: int = 1000) -> list[list[Any]]:
    """Return so many right rows that differ in their number alone, which takes the place of ``{}``."""
    return [
        [cell.format(number) if isinstance(cell, str) else cell for cell in cells]
        for number in range(start, start + count)
    ]
