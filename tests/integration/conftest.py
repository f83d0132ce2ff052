from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.database import Database
from dashboard.release import Snapshot
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from etl.engine import open_engine
from etl.pipeline import Workplace, run


@pytest.fixture(scope="session")
def site(
    new_database: Callable[[str], str], workplace: Callable[[Engine], Workplace]
) -> Iterator[tuple[Snapshot, FlaskClient]]:
    """Return the real data, published once, and a client of the site that shows them."""
    address = new_database("sqlite")
    engine = open_engine(address=address)
    run(workplace(engine))
    yield ReleaseReader(Database(engine)).current(), create_server(address=address).test_client()
    engine.dispose()


@pytest.fixture(scope="module")
def client(real: FlaskClient) -> FlaskClient:
    """Return a client of the real data in each kind of database."""
    return real
