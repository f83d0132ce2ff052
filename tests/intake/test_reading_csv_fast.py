"""The fast reading of CSV gives what careful reading gives, or is not used."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.intake.csv_file import open_csv
from etl.intake.relation import Relation
from etl.reading import UnreadableFileError
from tests.intake.invented_files import HEADINGS, KNOWN, ROWS, csv_text

HEAD = "Nama,TANGGAL,"
KNOWN_HEAD = frozenset({"nama", "tanggal"})
LETTERS = ("a", "1", " ", "\t", "é", "\u00a0", "\u200b", "\\", "NULL", "#", "'", "\x01", "\x7f", "\u2028", "😀")
PIECES = st.sampled_from(
    (*LETTERS, ",", ",", ";", '"', '""', '"b"', "\n", "\r\n", "\r", "x,y,z\n", "a,b,c\n", ",,\n", '"a","b","c"\n')
)
BODIES = st.lists(PIECES, max_size=30).map("".join)
TABLES = st.lists(st.lists(st.text(alphabet='a ,"é\u00a0', max_size=4), min_size=3, max_size=3), max_size=8)
Outcome = tuple[object, ...]


def _outcome(connection: duckdb.DuckDBPyConnection, path: Path, *, fast: bool) -> Outcome:
    try:
        relation = open_csv(connection=connection, path=path, name="berkas-uji", known=KNOWN_HEAD, fast=fast)
    except UnreadableFileError as error:
        return (error.problem,)
    rows = connection.view(relation.view).order("row").fetchall()
    return (*_facts(relation), rows)


def _facts(relation: Relation) -> Outcome:
    return relation.headers, relation.header_row, relation.row_count, dict(relation.broken), relation.problems


@pytest.fixture(scope="module")
def kept() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection for all examples of a test."""
    with duckdb.connect(config={"threads": 2}) as opened:
        yield opened


def _compare(kept: duckdb.DuckDBPyConnection, folder: Path, data: bytes) -> None:
    path = folder / "a.csv"
    path.write_bytes(data)
    assert _outcome(kept, path, fast=True) == _outcome(kept, path, fast=False)


@given(body=BODIES, third=st.sampled_from(["", "x"]), title=st.sampled_from(["", "Judul\n", '"Ju\ndul",\n', "\n\n"]))
@settings(max_examples=700)
def test_fast_and_careful_reading_agree_on_any_text(
    kept: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory, body: str, third: str, title: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    _compare(kept, folder, f"{title}{HEAD}{third}\n{body}".encode())


@given(table=TABLES, always=st.booleans(), newline=st.sampled_from(["\n", "\r\n"]), end=st.booleans())
@settings(max_examples=300)
def test_fast_and_careful_reading_agree_on_tables(
    kept: duckdb.DuckDBPyConnection,
    tmp_path_factory: pytest.TempPathFactory,
    table: list[list[str]],
    always: bool,
    newline: str,
    end: bool,
) -> None:
    text = csv_text([["Nama", "TANGGAL", "x"], *table], newline=newline, always=always)
    _compare(kept, tmp_path_factory.getbasetemp(), (text if end else text.removesuffix(newline)).encode())


@given(data=st.binary(max_size=60), at=st.integers(0, 40))
@settings(max_examples=300)
def test_any_bytes_end_in_rows_or_in_a_clear_error(
    kept: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int
) -> None:
    whole = csv_text([["Nama", "TANGGAL", "x"], ["Contoh Rekaan é", "2024-10-12", "y"]]).encode()
    _compare(kept, tmp_path_factory.getbasetemp(), whole[:at] + data + whole[at:])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("always", [False, True])
def test_duckdb_itself_reads_what_it_can(
    kept: duckdb.DuckDBPyConnection, tmp_path: Path, encoding: str, always: bool
) -> None:
    rows = [[cell.replace('"', "") for cell in row] for row in (*ROWS, [""] * len(HEADINGS), *ROWS)]
    (tmp_path / "a.csv").write_bytes(csv_text([HEADINGS, *rows], always=always).encode(encoding))
    relation = open_csv(connection=kept, path=tmp_path / "a.csv", name="berkas-uji", known=KNOWN)
    sql = kept.execute("SELECT sql FROM duckdb_views() WHERE view_name = ?", [relation.view]).fetchall()[0][0]
    assert "read_csv" in sql
    assert relation.row_count == 6


def test_rows_keep_their_numbers_where_duckdb_may_mix_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([HEADINGS, *ROWS], newline="\n"), encoding="utf-8", newline="")
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        relation = open_csv(connection=connection, path=tmp_path / "a.csv", name="berkas-uji", known=KNOWN)
        sql = connection.execute("SELECT sql FROM duckdb_views() WHERE view_name = ?", [relation.view]).fetchall()
    assert "read_csv" not in sql[0][0]


def test_large_files_are_numbered_without_a_gap(kept: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """More than one part that DuckDB reads at a time."""
    rows = (f"Contoh Rekaan {number},{number},baris panjang supaya berkas besar\n" for number in range(200_000))
    (tmp_path / "a.csv").write_text("Nama,TANGGAL,x\n" + "".join(rows), encoding="utf-8", newline="")
    relation = open_csv(connection=kept, path=tmp_path / "a.csv", name="berkas-uji", known=KNOWN_HEAD)
    counts = "count(*) FILTER (row <> CAST(c1 AS BIGINT) + 2), count(*), max(row)"
    assert kept.view(relation.view).aggregate(counts).fetchall() == [(0, 200_000, 200_001)]
