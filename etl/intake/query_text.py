"""Turns what a source declares (a table's name or a query) into one statement that only reads."""

import re

from sqlalchemy.engine import Dialect

TABLE = re.compile(r"[^\W\d][\w$]*(\.[^\W\d][\w$]*)?")
READING = re.compile(r"(select|with)\b", re.IGNORECASE)
COMMENT = re.compile(r"--|/\*")


class QueryError(ValueError):
    """Say that a query is missing, or is not one single SELECT."""


def reading_statement(query: str | None, dialect: Dialect) -> str:
    """Return one SELECT: the query itself, or all of the table that it names.

    A semicolon is refused anywhere but at the end, and so is a comment: then no second statement can hide in a text
    that one parser reads otherwise than another.

    Raises:
        QueryError: nothing is given, or it is no single SELECT.
    """
    text = (query or "").strip().removesuffix(";").rstrip()
    if TABLE.fullmatch(text):
        quote = dialect.identifier_preparer.quote_identifier
        return f"SELECT * FROM {'.'.join(quote(part) for part in text.split('.'))}"  # noqa: S608 - quoted names
    if not READING.match(text) or ";" in text or COMMENT.search(text):
        raise QueryError
    return text
