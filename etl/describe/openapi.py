"""Writes the OpenAPI 3.1 description of the data addresses, from the declarations alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from etl.catalogue import Column, Table
from etl.describe.edition import API, LICENCE_URL, Document, Edition, text
from etl.describe.query import Query

CONTENT_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "zip": "application/zip",
    "csv-metadata.json": "application/csvm+json",
    "jsonld": "application/ld+json",
    "atom": "application/atom+xml",
}
JSON_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}
FORMATS = {"date": "date", "url": "uri"}
BINARY = ("xlsx", "parquet", "zip")
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", "openapi.json")
TABLE_FORMATS = ("csv", "json", "xlsx", "parquet")
LONG = 20
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


def openapi(edition: Edition, queries: Mapping[str, Sequence[Query]]) -> Document:
    """Describe every data address of a site.

    Args:
        edition: the release and the site.
        queries: by file name (``pelanggaran.csv``), what may be asked there.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text("catalogue_title", "en"),
            "summary": text("title", "en"),
            "description": f"{text('description', 'en')} {text('levels_warning', 'en')}",
            "version": edition.release_id,
            "license": {"name": "CC BY 4.0", "url": LICENCE_URL},
            "contact": {"name": text("publisher", "en"), **_page(edition)},
        },
        **({"servers": [{"url": edition.root}]} if edition.root else {}),
        "paths": {address: {"get": _operation(edition, address, queries)} for address in addresses(edition)},
        "components": {
            "schemas": {
                "Galat": _error(),
                "Titik": _points(),
                **{f"Baris_{table.public}": _row(table) for table in edition.tables},
                **_long_lists(queries),
            },
            "responses": {name: _failure(name) for name in FAILURES},
            "headers": {"X-Rilis": _header("release_header", {"type": "string"})},
        },
    }


FAILURES = ("400", "404", "410", "503")


def addresses(edition: Edition) -> tuple[str, ...]:
    """List all data addresses: tables in each format with their description, points, descriptions, archive, feed."""
    tables = [str(table.public) for table in edition.tables]
    files = [f"{name}.{suffix}" for name in tables for suffix in (*TABLE_FORMATS, "csv-metadata.json")]
    return (*(f"{API}/{name}" for name in (*files, "wilayah.geojson", *DESCRIPTIONS, "semua.zip")), "/rilis.atom")


def _page(edition: Edition) -> dict[str, str]:
    return {"url": edition.address("/data")} if edition.root else {}


def _operation(edition: Edition, address: str, queries: Mapping[str, Sequence[Query]]) -> Document:
    name = address.rpartition("/")[2]
    public, _, suffix = name.partition(".")
    asked = queries.get(name, ())
    return {
        "operationId": name.replace(".", "_").replace("-", "_"),
        "summary": _summary(edition, public, suffix),
        "parameters": [_parameter(query) for query in asked],
        "responses": {
            "200": _success(public, suffix),
            "304": {"description": text("answer_304", "en")},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in FAILURES},
        },
    }


def _summary(edition: Edition, public: str, suffix: str) -> str:
    table = next((table for table in edition.tables if table.public == public), None)
    if public == "rilis" and suffix == "atom":
        return text("feed_title", "en")
    if table is None:
        return text(f"summary_{public}", "en")
    return f"{table.title.en} ({suffix})"


def _parameter(query: Query) -> Document:
    repeated = {"style": "form", "explode": True} if query.repeatable else {}
    values = {"$ref": f"#/components/schemas/Nilai_{query.name}"} if _is_long(query) else query.one()
    return {
        "name": query.name,
        "in": "query",
        "description": query.title.en,
        **repeated,
        "schema": query.several(values) if query.repeatable else values,
    }


def _is_long(query: Query) -> bool:
    return len(query.values) > LONG


def _long_lists(queries: Mapping[str, Sequence[Query]]) -> Document:
    """Write a long list of values once, not at every address."""
    asked = (query for of_file in queries.values() for query in of_file)
    return {f"Nilai_{query.name}": query.one() for query in asked if _is_long(query)}


def _success(public: str, suffix: str) -> Document:
    kind = CONTENT_TYPES["json" if suffix == "json" else suffix]
    return {
        "description": text("answer_200", "en"),
        "headers": {"X-Rilis": {"$ref": "#/components/headers/X-Rilis"}},
        "content": {kind: {"schema": _body(public, suffix)}},
    }


def _body(public: str, suffix: str) -> Document:
    if suffix == "json" and f"{public}.json" not in DESCRIPTIONS:
        return _rows(public)
    if suffix == "geojson":
        return {"$ref": "#/components/schemas/Titik"}
    if suffix in BINARY:
        return {"type": "string", "format": "binary"}
    return {"type": "object"} if suffix in {"json", "jsonld", "csv-metadata.json"} else {"type": "string"}


def _rows(public: str) -> Document:
    return {
        "type": "object",
        "required": ["rilis", "tabel", "lisensi", "jumlah", "data"],
        "properties": {
            "rilis": {"type": "string"},
            "tabel": {"const": public},
            "lisensi": {"type": "string"},
            "jumlah": {"type": "integer", "minimum": 0},
            "data": {"type": "array", "items": {"$ref": f"#/components/schemas/Baris_{public}"}},
        },
    }


def _row(table: Table) -> Document:
    return {
        "type": "object",
        "title": table.title.en,
        "description": table.description.en,
        "required": list(table.public_columns),
        "additionalProperties": False,
        "properties": {column.field.public: _cell(column) for column in table.layout},
    }


def _cell(column: Column) -> Document:
    field, limits = column.field, column.field.constraints
    kind = JSON_TYPES.get(field.type, "string")
    given: dict[str, Any] = {
        "format": FORMATS.get(field.type),
        "pattern": MONTH if field.type == "month" else f"^({limits.pattern})$" if limits.pattern else None,
        "minimum": limits.minimum if isinstance(limits.minimum, int | float) else None,
        "maximum": limits.maximum if isinstance(limits.maximum, int | float) else None,
        "maxLength": limits.max_length,
        "enum": [*field.values, *([] if column.required else [None])] if field.values else None,
    }
    return {
        "type": kind if column.required else [kind, "null"],
        "title": field.title.en,
        "description": field.description.en,
        **{name: value for name, value in given.items() if value is not None},
    }


def _points() -> Document:
    return {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": {"type": "object", "required": ["type", "geometry", "properties"]}},
        },
    }


def _error() -> Document:
    return {
        "type": "object",
        "required": ["galat"],
        "properties": {
            "galat": {
                "type": "object",
                "required": ["kode", "pesan", "parameter", "boleh"],
                "properties": {
                    "kode": {"type": "string"},
                    "pesan": {"type": "string"},
                    "parameter": {"type": ["string", "null"]},
                    "boleh": {"type": "array", "items": {"type": "string"}},
                },
            }
        },
    }


def _failure(code: str) -> Document:
    schema = {"$ref": "#/components/schemas/Galat"}
    return {
        "description": text(f"answer_{code}", "en"),
        "content": {"application/json": {"schema": schema}},
    }


def _header(key: str, schema: Document) -> Document:
    return {"description": text(key, "en"), "schema": schema}
