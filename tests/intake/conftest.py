"""What all tests of readers share: a connection that is closed, and a reader that also reads the view to its end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.intake.opening import open_relation
from etl.intake.relation import Relation
from etl.reading import UnreadableFileError
from tests.intake.invented_files import KNOWN

Rows = list[tuple[Any, ...]]
Read = Callable[..., tuple[Relation, Rows]]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    opened = duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "temp_directory": ""})
    yield opened
    opened.close()


@pytest.fixture
def read(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Read:
    """Return a reader: location (a path in the test's folder) -> relation, and the rows of its view."""

    def opened(location: str, known: frozenset[str] = KNOWN, **more: str) -> tuple[Relation, Rows]:
        relation = open_relation(
            connection=connection, location=location, name="berkas-uji", root=tmp_path, known=known, **more
        )
        return relation, connection.view(relation.view).order("row").fetchall()

    return opened


@pytest.fixture
def refused(read: Read) -> Callable[..., UnreadableFileError]:
    """Return a reader of what must be refused: gives the error."""

    def opened(location: str, **more: Any) -> UnreadableFileError:
        with pytest.raises(UnreadableFileError) as caught:
            read(location, **more)
        return caught.value

    return opened
