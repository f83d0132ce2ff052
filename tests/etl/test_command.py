"""The command line: what it prints, how it ends, and one clear sentence for whatever is in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def etl(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl", *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_a_run_reports_rows_regions_totals_and_the_release(address: str) -> None:
    done = etl("run", DATABASE_URL=address)
    assert (done.returncode, done.stderr) == (0, "")
    assert "│ violations.csv                   │    452 │      452 │       0 │" in done.stdout
    assert "197 dari 514 kabupaten/kota punya catatan pelanggaran" in done.stdout
    assert "pilkada-2024, orang: " in done.stdout
    assert "dugaan 1158 (551 tidak terinci)" in done.stdout
    assert "V0194: Kabupaten Bima (5206)" in done.stdout
    assert " terbit (" in done.stdout


def test_a_second_run_says_that_nothing_has_changed(address: str) -> None:
    etl("run", DATABASE_URL=address)
    assert "Tidak ada yang berubah" in etl("run", DATABASE_URL=address).stdout
    assert "Nothing has changed" in etl("run", "--lang", "en", DATABASE_URL=address).stdout


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://root:secret@127.0.0.1/x", "DATABASE_URL: scheme 'mysql' is unknown"),
        ("postgres://reader:secret@127.0.0.1:1/x", "Database postgresql+psycopg://reader:***@127.0.0.1:1/x: "),
        ("sqlite:////proc/nowhere/x.sqlite3", "Database /proc/nowhere: "),
    ],
)
def test_a_database_out_of_reach_is_one_sentence_without_its_password(address: str, sentence: str) -> None:
    done = etl("run", "--lang", "en", DATABASE_URL=address)
    assert (done.returncode, done.stderr) == (1, "")
    assert sentence in done.stdout
    assert "secret" not in done.stdout
    assert done.stdout.rstrip().endswith("the former release stays.")


def test_a_wrong_call_is_told_how_to_call(tmp_path: Path) -> None:
    done = etl("publish", DATABASE_URL=f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert done.returncode == 2
    assert "usage: python -m etl" in done.stderr
