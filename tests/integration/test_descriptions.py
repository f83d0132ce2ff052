"""Holds the served descriptions against the served data, with the tools that others will use on them."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from frictionless import validate
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from werkzeug.serving import make_server

from dashboard.server import create_server
from etl.catalogue import load_catalogue
from etl.export.files import published_tables

EXAMPLES = 4
TABLES = len(published_tables(load_catalogue()))
PER_TABLE = 5
"""Four formats, and the description beside the CSV file."""
BESIDES = 5
"""GeoJSON, data package, catalogue, archive, feed."""


@pytest.fixture(scope="module")
def served(published: tuple[Any, str, Any]) -> Iterator[str]:
    """Serve the real data on this machine; yields the address of the site."""
    application = create_server(address=published[1])
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    application.extensions["engine"].dispose()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_frictionless_finds_every_served_table_as_its_package_describes_it(served: str) -> None:
    report = validate(f"{served}/api/v1/datapackage.json")
    assert report.flatten(["rowNumber", "fieldName", "type", "note"]) == []
    assert (report.valid, report.stats["tasks"]) == (True, TABLES)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sound", "wrong"])
def test_every_data_address_answers_as_the_interface_describes(mode: GenerationMode, served: str) -> None:
    schema: Any = schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    # All but the description itself, which schemathesis leaves out.
    assert len(operations) == TABLES * PER_TABLE + BESIDES
    for operation in operations:
        _ask(operation, mode)


def _ask(operation: Any, mode: GenerationMode) -> None:
    """Ask one address a few times; schemathesis checks status, content type, body and headers of each answer."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()
