"""Knows where the public can send links to sources, if the operator of the site has set that."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dashboard.wording import text

SETTING = "PANTAU_KONTAK"
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PAGE = re.compile(r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:\d{1,5})?(/[^\s<>\"]*)?")
LONGEST = 200


class ContactError(ValueError):
    """Say that the setting is neither an https address nor an e-mail address."""

    def __init__(self, value: str) -> None:
        super().__init__(text("contact_wrong", "id", setting=SETTING, value=value))


@dataclass(frozen=True, slots=True)
class Contact:
    """Where links can be sent: ``href`` leads there, ``said`` is what people read."""

    href: str
    said: str


def contact(environment: Mapping[str, str] = os.environ) -> Contact | None:
    """Return the operator's contact, none where none is set.

    Raises:
        ContactError: the setting is no such address.
    """
    value = environment.get(SETTING, "").strip()
    return read_contact(value) if value else None


def read_contact(value: str) -> Contact:
    """Read an https address or an e-mail address.

    Raises:
        ContactError: it is neither.
    """
    if len(value) <= LONGEST and MAIL.fullmatch(value):
        return Contact(f"mailto:{quote(value, safe='@+')}", value)
    if len(value) <= LONGEST and PAGE.fullmatch(value):
        parts = urlsplit(value)
        return Contact(value, f"{parts.netloc}{parts.path}".rstrip("/"))
    raise ContactError(value)
