"""Runs of a copied project that are killed at random points of every step."""

import random
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from sqlalchemy import event

from etl.pipeline import Workplace, run
from etl.rendering import file_count
from tests.etl.small_project import finished, replace, start
from tests.etl.whole_release import Watched, look

SEED = 20241127
POINTS = 5
# The next command loads its libraries while the one before is looked at; then it waits to be told.
AT_A_WORD = "import etl.commands; input()"
READING, PUBLISHING = "Reading and checking files", "Publishing the release"


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


def kill(process: "Popen[str]", point: Point) -> None:
    """Let a waiting command run until the point, and kill it."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    until(process, point.step)
    time.sleep(point.delay)
    process.kill()
    process.communicate()
