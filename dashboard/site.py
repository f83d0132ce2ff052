"""Knows under which address the public finds this site."""

import os

from flask import request

SITE_ADDRESS = "PANTAU_URL"


def root() -> str:
    """Return the public address without a slash at its end: the operator's setting, else that of the request."""
    return os.environ.get(SITE_ADDRESS, "").rstrip("/") or request.host_url.rstrip("/")
