"""Whatever happens to a run, readers see one whole release, and the next run succeeds; real runs are killed here."""

import dataclasses
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from etl.engine import open_engine
from etl.history import prune, releases, rollback
from etl.pipeline import Workplace, run
from etl.publish import Outcome
from etl.verify import verify
from tests.conftest import KINDS
from tests.etl.killed_runs import AT_A_WORD, POINTS, PUBLISHING, Site, kill, points, until
from tests.etl.small_project import copy_project, finished
from tests.etl.whole_release import Watched, watching

FORMER_STAYS = "Stopped, nothing is published; the former release stays."
REFUSED = (
    "V9001,34,pilkada-2024,peristiwa,dugaan,orang,dua,tidak_dirinci,tidak_dirinci,,2024-10-15,hari,Contoh Rekaan,"
    "https://example.org/rekaan,Contoh Rekaan,2024-10-16,\n"
)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("project"))
    with (project / "data" / "violations.csv").open("a", encoding="utf-8") as file:
        file.write(REFUSED)
    return project


def opened(kind: str, copied: Path, new_database: Callable[[str], str], workplace: Callable[..., Workplace]) -> Site:
    address = new_database(kind)
    return Site(copied, address, workplace(open_engine(address=address), copied / "data" / "metadata"))


@pytest.fixture(params=KINDS)
def site(
    request: pytest.FixtureRequest,
    copied: Path,
    new_database: Callable[[str], str],
    workplace: Callable[..., Workplace],
) -> Iterator[Site]:
    site = opened(request.param, copied, new_database, workplace)
    run(site.place)
    yield site
    site.place.engine.dispose()


def test_a_run_killed_at_any_point_leaves_one_whole_release_and_the_next_run_succeeds(site: Site) -> None:
    chosen = points(site)
    outcomes: dict[str, list[Outcome | None]] = {}
    with watching(site.address, files=site.files) as watched:
        waiting = site.start(AT_A_WORD)
        for point in chosen:
            site.change()
            process, waiting = waiting, site.start(AT_A_WORD)
            kill(process, point)
            site.check(watched)
            outcomes.setdefault(point.phase, []).append(run(site.place).outcome)
            site.check(watched)
            prune(engine=site.place.engine, keep=2)
        waiting.kill()
        finished(waiting)
    assert watched.wrong == []
    assert watched.looks > len(chosen)
    assert outcomes["reading"] == [Outcome.PUBLISHED] * POINTS
    assert {outcome for found in outcomes.values() for outcome in found} <= {Outcome.PUBLISHED, Outcome.UNCHANGED}
    assert_nothing_left(site)


def assert_nothing_left(site: Site) -> None:
    """Let one more command run: of those that were killed nothing is left but rows for their owner's eyes."""
    assert finished(site.start())[0] == 0
    assert list((site.project / "tmp").iterdir()) == []
    kept = sorted((site.project / "data" / "quarantine").rglob("*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_file()} == {0o600}
    assert verify(site.place).findings == ()


def assert_stopped_in_words(code: int, said: str) -> str:
    """Check that a run ended with a reason and without a traceback; returns the reason."""
    lines = said.strip().splitlines()
    assert (code, lines[-1]) == (1, FORMER_STAYS)
    assert "Traceback" not in said
    return lines[-2]


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


@pytest.mark.parametrize(
    ("site", "size", "reason"),
    [
        pytest.param("sqlite", 400_000, "Database sqlite:///", id="while rows are written"),
        pytest.param("sqlite", 1_600_000, "Database sqlite:///", id="while files are rendered"),
        pytest.param("postgresql", 8_000, "A file cannot be read or written: ", id="beside the database"),
    ],
    indirect=["site"],
)
def test_a_full_disk_is_told_and_the_former_release_stays(site: Site, size: int, reason: str) -> None:
    watched = Watched(site.files)
    site.check(watched)
    site.change()
    assert assert_stopped_in_words(*finished(site.start(LIMITED.format(size=size)))).startswith(reason)
    site.check(watched)
    assert run(site.place).outcome is Outcome.PUBLISHED
    site.check(watched)
    assert len(watched.seen) == 2


TERMINATE = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = :name AND pid <> pg_backend_pid() AND query ILIKE :doing"
)


@pytest.mark.parametrize("site", ["postgresql"], indirect=True)
@pytest.mark.parametrize("doing", ["INSERT INTO number_source%", "INSERT INTO release_file%"])
def test_a_database_that_goes_away_is_told_and_the_former_release_stays(site: Site, doing: str) -> None:
    url = site.place.engine.url
    site.change()
    process = site.start()
    until(process, PUBLISHING)
    watcher = create_engine(url, isolation_level="AUTOCOMMIT")
    with watcher.connect() as connection:
        while not connection.execute(TERMINATE, {"name": url.database, "doing": doing}).all():
            assert process.poll() is None
    watcher.dispose()
    assert assert_stopped_in_words(*finished(process)).startswith("Database postgresql")
    site.place.engine.dispose()
    watched = Watched(site.files)
    site.check(watched)
    assert run(site.place).outcome is Outcome.PUBLISHED
    site.check(watched)
    assert len(watched.seen) == 2


def test_two_runs_at_once_both_end_well(site: Site) -> None:
    site.change()
    with watching(site.address, files=site.files) as watched:
        both = [site.start(), site.start()]
        ends = [finished(process) for process in both]
    assert [code for code, _ in ends] == [0, 0]
    assert sorted("Nothing has changed" in said for _, said in ends) == [False, True]
    site.check(watched)
    assert len(releases(engine=site.place.engine)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_two_first_runs_at_once_both_end_well(
    kind: str, copied: Path, new_database: Callable[[str], str], workplace: Callable[..., Workplace]
) -> None:
    site = opened(kind, copied, new_database, workplace)
    both = [site.start(), site.start()]
    assert [finished(process)[0] for process in both] == [0, 0]
    site.check(Watched(site.files))
    assert len(releases(engine=site.place.engine)) == 1
    site.place.engine.dispose()


IMPATIENT = """
import sqlite3.dbapi2 as driver
patient = driver.connect
driver.connect = lambda *places, **options: patient(*places, **(options | {"timeout": 0.1}))
"""


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_a_database_that_others_hold_for_too_long_is_told(site: Site) -> None:
    site.change()
    with site.place.engine.begin():
        reason = assert_stopped_in_words(*finished(site.start(IMPATIENT)))
    assert reason == "The database is in use by another run; try again when it has ended."
    assert run(site.place).outcome is Outcome.PUBLISHED


def test_old_releases_are_looked_after_while_readers_go_on(site: Site) -> None:
    engine = site.place.engine
    (first,) = (item.release_id for item in releases(engine=engine))
    # Releases are told apart in time by the second.
    time.sleep(1)
    site.change()
    run(site.place)
    (newest,) = (item.release_id for item in releases(engine=engine) if item.is_current)
    reader = dataclasses.replace(site.place, engine=open_engine(address=site.address, read_only=True))
    with watching(site.address, files=site.files) as watched:
        for _ in range(3):
            rollback(engine=engine, release_id=first)
            rollback(engine=engine, release_id=newest)
        assert verify(reader).findings == ()
        assert prune(engine=engine, keep=1) == (first,)
        assert verify(reader).findings == ()
    reader.engine.dispose()
    site.check(watched)
    assert watched.seen[-1] == newest
    assert set(watched.seen) <= {first, newest}
