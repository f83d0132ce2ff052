"""Writes the list of parts for people: name, version, licence; from the SBOM and nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.supply.bill import Written, licence_in
from tests.supply.parts import WHERE
from tests.supply.pins import ROOT

LISTING = ROOT / "LICENCES.md"
HEAD = """\
# Lisensi paket · Licences of packages

Semua yang dipasang, diambil, atau ikut dikirim bersama situs ini, disusun dari `sbom.cdx.json` dengan `make sbom`;
jangan diubah dengan tangan. Lisensi ialah yang dinyatakan paketnya; paket biner dapat memuat pustaka lain, dengan
lisensinya di dalam paket itu.

*All that is installed, fetched or shipped, written from `sbom.cdx.json` by `make sbom`; do not change it by hand.
Licences are those that the packages declare; binary packages may contain other libraries, with their licences inside.*
"""
SECTIONS = (
    ("Paket Python · Python packages", "pkg:pypi/"),
    ("Paket npm · npm packages", "pkg:npm/"),
    ("Berkas · Files", ""),
)


def render(bill: Written) -> str:
    """Write the list of a bill's components."""
    components = bill["components"]
    counted = Counter(_licence(component) for component in components)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    summary = "; ".join(f"{licence}: {count}" for licence, count in ordered)
    return "\n".join([HEAD, f"{summary}.", *_sections(components)]) + "\n"


def _sections(components: Iterable[Written]) -> Iterator[str]:
    left = list(components)
    for title, start in SECTIONS:
        chosen = [component for component in left if component.get("purl", "").startswith(start)]
        left = [component for component in left if component not in chosen]
        yield f"\n## {title}\n\n| Nama · Name | Versi · Version | Lisensi · Licence | Bila · Where |\n|---|---|---|---|"
        yield from map(_row, chosen)


def _row(component: Written) -> str:
    name = "/".join(filter(None, (component.get("group"), component["name"])))
    where = [entry["value"] for entry in component.get("properties", ()) if entry["name"] == WHERE]
    remark = where[0] if where else component.get("description", "")
    return f"| {name} | {component.get('version', '')} | {_licence(component)} | {remark} |"


def _licence(component: Written) -> str:
    return " + ".join(licence_in(component))
