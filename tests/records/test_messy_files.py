"""Files as agencies send them go through the whole pipeline: each row is counted, or goes back with its reason."""

import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import func, select

from etl.publish import Outcome
from etl.schema import declaration, violation
from tests.microdata.invented import refused_rows
from tests.records.conftest import MessyRun
from tests.records.invented_project import Counts, Wanted
from tests.records.messy import FILES
from tests.records.wanted import WANTED

RECORDS = [name for name, file in FILES.items() if file.entry["disclosure"] == "microdata"]


def codes_by_row(run: MessyRun, name: str) -> dict[int, str]:
    found = defaultdict(set)
    for problem in run.account(name).problems:
        found[problem.row].add(problem.code)
    return {row: " ".join(sorted(codes)) for row, codes in sorted(found.items())}


def test_every_file_is_expected() -> None:
    assert list(WANTED) == list(FILES)
    assert len(FILES) >= 12


def test_the_run_publishes(messy_run: MessyRun) -> None:
    assert messy_run.result.outcome is Outcome.PUBLISHED


@pytest.mark.parametrize(("name", "wanted"), WANTED.items(), ids=WANTED)
def test_every_row_is_counted_or_refused_with_its_reason(messy_run: MessyRun, name: str, wanted: Wanted) -> None:
    account = messy_run.account(name)
    assert codes_by_row(messy_run, name) == wanted.refused
    assert (account.read, account.refused, account.excused) == (wanted.read, len(wanted.refused), wanted.excused)


@pytest.mark.parametrize("name", RECORDS)
def test_what_is_accepted_is_counted_where_it_belongs(messy_run: MessyRun, name: str) -> None:
    counted, wanted = messy_run.counted[name], WANTED[name]
    assert counted.counts == wanted.counts
    # A signature counts for both elections, so those of one election are all.
    both = FILES[name].entry["table"] == "declaration_signatures"
    rows = [count for group, count in counted.counts.items() if not both or group[1] == "pilkada-2024"]
    assert sum(rows) == counted.accepted == wanted.read - len(wanted.refused)


@pytest.mark.parametrize(("name", "wanted"), WANTED.items(), ids=WANTED)
def test_refused_rows_go_back_as_they_came(messy_run: MessyRun, name: str, wanted: Wanted) -> None:
    path = messy_run.quarantined(name)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    rows = refused_rows(path)
    assert [int(row["baris"]) for row in rows] == list(wanted.refused)
    assert all(f"baris {row['baris']}" in row["alasan"] for row in rows)


def test_published_numbers_are_those_that_were_accepted(messy_run: MessyRun) -> None:
    with messy_run.engine.connect() as connection:
        counts = [
            connection.scalar(select(func.count()).where(table.c.source_url == "https://example.org/rekaan"))
            for table in (violation, declaration)
        ]
        garut = connection.scalar(select(violation.c["count"]).where(violation.c.record_id == "V9001"))
    assert counts == [160 - len(WANTED["numbers"].refused), 63 - len(WANTED["activities"].refused)]
    assert garut == 1234


def test_no_published_count_differs_from_the_records(messy_run: MessyRun) -> None:
    right = dict(_sums({name: wanted for name, wanted in WANTED.items() if name in RECORDS}))
    assert messy_run.result.release is not None
    for table in ("case_count", "signature_count"):
        rows = messy_run.result.release.tables[table]
        shown = {_group(table, row): row[table] for row in rows if row["status"] == "ada"}
        assert len(shown) > 10
        assert {group: right.get(group) for group in shown} == shown
        assert all(row[table] == 0 for row in rows if row["status"] == "nol")
        assert not {_group(table, row) for row in rows if row["status"] == "nol"} & right.keys()


def _group(table: str, row: Mapping[str, str]) -> tuple[str, ...]:
    dimensions = ("period", "case_type", "latest_stage") if table == "case_count" else ("period",)
    return (table, *(row[name] for name in ("region_code", "election", *dimensions)))


def _sums(files: Mapping[str, Wanted]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Add up by hand what the files hold: every region within its province and the country, each value within all."""
    sums: Counts = defaultdict(int)
    for name, wanted in files.items():
        table = "case_count" if FILES[name].entry["table"] == "violation_cases" else "signature_count"
        for (region, election, *values), count in wanted.counts.items():
            for place in {region, region[:2], "00"}:
                for group in _with_totals(tuple(values)):
                    sums[table, place, election, *group] += count
    yield from sums.items()


def _with_totals(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not values:
        yield ()
        return
    for rest in _with_totals(values[1:]):
        yield (values[0], *rest)
        yield ("semua", *rest)
