"""Sets the scene: a database of its own with the real data, a site of two workers on it, a clock that can be moved."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import libfaketime
from sqlalchemy import Engine

from etl.catalogue import METADATA
from etl.engine import open_engine
from etl.history import rollback
from etl.pipeline import run
from geo.artefact import load_boundaries
from geo.regions import load_regions
from tests.bench_server import SITE, Server
from tests.copied_data import copy_data
from tests.load.own_database import OwnDatabase, own_database
from tests.workplaces import quiet_workplace

CHANGED = "V0001,00,pemilu-2024,kumulatif,dugaan,orang,219", "V0001,00,pemilu-2024,kumulatif,dugaan,orang,{count}"
"""A record that gets another, invented number in a second release."""
LIBRARY = next(Path(libfaketime.__file__).parent.glob("vendor/**/libfaketime.so.1"))
NO_JUMP = "+0"
PATIENCE = 20.0


@dataclass(frozen=True)
class Scene:
    """What a play needs."""

    folder: Path
    database: OwnDatabase
    server: Server

    def engine(self) -> Engine:
        """Open the database as the pipeline does."""
        return open_engine(address=self.database.address)

    def publish(self, count: int) -> str:
        """Publish the real data with an invented number in one record, under its own heading; returns the release."""
        return publish(self.engine(), self.folder, count)

    def go_back(self, release: str) -> str:
        """Make a release the current one again, and return it."""
        engine = self.engine()
        rollback(engine=engine, release_id=release)
        engine.dispose()
        return release

    def kill_worker(self) -> None:
        """End one worker at once, and wait until another is there."""
        victim, *others = self.server.workers()
        os.kill(victim, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while len(set(self.server.workers()) - {victim}) <= len(others) and time.monotonic() < until:
            time.sleep(0.02)

    def move_clock(self, by: str) -> None:
        """Let the clock of the site jump; ``by`` is a span such as ``+2d`` or ``-3h``."""
        (self.folder / "clock").write_text(f"{by}\n", encoding="ascii")


def publish(engine: Engine, folder: Path, count: int) -> str:
    """Publish a release; the one with the number of the record is that of the bundled data."""
    data = folder / f"data-{count}"
    metadata = copy_data(data) if not data.exists() else data / METADATA.name
    file = data / "violations.csv"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace(CHANGED[0], CHANGED[1].format(count=count)), encoding="utf-8")
    place = quiet_workplace(
        engine, tree=load_regions(), boundaries=load_boundaries(), quarantine=folder / "quarantine", metadata=metadata
    )
    try:
        release = run(place).release
    finally:
        engine.dispose()
    return release.release_id if release else ""


def _movable(clock: Path) -> dict[str, str]:
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


@contextmanager
def scene(*, movable_clock: bool = False) -> Iterator[tuple[Scene, str]]:
    """Set the scene; yields it with the first release. A clock that can be moved makes a site several times slower."""
    with own_database() as database, TemporaryDirectory(prefix="pantau-beban-") as name:
        folder = Path(name)
        first = publish(open_engine(address=database.address), folder, 219)
        (folder / "clock").write_text(f"{NO_JUMP}\n", encoding="ascii")
        moved = _movable(folder / "clock") if movable_clock else {}
        settings = {"DATABASE_URL": database.address, "PANTAU_PROXIES": "1", "PANTAU_URL": "http://127.0.0.1"}
        with Server(SITE, **settings, **moved) as server:
            yield Scene(folder, database, server), first
