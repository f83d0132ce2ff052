"""The command line: what it prints, how it ends, and one clear sentence for whatever is in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from etl.publish import publish
from tests.etl.invented import invented_files, invented_release

ALLEGED = "2024 regional elections (Pilkada), alleged, persons"


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


@pytest.fixture
def three(engine: Engine, address: str) -> str:
    """Publish the invented releases a, b and c; returns the address of the database."""
    for day, name in enumerate("abc", start=1):
        publish(engine=engine, new=invented_release(name, day=day, count=day), render=invented_files)
    return address


def test_releases_are_listed_with_their_state(three: str) -> None:
    etl("prune", "--keep", "2", DATABASE_URL=three)
    done = etl("releases", "--lang", "en", DATABASE_URL=three)
    assert (done.returncode, done.stderr) == (0, "")
    states = [line.split("\u2502")[1:4] for line in done.stdout.splitlines() if line.startswith("\u2502")]
    assert [(name.strip(), state.strip()) for name, _, state in states] == [
        ("c", "current"),
        ("b", "kept"),
        ("a", "pruned"),
    ]


def test_rollback_and_prune_say_what_they_did(three: str) -> None:
    assert etl("rollback", "b", DATABASE_URL=three).stdout == "Rilis b kini berlaku.\n"
    assert etl("rollback", "b", DATABASE_URL=three).stdout == "Rilis b memang sedang berlaku.\n"
    assert "Pruned: a." in etl("prune", "--keep", "1", "--lang", "en", DATABASE_URL=three).stdout
    assert etl("prune", "--keep", "1", DATABASE_URL=three).stdout == "Tidak ada rilis yang perlu dipangkas.\n"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("rollback", "x"), "There is no release x; there are: c, b, a.\n"),
        (("diff", "a", "x"), "There is no release x; there are: c, b, a.\n"),
    ],
)
def test_a_release_that_never_was_is_one_sentence(three: str, command: tuple[str, ...], sentence: str) -> None:
    done = etl(*command, "--lang", "en", DATABASE_URL=three)
    assert (done.returncode, done.stdout, done.stderr) == (1, sentence, "")


def test_a_pruned_release_is_one_sentence(three: str) -> None:
    etl("prune", "--keep", "1", DATABASE_URL=three)
    done = etl("rollback", "a", "--lang", "en", DATABASE_URL=three)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("Release a was pruned on ")


def test_a_diff_is_told_in_words(three: str) -> None:
    done = etl("diff", "a", "c", "--lang", "en", DATABASE_URL=three)
    assert done.stdout.splitlines() == [
        "Compared with release a:",
        "3 numbers have changed.",
        f"Published minimum, {ALLEGED}: monthly numbers changed: 3.",
        f"c 0 (0000), {ALLEGED}, end of 2024-10: from 1 to 3.",
        f"c 1 (0001), {ALLEGED}, end of 2024-10: from 1 to 3.",
        f"c 2 (0002), {ALLEGED}, end of 2024-10: from 1 to 3.",
        "Cause of 3 of the numbers: a changed way of working them out.",
        "List of regions: rows new 0, removed 0, changed 3.",
        "No file changed; the way of working it out did.",
    ]


@pytest.mark.parametrize("command", [("releases",), ("rollback", "a"), ("diff", "a", "b")])
def test_an_empty_database_is_told_how_to_fill(address: str, command: tuple[str, ...]) -> None:
    assert "python -m etl run" in etl(*command, DATABASE_URL=address).stdout


@pytest.mark.parametrize(
    "command", [("releases",), ("rollback", "a"), ("prune", "--keep", "1"), ("diff", "a", "b"), ("verify",)]
)
def test_where_there_is_no_database_none_is_made_and_one_is_told_how_to_fill_it(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = etl(*command, DATABASE_URL=f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "Belum ada rilis; terbitkan dengan: python -m etl run\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", ["0", "-1", "x"])
def test_pruning_everything_is_refused(tmp_path: Path, keep: str) -> None:
    done = etl("prune", "--keep", keep, DATABASE_URL=f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert done.returncode == 2
    assert "usage: python -m etl prune" in done.stderr
