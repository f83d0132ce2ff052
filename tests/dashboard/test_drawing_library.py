"""The built drawing library has the version of the Python package, and the kinds of charts that are drawn, no more."""

import json
import re
from pathlib import Path

import plotly
from flask import Flask

from dashboard import drawing_library, figures
from dashboard.compression import unpack

HEAD = 200
MOST = 420_000


def test_it_has_the_version_of_the_python_package() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    version = re.search(r"plotly\.js v([\d.]+)", whole.read_text(encoding="utf-8")[:HEAD])[1]  # type: ignore[index]
    built = unpack(drawing_library.PACKED.read_bytes()).decode()
    assert f'version="{version}"' in built
    assert f'"plotly.js": "{version}"' in (drawing_library.FOLDER / "package.json").read_text(encoding="utf-8")


def test_it_draws_the_kinds_of_charts_of_the_site_and_no_more() -> None:
    listed = (drawing_library.FOLDER / "bundle.js").read_text(encoding="utf-8")
    built = set(re.findall(r"plotly\.js/lib/(\w+)", listed)) - {"core"}
    drawn = set(re.findall(r'_trace\(\s*"(\w+)"', Path(figures.__file__).read_text(encoding="utf-8")))
    assert built | {"scatter"} == drawn


def test_it_is_sent_small_and_kept_for_good(server: Flask) -> None:
    client = server.test_client()
    packed = client.get(drawing_library.address(), headers={"Accept-Encoding": "br"})
    plain = client.get(drawing_library.address(), headers={"Accept-Encoding": "identity"})
    assert len(packed.data) < MOST
    assert packed.headers["Content-Encoding"] == "br"
    assert "immutable" in packed.headers["Cache-Control"]
    assert plain.data == unpack(packed.data)


def test_the_packages_in_it_are_listed() -> None:
    account = {
        "outputs": {
            "plotly.js": {
                "inputs": {
                    "bundle.js": {"bytesInOutput": 9},
                    "node_modules/d3-geo/src/a.js": {"bytesInOutput": 5},
                    "node_modules/d3-geo/src/b.js": {"bytesInOutput": 5},
                    "node_modules/@turf/area/index.js": {"bytesInOutput": 5},
                    "node_modules/d3-geo/node_modules/d3-array/x/y.js": {"bytesInOutput": 1},
                    "node_modules/unused/index.js": {"bytesInOutput": 0},
                }
            }
        }
    }
    found = drawing_library.parts_of(account)
    assert found == ["node_modules/@turf/area", "node_modules/d3-geo", "node_modules/d3-geo/node_modules/d3-array"]


def test_the_list_names_whoever_the_notices_at_the_end_name() -> None:
    built = unpack(drawing_library.PACKED.read_bytes()).decode()
    noticed = set(
        re.findall(r"^((?:@[\w-]+/)?[\w.-]+)/\S*:$", built.rpartition("/*! Bundled license")[2], re.MULTILINE)
    )
    listed = {path.rpartition("node_modules/")[2] for path in json.loads(drawing_library.PARTS.read_text("ascii"))}
    assert noticed
    assert noticed <= listed
