"""Writes how to cite a release or one of its tables: a sentence in both languages, BibTeX and CSL-JSON."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from etl.catalogue import Bilingual, Language, Table
from etl.describe.edition import LICENCE_ID, LICENCE_URL, Document, Edition, text


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation, ready in four forms."""

    id: str
    en: str
    bibtex: str
    csl_json: Document

    def text(self, lang: Language) -> str:
        """Return the sentence in a language."""
        return self.en if lang == "en" else self.id


def citation(edition: Edition, table: Table | None = None) -> Citation:
    """Write the citation of a whole release, or of one table of it."""
    return Citation(
        id=_sentence(edition, table, "id"),
        en=_sentence(edition, table, "en"),
        bibtex=_bibtex(edition, table),
        csl_json=_csl(edition, table),
    )


def address_of(edition: Edition, table: Table | None = None) -> str:
    """Return the page that a citation leads to; it names the release."""
    query = {"tabel": table.public} if table and table.public else {}
    return edition.address("/data", **query, rilis=edition.release_id)


def written_day(edition: Edition, lang: Language) -> str:
    """Write the day of the release in words."""
    return str(format_date(date.fromisoformat(edition.day), "d MMMM y", locale=lang))


def _sentence(edition: Edition, table: Table | None, lang: Language) -> str:
    address = address_of(edition, table)
    return text(
        "citation_table" if table else "citation_whole",
        lang,
        publisher=text("publisher", lang),
        year=edition.day[:4],
        title=text("title", lang),
        table=_title(table, lang),
        release=edition.release_id,
        day=written_day(edition, lang),
        address=f" {address}." if address else "",
    )


def _title(table: Table | None, lang: Language) -> str:
    return table.title.text(lang) if table else ""


def _full_title(table: Table | None, lang: Language) -> str:
    return f"{text('title', lang)}: {_title(table, lang)}" if table else text("title", lang)


def _key(edition: Edition, table: Table | None) -> str:
    return "-".join(filter(None, ["pantau-netralitas-asn", table.public if table else None, edition.release_id]))


def _bibtex(edition: Edition, table: Table | None) -> str:
    address = address_of(edition, table)
    publisher = text("publisher", "id")
    fields = {
        "author": f"{{{publisher}}}",
        "title": f"{{{_full_title(table, 'id')}}}",
        "year": edition.day[:4],
        "month": str(int(edition.day[5:7])),
        "publisher": publisher,
        "version": edition.release_id,
        **({"url": address} if address else {}),
        "note": f"CC BY 4.0, {LICENCE_URL}",
        "language": "indonesian",
    }
    lines = "".join(f"  {name:<9} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(edition, table)},\n{lines}}}\n"


def _csl(edition: Edition, table: Table | None) -> Document:
    title = Bilingual(id=_full_title(table, "id"), en=_full_title(table, "en"))
    address = address_of(edition, table)
    return {
        "id": _key(edition, table),
        "type": "dataset",
        "title": title.id,
        "author": [{"literal": text("publisher", "id")}],
        "publisher": text("publisher", "id"),
        "issued": {"date-parts": [[int(part) for part in edition.day.split("-")]]},
        "version": edition.release_id,
        "language": "id",
        **({"URL": address} if address else {}),
        "note": f"{title.en}. {LICENCE_ID}",
    }
