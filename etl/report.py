"""What a run tells the person who started it: rows read and refused and why, regions covered, totals."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from etl.account import Account
from etl.catalogue import Language
from etl.figures import Figure
from etl.problems import Problem
from etl.records import Protection
from geo.regions import NATIONAL, RegionLevel, RegionTree
from geo.wording import Wording

Row = Mapping[str, Any]
PROBLEMS_SHOWN = 20


def coverage(*, tables: Mapping[str, list[Any]], tree: RegionTree) -> dict[str, int]:
    """Count the kabupaten/kota that have a record of violations, of declarations, and of either."""
    regencies = {region.code for region in tree.at(RegionLevel.REGENCY)}
    violations = {row["region_code"] for row in tables["violation"]} & regencies
    declarations = {row["region_code"] for row in tables["declaration"]} & regencies
    return {
        "regions": len(regencies),
        "violations": len(violations),
        "declarations": len(declarations),
        "any": len(violations | declarations),
    }


def national_totals(observations: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the country's last published minimum of every election, unit and stage."""
    last: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in observations:
        if row["region_code"] == NATIONAL:
            key = ("election", "unit", "stage")
            last[tuple(row[name] for name in key)] = {name: row[name] for name in (*key, "cumulative", "unexplained")}
    return list(last.values())


class ReportPrinter:
    """Prints the parts of a report in one language."""

    def __init__(self, *, console: Console, wording: Wording, lang: Language) -> None:
        self._console = console
        self._wording = wording
        self._lang = lang

    def say(self, key: str, **values: object) -> None:
        """Print one sentence of the catalogue."""
        self._console.print(self._text(key, **values), markup=False, highlight=False, soft_wrap=True)

    def problem(self, problem: Problem) -> None:
        """Print one problem in words."""
        sentence = problem.sentence(wording=self._wording, lang=self._lang)
        self._console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    def rows(self, accounts: Iterable[Account]) -> None:
        """Print how many rows each file gave and how many were refused."""
        table = Table(title=self._text("report_title"), title_justify="left")
        table.add_column(self._text("report_file"))
        for key in ("report_read", "report_accepted", "report_refused"):
            table.add_column(self._text(key), justify="right")
        for item in accounts:
            table.add_row(item.name, *(str(n) for n in (item.read, item.read - item.refused, item.refused)))
        self._console.print(table)

    def refusals(self, *, accounts: Iterable[Account], folder: Path) -> None:
        """Print why rows were refused, the first of them, and where all of them are kept."""
        problems = [problem for item in accounts for problem in item.problems]
        if not problems:
            return
        self.say("report_problems")
        for problem in problems[:PROBLEMS_SHOWN]:
            self.problem(problem)
        if len(problems) > PROBLEMS_SHOWN:
            self.say("report_more_problems", count=len(problems) - PROBLEMS_SHOWN, folder=folder)
        self.say("report_quarantine", folder=folder)

    def too_many(self, accounts: Iterable[Account]) -> None:
        """Print which files lost more rows than is tolerated."""
        for item in accounts:
            if not item.tolerated:
                values = {"refused": item.refused - item.excused, "read": item.read, "percent": item.percent}
                self.say("too_many_refused", file=item.name, **values)

    def protections(self, protections: Iterable[Protection]) -> None:
        """Print how the counts of records were protected, one line a table and election."""
        for item in protections:
            summary = item.summary
            self.say(
                "report_protection",
                table=item.table,
                election=item.election,
                cells=summary.cells,
                small=summary.primary,
                others=summary.complementary,
                share=f"{summary.share_suppressed * 100:.1f}",
                audited=summary.audited_cells,
                blocks=summary.blocks,
                seconds=f"{summary.seconds_auditing:.1f}",
            )

    def totals(self, *, totals: Iterable[Row], month: str) -> None:
        """Print the country's numbers, one line an election and unit."""
        self.say("report_totals", month=month)
        grouped: dict[tuple[str, str], list[str]] = {}
        for row in totals:
            key = "report_total_stage_unexplained" if row["unexplained"] else "report_total_stage"
            stage = self._text(key, stage=row["stage"], count=row["cumulative"], unexplained=row["unexplained"])
            grouped.setdefault((row["election"], row["unit"]), []).append(stage)
        for (election, unit), stages in grouped.items():
            self.say("report_total", election=election, unit=unit, stages=", ".join(stages))

    def review(self, *, found: Iterable[tuple[Figure, int]], tree: RegionTree) -> None:
        """Print the running totals that an editor should look at."""
        found = tuple(found)
        if found:
            self.say("report_review")
        for figure, events in found:
            self.say(
                "report_review_line",
                record=figure.record_id,
                region=tree.get(figure.region_code).name,
                code=figure.region_code,
                election=figure.election,
                stage=figure.stage.value,
                unit=figure.unit,
                total=figure.count,
                day=figure.until.isoformat(),
                events=events,
            )

    def _text(self, key: str, **values: object) -> str:
        return self._wording.text(key, self._lang, **values)
