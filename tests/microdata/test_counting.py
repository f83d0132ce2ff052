"""Counting records: what is accepted, what is refused and why, and that no row is lost."""

import re
import resource
import stat
from pathlib import Path

import pytest

from etl.intake.opening import open_relation
from etl.microdata import refusals
from etl.microdata.plan import Found, plan_columns, roles
from etl.microdata.records import load_records, records_query, workspace
from etl.microdata.source import STEPS
from etl.reading import UnreadableFileError
from etl.values.vocabulary import Vocabulary
from tests.microdata.invented import (
    BANTUL,
    CATALOGUE,
    COLUMNS,
    GOOD,
    HEADINGS,
    NAME,
    changed,
    count,
    counted,
    found,
    numbered,
    refused_rows,
    signatures,
    source,
    write_csv,
    write_xlsx,
)


def test_records_are_counted_by_region_election_month_kind_and_stage(tmp_path: Path) -> None:
    result = counted(tmp_path, {}, {}, {"Tahap": "selesai"}, {"Kab/Kota": "33.01", "Tanggal": "1/2/2024"})
    assert result.counts == {
        BANTUL: 2,
        (*BANTUL[:4], "sanksi"): 1,
        ("3301", "pilkada-2024", "2024-02", "media_sosial", "dugaan"): 1,
    }
    assert (result.read, result.accepted, result.refused, result.quarantined) == (4, 4, 0, None)


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        pytest.param({"Tahap": ""}, "Tahap", "required", id="an empty cell"),
        pytest.param({"Tahap": "terduga berat"}, "Tahap", "code", id="an unknown stage"),
        pytest.param({"Kab/Kota": "Kab. Bantull"}, "Kab/Kota", "region_near", id="a region with a slip"),
        pytest.param({"Kab/Kota": "34.2"}, "Kab/Kota", "region_code_damaged", id="a damaged code"),
        pytest.param({"Tanggal": "31/02/2024"}, "Tanggal", "date_impossible", id="a day that does not exist"),
        pytest.param({"Kab/Kota": "081234567890"}, "Kab/Kota", "personal_data", id="a telephone number"),
        pytest.param({"Kab/Kota": "Kota Semarang"}, "", "outside_coverage", id="a region outside"),
        pytest.param({"Tanggal": "1 Desember 2024"}, "", "outside_coverage", id="a month outside"),
        pytest.param({"No Perkara": ""}, "No Perkara", "key_empty", id="no key"),
        pytest.param({"No Perkara": " 2"}, "No Perkara", "duplicate", id="the key of an earlier row"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_reason(
    tmp_path: Path, changes: dict[str, str], column: str, code: str
) -> None:
    result = counted(tmp_path, {}, {}, changes, {})
    assert found(result) == [(4, column, code)]
    assert (result.read, result.refused, result.footers) == (4, 1, 0)
    assert result.counts == {BANTUL: 3}
    (row,) = refused_rows(result.quarantined)
    assert [row[heading] for heading in HEADINGS] == [cell.strip() for cell in numbered({}, {}, changes)[2]]
    assert row["baris"] == "4"
    assert row["alasan"].startswith("rekaan, baris 4")


def test_a_province_in_the_coverage_stands_for_its_own_records_and_those_of_its_regencies(tmp_path: Path) -> None:
    result = counted(tmp_path, {"Kab/Kota": "DI Yogyakarta"}, {"Kab/Kota": "3471"}, {"Kab/Kota": "33"})
    assert {region for region, *_ in result.counts} == {"34", "3471"}
    assert found(result) == [(4, "", "outside_coverage")]


def test_a_heading_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    headings = (*HEADINGS[:-2], "Jenis\nPerkara", "Tahap")
    columns = dict(zip(headings, COLUMNS.values(), strict=True))
    path = write_csv(tmp_path / "x.csv", [changed(GOOD, {"Jenis": "salah"})], headings)
    assert found(count(source(path, columns=columns))) == [(2, "Jenis Perkara", "code")]


def test_every_wrong_cell_of_a_row_is_told(tmp_path: Path) -> None:
    result = counted(tmp_path, {"Tahap": "", "Tanggal": "besok"}, {})
    assert found(result) == [(2, "Tahap", "required"), (2, "Tanggal", "date_form")]
    assert result.refused == 1
    assert result.problem_counts == {"required": 1, "date_form": 1}


def test_the_time_of_a_date_makes_no_difference(tmp_path: Path) -> None:
    dates = ("12/10/2024 08:30:15", "2024-10-12 23:59:59.123", "12 Oktober 2024 pukul 08.30 WIB", "2024-10-12T07:00")
    assert counted(tmp_path, *({"Tanggal": day} for day in dates)).counts == {BANTUL: 4}


def test_the_day_of_another_zone_may_be_another_here(tmp_path: Path) -> None:
    abroad = ("2024-10-31T17:00:00.000Z", "2024-10-31 23:30:00+00:00", "2024-11-01 01:00:00 -0500")
    here = ("2024-10-31 23:30:00+07:00", "2024-10-31 23:30 +0900", "31/10/2024 23.30 WITA")
    result = counted(tmp_path, *({"Tanggal": day} for day in (*abroad, *here)))
    assert (result.problem_counts, result.counts) == ({"date_form": len(abroad)}, {BANTUL: len(here)})


def test_problems_are_kept_as_examples_and_counted(tmp_path: Path) -> None:
    result = counted(tmp_path, *[{"Tahap": "salah"}] * 50)
    assert len(result.problems) == refusals.EXAMPLES
    assert result.problem_counts == {"code": 50}
    assert len(refused_rows(result.quarantined)) == 50


def test_refused_rows_are_fetched_in_lots_and_stay_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "ROWS_IN_MEMORY", 7)
    rows = [{"Tahap": "salah"} if number % 3 else {"No Perkara": "same"} for number in range(60)]
    result = counted(tmp_path, *rows)
    assert [row["baris"] for row in refused_rows(result.quarantined)] == [str(n + 2) for n in range(60) if n]
    assert result.problem_counts == {"code": 40, "duplicate": 19}


