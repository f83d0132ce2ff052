"""Corrections are data with a reason: they change what is counted, and one that fits no row stops the run."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from sqlalchemy import Engine, func, select

from etl.__main__ import main
from etl.catalogue import Catalogue, CatalogueError, load_catalogue
from etl.corrections import CorrectionError, correct, correction_counts, correction_rows, load_corrections
from etl.corrections.models import Action, CorrectedTable, CorrectionStatus
from etl.inputs import check_sources, rows_by_table
from etl.pipeline import RunResult
from etl.schema import correction, number_note, observation, release_file, violation
from etl.wording import load_wording
from tests.copied_data import copy_data
from tests.workplaces import TODAY

SET: dict[str, Any] = {
    "table": "violations",
    "record": "V0117",
    "action": "set",
    "field": "measure",
    "from": "peristiwa",
    "to": "kumulatif",
    "why": {"id": "Contoh rekaan.", "en": "Invented example."},
    "basis": ["V0117", "V0118"],
    "decided": "2026-11-22",
    "status": "applied",
}
EXCLUDE = {key: value for key, value in SET.items() if key not in {"field", "from", "to"}} | {"action": "exclude"}


@pytest.fixture(scope="module")
def rows() -> dict[str, list[dict[str, Any]]]:
    return rows_by_table(check_sources(catalogue=load_catalogue(), today=TODAY))


@pytest.fixture
def filed(tmp_path: Path) -> Callable[..., Catalogue]:
    """Return a maker of catalogues whose only corrections are those given, numbered from K9001 on."""
    copy_data(tmp_path / "data", without=("corrections",))
    folder = tmp_path / "data" / "corrections"
    folder.mkdir()

    def make(*entries: dict[str, Any]) -> Catalogue:
        numbered = {f"K{9001 + index}": entry for index, entry in enumerate(entries)}
        (folder / "rekaan.yml").write_text(yaml.safe_dump(numbered), encoding="utf-8")
        return load_catalogue(folder.parent / "metadata")

    return make


def corrected(catalogue: Catalogue, rows: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    made = correct(catalogue=catalogue, rows=rows, corrections=load_corrections(catalogue), today=TODAY)
    return {row["record_id"]: row for name in ("violations", "declarations") for row in made[name]}


def test_an_applied_value_replaces_the_present_one_and_nothing_else(filed: Any, rows: Any) -> None:
    before = corrected(filed(), rows)
    after = corrected(filed(SET), rows)
    assert {key: row for key, row in after.items() if row != before[key]} == {
        "V0117": before["V0117"] | {"measure": "kumulatif"}
    }


def test_values_keep_their_types_so_that_they_are_counted(filed: Any, rows: Any) -> None:
    number = SET | {"record": "V0112", "field": "count", "from": 4, "to": 3}
    emptied = SET | {"record": "V0110", "field": "note", "from": rows_of(rows, "V0110")["note"], "to": None}
    after = corrected(filed(number, emptied), rows)
    assert (after["V0112"]["count"], after["V0110"]["note"]) == (3, None)


def rows_of(rows: dict[str, list[dict[str, Any]]], record: str) -> dict[str, Any]:
    return next(row for row in rows["violations"] if row["record_id"] == record)


def test_an_excluded_row_is_gone_and_others_stay(filed: Any, rows: Any) -> None:
    assert corrected(filed(), rows).keys() - corrected(filed(EXCLUDE), rows).keys() == {"V0117"}


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_only_an_applied_correction_changes_anything(filed: Any, rows: Any, status: str) -> None:
    assert corrected(filed(SET | {"status": status}), rows) == corrected(filed(), rows)


@pytest.mark.parametrize(
    ("entries", "place", "words"),
    [
        pytest.param([SET | {"record": "V9999"}], "K9001.record", "V0001 … V0452", id="unknown record"),
        pytest.param([SET | {"from": "kumulatif", "to": "peristiwa"}], "K9001.from", "peristiwa", id="another value"),
        pytest.param([SET | {"from": None}], "K9001.from", "bukan ''", id="not empty"),
        pytest.param([SET | {"status": "proposed", "from": "lain"}], "K9001.from", "peristiwa", id="only proposed"),
        pytest.param([SET | {"field": "nama"}], "K9001.field", "region_code", id="unknown column"),
        pytest.param([SET | {"field": "record_id", "from": "V0117"}], "K9001.field", "region_code", id="its number"),
        pytest.param([SET | {"basis": ["V9999"]}], "K9001.basis", "V9999", id="unknown basis"),
        pytest.param([SET | {"to": "jumlah"}], "K9001.to", "peristiwa, kumulatif", id="no such code"),
        pytest.param(
            [SET | {"field": "region_code", "from": "3272", "to": "9999"}], "K9001.to", "regions", id="no such region"
        ),
        pytest.param(
            [SET | {"field": "date_precision", "from": "bulan", "to": "hari"}],
            "K9001.to",
            "sumber terbit pada atau sesudah akhir_periode",
            id="a rule across columns",
        ),
        pytest.param([SET, SET | {"to": "lain"}], "K9002.record", "K9001", id="one column twice"),
        pytest.param([SET, EXCLUDE], "K9002.record", "K9001", id="a row set and left out"),
        pytest.param([EXCLUDE, EXCLUDE], "K9002.record", "K9001", id="a row left out twice"),
    ],
)
def test_a_correction_that_does_not_fit_says_where_and_what_would_be_right(
    filed: Any, rows: Any, entries: list[dict[str, Any]], place: str, words: str
) -> None:
    with pytest.raises(CorrectionError) as stopped:
        corrected(filed(*entries), rows)
    sentences = {lang: stopped.value.problem.sentence(wording=load_wording(), lang=lang) for lang in ("id", "en")}
    assert all(said.startswith(f"corrections/rekaan.yml: {place}: ") for said in sentences.values())
    assert words in sentences["id"]
    assert sentences["id"] != sentences["en"]


def test_a_row_that_comes_to_equal_another_is_refused(filed: Any, rows: Any) -> None:
    twin = rows_of(rows, "V0117") | {"record_id": "V9001", "authority": "Contoh Rekaan"}
    entry = SET | {"record": "V9001", "field": "authority", "from": "Contoh Rekaan", "to": "Bawaslu Kota Sukabumi"}
    with pytest.raises(CorrectionError) as stopped:
        corrected(filed(entry), rows | {"violations": [*rows["violations"], twin]})
    assert stopped.value.problem.file.endswith("K9001.to")


def test_a_rejected_proposal_leaves_room_for_another(filed: Any, rows: Any) -> None:
    assert corrected(filed(SET | {"status": "rejected"}, SET), rows)["V0117"]["measure"] == "kumulatif"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"status": "done"}, "K9001.status", id="unknown status"),
        pytest.param({"action": "delete"}, "K9001", id="unknown action"),
        pytest.param({"action": "exclude"}, "exclude has none", id="a value that nobody uses"),
        pytest.param({"to": "peristiwa"}, "nothing would change", id="no change"),
        pytest.param({"basis": []}, "K9001.basis", id="no basis"),
        pytest.param({"why": {"id": "Contoh rekaan."}}, "K9001.why", id="one language"),
        pytest.param({"why": {"id": "surat ke a@contoh.id", "en": "x"}}, "it is published", id="an address of mail"),
        pytest.param({"surprise": 1}, "K9001.surprise", id="unknown key"),
        pytest.param({"informed": [{"who": "Bawaslu Rekaan"}]}, "K9001.informed.0.on", id="told, but when"),
    ],
)
def test_a_broken_declaration_names_file_and_key(filed: Any, changes: dict[str, Any], words: str) -> None:
    catalogue = filed(SET | changes)
    with pytest.raises(CatalogueError, match=r"rekaan\.yml: K9001") as stopped:
        load_corrections(catalogue)
    assert words in str(stopped.value)


@pytest.mark.parametrize(
    "number", ["1965 0412 199003 1 002", "19650412.199003.1.002", "3402 0112 0465 0001", "0812-3456-7890", "AB 1234 CD"]
)
def test_a_number_of_a_person_is_no_part_of_a_reason_however_it_is_grouped(filed: Any, number: str) -> None:
    why = {"id": f"Menurut berkas {number}.", "en": "Invented example."}
    with pytest.raises(CatalogueError, match=r"K9001\.why: .* it is published"):
        load_corrections(filed(SET | {"why": why}))


@pytest.mark.parametrize("day", ["2026-13-45", "[" * 5000, "9" * 5000])
def test_a_file_that_yaml_itself_cannot_make_sense_of_is_named(filed: Any, day: str) -> None:
    catalogue = filed(SET)
    path = catalogue.root.parent / "corrections" / "rekaan.yml"
    path.write_text(path.read_text("utf-8").replace("'2026-11-22'", day), "utf-8")
    assert day in path.read_text("utf-8")
    with pytest.raises(CatalogueError, match=r"rekaan\.yml: cannot be read"):
        load_corrections(catalogue)


def test_a_number_may_stand_in_one_file_only(filed: Any) -> None:
    catalogue = filed(SET)
    folder = catalogue.root.parent / "corrections"
    shutil.copy(folder / "rekaan.yml", folder / "ulang.yml")
    with pytest.raises(CatalogueError, match=r"ulang\.yml: K9001: .*corrections/rekaan\.yml"):
        load_corrections(catalogue)


def test_who_was_told_is_published_in_both_languages(filed: Any, rows: Any) -> None:
    told = [
        {"who": {"id": "Kantor Rekaan", "en": "Invented Office"}, "on": "2026-11-20"},
        {"who": "BKN", "on": "2026-11-21"},
    ]
    catalogue = filed(SET | {"informed": told})
    made = correction_rows(catalogue=catalogue, rows=rows, corrections=load_corrections(catalogue))
    assert (made[0]["informed_id"], made[0]["informed_en"]) == (
        "Kantor Rekaan (2026-11-20); BKN (2026-11-21)",
        "Invented Office (2026-11-20); BKN (2026-11-21)",
    )
    assert (made[0]["corrected_field"], made[0]["region_code"]) == ("ukuran", "3272")
    assert correction_counts(made) == {"applied": 1, "proposed": 0, "rejected": 0, "records": 1, "excluded": 0}


def test_the_codes_are_those_that_are_published() -> None:
    fields = load_catalogue().fields
    published = {"corrected_table": CorrectedTable, "correction_action": Action, "correction_status": CorrectionStatus}
    assert {name: fields[name].codes for name in published} == {
        name: get_args(codes) for name, codes in published.items()
    }


def test_a_run_with_a_correction_that_fits_nothing_stops_with_a_sentence(
    filed: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = filed(SET | {"record": "V9999"})
    monkeypatch.setattr("etl.commands.load_catalogue", lambda: catalogue)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'stopped.sqlite3'}")
    assert main(["run", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "corrections/rekaan.yml: K9001.record: there is no record 'V9999'" in said
    assert "the former release stays" in said


def test_the_real_corrections_leave_every_row_accounted_for(published: tuple[Engine, str, RunResult]) -> None:
    engine, _, result = published
    assert result.release is not None
    report = result.release.report
    with engine.connect() as connection:
        left = connection.scalar(select(func.count()).select_from(violation))
        kept = connection.scalar(select(func.count()).select_from(correction))
        rendered = set(
            connection.scalars(select(release_file.c.name).where(release_file.c.name.startswith("koreksi.")))
        )
    read, refused = report["rows"]["violations"]["read"], report["rows"]["violations"]["refused"]
    assert left == read - refused - report["corrections"]["excluded"]
    assert kept == sum(report["corrections"][status] for status in get_args(CorrectionStatus))
    assert rendered == {"koreksi.csv", "koreksi.json", "koreksi.xlsx", "koreksi.parquet"}
    assert [item for item in report["inputs"] if item.startswith("corrections/")]


def test_a_part_no_longer_passes_as_a_later_total(published: tuple[Engine, str, RunResult]) -> None:
    """Without the corrections, 98 sanctions of one year's reports would be told as a fall from 180."""
    engine, _, _ = published
    with engine.connect() as connection:
        notes = set(connection.scalars(select(number_note.c.record_id).where(number_note.c.region_code == "00")))
        sanctions = connection.scalar(
            select(func.max(observation.c.cumulative)).where(
                observation.c.region_code == "00",
                observation.c.election == "pemilu-2024",
                observation.c.stage == "sanksi",
                observation.c.unit == "orang",
            )
        )
    assert notes & {"V0019", "V0020", "V0021"} == set()
    assert sanctions == 180
