"""Reading and checking inputs: a problem says where it is and what would be right; no row is lost."""

import csv
import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from etl.account import account_of_figures
from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.inputs import CheckedSource, check_sources
from etl.pipeline import Workplace, run
from etl.problems import MASKED, Problem, expected, shown
from etl.reading import UnreadableFileError, read_csv
from etl.release import input_hashes
from etl.rules import CHECKS
from etl.schema import violation
from etl.wording import load_wording
from tests.copied_data import copy_data
from tests.workplaces import TODAY

GOOD = {
    "record_id": "V9001",
    "region_code": "34",
    "election": "pilkada-2024",
    "measure": "peristiwa",
    "stage": "dugaan",
    "unit": "orang",
    "count": "12",
    "violation_type": "tidak_dirinci",
    "position": "tidak_dirinci",
    "period_start": "",
    "period_end": "2024-10-15",
    "date_precision": "hari",
    "authority": "Bawaslu",
    "source_url": "https://example.org/invented",
    "source_publisher": "Contoh",
    "source_published": "2024-10-16",
    "note": "",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the real data folder, for a test to change; returns its folder of declarations."""
    return copy_data(tmp_path / "data")


def append(project: Path, **changes: str) -> None:
    """Add one invented row to the violations."""
    with (project.parent / "violations.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow((GOOD | changes).values())


def violations(project: Path) -> CheckedSource:
    checked = check_sources(catalogue=load_catalogue(project), today=TODAY)
    return next(item for item in checked if item.source.name == "violations")


def found(project: Path) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in violations(project).problems]


def test_the_real_files_have_no_problem(project: Path) -> None:
    assert found(project) == []
    assert violations(project).raw.row_count == 452


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        pytest.param({"count": "dua"}, "count", "type", id="a count in words"),
        pytest.param({"count": "-1"}, "count", "range", id="a negative count"),
        pytest.param({"count": ""}, "count", "required", id="no count"),
        pytest.param({"count": "1.234"}, "count", "type", id="a count with a thousands point"),
        pytest.param({"period_end": "15/10/2024"}, "period_end", "type", id="another date format"),
        pytest.param({"period_end": "2024-02-30"}, "period_end", "type", id="a day that does not exist"),
        pytest.param({"period_end": "2021-10-15"}, "period_end", "range", id="a date before the elections"),
        pytest.param({"stage": "terduga"}, "stage", "code", id="an unknown stage"),
        pytest.param(
            {"election": "keduanya"}, "election", "code", id="both elections, which only declarations may have"
        ),
        pytest.param({"region_code": "9999"}, "region_code", "foreign_key", id="an unknown region"),
        pytest.param({"region_code": "34.02"}, "region_code", "foreign_key", id="a code with its dot"),
        pytest.param({"record_id": "x1"}, "record_id", "pattern", id="a number of another form"),
        pytest.param({"record_id": "V0001"}, "record_id", "duplicate", id="a number given before"),
        pytest.param({"source_url": "halaman 3"}, "source_url", "type", id="no address"),
        pytest.param({"authority": "x" * 500}, "authority", "max_length", id="a text too long"),
        pytest.param({"period_start": "2024-10-16"}, "", "rule", id="a period that ends before it starts"),
        pytest.param({"period_end": "2030-10-15", "source_published": "2030-10-16"}, "", "rule", id="days to come"),
        pytest.param({"source_published": "2024-10-01"}, "", "rule", id="published before it happened"),
        pytest.param(
            {"region_code": "3402", "position": "pimpinan_tinggi"}, "", "rule", id="a position in a kabupaten"
        ),
        pytest.param({"region_code": "3402", "count": "2"}, "", "rule", id="two persons of a kabupaten on one day"),
        pytest.param({"date_precision": "bulan"}, "", "rule", id="a month that ends in its middle"),
    ],
)
def test_a_wrong_cell_is_refused_where_it_stands(
    project: Path, changes: dict[str, str], column: str, code: str
) -> None:
    append(project, **changes)
    row = 452 + 2
    assert (row, column, code) in found(project)
    assert violations(project).refused == 1


def test_a_row_doubled_under_another_number_is_refused(project: Path) -> None:
    append(project)
    append(project, record_id="V9002")
    assert found(project) == [(455, "", "rule")]


@pytest.mark.parametrize("number", ["V9001", "V9002"])
def test_a_statement_that_stands_in_two_files_is_not_counted_twice(project: Path, number: str) -> None:
    append(project)
    text = (project / "sources.yml").read_text(encoding="utf-8")
    own = text[text.index("violations:\n") : text.index("\n\n", text.index("violations:\n"))]
    again = own.replace("violations:\n", "lain:\n", 1).replace("violations.csv", "lain.csv")
    (project / "sources.yml").write_text(f"{text}\n\n{again}\n", encoding="utf-8")
    with (project.parent / "lain.csv").open("w", encoding="utf-8", newline="") as file:
        changed = GOOD | {"record_id": number, "count": "13" if number == GOOD["record_id"] else GOOD["count"]}
        csv.writer(file).writerows([list(GOOD), list(changed.values())])
    with pytest.raises(UnreadableFileError) as stopped:
        check_sources(catalogue=load_catalogue(project), today=TODAY)
    assert stopped.value.problem == Problem("lain.csv", 0, "", "repeated_rows", expected=expected("violations.csv"))


def test_a_file_that_was_handed_in_is_called_by_the_name_of_its_source(project: Path) -> None:
    handed_in = "kiriman/Contoh Rekaan 081234567890.csv"
    (project.parent / "kiriman").mkdir()
    (project.parent / "violations.csv").rename(project.parent / handed_in)
    sources = (project / "sources.yml").read_text(encoding="utf-8")
    changed = sources.replace("location: violations.csv", f'location: "{handed_in}"')
    (project / "sources.yml").write_text(changed, encoding="utf-8")
    catalogue = load_catalogue(project)
    item = next(item for item in check_sources(catalogue=catalogue, today=TODAY) if item.table.name == "violations")
    assert (item.raw.file, account_of_figures(item).name) == ("violations", "violations")
    assert not any("Rekaan" in name for name in input_hashes(catalogue=catalogue, sources=[item]))
    (project.parent / handed_in).unlink()
    with pytest.raises(UnreadableFileError) as stopped:
        check_sources(catalogue=catalogue, today=TODAY)
    assert stopped.value.problem.file == "violations"


def test_a_row_with_too_few_cells_is_refused_and_kept(project: Path) -> None:
    source = project.parent / "violations.csv"
    source.write_text(source.read_text(encoding="utf-8") + "V9009,34,pilkada-2024\n", encoding="utf-8")
    checked = violations(project)
    assert [(problem.row, problem.code) for problem in checked.problems] == [(454, "cell_count")]
    assert checked.refused_rows() == {454: ["V9009", "34", "pilkada-2024"]}


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    problem = Problem("violations.csv", 454, "count", "type", value="dua", expected=expected("12"))
    wording = load_wording()
    assert problem.sentence(wording=wording, lang="id") == (
        "violations.csv, baris 454, kolom count: 'dua' tidak terbaca; contoh yang benar: 12."
    )
    assert problem.sentence(wording=wording, lang="en") == (
        "violations.csv, row 454, column count: 'dua' cannot be read; a correct example: 12."
    )


def test_every_declared_rule_has_a_check_and_every_check_a_declaration() -> None:
    assert set(load_catalogue().rules) == set(CHECKS)


@pytest.mark.parametrize(
    "secret", ["196504121990031002", "0812 3456 7890", "Nama Orang", "a@b.id", "3402-1503-6504-0001"]
)
def test_a_value_that_may_be_personal_is_masked(secret: str) -> None:
    assert shown(secret) == MASKED


def test_an_ordinary_value_is_shown_and_a_long_one_cut() -> None:
    assert shown("2024-02-30") == "2024-02-30"
    assert shown("x" * 50) == "x" * 40 + "…"


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "empty_file", 0),
        (b"a,b\n1,2\n", "missing_column", 1),
        (b"a,a,b,c\n", "double_column", 1),
        (b"a,b,c,d\n", "unknown_column", 1),
        ("a,b,c\nx,é,\n".encode("latin-1"), "not_utf8", 2),
        (b'a,b,c\n1,"2,3\n', "not_csv", 2),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, code: str, row: int) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        read_csv(path=path, name="x.csv", columns=("a", "b", "c"))
    assert (caught.value.problem.code, caught.value.problem.row) == (code, row)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_csv(path=tmp_path / "x.csv", name="x.csv", columns=("a",))
    assert caught.value.problem.code == "missing_file"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n")), min_size=1, max_size=4)))
def test_every_row_read_is_either_whole_or_broken(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b"], *rows])
    raw = read_csv(path=path, name="x.csv", columns=("a", "b"))
    filled = [row for row in rows if any(row)]
    assert len(raw.frame) == sum(len(row) == 2 for row in filled)
    assert len(raw.broken) == sum(len(row) != 2 for row in filled)


def test_a_refused_row_is_kept_for_its_owner_and_the_others_go_on(
    project: Path, workplace: Callable[..., Workplace]
) -> None:
    append(project, count="dua")
    append(project, record_id="V9002")
    engine = open_engine(address=f"sqlite:///{project.parent / 'x.sqlite3'}")
    result = run(workplace(engine, project))
    assert result.release is not None
    with engine.connect() as connection:
        excluded = result.release.report["corrections"]["excluded"]
        assert connection.scalar(select(func.count()).select_from(violation)) == 453 - excluded
    engine.dispose()
    (kept,) = result.quarantined
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    heading, cells = openpyxl.load_workbook(kept).active.iter_rows(values_only=True)
    row = dict(zip(heading, cells, strict=True))
    assert row["baris"] == "454"
    assert row["alasan"] == "violations.csv, baris 454, kolom count: 'dua' tidak terbaca; contoh yang benar: 12."
    assert row["record_id"] == "V9001"


def test_too_many_refused_rows_stop_the_run_and_nothing_is_published(
    project: Path, workplace: Callable[..., Workplace]
) -> None:
    for number in range(30):
        append(project, record_id=f"V91{number:02d}", count="dua")
    engine = open_engine(address=f"sqlite:///{project.parent / 'x.sqlite3'}")
    assert run(workplace(engine, project)).release is None
    engine.dispose()
    assert not (project.parent / "x.sqlite3").exists()


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Menurut Contoh Rekaan, NIP 19650412 199003 1 002", "NIP"),
        ("hubungi 0812-3456-7890", "nomor telepon"),
        ("surel contoh.rekaan@example.org", "alamat surel"),
    ],
)
def test_what_belongs_to_a_person_is_refused_in_figures_of_ours_as_well(
    project: Path, workplace: Callable[..., Workplace], note: str, kind: str
) -> None:
    append(project, note=note)
    engine = open_engine(address=f"sqlite:///{project.parent / 'x.sqlite3'}")
    result = run(workplace(engine, project))
    engine.dispose()
    (account,) = [item for item in result.accounts if item.name == "violations.csv"]
    assert account.refused == 1
    told = [problem.sentence(wording=load_wording(), lang="id") for problem in account.problems]
    assert any(kind in sentence and "kolom note" in sentence for sentence in told)
    assert all(note not in sentence for sentence in told)
