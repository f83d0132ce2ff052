"""Writes the list of all parts (SBOM, CycloneDX): the same input gives the same bytes, on any machine at any time.

Packages that only some platforms or versions of Python install are listed too, as optional, with the condition of
their pin: the list is that of the project, not of one machine.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6

from tests.supply.licences import fetched, installed
from tests.supply.parts import LicenceOf, Part, collect
from tests.supply.pins import OWN, ROOT, Pin

BILL = ROOT / "sbom.cdx.json"
CHANGING = ("serialNumber",)
"""What differs from one run to the next; time is left out of the part about the list itself."""
Written = Mapping[str, Any]


def build(licence_of: LicenceOf) -> Bom:
    """Put the list together; ``licence_of`` gives the SPDX expression of a Python package."""
    bom = Bom()
    bom.metadata.component = _project()
    parts = list(collect(licence_of))
    bom.components.update(part.component for part in parts)
    for wanting, component in _all(bom.metadata.component, parts):
        bom.register_dependency(component, [part.component for part in parts if wanting in part.wanted_by])
    return bom


def _all(project: Component, parts: Iterable[Part]) -> Iterator[tuple[str, Component]]:
    yield OWN, project
    yield from ((part.name, part.component) for part in parts)


def _project() -> Component:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Component(
        type=ComponentType.APPLICATION,
        name=declared["name"],
        version=declared["version"],
        description=declared["description"],
        bom_ref=declared["name"],
        licenses=[LicenseFactory().make_with_id(declared["license"])],
    )


def render(bom: Bom) -> str:
    """Write the list as JSON, one component a line, so that a change shows what changed."""
    plain = json.loads(JsonV1Dot6(bom).output_as_string())
    for name in CHANGING:
        del plain[name]
    del plain["metadata"]["timestamp"]
    return "{\n" + ",\n".join(_lines(plain)) + "\n}\n"


def _lines(plain: Written) -> Iterator[str]:
    for name, value in sorted(plain.items()):
        if isinstance(value, list):
            yield f"{json.dumps(name)}: [\n" + ",\n".join(map(_line, value)) + "\n]"
        else:
            yield f"{json.dumps(name)}: {_line(value)}"


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def known_licences() -> Mapping[tuple[str, str], str]:
    """Return what the list as it is says of Python packages: (name, version) -> SPDX expression."""
    if not BILL.exists():
        return {}
    return {
        (component["name"], component["version"]): licence_in(component)[0]
        for component in json.loads(BILL.read_text(encoding="utf-8"))["components"]
        if component.get("purl", "").startswith("pkg:pypi/")
    }


def licence_in(component: Written) -> list[str]:
    """Return the licences of a component of a written list: one expression, and what is said beside it."""
    entries = component["licenses"]
    return [entry.get("expression") or entry["license"].get("id") or entry["license"]["name"] for entry in entries]


def licence_here(pin: Pin) -> str | None:
    """Return the licence as far as this machine knows it: from what is installed, else from the list as it is."""
    return installed(pin) or known_licences().get((pin.name, pin.version))


def licence_anywhere(pin: Pin) -> str:
    """Return the licence, from the package's own file where this machine does not know it."""
    return licence_here(pin) or fetched(pin)
