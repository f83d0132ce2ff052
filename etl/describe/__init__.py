"""Describes what is published, for people and for programs, from the declarations and the list of a release's files.

Everything here is a pure function: nothing is read but the texts beside this module, nothing is written. So a
description cannot differ from what it describes, and the same release is described with the same bytes everywhere.
"""

from etl.describe.archive import archive
from etl.describe.citation import Citation, citation
from etl.describe.csvw import csvw
from etl.describe.datapackage import datapackage
from etl.describe.dcat import dcat
from etl.describe.dictionary import dictionary, dictionary_csv
from etl.describe.edition import Edition, File, to_json
from etl.describe.jsonld import dataset_jsonld
from etl.describe.openapi import openapi
from etl.describe.query import Query

__all__ = [
    "Citation",
    "Edition",
    "File",
    "Query",
    "archive",
    "citation",
    "csvw",
    "datapackage",
    "dataset_jsonld",
    "dcat",
    "dictionary",
    "dictionary_csv",
    "openapi",
    "to_json",
]
