"""The role that SECURITY.md gives the web reads all that is shown, also of the next release, and writes nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from dashboard.server import create_server
from etl.engine import open_engine
from tests.dashboard.invented import publish

SECURITY = Path(__file__).resolve().parents[2] / "SECURITY.md"
WEB, WRITER = "pantau_web", "pantau_etl"
PATHS = ("/", "/wilayah/11", "/metode", "/data", "/api/v1/ringkasan.csv?wilayah=11", "/readyz")


def statements(database: str) -> list[str]:
    """Read the statements as an operator would, for his own database."""
    said = SECURITY.read_text(encoding="utf-8").partition("A role for the web")[2]
    found = re.findall(r"^    ((?:CREATE|GRANT|ALTER) .+;)$", said, flags=re.MULTILINE)
    assert len(found) == 5
    return [line.replace("DATABASE pantau ", f"DATABASE {database} ") for line in found]


@pytest.fixture
def addresses(new_database: Callable[[str], str]) -> Iterator[dict[str, str]]:
    """Return addresses of one database: of its owner, of the pipeline's role, and of the web's."""
    owner = new_database("postgresql")
    engine = open_engine(address=owner)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {WRITER} LOGIN"))
        connection.execute(text(f"GRANT ALL ON SCHEMA public TO {WRITER}"))
    roles = {role: make_url(owner).set(username=role).render_as_string(hide_password=False) for role in (WRITER, WEB)}
    yield {"owner": owner, **roles}
    with engine.begin() as connection:
        for role in (WEB, WRITER):
            connection.execute(text(f"DROP OWNED BY {role} CASCADE"))
            connection.execute(text(f"DROP ROLE {role}"))
    engine.dispose()


def published(address: str, release_id: str) -> Engine:
    engine = open_engine(address=address)
    publish(engine, release_id)
    return engine


def test_the_web_reads_everything_and_writes_nothing(addresses: dict[str, str]) -> None:
    writer = published(addresses[WRITER], "satu")
    owner = open_engine(address=addresses["owner"])
    with owner.begin() as connection:
        for statement in statements(str(owner.url.database)):
            connection.execute(text(statement))
    for release_id in ("satu", "dua"):
        client = create_server(address=addresses[WEB]).test_client()
        for path in PATHS:
            assert client.get(path).status_code == 200, path
        assert client.get("/metode").headers["X-Rilis"] == release_id
        client.application.extensions["engine"].dispose()
        if release_id == "satu":
            publish(writer, "dua")
    web = open_engine(address=addresses[WEB])
    with pytest.raises(ProgrammingError, match="permission denied"), web.begin() as connection:
        connection.execute(text("UPDATE release SET is_current = false"))
    for engine in (web, writer, owner):
        engine.dispose()
