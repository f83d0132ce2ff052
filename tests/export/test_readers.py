"""Every table of the real release reads the same from CSV, JSON, XLSX and Parquet, value for value, in each reader."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from sqlalchemy import Engine

from etl.catalogue import Table, load_catalogue
from etl.engine import open_engine
from etl.export.files import RenderedFile, published_tables, render_release
from etl.export.text import FORMULA_STARTS
from etl.pipeline import Workplace, run

Rows = list[tuple[Any, ...]]
TABLES = published_tables(load_catalogue())
# No agency's records are bundled, so that their counts are empty tables in the real release.
COUNTED = {rule.publishes for rule in load_catalogue().disclosure.values()}
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.public)
CELLS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


@pytest.fixture(scope="session")
def files(
    tmp_path_factory: pytest.TempPathFactory, workplace: Callable[[Engine], Workplace]
) -> dict[str, RenderedFile]:
    """Publish the bundled data and render all files of the release."""
    engine = open_engine(address=f"sqlite:///{tmp_path_factory.mktemp('readers') / 'a.sqlite3'}")
    release = run(workplace(engine)).release
    assert release is not None
    with engine.connect() as connection:
        rendered = render_release(connection=connection, release_id=release.release_id, catalogue=load_catalogue())
        found = {file.name: file for file in rendered}
    engine.dispose()
    return found


def reference(files: dict[str, RenderedFile], table: Table) -> Rows:
    found = pyarrow.parquet.read_table(io.BytesIO(files[f"{table.public}.parquet"].body))
    assert tuple(found.column_names) == table.public_columns
    assert found.num_rows == files[f"{table.public}.parquet"].rows
    assert found.num_rows > 0 or table.name in COUNTED
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def typed(rows: list[list[str | None]], table: Table) -> Rows:
    kinds = [CELLS.get(field.type, str) for field in table.columns]
    return [
        tuple(None if cell in {"", None} else kind(str(cell)) for kind, cell in zip(kinds, row, strict=True))
        for row in rows
    ]


@each_table
def test_plain_python_reads_the_csv_as_the_parquet(files: dict[str, RenderedFile], table: Table) -> None:
    heading, *rows = csv.reader(io.StringIO(files[f"{table.public}.csv"].body.decode(), newline=""))
    assert tuple(heading) == table.public_columns
    assert typed([list(row) for row in rows], table) == reference(files, table)


@each_table
def test_pandas_reads_the_csv_as_the_parquet(files: dict[str, RenderedFile], table: Table) -> None:
    frame = pd.read_csv(io.BytesIO(files[f"{table.public}.csv"].body), dtype=str, keep_default_na=False)
    assert typed(frame.to_numpy().tolist(), table) == reference(files, table)


@each_table
def test_duckdb_reads_the_csv_as_the_parquet(files: dict[str, RenderedFile], table: Table, tmp_path: Path) -> None:
    for suffix in ("csv", "parquet"):
        (tmp_path / f"t.{suffix}").write_bytes(files[f"{table.public}.{suffix}"].body)
    kinds = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    columns = {field.public: kinds.get(field.type, "VARCHAR") for field in table.columns}
    with duckdb.connect() as base:
        read = base.execute("SELECT * FROM read_csv(?, columns=?, header=true)", [str(tmp_path / "t.csv"), columns])
        rows = read.fetchall()
        stored = base.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "t.parquet")]).fetchall()
    assert rows == stored == reference(files, table)


@each_table
def test_the_json_is_the_parquet(files: dict[str, RenderedFile], table: Table) -> None:
    found = json.loads(files[f"{table.public}.json"].body)
    assert found["jumlah"] == len(found["data"])
    days = {field.public for field in table.columns if field.type == "date"}
    rows = [
        tuple(date.fromisoformat(cell) if cell and name in days else cell for name, cell in row.items())
        for row in found["data"]
    ]
    assert rows == reference(files, table)


@each_table
def test_the_workbook_is_the_parquet(files: dict[str, RenderedFile], table: Table) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files[f"{table.public}.xlsx"].body), read_only=True)
    heading, *rows = book["Data"].iter_rows(values_only=True)
    assert heading == table.public_columns
    assert [tuple(map(_day, row)) for row in rows] == reference(files, table)


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell


@each_table
def test_no_real_text_looks_like_a_formula(files: dict[str, RenderedFile], table: Table) -> None:
    """So the guard of CSV changes nothing, and CSV and Parquet are equal."""
    texts = [cell for row in reference(files, table) for cell in row if isinstance(cell, str)]
    assert [text for text in texts if text.startswith(FORMULA_STARTS)] == []


@pytest.mark.skipif(
    OFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)"
)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("locale", ["en-US", "id-ID"])
def test_libreoffice_reads_every_table_as_the_parquet(
    files: dict[str, RenderedFile], locale: str, suffix: str, tmp_path: Path
) -> None:
    _settings(tmp_path / "profile", locale)
    for table in TABLES:
        assert _through_office(files, table, suffix, tmp_path) == reference(files, table), table.public


def _settings(profile: Path, locale: str) -> None:
    """Let LibreOffice believe that the computer speaks this language; Indonesian writes numbers with a comma."""
    (profile / "user").mkdir(parents=True)
    item = (
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{locale}</value></prop></item>"
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{item}</oor:items>",
        encoding="utf-8",
    )


def _through_office(files: dict[str, RenderedFile], table: Table, suffix: str, folder: Path) -> Rows:
    """Open a file in LibreOffice, CSV as its import dialogue offers it, and read what it saves."""
    (folder / f"t.{suffix}").write_bytes(files[f"{table.public}.{suffix}"].body)
    out = folder / f"out-{table.public}"
    command = [str(OFFICE), f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    if suffix == "csv":
        command.append(f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,{_column_kinds(table)},0,false,false")
    subprocess.run([*command, str(folder / f"t.{suffix}")], check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(out / "t.xlsx", data_only=True).worksheets[0]
    heading, *rows = sheet.iter_rows(values_only=True, max_col=len(table.columns))
    assert heading == table.public_columns
    return [tuple(_seen(cell, field.type) for cell, field in zip(row, table.columns, strict=True)) for row in rows]


def _seen(cell: Any, kind: str) -> Any:
    truth = kind == "boolean" and isinstance(cell, str)
    return CELLS["boolean"](cell) if truth else _day(cell)


def _column_kinds(table: Table) -> str:
    """Write the column types of the import dialogue: text, date by year, English number."""
    kinds = {"date": 5, "integer": 10, "number": 10}
    return "/".join(f"{number}/{kinds.get(field.type, 2)}" for number, field in enumerate(table.columns, 1))
