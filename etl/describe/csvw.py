"""Writes the CSV on the Web metadata that stands beside a CSV file."""

from typing import Any

from etl.catalogue import Bilingual, Column, Field, Table
from etl.describe.citation import citation
from etl.describe.edition import LICENCE_URL, Document, Edition, text

DATATYPES = {
    "string": "string",
    "text": "string",
    "code": "string",
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "month": "gYearMonth",
    "url": "anyURI",
}


def csvw(edition: Edition, table: Table, *, pinned: bool = False) -> Document:
    """Describe one CSV file; the address is relative to the description, and names the release where it is pinned."""
    query = f"?rilis={edition.release_id}" if pinned else ""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": f"{table.public}.csv{query}",
        "dc:title": languages(table.title),
        "dc:description": languages(table.description),
        "dc:license": {"@id": LICENCE_URL},
        "dc:publisher": text("publisher", "id"),
        "dc:issued": {"@value": edition.created_at, "@type": "xsd:dateTime"},
        "dc:identifier": edition.release_id,
        "dc:bibliographicCitation": citation(edition, table).id,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": [_column(column) for column in table.layout],
            "primaryKey": [table.field(name).public for name in table.primary_key],
            "foreignKeys": _foreign_keys(edition, table, query),
        },
    }


def languages(words: Bilingual) -> list[dict[str, str]]:
    """Write a text in both languages as linked data does."""
    return [{"@value": words.id, "@language": "id"}, {"@value": words.en, "@language": "en"}]


def _foreign_keys(edition: Edition, table: Table, query: str) -> list[Document]:
    targets = edition.catalogue.tables
    return [
        {
            "columnReference": table.field(key.field).public,
            "reference": {
                "resource": f"{targets[key.table].public}.csv{query}",
                "columnReference": targets[key.table].field(key.target).public,
            },
        }
        for key in table.foreign_keys
    ]


def _column(column: Column) -> Document:
    field = column.field
    return {
        # The heading of the file is the public name, so it is the title too; people's words are the label.
        "name": field.public,
        "titles": field.public,
        "rdfs:label": languages(field.title),
        "dc:description": languages(field.description),
        "datatype": _datatype(field),
        "required": column.required,
        "null": [""],
    }


def _datatype(field: Field) -> str | dict[str, Any]:
    limits = field.constraints
    pattern = "|".join(field.values) if field.values else limits.pattern
    given = {
        "format": pattern if field.type in {"string", "text", "code"} else None,
        "minimum": str(limits.minimum) if limits.minimum is not None else None,
        "maximum": str(limits.maximum) if limits.maximum is not None else None,
        "maxLength": limits.max_length,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return {"base": DATATYPES[field.type], **kept} if kept else DATATYPES[field.type]
