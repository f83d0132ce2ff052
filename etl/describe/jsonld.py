"""Writes the schema.org Dataset that search engines read from a page."""

from etl.catalogue import Language, Table
from etl.describe.citation import citation
from etl.describe.edition import API, LICENCE_URL, Document, Edition, File, text

ARCHIVE = "semua.zip"


def dataset_jsonld(edition: Edition, lang: Language, *, suffixes: tuple[str, ...] = ()) -> Document:
    """Describe the whole release as one data set with its files, or with those of some formats."""
    files = [file for file in downloads(edition) if not suffixes or file.name.endswith(suffixes)]
    page = edition.address("/data", lang=lang) if lang != "id" else edition.address("/data")
    other: Language = "id" if lang == "en" else "en"
    publisher = {"@type": "Organization", "name": text("publisher", lang), "url": edition.address("/")}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{edition.root}/data#dataset",
        "name": text("title", lang),
        "alternateName": text("title", other),
        "description": f"{text('description', lang)} {text('levels_warning', lang)}",
        "url": page,
        "identifier": edition.release_id,
        "version": edition.release_id,
        "dateModified": edition.created_at,
        "datePublished": edition.day,
        "inLanguage": ["id", "en"],
        "isAccessibleForFree": True,
        "license": LICENCE_URL,
        "creditText": citation(edition).text(lang),
        "creator": publisher,
        "publisher": publisher,
        "keywords": text("keywords", lang).split(", "),
        "temporalCoverage": f"{edition.first_month}/{edition.last_month}",
        "spatialCoverage": {"@type": "Country", "name": "Indonesia", "identifier": "ID"},
        "variableMeasured": _variables(edition, lang),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": text("catalogue_title", lang),
            "url": edition.address("/data"),
        },
        "distribution": [_download(edition, file, lang) for file in files],
    }


def downloads(edition: Edition) -> tuple[File, ...]:
    """List the files that people and programs download: tables in every format, the regions' points, the archive."""
    tables = {table.public for table in edition.tables}
    return tuple(
        file
        for file in edition.files
        if file.name == ARCHIVE or (file.name.partition(".")[0] in tables and file.name.count(".") == 1)
    )


def title_of(edition: Edition, file: File, lang: Language) -> str:
    """Name a file for people: its table and its format."""
    if file.name == ARCHIVE:
        return text("archive_title", lang)
    public, _, suffix = file.name.partition(".")
    table: Table = edition.catalogue.published(public)
    return f"{table.title.text(lang)}, {text(f'format_{suffix}', lang)}"


def _variables(edition: Edition, lang: Language) -> list[Document]:
    return [
        {
            "@type": "PropertyValue",
            "name": indicator.title.text(lang),
            "description": f"{indicator.definition.text(lang)} {indicator.caveat.text(lang)}",
            **({"unitText": indicator.unit.text(lang)} if indicator.unit else {}),
        }
        for indicator in edition.catalogue.indicators.values()
    ]


def _download(edition: Edition, file: File, lang: Language) -> Document:
    return {
        "@type": "DataDownload",
        "name": title_of(edition, file, lang),
        "encodingFormat": file.content_type.partition(";")[0],
        "contentUrl": edition.address(f"{API}/{file.name}", rilis=edition.release_id),
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
