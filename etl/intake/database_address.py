"""Understands where a database is: an environment variable, or an address that holds no password."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL

from etl.engine import DatabaseAddressError, database_url
from etl.intake.failures import unreadable

VARIABLE = "env:"
PASSWORD_KEYS = ("password", "passfile", "sslpassword")
CONNECT_SECONDS = 10
QUERY_SECONDS = 1_800


def is_database(location: str) -> bool:
    """Tell whether a location names a database and no file."""
    return location.startswith(VARIABLE) or "://" in location


def open_reading_engine(*, location: str, name: str, root: Path) -> Engine:
    """Open the database so that nothing can be written; a SQLite file is relative to ``root``.

    Raises:
        UnreadableFileError: the variable is not set, the address is unknown, holds a password, or the file is missing.
    """
    url = _url(location, name)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, name=name, root=root)
    options = f"-c default_transaction_read_only=on -c statement_timeout={QUERY_SECONDS * 1000}"
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": CONNECT_SECONDS},
    )


def _url(location: str, name: str) -> URL:
    variable = location.removeprefix(VARIABLE) if location.startswith(VARIABLE) else ""
    address = os.environ.get(variable, "") if variable else location
    if not address or address == VARIABLE:
        raise unreadable(name, "no_variable", value=variable)
    try:
        url = database_url(address=address)
    except (DatabaseAddressError, ValueError):
        raise unreadable(name, "unknown_database") from None
    if not variable and (url.password is not None or any(key in url.query for key in PASSWORD_KEYS)):
        raise unreadable(name, "password_in_address")
    return url


def _sqlite_engine(url: URL, *, name: str, root: Path) -> Engine:
    path = root / (url.database or "")
    if not path.is_file():
        raise unreadable(name, "missing_file")
    address = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=CONNECT_SECONDS)
        connection.execute("PRAGMA query_only=ON")
        return connection

    return create_engine("sqlite://", creator=connect, hide_parameters=True)
