"""Looks at all that an operator sets before anything is started: what is wrong is said in one line, once."""

import os
import sys
from collections.abc import Mapping

from dashboard.contact import ContactError, contact
from dashboard.operation.settings import SettingError, Settings, read_settings
from etl.engine import DatabaseAddressError, database_url

DATABASE = "DATABASE_URL"
READ_AHEAD = "read_ahead"
"""The extension of a server that gunicorn calls in each worker before it answers anybody."""


def check(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read all settings.

    Raises:
        SettingError: one is wrong.
        ContactError: the operator's contact is none.
    """
    contact(environment)
    try:
        database_url(address=environment.get(DATABASE, ""))
    except DatabaseAddressError:
        raise SettingError(name=DATABASE, right="sqlite:///..., postgresql://...") from None
    return read_settings(environment)


def checked() -> Settings:
    """Read all settings, or end the process with the line that says which is wrong."""
    try:
        return check()
    except (ContactError, SettingError) as error:
        sys.exit(str(error))
