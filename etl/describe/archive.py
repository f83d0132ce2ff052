"""Packs all tables of a release into one archive with dictionary, licence, sources and fingerprints.

It is rendered once, when the release is published: the same entries in the same order under one fixed moment.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping

from etl.catalogue import Language
from etl.describe.citation import citation, written_day
from etl.describe.csvw import csvw
from etl.describe.datapackage import datapackage
from etl.describe.dictionary import dictionary_csv
from etl.describe.edition import LICENCE_URL, Edition, text, to_json

LANGUAGES: tuple[Language, ...] = ("id", "en")
PACKED = (".csv", ".xlsx", ".geojson")
LEVEL = 6
"""Beyond it, a few percent are saved in many times the time."""
PACKED_ALREADY = ".xlsx"
"""A workbook is an archive itself, and is only put in."""
READABLE = 0o644 << 16
Writer = Callable[[Edition, tuple[str, ...], Language], str]


def archive(edition: Edition, bodies: Mapping[str, bytes]) -> bytes:
    """Pack the files of a release; the folder in it bears the release's name.

    Args:
        edition: the release with the list of its files; addresses in the archive are relative, so any root is left out.
        bodies: content by file name; formats that only programs read are left to the site.
    """
    plain = edition.at("")
    tables = {name: bodies[name] for name in sorted(bodies) if is_packed(name)}
    entries = {**_explanations(plain, tuple(tables)), **_descriptions(plain), **tables}
    entries["SHA256SUMS"] = _fingerprints(entries)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in entries.items():
            packed.writestr(_entry(plain, name), body, compresslevel=LEVEL)
    return out.getvalue()


def is_packed(name: str) -> bool:
    """Tell whether a file belongs into the archive: what people open, and the one form that every program reads."""
    return name.endswith(PACKED)


def _entry(edition: Edition, name: str) -> zipfile.ZipInfo:
    year, month, day = (int(part) for part in edition.day.split("-"))
    entry = zipfile.ZipInfo(f"pantau-netralitas-asn_{edition.release_id}/{name}", (year, month, day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED
    # Written as on Unix whatever the machine, so that the bytes do not tell where they were made.
    entry.create_system = 3
    entry.external_attr = READABLE
    return entry


def _explanations(edition: Edition, names: tuple[str, ...]) -> dict[str, bytes]:
    return {
        "BACA-SAYA.txt": _in_both(edition, names, _readme),
        "LISENSI.txt": _in_both(edition, names, _licence),
    }


def _in_both(edition: Edition, names: tuple[str, ...], write: Writer) -> bytes:
    return ("\n" + "-" * 72 + "\n\n").join(write(edition, names, lang) for lang in LANGUAGES).encode()


def _descriptions(edition: Edition) -> dict[str, bytes]:
    beside = {f"{table.public}.csv-metadata.json": to_json(csvw(edition, table)) for table in edition.tables}
    return {
        "datapackage.json": to_json(datapackage(edition)),
        "kamus.csv": dictionary_csv(edition.catalogue),
        **beside,
    }


def _readme(edition: Edition, names: tuple[str, ...], lang: Language) -> str:
    return text(
        "readme",
        lang,
        title=text("title", lang),
        release=edition.release_id,
        day=written_day(edition, lang),
        description=text("description", lang),
        levels=text("levels_warning", lang),
        files="\n".join(_line(edition, name, lang) for name in names),
    )


def _line(edition: Edition, name: str, lang: Language) -> str:
    if name.endswith(".geojson"):
        return f"{name:<18} {text('places_on_map', lang)}"
    return f"{name:<18} {edition.catalogue.published(name.partition('.')[0]).title.text(lang)}"


def _licence(edition: Edition, _names: tuple[str, ...], lang: Language) -> str:
    return text(
        "licence_file",
        lang,
        licence=text("licence", lang),
        address=LICENCE_URL,
        citation=citation(edition).text(lang),
    )


def _fingerprints(entries: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in entries.items()).encode()
