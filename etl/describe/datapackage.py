"""Writes the Frictionless Data Package of a release: every table with its Table Schema, size and fingerprint."""

from typing import Any

from etl.catalogue import Catalogue, Column, Constraints, Field, Source, Table
from etl.describe.citation import citation
from etl.describe.edition import LICENCE_ID, LICENCE_URL, Document, Edition, text

TYPES = {
    "string": "string",
    "text": "string",
    "code": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "month": "yearmonth",
    "url": "string",
}


def datapackage(edition: Edition) -> Document:
    """Describe all tables of a release; without a root the files lie beside the description."""
    whole = citation(edition)
    return {
        "profile": "tabular-data-package",
        "name": "pantau-netralitas-asn",
        "title": text("title", "id"),
        "title_en": text("title", "en"),
        "description": f"{text('description', 'id')} {text('levels_warning', 'id')}",
        "description_en": f"{text('description', 'en')} {text('levels_warning', 'en')}",
        "version": edition.release_id,
        "created": edition.created_at,
        **({"homepage": edition.address("/data", rilis=edition.release_id)} if edition.root else {}),
        "keywords": text("keywords", "id").split(", ") + text("keywords", "en").split(", "),
        "licenses": [{"name": LICENCE_ID, "title": "Creative Commons Attribution 4.0", "path": LICENCE_URL}],
        "contributors": [{"title": text("publisher", "id"), "role": "publisher"}],
        "sources": [_source(source) for source in edition.catalogue.sources.values()],
        "citation": {"id": whole.id, "en": whole.en, "bibtex": whole.bibtex, "csl_json": whole.csl_json},
        "resources": [_resource(edition, table) for table in edition.tables],
    }


def _source(source: Source) -> Document:
    return {"title": source.publisher.id, "title_en": source.publisher.en, "description": source.description.id}


def _resource(edition: Edition, table: Table) -> Document:
    name = f"{table.public}.csv"
    found = edition.file(name)
    measured = {"bytes": found.size, "hash": f"sha256:{found.sha256}", "rows": found.rows} if found else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.public,
        "type": "table",
        "title": table.title.id,
        "title_en": table.title.en,
        "description": table.description.id,
        "description_en": table.description.en,
        "path": edition.pinned(name),
        "scheme": "https" if edition.root.startswith("https") else "http" if edition.root else "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}},
        **measured,
        "schema": table_schema(edition.catalogue, table),
    }


def table_schema(catalogue: Catalogue, table: Table) -> Document:
    """Write the Table Schema of one table in its public names."""
    return {
        "fields": [_field(column) for column in table.layout],
        "missingValues": [""],
        "primaryKey": [table.field(name).public for name in table.primary_key],
        "foreignKeys": [_foreign_key(catalogue, table, key.field, key.table, key.target) for key in table.foreign_keys],
    }


def _foreign_key(catalogue: Catalogue, table: Table, field: str, target: str, key: str) -> Document:
    other = catalogue.tables[target]
    return {
        "fields": [table.field(field).public],
        "reference": {"resource": other.public, "fields": [other.field(key).public]},
    }


def _field(column: Column) -> Document:
    field = column.field
    return {
        "name": field.public,
        "type": TYPES[field.type],
        **({"format": "uri"} if field.type == "url" else {}),
        **({"trueValues": ["true"], "falseValues": ["false"]} if field.type == "boolean" else {}),
        "title": field.title.id,
        "title_en": field.title.en,
        "description": field.description.id,
        "description_en": field.description.en,
        **({"unit": field.unit.id} if field.unit else {}),
        "constraints": _constraints(field, required=column.required),
        **({"codes": _codes(field)} if field.values else {}),
    }


def _codes(field: Field) -> list[dict[str, str]]:
    return [{"value": code, "label": value.id, "label_en": value.en} for code, value in field.values.items()]


def _constraints(field: Field, *, required: bool) -> dict[str, Any]:
    declared: Constraints = field.constraints
    given = {
        "pattern": declared.pattern,
        "minimum": _written(declared.minimum),
        "maximum": _written(declared.maximum),
        "maxLength": declared.max_length,
        "enum": list(field.values) or None,
    }
    return {"required": required} | {name: value for name, value in given.items() if value is not None}


def _written(bound: object) -> object:
    return bound if bound is None or isinstance(bound, int | float) else str(bound)
