"""Random mess in every format: each row is counted or refused, and the counts are those of a plain reading."""

import datetime
import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.catalogue import Source
from etl.reading import UnreadableFileError
from tests.intake.invented_files import csv_text, ods, ods_row
from tests.microdata.invented import HEADINGS, WORDING, count, refused_rows, source
from tests.microdata.test_any_file import ROWS, Row, plain_count

JUNK = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs", "Cs")), max_size=30).map(
    "¤{}".format
)
JUNK_ROWS = st.lists(st.just("") | JUNK, min_size=len(HEADINGS), max_size=len(HEADINGS)).map(tuple)
FILES = st.lists(ROWS | ROWS | JUNK_ROWS | st.just(("",) * len(HEADINGS)), max_size=30)
TITLES = st.lists(st.sampled_from(("", "REKAPITULASI REKAAN", "Tahun 2024", "Provinsi Contoh Rekaan")), max_size=3)
Typed = str | int | datetime.date | None


def typed(cell: str) -> Typed:
    """Return a cell as a spreadsheet keeps it."""
    if re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        return int(cell)
    return datetime.date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell or None


def above(titles: Sequence[str]) -> list[list[str]]:
    return [[title, *[""] * (len(HEADINGS) - 1)] for title in titles]


def semicolons(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    path.write_bytes(csv_text([*above(titles), HEADINGS, *rows], delimiter=";").encode("cp1252"))


def tabs(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    text = csv_text([*above(titles), HEADINGS, *rows], delimiter="\t", newline="\n", always=True)
    path.write_bytes(text.encode("utf-8-sig"))


def workbook(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Catatan").append(["catatan rekaan"])
    for row in (*above(titles), HEADINGS, *rows):
        book.worksheets[0].append([typed(cell) for cell in row])
    book.save(path)


def opendocument(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    ods(path, content="".join(ods_row([typed(cell) for cell in row]) for row in (*above(titles), HEADINGS, *rows)))


def parquet(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    del titles
    columns = [pa.array([row[position] or None for row in rows], pa.string()) for position in range(len(HEADINGS))]
    pq.write_table(pa.table(columns, names=list(HEADINGS)), path)


def database(path: Path, rows: Sequence[Row], titles: Sequence[str]) -> None:
    del titles
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE kasus ({', '.join(f'[{heading}]' for heading in HEADINGS)})")
        connection.executemany("INSERT INTO kasus VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.close()


Writer = Callable[[Path, Sequence[Row], Sequence[str]], None]


def check(folder: Path, rows: list[Row], titles: list[str], write: Writer) -> None:
    path = folder / "x"
    write(path, rows, titles)
    declared = {"location": f"sqlite:///{path}", "query": "kasus"} if write is database else {}
    counted = count(source(path, **declared), folder=folder / "q")
    filled = sum(any(row) for row in rows)
    assert counted.read == filled == counted.accepted + counted.refused
    assert counted.counts == plain_count(rows)
    assert counted.accepted == sum(counted.counts.values())
    kept = refused_rows(counted.quarantined) if counted.refused else []
    assert len(kept) == counted.refused
    assert all(row["alasan"] for row in kept)


@pytest.mark.parametrize("write", [semicolons, tabs, parquet, database])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=FILES, titles=TITLES)
def test_every_row_of_any_mess_is_counted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, write: Writer, rows: list[Row], titles: list[str]
) -> None:
    check(tmp_path_factory.mktemp("mess"), rows, titles, write)


@pytest.mark.parametrize("write", [workbook, opendocument])
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(rows=FILES, titles=TITLES)
def test_every_row_of_a_messy_workbook_is_counted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, write: Writer, rows: list[Row], titles: list[str]
) -> None:
    check(tmp_path_factory.mktemp("mess"), rows, titles, write)


def outcome(declared: Source) -> tuple[int, int, str]:
    """Return rows read, rows counted or refused, and what is said of the file."""
    try:
        counted = count(declared)
    except UnreadableFileError as error:
        return 0, 0, error.problem.sentence(wording=WORDING, lang="id")
    return counted.read, sum(counted.counts.values()) + counted.refused, "terbaca"


@pytest.mark.parametrize("write", [semicolons, parquet, database])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=FILES, cut=st.floats(0, 1), noise=st.binary(max_size=20))
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, write: Writer, rows: list[Row], cut: float, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "x"
    write(path, rows, [])
    data = path.read_bytes()
    place = int(len(data) * cut)
    path.write_bytes(data[:place] + noise + data[place + len(noise) :])
    declared = {"location": f"sqlite:///{path}", "query": "kasus"} if write is database else {}
    read, rest, sentence = outcome(source(path, **declared))
    assert read == rest
    assert sentence
