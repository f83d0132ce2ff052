"""Fills databases and Parquet files as agencies keep their registers; all is invented."""

import datetime
import sqlite3
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import text

from etl.engine import open_engine
from tests.records.invented_project import NAME, NIP, PILKADA, coverage, numbered, records_entry

VARIABLE = "REGISTER_REKAAN"
COLUMNS = {
    "nomor": "key",
    "nama": "drop",
    "nip": "drop",
    "wilayah": "region_code",
    "tanggal": "case_date",
    "jenis": "violation_type",
    "tahap": "stage",
}
BALI = records_entry(
    "kiriman/bali.parquet", columns=COLUMNS, constants=PILKADA, coverage=coverage("51", month="2024-07")
)
WESTERN = records_entry(
    "sqlite:///kiriman/register.sqlite3",
    query="SELECT nomor, wilayah, tanggal, jenis, tahap FROM perkara WHERE tahun = 2024 ORDER BY nomor",
    columns={name: role for name, role in COLUMNS.items() if role != "drop"},
    constants=PILKADA,
    coverage=coverage("6101", "6171", month="2024-07"),
)
LOMBOK = records_entry(
    f"env:{VARIABLE}",
    query="perkara",
    columns=COLUMNS,
    constants=PILKADA,
    coverage=coverage("52", "53", month="2024-07"),
)
DAY = datetime.date(2024, 7, 9)
RIGHT = ["lainnya", "dugaan"]


def _rows(codes: list[Any], filler: Any) -> list[list[Any]]:
    wrong = [[f"R{n}", f"{NAME} {n}", NIP, code, DAY, *RIGHT] for n, code in enumerate(codes, 1)]
    return [*wrong, *numbered(100, ["R{}", f"{NAME} {{}}", NIP, filler, DAY, *RIGHT])]


def bali(path: Path) -> None:
    """Write numbers as codes, dates as dates, and rows that lack what they must have."""
    rows = _rows([5103, 510, None, 5171], 5171)
    rows[3][0] = rows[0][0]
    columns = [list(column) for column in zip(*rows, strict=True)]
    kinds = [pa.string(), pa.string(), pa.string(), pa.float64(), pa.date32(), pa.string(), pa.string()]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    pq.write_table(pa.table(arrays, names=list(COLUMNS)), path)


def western(path: Path) -> None:
    """Write a register of which a query takes one year and no name."""
    rows = _rows(["Pontianak", "Kota Pontianak", "Kab. Pontianak", "Sambas"], "Kab. Sambas")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE perkara (nomor, nama, nip, wilayah, tanggal, jenis, tahap, tahun)")
        rows_of_year = [[*row[:4], row[4].isoformat(), *row[5:], 2024] for row in rows]
        older = [["R9999", NAME, NIP, "salah", "salah", "salah", "salah", 2023]]
        connection.executemany("INSERT INTO perkara VALUES (?,?,?,?,?,?,?,?)", rows_of_year + older)
    connection.close()


def lombok(address: str) -> None:
    """Fill a table of PostgreSQL, with a moment where others have a day."""
    rows = _rows(["5271", "Mataram", "NTB", "Kota Bima", "Bima", "NTT"], "5203")
    names = ["nomor", "nama", "nip", "wilayah", "tanggal", "jenis", "tahap"]
    engine = open_engine(address=address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE perkara (nomor text, nama text, nip text, wilayah text, tanggal timestamp, jenis text,"
                " tahap text)"
            )
        )
        connection.execute(
            text("INSERT INTO perkara VALUES (:nomor, :nama, :nip, :wilayah, :tanggal, :jenis, :tahap)"),
            [dict(zip(names, row, strict=True)) for row in rows],
        )
    engine.dispose()
