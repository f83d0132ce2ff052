"""Small counts end to end: records go in, and no count from 1 to k-1 comes out of any address or file."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from dashboard.server import create_server
from etl.__main__ import COMMANDS, main
from etl.catalogue import load_catalogue
from etl.disclosure import DisclosureError, protection
from etl.disclosure.audit import Audit
from etl.engine import open_engine
from etl.pipeline import Workplace, run
from etl.schema import release
from tests.intake.invented_files import csv_text
from tests.records.invented_project import PILKADA, copied_data, coverage, declare, records_entry

CASES = Counter(
    {
        ("3401", "2024-09", "media_sosial", "dugaan"): 1,
        ("3402", "2024-09", "media_sosial", "dugaan"): 2,
        ("3402", "2024-10", "media_sosial", "terbukti"): 7,
        ("3403", "2024-09", "lainnya", "dugaan"): 12,
        ("3404", "2024-10", "lainnya", "sanksi"): 5,
        ("3471", "2024-09", "media_sosial", "dugaan"): 9,
        ("34", "2024-10", "lainnya", "diproses"): 4,
    }
)
SIGNED = Counter({("3401", "2024-09"): 2, ("3402", "2024-09"): 40, ("3404", "2024-09"): 30, ("3471", "2024-10"): 8})
K = load_catalogue().disclosure["violation_cases"].threshold
ALL = "semua"
CASE_COLUMNS = {name: name for name in ("region_code", "case_date", "violation_type", "stage")} | {"nomor": "key"}
SIGNED_COLUMNS = {"region_code": "region_code", "signed_on": "signed_on", "nip": "key"}
TABLES = {"kasus": "jumlah_kasus", "tanda_tangan": "jumlah_penanda_tangan"}
FORMATS = ("csv", "json", "xlsx", "parquet")


def small_files(metadata: Path) -> None:
    inbox = metadata.parent / "kiriman"
    cases = [[region, f"{month}-05", kind, stage] for region, month, kind, stage in CASES.elements()]
    signed = [[region, f"{month}-05"] for region, month in SIGNED.elements()]
    for name, rows, columns in (("kasus", cases, CASE_COLUMNS), ("ikrar", signed, SIGNED_COLUMNS)):
        lines = [[*row, str(number)] for number, row in enumerate(rows)]
        (inbox / f"{name}.csv").write_text(csv_text([list(columns), *lines]), encoding="utf-8")
    declared = {"constants": PILKADA, "coverage": coverage("34", month="2024-09", last="2024-10")}
    declare(
        metadata,
        {
            "kasus_rekaan": records_entry("kiriman/kasus.csv", columns=CASE_COLUMNS, **declared),
            "ikrar_rekaan": records_entry(
                "kiriman/ikrar.csv", table="declaration_signatures", columns=SIGNED_COLUMNS, **declared
            ),
        },
    )


@dataclass(frozen=True)
class Site:
    """A published release of small counts."""

    place: Workplace
    engine: Engine
    client: FlaskClient

    def rows(self, table: str, suffix: str) -> list[dict[str, Any]]:
        answer = self.client.get(f"/api/v1/{table}.{suffix}")
        assert answer.status_code == 200
        return read(answer.data, suffix)


def read(data: bytes, suffix: str) -> list[dict[str, Any]]:
    """Read a served file into rows; an empty cell is None."""
    if suffix == "csv":
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
        return [{name: cell or None for name, cell in row.items()} for row in rows]
    if suffix == "parquet":
        found: list[dict[str, Any]] = pq.read_table(pa.BufferReader(data)).to_pylist()
        return found
    if suffix == "json":
        rows_of_json: list[dict[str, Any]] = json.loads(data)["data"]
        return rows_of_json
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    headings, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, workplace: Callable[..., Workplace]) -> Iterator[Site]:
    metadata = copied_data(tmp_path_factory.mktemp("small"))
    small_files(metadata)
    address = f"sqlite:///{metadata.parent / 'rilis.sqlite3'}"
    engine = open_engine(address=address)
    place = workplace(engine, metadata)
    run(place)
    yield Site(place, engine, create_server(address=address).test_client())
    engine.dispose()


def truth() -> dict[str, Counter[tuple[str, ...]]]:
    """Add up by hand: every region within its province and the country, every value within all."""
    sums: dict[str, Counter[tuple[str, ...]]] = {"kasus": Counter(), "tanda_tangan": Counter()}
    for table, counts in (("kasus", CASES), ("tanda_tangan", SIGNED)):
        for (region, *values), count in counts.items():
            for place, *group in product({region, region[:2], "00"}, *((value, ALL) for value in values)):
                sums[table][place, *group] += count
    return sums


def group(table: str, row: dict[str, Any]) -> tuple[str, ...]:
    names = ("periode", "jenis_kasus", "tahap_terakhir") if table == "kasus" else ("periode",)
    return (row["kode_wilayah"], *(str(row[name]) for name in names))


@pytest.mark.parametrize(("table", "suffix"), list(product(TABLES, FORMATS)))
def test_no_small_count_stands_in_any_file(site: Site, table: str, suffix: str) -> None:
    rows, right = site.rows(table, suffix), truth()[table]
    assert rows
    wrong = []
    for row in rows:
        count, state = row[TABLES[table]], row["status"]
        known = right[group(table, row)]
        expected = {"ada": known >= K and str(count) == str(known), "nol": known == 0 and str(count) == "0"}
        if not expected.get(state, state == "disembunyikan" and count is None):
            wrong.append(row)
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_all_small_counts_are_suppressed(site: Site, table: str) -> None:
    rows, right = site.rows(table, "csv"), truth()[table]
    hidden = {group(table, row) for row in rows if row["status"] == "disembunyikan"}
    small = {key for key, count in right.items() if 0 < count < K and key in {group(table, row) for row in rows}}
    assert small
    assert small <= hidden
    assert {row["dasar"] for row in rows} == {"kasus"}
    assert not [row for row in rows if row["kode_wilayah"][:2] not in {"00", "34"}]


@pytest.mark.parametrize("table", ["pelanggaran", "sumber", "deklarasi"])
def test_no_other_table_knows_of_the_records(site: Site, table: str) -> None:
    rows = site.rows(table, "csv")
    assert rows
    assert "kasus" not in {row.get("dasar") for row in rows}
    assert not [row for row in rows if "rekaan" in str(row.values()).lower()]


def test_a_release_that_fails_its_audit_is_not_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def current() -> list[str]:
        with site.engine.connect() as connection:
            return list(connection.scalars(select(release.c.release_id).where(release.c.is_current)))

    before = current()
    monkeypatch.setattr(
        protection, "audit", lambda **_given: Audit(blocks=1, cells=1, disclosed=(("3401", "2024-09"),))
    )
    cases = site.place.catalogue.root.parent / "kiriman" / "kasus.csv"
    cases.write_text(cases.read_text(encoding="utf-8") + "3402,2024-10-05,lainnya,dugaan,x\r\n", encoding="utf-8")
    with pytest.raises(DisclosureError):
        run(site.place)
    assert current() == before
    monkeypatch.undo()
    run(site.place)
    assert current() != before


def test_the_command_says_which_counts_could_be_worked_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_given: object) -> int:
        raise DisclosureError(table="violation_cases", election="pilkada-2024", cells=[("3401", "2024-09")])

    monkeypatch.setitem(COMMANDS, "run", fail)
    assert main(["run", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "violation_cases, pilkada-2024: the audit found small counts that can be worked out: 3401 2024-09" in said
    assert "the former release stays" in said
