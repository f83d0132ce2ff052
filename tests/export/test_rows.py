"""Rows come out as declared, chosen by the filters, in the same order on SQLite and on PostgreSQL."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from etl import schema
from etl.catalogue import load_catalogue
from etl.export.files import published_tables
from etl.export.filters import Filters, filter_names
from etl.export.rows import count_rows, public_rows
from tests.export.conftest import RELEASE

TABLES = {str(table.public): table for table in published_tables(load_catalogue())}


def rows(connection: Connection, table: str, **chosen: Any) -> list[tuple[Any, ...]]:
    filters = Filters(**chosen)
    found = list(public_rows(connection=connection, release_id=RELEASE, table=table, filters=filters))
    assert count_rows(connection=connection, release_id=RELEASE, table=table, filters=filters) == len(found)
    return found


def test_a_region_row_names_its_parent_and_province(connection: Connection) -> None:
    assert rows(connection, "wilayah")[:4] == [
        ("00", "Indonesia", "nasional", None, None, None, None, RELEASE),
        ("11", "Aceh", "provinsi", "00", "11", "Aceh", 20_000, RELEASE),
        ("1101", "Kabupaten Aceh Selatan", "kabupaten_kota", "11", "11", "Aceh", None, RELEASE),
        ("1102", "Kabupaten Aceh Tenggara", "kabupaten_kota", "11", "11", "Aceh", None, RELEASE),
    ]


def test_a_month_row_holds_what_changed(connection: Connection) -> None:
    own = ("1102", "Kabupaten Aceh Tenggara", "kabupaten_kota", "11", "pilkada-2024", "dugaan", "orang", "2024-09")
    assert rows(connection, "pelanggaran", regions=("1102",)) == [(*own, 0, 0, 0, "nol", "publikasi", RELEASE)]


def test_the_summary_holds_the_last_state_also_where_nothing_is_published(connection: Connection) -> None:
    chosen = {"election": "pilkada-2024", "stage": "dugaan", "unit": "orang", "province": "11"}
    short = [(row[0], row[8], row[9], row[10], row[11], *row[13:19]) for row in rows(connection, "ringkasan", **chosen)]
    assert short == [
        ("11", 5, 0, "ada", False, 2.5, 20_000, True, None, 0, 1),
        ("1101", 5, 0, "ada", True, None, None, None, date(2024, 9, 17), 2, 1),
        ("1102", 0, 0, "nol", False, None, None, None, None, 0, 0),
    ]
    chosen["province"] = "12"
    assert [row[8:12] for row in rows(connection, "ringkasan", **chosen)] == [
        (None, None, "nihil_terpublikasi", False),
        (None, None, "nihil_terpublikasi", False),
    ]


def test_the_summary_is_the_state_at_the_end_of_the_chosen_month(connection: Connection) -> None:
    chosen = {"regions": ("00",), "election": "pilkada-2024", "stage": "dugaan", "unit": "orang"}
    numbers = {until: rows(connection, "ringkasan", until=until, **chosen)[0][8] for until in ("2024-08", "2024-09")}
    assert numbers == {"2024-08": None, "2024-09": 4}


def test_the_summary_has_a_row_for_every_series(connection: Connection) -> None:
    assert len(rows(connection, "ringkasan")) == 6 * 2 * 6 * 2


def test_kinds_are_event_sums(connection: Connection) -> None:
    own = ("1101", "Kabupaten Aceh Selatan", "kabupaten_kota", "11", "pilkada-2024")
    assert rows(connection, "jenis", stage="diproses") == [
        (*own, "diproses", "orang", "tidak_dirinci", "2024-09", 4, RELEASE)
    ]


def test_every_number_leads_to_its_records(connection: Connection) -> None:
    same = ("pilkada-2024", "dugaan", "orang")
    assert rows(connection, "sumber_angka", level="nasional") == [("00", *same, "2024-10", "kumulatif", "V1")]


@pytest.mark.parametrize(
    ("table", "chosen", "expected"),
    [
        ("wilayah", {"level": "provinsi"}, ["11", "12"]),
        ("wilayah", {"province": "12"}, ["12", "1201"]),
        ("pelanggaran", {"stage": "diproses"}, ["1101"]),
        ("pelanggaran", {"until": "2024-09", "level": "nasional"}, ["00"]),
        ("pelanggaran", {"unit": "kasus"}, []),
        ("pelanggaran", {"basis": "kasus"}, []),
        ("ringkasan", {"basis": "kasus"}, []),
        ("sumber", {"since": "2024-10"}, ["V1", "V3"]),
        ("sumber", {"until": "2024-09"}, ["V2"]),
        ("deklarasi", {"since": "2024-09", "until": "2024-09"}, ["D1"]),
        ("deklarasi", {"election": "pemilu-2024"}, []),
    ],
)
def test_filters_choose_rows(connection: Connection, table: str, chosen: dict[str, str], expected: list[str]) -> None:
    assert [row[0] for row in rows(connection, table, **chosen)] == expected


def test_an_activity_for_both_elections_counts_for_each(connection: Connection) -> None:
    connection.execute(update(schema.declaration).values(election="keduanya"))
    assert [row[0] for row in rows(connection, "deklarasi", election="pemilu-2024")] == ["D1", "D2"]


def test_order_is_by_code_point_whatever_the_language_of_the_database(connection: Connection) -> None:
    for name in ("d3", "D10", "Z", "_"):
        known = dict(connection.execute(schema.declaration.select()).mappings().first() or {})
        connection.execute(insert(schema.declaration), {**known, "record_id": name})
    assert [row[0] for row in rows(connection, "deklarasi")] == ["D1", "D10", "D2", "Z", "_", "d3"]


def test_an_empty_text_is_no_value(connection: Connection) -> None:
    connection.execute(update(schema.violation).values(note=""))
    position = TABLES["sumber"].names.index("note")
    assert {row[position] for row in rows(connection, "sumber")} == {None}


@pytest.mark.parametrize("table", ["pelanggaran", "ringkasan"])
def test_a_page_of_rows_is_a_part_of_all(connection: Connection, table: str) -> None:
    everything = rows(connection, table)
    part = public_rows(connection=connection, release_id=RELEASE, table=table, skip=2, limit=3)
    assert list(part) == everything[2:5]


def test_the_list_of_releases_ends_with_the_own_one(connection: Connection) -> None:
    record = {"is_current": False, "first_month": "2024-01", "last_month": "2024-12", "report": "{}"}
    for name, created in (("lama", "2026-01-01T00:00:00Z"), ("baru", "2027-01-01T00:00:00Z")):
        connection.execute(insert(schema.release), {**record, "release_id": name, "created_at": created})
    months = {"first_month": "2024-01", "last_month": "2024-12"}
    times = {"created_at": "2025-01-01T00:00:00Z", "pruned_at": "2026-02-01T00:00:00Z"}
    gone = {**months, **times, "report": "{}", "files": "{}"}
    connection.execute(insert(schema.pruned_release), {**gone, "release_id": "dipangkas"})
    assert [row[0] for row in rows(connection, "rilis")] == ["dipangkas", "lama", RELEASE]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_has_rows_of_the_declared_width_and_key(connection: Connection, table: Any) -> None:
    found = rows(connection, table.public)
    assert found
    assert {len(row) for row in found} == {len(table.names)}
    key = [table.names.index(name) for name in table.primary_key]
    assert len({tuple(row[position] for position in key) for row in found}) == len(found)


def test_filters_follow_from_the_columns() -> None:
    known = {name: filter_names(table) for name, table in TABLES.items()}
    assert known["pelanggaran"][-3:] == ("dasar", "sejak", "sampai")
    assert known["ringkasan"][-2:] == ("dasar", "sampai")
    assert known["wilayah"] == ("wilayah", "provinsi", "tingkat")
    assert known["rilis"] == ()


def test_a_summary_counts_declarations_up_to_its_month(connection: Connection) -> None:
    columns = load_catalogue().published("ringkasan").names
    first, count = columns.index("first_declared"), columns.index("activity_count")
    chosen = {"regions": ("1101",), "election": "pilkada-2024", "stage": "dugaan", "unit": "orang"}
    found = {
        until: rows(connection, "ringkasan", until=until, **chosen)[0] for until in ("2024-07", "2024-08", "2024-09")
    }
    assert [row[count] for row in found.values()] == [0, 1, 2]
    assert [row[first] for row in found.values()] == [None, None, date(2024, 9, 17)]
