"""Parquet files and databases: the same texts as from a workbook, nothing written, nothing secret in an error."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from etl.intake.opening import open_relation
from etl.reading import UnreadableFileError
from tests.intake.conftest import Read
from tests.intake.invented_files import HEADINGS, KNOWN

Refused = Callable[..., UnreadableFileError]
TEXTS = ("Contoh Rekaan", "3402", "2024-10-12", "34.02", "true", "2024-10-12 08:30:00", "11.1")
NAMES = '"Nama Pegawai", "Kode_Wilayah", "TANGGAL", angka, benar, waktu, desimal'
VALUES = (
    "' Contoh Rekaan ', {number}, DATE '2024-10-12', CAST(34.02 AS DOUBLE PRECISION), true,"
    " TIMESTAMP '2024-10-12 08:30:00', CAST(11.10 AS DECIMAL(9, 2))"
)


def _parquet(path: Path, select: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")


def test_parquet_columns_are_written_as_texts(read: Read, tmp_path: Path) -> None:
    values = VALUES.format(number="CAST(3402 AS DOUBLE)")
    _parquet(tmp_path / "a.parquet", f"FROM (VALUES ({values}), (NULL,NULL,NULL,NULL,NULL,NULL,NULL)) t({NAMES})")
    relation, rows = read("a.parquet")
    assert (relation.headers[:3], relation.header_row, relation.row_count) == (HEADINGS[:3], 0, 1)
    assert rows == [(2, *TEXTS)]


@pytest.mark.parametrize("cell", ["[1]", "{'a': 1}", "'a'::BLOB", "MAP {'a': 1}"])
def test_parquet_columns_that_are_no_texts(refused: Refused, tmp_path: Path, cell: str) -> None:
    _parquet(tmp_path / "a.parquet", f"SELECT 1 AS uraian, {cell} AS tanggal")
    problem = refused("a.parquet").problem
    assert (problem.code, problem.value) == ("column_kind", "B")


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_parquet(tmp_path: Path, connection: duckdb.DuckDBPyConnection, data: st.DataObject) -> None:
    _parquet(tmp_path / "a.parquet", "SELECT 'a' || range AS uraian, range AS tanggal FROM range(2000)")
    whole = bytearray((tmp_path / "a.parquet").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "a.parquet").write_bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) - 1, 500]))])
    try:
        found = open_relation(
            connection=connection, location="a.parquet", name="berkas-uji", root=tmp_path, known=KNOWN
        )
    except UnreadableFileError as error:
        assert error.problem.code in {"damaged_parquet", "header_missing", "double_heading", "column_kind"}  # noqa: PT017
    else:
        assert len(connection.view(found.view).fetchall()) == found.row_count


@pytest.fixture
def agency(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a database of an agency, of each kind, whose address stands in an environment variable."""
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    plain = VALUES.replace("DATE '", "'").replace("TIMESTAMP '", "'") if address.startswith("sqlite") else VALUES
    with engine.begin() as opened:
        opened.execute(text(f"CREATE TABLE pegawai AS SELECT * FROM (SELECT {_named(plain)}) t"))  # noqa: S608 - our own values
        opened.execute(text("INSERT INTO pegawai (angka) VALUES (NULL)"))
    engine.dispose()
    monkeypatch.setenv("BASIS_REKAAN", address)
    return str(tmp_path)


def _named(values: str) -> str:
    cells = values.format(number="3402").replace("DECIMAL(9, 2)", "DECIMAL(9;2)").split(",")
    names = [name.strip() for name in NAMES.split(",")]
    return ", ".join(f"{cell} AS {name}" for cell, name in zip(cells, names, strict=True)).replace(";", ",")


@pytest.mark.usefixtures("agency")
def test_a_table_and_a_query_of_a_database(read: Read) -> None:
    for query in ("pegawai", "SELECT * FROM pegawai;", "WITH a AS (SELECT * FROM pegawai) SELECT * FROM a"):
        relation, rows = read("env:BASIS_REKAAN", query=query)
        assert (relation.headers[:3], relation.row_count) == (HEADINGS[:3], 1)
        assert [cell.replace("1", "true") if cell == "1" else cell for cell in rows[0][1:]] == list(TEXTS)
    assert read("env:BASIS_REKAAN", query="SELECT '100%' AS uraian, ':x' AS tahap")[1] == [(2, "100%", ":x")]


@pytest.mark.usefixtures("agency")
def test_what_is_no_single_select_is_refused(refused: Refused) -> None:
    for query in ("", "DROP TABLE pegawai", "SELECT 1; DROP TABLE pegawai", "SELECT 1 -- a", "pegawai; x", "EXPLAIN x"):
        assert refused("env:BASIS_REKAAN", query=query).problem.code == "no_select"


@pytest.mark.usefixtures("agency")
def test_errors_of_a_database_show_neither_address_nor_values(refused: Refused) -> None:
    for query in (
        "tidak_ada",
        "SELECT CAST('Contoh Rekaan' AS INTEGER) FROM x",
        "WITH a AS (DELETE FROM pegawai RETURNING *) SELECT * FROM a",
    ):
        problem = refused("env:BASIS_REKAAN", query=query).problem
        assert problem.code == "database_failed"
        assert "Rekaan" not in str(problem)


def test_addresses_that_are_refused(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIDAK_ADA", raising=False)
    monkeypatch.setenv("TERTUTUP", "postgres://pengguna:sandi-rekaan@127.0.0.1:1/x")
    assert refused("env:TIDAK_ADA").problem.code == "no_variable"
    assert refused("mysql://x/y").problem.code == "unknown_database"
    assert refused("postgresql://pengguna:sandi-rekaan@x/y").problem.code == "password_in_address"
    assert refused("postgresql://x/y?password=sandi-rekaan").problem.code == "password_in_address"
    assert refused("sqlite:///tidak-ada.db", query="a").problem.code == "missing_file"
    assert not (tmp_path / "tidak-ada.db").exists()
    closed = refused("env:TERTUTUP", query="a").problem
    assert (closed.code, "sandi-rekaan" in str(closed)) == ("database_failed", False)


def test_a_sqlite_file_is_relative_to_the_data_folder(read: Read, refused: Refused, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as opened:
        opened.execute("CREATE TABLE t AS SELECT 'a' AS uraian, x'00' AS tahap")
    opened.close()
    assert read("sqlite:///a.db", query="SELECT uraian, 1.0 AS tahap FROM t")[1] == [(2, "a", "1")]
    problem = refused("sqlite:///a.db", query="t").problem
    assert (problem.code, problem.value) == ("column_kind", "B")
    assert refused("sqlite:///a.db", query="SELECT uraian AS a FROM t").problem.code == "header_missing"
