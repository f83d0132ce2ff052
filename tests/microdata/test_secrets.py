"""Personal data planted everywhere in a file: nothing of it comes out, but in the file that goes back to its owner."""

import logging
import tempfile
from pathlib import Path

import openpyxl
import pytest

from etl.__main__ import main
from etl.microdata.source import CountedSource
from etl.reading import UnreadableFileError
from tests.microdata.invented import COLUMNS, GOOD, HEADINGS, WORDING, changed, count, refused_rows, source, write_csv

SECRETS = {
    "nip": "196504121990031002",
    "nik": "3402150412650001",
    "phone": "0812-3456-7890",
    "email": "rekaan@contoh.example",
    "plate": "AB 1234 XY",
    "name": "Sutrisno Wibowo Rekaan",
}
FIELDS = ("Kab/Kota", "Tanggal", "Jenis", "Tahap")


def texts_of(counted: CountedSource) -> str:
    """Return everything of a counted source that may be printed or published."""
    sentences = [problem.sentence(wording=WORDING, lang=lang) for problem in counted.problems for lang in ("id", "en")]
    shown = (counted.counts, counted.problem_counts, counted.problems, counted.quarantined, sentences)
    return "\n".join(map(str, shown))


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_what_is_planted_in_cells_comes_out_in_the_quarantine_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    caplog.set_level(logging.DEBUG)
    planted = [changed(GOOD, {"No Perkara": f"{n}", field: secret}) for n, field in enumerate(FIELDS)]
    doubled = [changed(GOOD, {"No Perkara": secret, "Nama": secret})] * 2
    path = write_csv(tmp_path / "x.csv", [*planted, *doubled])
    counted = count(source(path), folder=tmp_path / "q")
    assert (counted.read, counted.refused) == (6, 5)
    printed = capsys.readouterr()
    assert secret not in texts_of(counted) + caplog.text + printed.out + printed.err
    rows = refused_rows(counted.quarantined)
    assert [secret in row.values() for row in rows] == [True] * 5
    assert not any(secret in row["alasan"] for row in rows)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_what_is_planted_in_headings_and_names_is_not_told(tmp_path: Path, secret: str) -> None:
    path = tmp_path / f"{secret}.xlsx"
    book = openpyxl.Workbook()
    book.active.title = secret
    book.active.append([*HEADINGS, secret])
    book.active.append([*GOOD, "x"])
    book.save(path)
    with pytest.raises(UnreadableFileError) as caught:
        count(source(path))
    told = " ".join(caught.value.problem.sentence(wording=WORDING, lang=lang) for lang in ("id", "en"))
    assert caught.value.problem.code == "undeclared_column"
    assert secret not in told + repr(caught.value.problem)


def test_the_command_tells_nothing_personal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    headings = ("kunci", "kode_wilayah", "pemilihan", "tanggal_tanda_tangan")
    rows = [(secret, secret, "keduanya", "2024-10-12") for secret in SECRETS.values()]
    path = write_csv(tmp_path / f"{SECRETS['name']}.csv", rows, headings)
    assert main(["check", str(path), "--table", "declaration_signatures"]) == 1
    assert main(["check", str(path), "--table", "violation_cases"]) == 1
    printed = capsys.readouterr()
    assert "6" in printed.out
    assert not [secret for secret in SECRETS.values() if secret in printed.out + printed.err]


def test_no_other_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    path = write_csv(tmp_path / "x.csv", [changed(GOOD, {"Tahap": SECRETS["nip"]}), GOOD])
    counted = count(source(path, columns=COLUMNS), folder=tmp_path / "q")
    assert list(place.rglob("*")) == []
    assert list((tmp_path / "q").iterdir()) == [counted.quarantined]
