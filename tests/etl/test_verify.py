"""Verifying a release finds every number, file and input that is not as it was, names it, and writes nothing."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event, insert, select, update

from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.findings import Finding
from etl.history import NoReleaseError
from etl.pipeline import Workplace, run
from etl.publish import ForeignSchemaError
from etl.rendering import file_count
from etl.schema import boundary, metadata, observation, release, release_file, release_part, type_count
from etl.schema_reference import LISTED, REFERENCE_TABLES
from etl.verify import Verification, verify
from etl.wording import load_wording
from tests.etl.conftest import Place
from tests.etl.small_project import few_rows, replace
from tests.workplaces import TODAY

REFERENCE_TEXTS = [
    ("violation_types", "label_en"),
    ("prohibitions", "sanction"),
    ("regulations", "what_it_says"),
    ("reporting_channels", "url_or_contact"),
    ("ikp_neutrality", "source_publisher"),
]
COUNTRY = {"region_code": "00", "election": "pemilu-2024", "stage": "dugaan", "unit": "orang"}


def told(found: Verification, place: Place, lang: str = "en") -> list[str]:
    catalogue = place[0].catalogue
    return [item.sentence(wording=load_wording(), catalogue=catalogue, lang=lang) for item in found.findings]


def codes(found: Verification) -> set[str]:
    return {item.code for item in found.findings}


def key(finding: Finding) -> Mapping[str, object]:
    return dict(finding.key)


def test_an_untouched_release_holds(place: Place) -> None:
    found = verify(place[0])
    assert (found.findings, found.files) == ((), file_count(place[0].catalogue))
    with place[0].engine.connect() as connection:
        counted = {table.name: len(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
    outside = ("release", "pruned_release", "release_file", "release_part")
    assert found.rows == sum(count for name, count in counted.items() if name not in outside) > 500


def test_a_tampered_number_is_named_with_both_values(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        changed = update(observation).where(*(observation.c[name] == value for name, value in COUNTRY.items()))
        connection.execute(changed.where(observation.c.cumulative == 219).values(cumulative=218))
    found = verify(place[0])
    where = "kode_wilayah=00, pemilihan=pemilu-2024, tahap=dugaan, satuan=orang, bulan=2023-12"
    assert told(found, place)[0] == (
        f"A value differs: Published minimum, {where}: kumulatif is kept as 218 and worked out as 219."
    )
    assert codes(found) == {"number", "file_differs"}


@pytest.mark.parametrize(("name", "column"), REFERENCE_TEXTS, ids=[name for name, _ in REFERENCE_TEXTS])
def test_a_reference_list_that_was_tampered_with_is_named(
    place: Place, tampering: Engine, name: str, column: str
) -> None:
    table = REFERENCE_TABLES[name]
    with tampering.begin() as connection:
        connection.execute(update(table).where(table.c[LISTED] == 1).values({column: "lain"}))
    verified = verify(place[0])
    (found,) = verified.findings
    assert (found.code, found.table) == ("number", table.name)
    assert (found.values or {})["kept"] == "lain" != (found.values or {})["again"]
    assert f"{place[0].catalogue.fields[column].public} is kept as lain" in told(verified, place)[0]


def test_a_number_that_lost_its_value_is_called_empty(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        connection.execute(update(metadata.tables["region"]).values(pns_count=None))
    assert "jumlah_pns tersimpan kosong, hasil hitung ulang " in told(verify(place[0]), place, "id")[0]


def test_a_removed_row_is_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        chosen = connection.execute(select(observation).order_by(observation.c.region_code)).mappings().first()
        assert chosen is not None
        wanted = {name: chosen[name] for name in (*COUNTRY, "month")}
        connection.execute(delete(observation).where(*(observation.c[name] == wanted[name] for name in wanted)))
    found = [item for item in verify(place[0]).findings if item.code == "row_missing"]
    assert [(item.table, key(item)) for item in found] == [("observation", wanted)]


def test_an_added_row_is_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        chosen = connection.execute(select(type_count)).mappings().first()
        assert chosen is not None
        connection.execute(insert(type_count), dict(chosen) | {"month": "2019-01"})
    found = [item for item in verify(place[0]).findings if item.code == "row_too_many"]
    assert [(item.table, key(item)["month"]) for item in found] == [("type_count", "2019-01")]


def test_of_many_differences_some_are_told_and_all_are_counted(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        connection.execute(update(metadata.tables["region"]).values(name="Contoh Rekaan"))
    found = [item for item in verify(place[0]).findings if item.table == "region"]
    assert [item.code for item in found] == ["number"] * 20 + ["more"]
    assert found[-1].values == {"count": 553 - 20}


def test_a_damaged_file_is_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        connection.execute(
            update(release_file).where(release_file.c.name == "sumber.csv").values(body=b"id_catatan\r\n")
        )
    found = verify(place[0])
    assert told(found, place) == [
        "A stored file is damaged: sumber.csv does not fit its fingerprint.",
        "File sumber.csv does not come out the same: its rows, the declarations or the version of a library changed.",
    ]


def test_a_file_exchanged_with_its_fingerprint_is_found_by_making_it_again(place: Place, tampering: Engine) -> None:
    other = "4" * 64
    with tampering.begin() as connection:
        named = release_file.c.name == "sumber.json"
        connection.execute(update(release_file).where(named).values(body=b"[]", size=2, sha256=other))
    assert codes(verify(place[0])) == {"file_damaged", "file_differs"}


def test_a_large_file_is_checked_part_by_part(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        named = release_file.c.name == "sumber.csv"
        body = connection.scalar(select(release_file.c.body).where(named)) or b""
        release_id = connection.scalar(select(release.c.release_id))
        connection.execute(update(release_file).where(named).values(body=None))
        parts = [
            {"release_id": release_id, "name": "sumber.csv", "part": part, "body": body[start : start + 1000]}
            for part, start in enumerate(range(0, len(body), 1000))
        ]
        connection.execute(insert(release_part), parts)
    assert verify(place[0]).findings == ()
    with tampering.begin() as connection:
        connection.execute(delete(release_part).where(release_part.c.part == 1))
    assert codes(verify(place[0])) == {"file_damaged", "file_differs"}


def test_missing_and_foreign_files_are_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        named = release_file.c.name == "sumber.csv"
        connection.execute(update(release_file).where(named).values(name="lain.csv"))
    found = {item.code: item.values for item in verify(place[0]).findings}
    assert found == {"file_missing": {"file": "sumber.csv"}, "file_too_many": {"file": "lain.csv"}}


def test_damaged_boundaries_are_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        connection.execute(update(boundary).where(boundary.c.detail == "rinci").values(body_br=b"x"))
    found = verify(place[0]).findings
    names = [str((item.values or {})["file"]).partition(".")[0] for item in found if item.code == "file_damaged"]
    assert sorted(names) == ["kabupaten_kota-rinci", "provinsi-rinci"]
    assert found[-1] == Finding("not_rendered", values={"reason": "error"})


def test_a_tampered_record_of_the_release_is_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        connection.execute(update(release).values(last_month="2030-01"))
    found = told(verify(place[0]), place)[0]
    assert found.startswith(
        "The record of the release differs: bulan_terakhir is kept as 2030-01 and worked out as 2024"
    )


def test_a_release_under_another_identity_is_named(place: Place, tampering: Engine) -> None:
    with tampering.begin() as connection:
        kept = connection.execute(select(release)).mappings().one()
        tables = [table for table in metadata.sorted_tables if table.foreign_keys]
        rows = {table: connection.execute(select(table)).mappings().all() for table in tables}
        connection.execute(delete(release))
        connection.execute(insert(release), dict(kept) | {"release_id": "other"})
        for table in tables:
            if rows[table]:
                connection.execute(insert(table), [dict(row) | {"release_id": "other"} for row in rows[table]])
    assert "identity" in codes(verify(place[0]))


@pytest.fixture
def changed(place: Place, tmp_path: Path) -> Callable[[Callable[[Path], object]], Verification]:
    """Return a verification after a change of the data."""

    def check(change: Callable[[Path], object]) -> Verification:
        declarations = few_rows(tmp_path / "data")
        change(declarations.parent)
        return verify(dataclasses.replace(place[0], catalogue=load_catalogue(declarations)))

    return check


Changed = Callable[[Callable[[Path], Any]], Verification]
# What differs before the database is asked is the same for both kinds.
on_one_kind = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@on_one_kind
def test_a_changed_input_is_named_with_the_numbers_that_follow(changed: Changed, place: Place) -> None:
    found = changed(lambda data: replace(data / "violations.csv", ",dugaan,orang,219,", ",dugaan,orang,220,"))
    assert told(found, place)[0] == "A file has changed since this release: violations.csv."
    numbers = [item for item in found.findings if item.code == "number" and item.table == "observation"]
    assert {"column": "cumulative", "kept": 219, "again": 220} in [item.values for item in numbers]
    assert "report" in codes(found)


@on_one_kind
def test_a_changed_declaration_is_named(changed: Changed, place: Place) -> None:
    found = changed(lambda data: replace(data / "metadata" / "charts.yml", "\n", "\n# Diubah\n"))
    assert told(found, place) == ["A file has changed since this release: charts.yml."]


def test_a_row_whose_day_had_not_come_is_refused_again_on_a_later_day(
    workplace: Callable[..., Workplace],
    new_database: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("etl.pipeline.now", lambda: f"{TODAY}T12:00:00Z")
    declarations = few_rows(tmp_path / "data")
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    with (tmp_path / "data" / "violations.csv").open("a", encoding="utf-8") as file:
        file.write(f"V9999,00,pilkada-2024,kumulatif,dugaan,orang,9999,tidak_dirinci,tidak_dirinci,,{tomorrow},hari,")
        file.write(f"Bawaslu,https://contoh.invalid/rekaan,Contoh Rekaan,{tomorrow},\n")
    engine = open_engine(address=new_database("sqlite"))
    made = workplace(engine, declarations)
    assert [item.refused for item in run(made).accounts if item.name == "violations.csv"] == [1]
    assert verify(dataclasses.replace(made, today=TODAY + timedelta(days=30))).findings == ()
    engine.dispose()


@on_one_kind
def test_files_that_came_and_went_are_named(changed: Changed) -> None:
    def move(data: Path) -> None:
        (data / "baru.csv").write_bytes((data / "violations.csv").read_bytes())
        replace(data / "metadata" / "sources.yml", "location: violations.csv", "location: baru.csv")

    found = changed(move)
    named = {item.code: (item.values or {}).get("file") for item in found.findings if item.code.startswith("input")}
    assert named == {"input_new": "baru.csv", "input_gone": "violations.csv", "input_changed": "sources.yml"}


@on_one_kind
def test_an_input_that_cannot_be_read_is_told_and_the_files_are_checked_all_the_same(
    changed: Changed, place: Place, tampering: Engine
) -> None:
    with tampering.begin() as connection:
        connection.execute(update(release_file).where(release_file.c.name == "sumber.csv").values(body=b""))
    found = changed(lambda data: (data / "violations.csv").unlink())
    assert told(found, place)[0] == (
        "The numbers cannot be worked out again: violations.csv: berkas tidak ada; periksa nama dan foldernya."
    )
    assert codes(found) == {"not_worked_out", "file_damaged", "file_differs"}


@on_one_kind
def test_an_input_of_which_too_much_is_refused_is_told(changed: Changed, place: Place) -> None:
    found = changed(lambda data: replace(data / "reference" / "pns_count.csv", "153733", "banyak"))
    sentence = "The numbers cannot be worked out again: too many rows of reference/pns_count.csv are refused."
    assert told(found, place) == [sentence]
    assert not any(place[0].quarantine.iterdir())


def test_nothing_is_written(place: Place) -> None:
    reader = open_engine(address=place[0].engine.url.render_as_string(hide_password=False), read_only=True)
    statements: list[str] = []
    event.listen(reader, "before_cursor_execute", lambda *call: statements.append(call[2].split()[0]))
    assert verify(dataclasses.replace(place[0], engine=reader)).findings == ()
    reader.dispose()
    assert {word for word in statements if not word.startswith("PRAGMA")} <= {"SELECT", "BEGIN", "WITH"}
    assert not any(place[0].quarantine.iterdir())


def test_without_a_release_there_is_nothing_to_verify(engine: Engine, workplace: Callable[..., Workplace]) -> None:
    with pytest.raises(NoReleaseError):
        verify(workplace(engine))
    metadata.create_all(engine)
    with pytest.raises(NoReleaseError):
        verify(workplace(engine))


def test_tables_of_another_version_are_refused_by_name(engine: Engine, workplace: Callable[..., Workplace]) -> None:
    metadata.create_all(engine, tables=[table for table in metadata.sorted_tables if table.name != "boundary"])
    with pytest.raises(ForeignSchemaError, match="'boundary'"):
        verify(workplace(engine))
