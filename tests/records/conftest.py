"""Runs the whole pipeline over all messy files at once, on a database of each kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from etl.account import Account
from etl.engine import open_engine
from etl.microdata.source import CountedSource
from etl.pipeline import RunResult, Workplace, run
from etl.records import count_sources
from tests.conftest import KINDS
from tests.records.invented_project import copied_data
from tests.records.messy import add_messy_files
from tests.records.messy_stores import VARIABLE, lombok


@dataclass(frozen=True)
class MessyRun:
    """What became of the messy files."""

    place: Workplace
    engine: Engine
    result: RunResult
    counted: Mapping[str, CountedSource]

    def account(self, name: str) -> Account:
        called = self.place.catalogue.sources[name].called
        return next(item for item in self.result.accounts if item.name == called)

    def quarantined(self, name: str) -> Path | None:
        return next((path for path in self.result.quarantined if path.stem == name), None)


def counted_alone(place: Workplace) -> dict[str, CountedSource]:
    """Count every source of records once more, without writing anything."""
    counted = count_sources(
        catalogue=place.catalogue,
        tree=place.tree,
        today=place.today,
        folder=None,
        wording=place.wording,
        lang="id",
        advance=lambda _done: None,
    )
    return {item.source.name: item for item in counted}


@pytest.fixture(scope="session")
def register(new_database: Callable[[str], str]) -> Iterator[str]:
    """Fill a PostgreSQL database of an invented agency; an environment variable names it."""
    address = new_database("postgresql")
    lombok(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, address)
        yield address


@pytest.fixture(scope="session", params=KINDS)
def messy_run(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    workplace: Callable[..., Workplace],
    register: str,  # noqa: ARG001 (a source reads it)
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MessyRun]:
    metadata = copied_data(tmp_path_factory.mktemp("messy"))
    add_messy_files(metadata)
    engine = open_engine(address=new_database(request.param))
    place: Any = workplace(engine, metadata)
    yield MessyRun(place=place, engine=engine, result=run(place), counted=counted_alone(place))
    engine.dispose()
