import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert

from dashboard.server import create_server
from etl import schema
from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.export.files import render_release
from tests.dashboard.invented import publish

RELEASE = "rekaan000001"
PRUNED = {
    "release_id": "dipangkas001",
    "created_at": "2025-01-01T00:00:00Z",
    "pruned_at": "2026-02-03T00:00:00Z",
    "first_month": "2024-01",
    "last_month": "2024-09",
    "report": "{}",
    "files": '{"sumber.csv": {"sha256": "ab", "size": 3, "rows": 1}}',
}


def keep_files(engine: Engine, release_id: str) -> None:
    """Keep the rendered files with a release, as publishing does."""
    with engine.begin() as connection:
        for file in render_release(connection=connection, release_id=release_id, catalogue=load_catalogue()):
            row = {"name": file.name, "content_type": file.content_type, "rows": file.rows, "body": file.body}
            measured = {"size": len(file.body), "sha256": "0" * 64, "release_id": release_id}
            connection.execute(insert(schema.release_file), {**row, **measured})


@pytest.fixture(scope="session")
def api_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('api') / 'api.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine, RELEASE)
    keep_files(engine, RELEASE)
    with engine.begin() as connection:
        connection.execute(insert(schema.pruned_release), PRUNED)
    engine.dispose()
    return address


@pytest.fixture(scope="session")
def api(api_address: str) -> FlaskClient:
    """Return a client of the data addresses over one invented release and one that was pruned."""
    return create_server(address=api_address).test_client()
