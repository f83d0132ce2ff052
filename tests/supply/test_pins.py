"""What is installed is what was pinned, file by file: a mirror or a thief of a name can put nothing in its place."""

import re
import tomllib
from collections import Counter

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.pins import NPM_BY_PIP, OWN, ROOT, RUNTIME, TESTS, Pin, read_lock, read_pins

PINNED = (RUNTIME, TESTS, NPM_BY_PIP)
LOCKS = ("package-lock.json", "dashboard/library/package-lock.json")
DIGEST = re.compile(r"[0-9a-f]{64}")


def project() -> dict[str, list[str]]:
    """Return the names of the direct dependencies by the file that pins them."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = declared["dependency-groups"]
    wanted = {RUNTIME: declared["project"]["dependencies"], TESTS: groups["tests"], NPM_BY_PIP: groups["npm"]}
    return {name: [canonicalize_name(Requirement(line).name) for line in lines] for name, lines in wanted.items()}


@pytest.mark.parametrize("name", PINNED)
def test_every_pinned_package_has_the_hashes_of_its_files(name: str) -> None:
    pins = read_pins(name)
    assert pins
    assert {pin.name for pin in pins if not pin.hashes} == set()
    assert all(DIGEST.fullmatch(digest) for pin in pins for digest in pin.hashes)


@pytest.mark.parametrize("name", PINNED)
def test_every_line_is_a_pin_a_hash_or_a_comment_so_that_nothing_is_installed_unpinned(name: str) -> None:
    rest = [
        line
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if not re.fullmatch(r"[\w.-]+==[\w.!+]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # .+", line)
    ]
    assert rest == []


@pytest.mark.parametrize("name", PINNED)
def test_the_pins_are_those_of_the_declared_dependencies(name: str) -> None:
    direct = {pin.name for pin in read_pins(name) if OWN in pin.wanted_by}
    assert direct == set(project()[name])


def applies(pin: Pin, python: str) -> bool:
    return not pin.marker or Marker(pin.marker).evaluate(
        {"python_version": python, "python_full_version": f"{python}.9"}
    )


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("name", PINNED)
def test_every_python_gets_each_package_once(name: str, python: str) -> None:
    counted = Counter(pin.name for pin in read_pins(name) if applies(pin, python))
    assert {package: times for package, times in counted.items() if times > 1} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_npm_packages_are_locked_by_their_hash_and_not_to_one_registry(name: str) -> None:
    assert read_lock(name)
    assert '"resolved"' not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Makefile", "Procfile"])
def test_wherever_packages_are_installed_hashes_are_required(name: str) -> None:
    installs = [
        line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if re.search(r"install .*-r ", line)
    ]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []
