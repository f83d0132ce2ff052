"""A second, slow and literal reading of how the published minimum is defined, to check the real one against.

It shares nothing with the pipeline: it reads the CSV itself and follows the definition sentence by sentence.
"""

import calendar
import csv
from datetime import date
from pathlib import Path

STAGES = ("dugaan", "diproses", "diteruskan", "terbukti", "sanksi", "tidak_terbukti")
DATA = Path(__file__).resolve().parents[2] / "data"

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def month_ends(first: str, last: str) -> list[str]:
    years = range(int(first[:4]), int(last[:4]) + 1)
    days = [f"{y}-{m:02d}-{calendar.monthrange(y, m)[1]}" for y in years for m in range(1, 13)]
    return [day for day in days if first <= day[:7] <= last]


def effective(row: Row) -> str:
    """A record of which only the month is known counts at that month's end."""
    if row["date_precision"] != "bulan":
        return row["period_end"]
    day = date.fromisoformat(row["period_end"])
    return f"{day:%Y-%m}-{calendar.monthrange(day.year, day.month)[1]}"


class Reading:
    """M, the part not broken down, and the status, of every region and stage, for one election, unit and day."""

    def __init__(self, rows: list[Row], regions: list[Row], day: str) -> None:
        self.children: dict[str, list[str]] = {region["region_code"]: [] for region in regions}
        for region in regions:
            if region["parent_code"]:
                self.children[region["parent_code"]].append(region["region_code"])
        self.records: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            if effective(row) <= day:
                self.records.setdefault((row["region_code"], row["stage"]), []).append(row)
        self.minimum: dict[tuple[str, str], int] = {}
        self.unexplained: dict[tuple[str, str], int | None] = {}
        self.visit("00")

    def own(self, region: str, stage: str) -> int:
        records = self.records.get((region, stage), [])
        events = sum(int(row["count"]) for row in records if row["measure"] == "peristiwa")
        running = max((int(row["count"]) for row in records if row["measure"] == "kumulatif"), default=0)
        return max(events, running)

    def visit(self, region: str) -> None:
        for child in self.children[region]:
            self.visit(child)
        below = {stage: sum(self.minimum[child, stage] for child in self.children[region]) for stage in STAGES}
        m = {stage: max(self.own(region, stage), below[stage]) for stage in STAGES}
        m["terbukti"] = max(m["terbukti"], m["sanksi"])
        m["diproses"] = max(m["diproses"], m["diteruskan"], m["terbukti"] + m["tidak_terbukti"])
        m["dugaan"] = max(m["dugaan"], m["diproses"])
        for stage in STAGES:
            self.minimum[region, stage] = m[stage]
            self.unexplained[region, stage] = m[stage] - below[stage] if self.children[region] else None

    def status(self, region: str, stage: str) -> str:
        if self.minimum[region, stage] > 0:
            return "ada"
        return "nol" if (region, stage) in self.records else "nihil_terpublikasi"
