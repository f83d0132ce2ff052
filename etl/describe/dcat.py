"""Writes the DCAT catalogue (JSON-LD) from which portals such as Satu Data Indonesia harvest the tables."""

from etl.catalogue import Bilingual, Table
from etl.describe.citation import citation
from etl.describe.edition import API, LICENCE_URL, Document, Edition, File, both, text
from etl.describe.jsonld import downloads, title_of

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CONFORMS = "https://specs.frictionlessdata.io/tabular-data-package/"
INDONESIA = "http://publications.europa.eu/resource/authority/country/IDN"


def dcat(edition: Edition) -> Document:
    """Describe the release as a catalogue with one data set a table."""
    page = edition.address("/data")
    return {
        "@context": CONTEXT,
        "@id": f"{page}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _words(both("catalogue_title")),
        "dct:description": _words(both("description")),
        "dct:publisher": _publisher(edition),
        "dct:language": ["id", "en"],
        "dct:license": {"@id": LICENCE_URL},
        "dct:modified": _moment(edition.created_at),
        "foaf:homepage": {"@id": edition.address("/")},
        "dcat:dataset": [_dataset(edition, table) for table in edition.tables],
    }


def _dataset(edition: Edition, table: Table) -> Document:
    public = table.public or table.name
    files = [file for file in downloads(edition) if file.name.partition(".")[0] == public]
    return {
        "@id": f"{edition.address('/data')}#{public}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{public}/{edition.release_id}",
        "dct:title": _bilingual(table.title),
        "dct:description": _bilingual(table.description),
        "dct:publisher": _publisher(edition),
        "dct:license": {"@id": LICENCE_URL},
        "dct:issued": _moment(edition.created_at),
        "dct:modified": _moment(edition.created_at),
        "dct:language": ["id", "en"],
        "dct:spatial": {"@id": INDONESIA},
        "dct:temporal": _span(edition),
        "dct:bibliographicCitation": citation(edition, table).id,
        "dcat:version": edition.release_id,
        "dcat:keyword": _keywords(),
        "dcat:landingPage": {"@id": edition.address("/data", tabel=public)},
        "dcat:distribution": [_distribution(edition, file) for file in files],
    }


def _distribution(edition: Edition, file: File) -> Document:
    address = edition.address(f"{API}/{file.name}", rilis=edition.release_id)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _words({"id": title_of(edition, file, "id"), "en": title_of(edition, file, "en")}),
        "dcat:downloadURL": {"@id": address},
        "dcat:accessURL": {"@id": edition.address(f"{API}/{file.name}")},
        "dcat:mediaType": {"@id": MEDIA_TYPES + file.content_type.partition(";")[0]},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE_URL},
        **({"dct:conformsTo": {"@id": CONFORMS}} if file.name.endswith(".csv") else {}),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _publisher(edition: Edition) -> Document:
    return {"@type": "foaf:Organization", "foaf:name": text("publisher", "id"), "@id": edition.address("/")}


def _span(edition: Edition) -> Document:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": edition.first_month, "@type": "xsd:gYearMonth"},
        "dcat:endDate": {"@value": edition.last_month, "@type": "xsd:gYearMonth"},
    }


def _moment(moment: str) -> Document:
    return {"@value": moment, "@type": "xsd:dateTime"}


def _keywords() -> list[Document]:
    return [
        {"@value": word, "@language": lang} for lang, words in both("keywords").items() for word in words.split(", ")
    ]


def _bilingual(words: Bilingual) -> list[Document]:
    return _words({"id": words.id, "en": words.en})


def _words(words: dict[str, str]) -> list[Document]:
    return [{"@value": said, "@language": lang} for lang, said in words.items()]
