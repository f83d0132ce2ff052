"""The list of parts (SBOM) is valid, whole, and that of the pins as they are now."""

import json
import re
from functools import lru_cache
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from dashboard import drawing_library
from tests.supply import bill, licences, listing
from tests.supply.parts import BOUNDARIES_LOCK, LIBRARY_LOCK
from tests.supply.pins import NPM_BY_PIP, OWN, RUNTIME, Pin, read_lock, read_pins

STALE = "run `make sbom`"
LARGEST = 400_000


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    return json.loads(bill.BILL.read_text(encoding="ascii"))  # type: ignore[no-any-return]


def components(start: str) -> list[dict[str, Any]]:
    return [component for component in written()["components"] if component.get("purl", "").startswith(start)]


def hashes_of(component: dict[str, Any]) -> set[str]:
    return {digest["content"] for digest in component["hashes"]}


def full_name(component: dict[str, Any]) -> str:
    return "/".join(filter(None, (component.get("group"), component["name"])))


def licence_offline(pin: Pin) -> str:
    found = bill.licence_here(pin)
    assert found, f"{pin.name} {pin.version}: {STALE}"
    return found


def test_it_is_what_cyclonedx_says_a_list_is() -> None:
    errors = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.BILL.read_text(encoding="ascii"))
    assert errors is None
    assert bill.BILL.stat().st_size < LARGEST


def test_it_is_written_from_the_pins_and_locks_as_they_are_now() -> None:
    assert bill.BILL.read_text(encoding="ascii") == bill.render(bill.build(licence_offline)), STALE


def test_it_lists_exactly_the_pinned_packages_with_their_hashes() -> None:
    pinned = {(pin.name, pin.version): set(pin.hashes) for pin in read_pins(RUNTIME) + read_pins(NPM_BY_PIP)}
    listed = {(one["name"], one["version"]): hashes_of(one) for one in components("pkg:pypi/")}
    assert listed == pinned


def test_packages_for_some_platforms_are_optional_and_say_for_which() -> None:
    conditional = {(pin.name, pin.version): pin.marker for pin in read_pins(RUNTIME) if pin.marker}
    optional = {
        (one["name"], one["version"]): one["properties"][0]["value"]
        for one in components("pkg:pypi/")
        if one["scope"] == "optional" and not one["name"].startswith("nodejs")
    }
    assert optional == conditional


def test_it_lists_the_npm_packages_that_are_fetched_or_in_the_drawing_library() -> None:
    parts = json.loads(drawing_library.PARTS.read_text(encoding="ascii"))
    library = {(pin.name, pin.version) for pin in read_lock(LIBRARY_LOCK) if pin.path in parts}
    fetched = {(pin.name, pin.version) for pin in read_lock(BOUNDARIES_LOCK)}
    listed = {
        ("/".join(filter(None, (one.get("group"), one["name"]))), one["version"]) for one in components("pkg:npm/")
    }
    assert listed == library | fetched
    assert {name for name, _ in library} > {"plotly.js", "@plotly/d3"}


def test_each_part_is_reached_from_the_project() -> None:
    needs = {entry["ref"]: entry.get("dependsOn", []) for entry in written()["dependencies"]}
    seen, ahead = set(), [OWN]
    while ahead:
        here = ahead.pop()
        seen.add(here)
        ahead += [name for name in needs[here] if name not in seen]
    assert seen == {OWN, *(one["bom-ref"] for one in written()["components"])}


def test_it_tells_neither_time_nor_machine_nor_registry() -> None:
    text = bill.BILL.read_text(encoding="ascii")
    assert set(re.findall(r"https?://[^\"/]+", text)) == {"http://cyclonedx.org"}
    assert re.search(r"timestamp|serialNumber|/home|/root|/tmp|file:", text) is None


def test_every_licence_is_one_that_was_judged() -> None:
    foreign = {
        one["bom-ref"]: said
        for one in written()["components"]
        for said in bill.licence_in(one)[:1]
        if not licences.is_allowed(said)
    }
    assert foreign == {}


def test_what_is_in_a_package_may_have_terms_of_its_own() -> None:
    terms = {one["name"]: bill.licence_in(one)[1:] for one in written()["components"] if len(one["licenses"]) > 1}
    assert list(terms) == ["geojson-indonesia"]
    assert "non-commercial" in terms["geojson-indonesia"][0]


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("(MIT OR AGPL-3.0-only) AND 0BSD", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_all_that_is_joined_must_be_allowed_and_one_of_what_is_offered(expression: str, *, allowed: bool) -> None:
    assert licences.is_allowed(expression) is allowed


def test_the_list_for_people_says_what_the_sbom_says() -> None:
    text = listing.LISTING.read_text(encoding="utf-8")
    assert text == listing.render(written()), STALE
    assert text.count("\n| ") == len(written()["components"]) + 3


def test_a_changed_pin_makes_the_list_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    def raised(name: str) -> list[Pin]:
        first, *rest = read_pins(name)
        return [Pin(first.name, f"{first.version}.1", first.marker, first.hashes, first.wanted_by), *rest]

    monkeypatch.setattr("tests.supply.parts.read_pins", raised)
    with pytest.raises(AssertionError, match=STALE):
        bill.build(licence_offline)
