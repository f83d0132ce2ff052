"""Files say the same rows in every format, in bytes that depend on nothing else."""

import io
import json
import time
from collections.abc import Iterable
from datetime import date
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from etl.catalogue import load_catalogue
from etl.export.filters import Filters
from etl.export.notes import notes_for
from etl.export.writers import FORMATS, write

TABLE = load_catalogue().published("deklarasi")
FIRST: dict[str, Any] = {
    "record_id": "D1",
    "region_code": "00",
    "region_name": "Indonesia",
    "region_level": "nasional",
    "province_code": None,
    "scope": "seluruh",
    "election": "pilkada-2024",
    "activity": "ikrar_deklarasi",
    "date": date(2024, 9, 17),
    "date_precision": "hari",
    "counts_from": date(2024, 9, 17),
    "organizer": "pemda",
    "participants": 1200,
    "source_url": "https://contoh.example/a?b=1,2",
    "source_publisher": 'Koran "Rekaan"',
    "source_published": date(2024, 9, 18),
    "note": "=1+1",
    "release_id": "rekaan000001",
}
SECOND = {**FIRST, "record_id": "D2", "participants": None, "note": "dua\nbaris"}
EXPECTED_CSV = (
    "id_catatan,kode_wilayah,nama_wilayah,tingkat,kode_provinsi,cakupan,pemilihan,kegiatan,tanggal,"
    "ketelitian_tanggal,dihitung_sejak,penyelenggara,jumlah_peserta,url_sumber,penerbit_sumber,tanggal_terbit,"
    "catatan,rilis\r\n"
    "D1,00,Indonesia,nasional,,seluruh,pilkada-2024,ikrar_deklarasi,2024-09-17,hari,2024-09-17,pemda,1200,"
    '"https://contoh.example/a?b=1,2","Koran ""Rekaan""",2024-09-18,\'=1+1,rekaan000001\r\n'
    "D2,00,Indonesia,nasional,,seluruh,pilkada-2024,ikrar_deklarasi,2024-09-17,hari,2024-09-17,pemda,,"
    '"https://contoh.example/a?b=1,2","Koran ""Rekaan""",2024-09-18,"dua\nbaris",rekaan000001\r\n'
)


def written(kind: str, rows: Iterable[dict[str, Any]] = (FIRST, SECOND), *, bom: bool = False) -> bytes:
    cells = [tuple(row[name] for name in TABLE.names) for row in rows]
    notes = notes_for(table=TABLE, release_id="rekaan000001", count=len(cells), filters=Filters(province="11"))
    return b"".join(write(format=kind, table=TABLE, rows=cells, notes=notes, bom=bom))


def test_csv_is_plain_and_runs_no_formula() -> None:
    assert written("csv").decode() == EXPECTED_CSV


def test_csv_for_people_begins_with_a_mark() -> None:
    assert written("csv", bom=True) == b"\xef\xbb\xbf" + EXPECTED_CSV.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_start_of_a_formula_stands_at_the_start_of_a_cell(start: str) -> None:
    assert f"'{start}x" in written("csv", [{**FIRST, "source_publisher": f"{start}x"}]).decode()


def test_json_says_what_it_is() -> None:
    found = json.loads(written("json"))
    assert {name: value for name, value in found.items() if name != "data"} == {
        "rilis": "rekaan000001",
        "tabel": "deklarasi",
        "lisensi": "CC-BY-4.0",
        "jumlah": 2,
        "saringan": {"provinsi": "11"},
    }
    assert [row["catatan"] for row in found["data"]] == ["=1+1", "dua\nbaris"]


def test_json_without_rows_is_whole() -> None:
    assert json.loads(written("json", []))["data"] == []


def test_a_workbook_has_typed_cells_under_a_frozen_heading() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx")))["Data"]
    cells = {cell.value: sheet.cell(row=2, column=cell.column) for cell in sheet[1]}
    assert sheet.freeze_panes == "A2"
    assert (cells["kode_wilayah"].value, cells["kode_wilayah"].data_type) == ("00", "s")
    assert (cells["jumlah_peserta"].value, cells["jumlah_peserta"].data_type) == (1200, "n")
    assert cells["tanggal"].is_date
    assert (cells["catatan"].value, cells["catatan"].data_type) == ("=1+1", "s")


def test_a_workbook_says_where_it_comes_from() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx")))["Catatan"]
    told = "\n".join(str(cell) for line in sheet.values for cell in line if cell)
    title, meaning = TABLE.title.en, TABLE.field("participants").description.id
    for expected in ("rekaan000001", "CC-BY-4.0", "provinsi=11", title, meaning, "Cara mengutip"):
        assert expected in told


def test_parquet_carries_types_and_meanings() -> None:
    found = pyarrow.parquet.read_table(io.BytesIO(written("parquet")))
    kinds = {field.name: str(field.type) for field in found.schema}
    assert (kinds["kode_wilayah"], kinds["tanggal"], kinds["jumlah_peserta"]) == ("string", "date32[day]", "int64")
    assert found.schema.field("tanggal").metadata[b"title_id"].decode() == TABLE.field("date").title.id
    assert found.schema.metadata[b"release"] == b"rekaan000001"
    assert found.column("jumlah_peserta").to_pylist() == [1200, None]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_rows_give_the_same_bytes_at_any_time_and_place(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(kind)
    later = time.time() + 100_000
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Jayapura")
        elsewhere.setattr(time, "time", lambda: later)
        time.tzset()
        again = written(kind)
    time.tzset()
    assert again == first


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_without_rows_is_a_file_too(kind: str) -> None:
    assert written(kind, [])


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_a_file_is_written_while_its_rows_arrive(kind: str) -> None:
    taken = 0

    def rows() -> Iterable[tuple[Any, ...]]:
        nonlocal taken
        for taken in range(1, 50_001):  # noqa: B007
            yield tuple(FIRST[name] for name in TABLE.names)

    notes = notes_for(table=TABLE, release_id="rekaan000001", count=50_000)
    chunks = write(format=kind, table=TABLE, rows=rows(), notes=notes)
    next(chunks), next(chunks)
    assert taken < 50_000
