"""Whatever happens to a run, readers see one whole release, and the next run succeeds; real runs are killed here."""

import dataclasses
import random
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import create_engine, event, text

from etl.engine import open_engine
from etl.history import prune, releases, rollback
from etl.pipeline import Workplace, run
from etl.publish import Outcome
from etl.rendering import file_count
from etl.verify import verify
from tests.conftest import KINDS
from tests.etl.small_project import copy_project, finished, replace, start
from tests.etl.whole_release import Watched, look, watching

SEED = 20241127
POINTS = 5
# The next command loads its libraries while the one before is looked at; then it waits to be told.
AT_A_WORD = "import etl.commands; input()"
READING, PUBLISHING = "Reading and checking files", "Publishing the release"
FORMER_STAYS = "Stopped, nothing is published; the former release stays."
REFUSED = (
    "V9001,34,pilkada-2024,peristiwa,dugaan,orang,dua,tidak_dirinci,tidak_dirinci,,2024-10-15,hari,Contoh Rekaan,"
    "https://example.org/rekaan,Contoh Rekaan,2024-10-16,\n"
)


@dataclass(frozen=True)
class Site:
    """A copy of the project, and a database with a first release of it."""

    project: Path
    address: str
    place: Workplace

    @property
    def files(self) -> int:
        return file_count(self.place.catalogue)

    def change(self) -> None:
        """Change one figure, so that the next run has something to publish."""
        file = self.project / "data" / "violations.csv"
        line = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("V0001,"))
        before, count = line.split(",")[:6], int(line.split(",")[6])
        replace(file, ",".join([*before, str(count)]) + ",", ",".join([*before, str(count + 1)]) + ",")

    def start(self, prelude: str = "") -> "Popen[str]":
        return start(self.project, "run", address=self.address, prelude=prelude)

    def check(self, watched: Watched) -> None:
        """Look once more, and let nothing wrong pass."""
        look(self.place.engine, watched)
        assert watched.wrong == []


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


def shares_of_publishing(site: Site) -> tuple[float, float]:
    """Publish once and measure which share of it is over when the first file is kept, and when the commit comes."""
    moments: dict[str, float] = {}

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        moments.setdefault("begin", time.monotonic())
        if statement.startswith("INSERT INTO release_file"):
            moments.setdefault("files", time.monotonic())

    def note_commit(_connection: object) -> None:
        moments["commit"] = time.monotonic()

    event.listen(site.place.engine, "before_cursor_execute", note)
    event.listen(site.place.engine, "commit", note_commit)
    site.change()
    run(site.place)
    whole = time.monotonic() - moments["begin"]
    event.remove(site.place.engine, "before_cursor_execute", note)
    event.remove(site.place.engine, "commit", note_commit)
    return (moments["files"] - moments["begin"]) / whole, (moments["commit"] - moments["begin"]) / whole


def seconds_of_steps(site: Site) -> tuple[float, float]:
    """Run the real command once and measure reading and publishing."""
    site.change()
    process = site.start()
    until(process, READING)
    began = time.monotonic()
    until(process, PUBLISHING)
    publishing = time.monotonic()
    assert finished(process)[0] == 0
    return publishing - began, time.monotonic() - publishing


def until(process: "Popen[str]", line: str) -> None:
    """Wait until a command says that a step begins."""
    assert process.stdout is not None
    assert any(said.startswith(line) for said in process.stdout)


@dataclass(frozen=True)
class Point:
    """When to kill: so many seconds after a step began."""

    phase: str
    step: str
    delay: float


def points(site: Site) -> list[Point]:
    """Spread twenty random points over reading, writing rows, rendering files, and the commit with what follows."""
    written, committed = shares_of_publishing(site)
    reading, publishing = seconds_of_steps(site)
    spans = {
        "reading": (READING, 0.0, reading),
        "writing": (PUBLISHING, 0.0, written * publishing),
        "rendering": (PUBLISHING, written * publishing, committed * publishing),
        "commit": (PUBLISHING, committed * publishing * 0.97, publishing),
    }
    chance = random.Random(SEED)  # noqa: S311 (points that are the same each time)
    return [
        Point(phase, step, chance.uniform(low, high))
        for phase, (step, low, high) in spans.items()
        for _ in range(POINTS)
    ]


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


def kill(process: "Popen[str]", point: Point) -> None:
    """Let a waiting command run until the point, and kill it."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    until(process, point.step)
    time.sleep(point.delay)
    process.kill()
    process.communicate()


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
    site.change()
    run(site.place)
    engine = site.place.engine
    newest, first = (item.release_id for item in releases(engine=engine))
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
