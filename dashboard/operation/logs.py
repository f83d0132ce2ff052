"""Writes what happens as one line of JSON each: with the id of its request, and with nothing personal."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from types import TracebackType
from typing import Any

KEPT_BITS = {4: 24, 6: 48}
"""How much of an address is kept: a network of many, never one visitor."""
ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")
LOGGERS = ("dashboard", "gunicorn.error")
Raised = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def shortened(address: str | None) -> str:
    """Return the network of an address, or a dash where it is none."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "-"
    return str(ip_network((found, KEPT_BITS[found.version]), strict=False).network_address)


class JsonLines(logging.Formatter):
    """One line a happening; of an error its kind and place, not its message: that may quote what was sent."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": ADDRESS.sub(lambda found: shortened(found[0]), record.getMessage()),
            **getattr(record, "detail", {}),
        }
        if record.exc_info:
            line |= _raised(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _raised(raised: Raised) -> dict[str, object]:
    kind, _, trace = raised
    frames = traceback.extract_tb(trace)
    return {
        "error": kind.__name__ if kind else "",
        "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
    }


def write_lines(level: str) -> None:
    """Let the site's and gunicorn's loggers write such lines to the standard error output, from a level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level.upper())
