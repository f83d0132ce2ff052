"""Says what is described: the declarations, one release, its files, and the address of the site that serves them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from etl.catalogue import Catalogue, Table
from geo.wording import Wording

TEXTS = Path(__file__).with_name("texts.yml")
API = "/api/v1"
LICENCE_ID = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release: `rows` is 0 where it holds none."""

    name: str
    content_type: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One release as it is described; without a root, addresses are relative and the text is the same on every site."""

    catalogue: Catalogue
    release_id: str
    created_at: str
    first_month: str
    last_month: str
    files: tuple[File, ...] = ()
    root: str = ""

    @classmethod
    def of(cls, record: Mapping[Any, Any], *, catalogue: Catalogue, files: tuple[File, ...]) -> Self:
        """Describe a release by its row of the table ``release``."""
        names = ("release_id", "created_at", "first_month", "last_month")
        return cls(catalogue=catalogue, files=files, **{name: record[name] for name in names})

    @property
    def tables(self) -> tuple[Table, ...]:
        """List the published tables in declared order."""
        return tuple(table for table in self.catalogue.tables.values() if table.public)

    @property
    def day(self) -> str:
        """Return the day on which the release was made."""
        return self.created_at[:10]

    def file(self, name: str) -> File | None:
        """Find a file of the release."""
        return next((file for file in self.files if file.name == name), None)

    def address(self, path: str, **query: str) -> str:
        """Write the address of a page of the site, or nothing where no site is known."""
        return f"{self.root}{path}" + (f"?{urlencode(query)}" if query else "") if self.root else ""

    def pinned(self, name: str) -> str:
        """Write the address under which a file of this release keeps its bytes; beside each other without a site."""
        return self.address(f"{API}/{name}", rilis=self.release_id) or name

    def at(self, root: str) -> "Edition":
        """Return the same release as one site serves it."""
        return replace(self, root=root.rstrip("/"))


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the texts of the descriptions."""
    return Wording.load(TEXTS)


def text(key: str, lang: str, **values: object) -> str:
    """Return one text of the descriptions."""
    return wording().text(key, lang, **values)


def both(key: str, **values: object) -> dict[str, str]:
    """Return one text in both languages."""
    return {lang: text(key, lang, **values) for lang in ("id", "en")}


def to_json(document: Document) -> bytes:
    """Write a description as JSON, always with the same bytes."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
