"""A published release of few rows, which a test may tamper with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert, select

from etl.engine import open_engine
from etl.pipeline import Workplace, run
from etl.schema import metadata, release
from tests.conftest import KINDS
from tests.etl.small_project import few_rows

Place = tuple[Workplace, Path]


@pytest.fixture(scope="module", params=KINDS)
def place(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    workplace: Callable[..., Workplace],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """Publish few rows; yields what they were published with, and their folder."""
    declarations = few_rows(tmp_path_factory.mktemp("few") / "data")
    engine = open_engine(address=new_database(request.param))
    made = workplace(engine, declarations)
    run(made)
    yield made, declarations.parent
    engine.dispose()


@pytest.fixture
def tampering(place: Place) -> Iterator[Engine]:
    """Return the engine; whatever a test changes is put back, table by table."""
    engine = place[0].engine
    with engine.connect() as connection:
        kept = {table: connection.execute(select(table)).mappings().all() for table in metadata.sorted_tables}
    yield engine
    with engine.begin() as connection:
        connection.execute(delete(release))
        for table, rows in kept.items():
            if rows:
                connection.execute(insert(table), [dict(row) for row in rows])