def test_a_column_with_too_many_different_texts_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.microdata.matching.MOST_TEXTS", 3)
    result = counted(tmp_path, {}, {}, *({"Kab/Kota": f"{NAME} {number}"} for number in range(9)))
    assert result.problem_counts["too_many_values"] == 7
    assert result.accepted == 2


FEBRUARY = {
    "regions": ["3402"],
    "first": "2024-02",
    "last": "2024-02",
    "elections": ["pilkada-2024", "pemilu-2024"],
}


def test_rows_of_an_election_that_is_not_covered_are_refused(tmp_path: Path) -> None:
    rows = [(str(n), "Bantul", election, "2024-02-01") for n, election in enumerate(("pilkada-2024", "keduanya"))]
    path = write_csv(tmp_path / "x.csv", rows, ("Kunci", "Kode Wilayah", "Pemilihan", "tanggal_tanda_tangan"))
    result = count(signatures(path, coverage=FEBRUARY | {"elections": ["pilkada-2024"]}))
    assert found(result) == [(3, "", "outside_coverage")]
    assert result.counts == {("3402", "pilkada-2024", "2024-02"): 1}


def test_signatures_for_both_elections_count_for_each(tmp_path: Path) -> None:
    rows = [("1", "Bantul", "keduanya", "2024-02-01"), ("2", "3402", "Pilkada 2024", "2024-02-28")]
    path = write_csv(tmp_path / "x.csv", rows, ("Kunci", "Kode Wilayah", "Pemilihan", "tanggal_tanda_tangan"))
    result = count(signatures(path, coverage=FEBRUARY))
    assert result.counts == {("3402", "pemilu-2024", "2024-02"): 1, ("3402", "pilkada-2024", "2024-02"): 2}
    assert result.accepted == 2


def test_a_constant_stands_for_every_row(tmp_path: Path) -> None:
    headings = [heading for heading in HEADINGS if heading != "Kab/Kota"]
    declared = {heading: role for heading, role in source(tmp_path).columns.items() if heading in headings}
    rows = [[cell for heading, cell in zip(HEADINGS, GOOD, strict=True) if heading in headings]]
    path = write_csv(tmp_path / "x.csv", rows, headings)
    constants = {"election": "pilkada-2024", "region_code": "Kabupaten Bantul"}
    assert count(source(path, columns=declared, constants=constants)).counts == {BANTUL: 1}


def test_a_workbook_with_titles_above_and_a_footer_below_is_read(tmp_path: Path) -> None:
    rows = [GOOD, ("2", NAME, "3402", 45577, "medsos", "dugaan"), ("Jumlah", None, 2, None, None, None)]
    result = count(source(write_xlsx(tmp_path / "x.xlsx", rows)), folder=tmp_path / "q")
    assert result.counts == {BANTUL: 2}
    assert found(result) == [(6, "", "footer")]


def test_a_row_with_too_few_cells_is_refused_and_one_of_a_footer_is_a_footer(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [GOOD, ("7", NAME, "3402"), ("Jumlah", "1")])
    result = count(source(path), folder=tmp_path / "q")
    assert found(result) == [(3, "", "cell_count"), (4, "", "footer")]
    assert (result.read, result.refused, result.footers) == (3, 2, 1)
    assert [row["No Perkara"] for row in refused_rows(result.quarantined)] == ["7", "Jumlah"]


def test_a_crash_leaves_no_image_of_the_memory(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        counted(tmp_path, {})
        assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def test_refused_rows_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    path = counted(tmp_path, {"Tahap": ""}).quarantined
    assert path is not None
    assert path.name == "rekaan.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_changes_while_it_is_read_is_refused_whole(tmp_path: Path) -> None:
    rows = numbered({"Tahap": "salah"}, {})
    path = write_csv(tmp_path / "x.csv", rows)
    steps: list[None] = []

    def edit() -> None:
        steps.append(None)
        if len(steps) == STEPS - 1:
            write_csv(path, rows[::-1])

    with pytest.raises(UnreadableFileError) as caught:
        count(source(path), advance=edit)
    assert caught.value.problem.code == "file_changed"
    assert len(steps) == STEPS - 1


def test_records_are_read_straight_from_the_file_so_that_they_keep_their_order(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [GOOD])
    declared = source(path)
    table = CATALOGUE.tables[declared.table]
    with workspace("rekaan") as connection:
        relation = open_relation(
            connection=connection,
            location=str(path),
            name="rekaan",
            root=tmp_path,
            known=frozenset(roles(table=table, source=declared)),
        )
        found_columns = Found("rekaan", relation.headers, relation.header_row, Vocabulary())
        plan = plan_columns(table=table, source=declared, found=found_columns)
        records = load_records(connection=connection, relation=relation, plan=plan, table=table)
        query = records_query(relation=relation, plan=plan, cells=records.cells)
        steps = connection.execute(f"EXPLAIN {query}").fetchall()[0][1]
    assert "Read Csv" in steps
    assert not re.search("Join|Window|Aggregate|Union", steps, re.IGNORECASE)
