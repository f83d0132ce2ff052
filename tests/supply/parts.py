"""Collects what the project is made of: packages installed, fetched or shipped, and shipped files of others."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License
from packageurl import PackageURL

from dashboard import drawing_library, fonts
from tests.supply.pins import NPM_BY_PIP, OWN, ROOT, RUNTIME, NpmPin, Pin, read_lock, read_pins

WHERE = "pantau:where"
"""The property that says where or when a part is there, of parts that are not there always and everywhere."""
BOUNDARIES_LOCK, LIBRARY_LOCK = "package-lock.json", "dashboard/library/package-lock.json"
SET_UP = "fetched when boundaries are built"
NO_NPM = "installed where npm is missing"
BUNDLED = "in plotly.js.br"
GADM = "GADM: free for non-commercial use, no redistribution"
CONTENT_TERMS = {"geojson-indonesia": GADM}
"""Terms of what is in a package, beside those of the package itself."""
FONT_VERSION = re.compile(r"Noto Sans [\d.]*\d")
LICENCES = LicenseFactory()
LicenceOf = Callable[[Pin], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A component, the name by which others want it, and the names of those that do."""

    component: Component
    name: str
    wanted_by: tuple[str, ...]


def collect(licence_of: LicenceOf) -> Iterator[Part]:
    """Yield all parts; ``licence_of`` gives the SPDX expression of a Python package."""
    for pin in read_pins(RUNTIME):
        yield _python(pin, licence_of(pin), where=pin.marker)
    for pin in read_pins(NPM_BY_PIP):
        yield _python(pin, licence_of(pin), where=NO_NPM)
    yield from _boundaries()
    yield from _drawing_library()
    yield from _fonts()


def _python(pin: Pin, licence: str, *, where: str) -> Part:
    component = _component(
        PackageURL("pypi", name=pin.name, version=pin.version),
        [LICENCES.make_from_string(licence)],
        [HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
        where=where,
    )
    return Part(component, f"pypi/{pin.name}", tuple(name if name == OWN else f"pypi/{name}" for name in pin.wanted_by))


def _boundaries() -> Iterator[Part]:
    pins = read_lock(BOUNDARIES_LOCK)
    for pin in pins:
        wanted_by = tuple(f"npm/{other.name}" for other in pins if pin.name in other.needs)
        yield Part(_npm(pin, where=SET_UP), f"npm/{pin.name}", wanted_by or (OWN,))


def _drawing_library() -> Iterator[Part]:
    listed = json.loads(drawing_library.PARTS.read_text(encoding="ascii"))
    bundled = {(pin.name, pin.version): pin for pin in read_lock(LIBRARY_LOCK) if pin.path in listed}
    licences = " AND ".join(sorted({str(pin.licence) for pin in bundled.values()}))
    library = _file(drawing_library.PACKED, "plotly.js with the kinds of charts in use alone", licences)
    yield library
    for pin in bundled.values():
        yield Part(_npm(pin, where=BUNDLED), f"{library.name}/{pin.name}", (library.name,))


def _fonts() -> Iterator[Part]:
    (source,) = FONT_VERSION.findall((fonts.FOLDER / "OFL.txt").read_text(encoding="utf-8"))
    for path in sorted(fonts.FOLDER.glob("*.ttf")):
        yield _file(path, f"subset of {source}", "OFL-1.1")


def _npm(pin: NpmPin, *, where: str) -> Component:
    scope, _, name = pin.name.rpartition("/")
    licences: list[License] = [LICENCES.make_from_string(str(pin.licence))]
    if pin.name in CONTENT_TERMS:
        licences.append(DisjunctiveLicense(name=CONTENT_TERMS[pin.name]))
    return _component(
        PackageURL("npm", scope or None, name, pin.version),
        licences,
        [HashType(alg=HashAlgorithm.SHA_512, content=pin.sha512)],
        where=where,
    )


def _component(address: PackageURL, licences: list[License], hashes: list[HashType], *, where: str) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        group=address.namespace,
        name=address.name,
        version=address.version,
        purl=address,
        bom_ref=address.to_string(),
        licenses=licences,
        hashes=hashes,
        scope=ComponentScope.OPTIONAL if where and where != BUNDLED else ComponentScope.REQUIRED,
        properties=[Property(name=WHERE, value=where)] if where else [],
    )


def _file(path: Path, description: str, licence: str) -> Part:
    name = path.relative_to(ROOT).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    component = Component(
        type=ComponentType.FILE,
        name=name,
        description=description,
        bom_ref=name,
        licenses=[LICENCES.make_from_string(licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        scope=ComponentScope.REQUIRED,
    )
    return Part(component, name, (OWN,))
