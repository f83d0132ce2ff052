"""Tells caches how long an answer holds, and whether what they hold is still right; readers, of which release it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import Response
from werkzeug.http import parse_date, parse_etags

from dashboard.release import Snapshot

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60, stale-if-error=86400"
"""A cache that cannot reach the site may go on for a day: better the release of yesterday, which says so, than none."""
DAY = "public, max-age=86400"
OF_A_BODY = {"content-length", "content-type", "content-encoding"}


def is_known(environ: Mapping[str, Any], *, tag: str | None, changed: str | None) -> bool:
    """Tell whether the asker's copy is the same.

    A tag may carry the name of a compression. A moment must be the very same: going back to an older release is a
    change too.

    Args:
        environ: the request.
        tag: of the answer, as its header says it.
        changed: when the answer changed last, as its header says it.
    """
    given = environ.get("HTTP_IF_NONE_MATCH")
    if given:
        tags = parse_etags(given)
        return tag is not None and (tags.star_tag or _content(tag) in map(_content, tags.as_set(include_weak=True)))
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return bool(since and changed) and parse_date(since) == parse_date(changed)


def without_body(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the headers that an answer without a body does not have."""
    return [pair for pair in headers if pair[0].lower() not in OF_A_BODY]


def _content(tag: str) -> str:
    """Return the part of a tag that names the content, without quotes and whichever compression it had."""
    return tag.removeprefix("W/").strip('"').partition(":")[0]


def of_release(response: Response, *, release_id: str, created_at: str, pinned: bool = False) -> Response:
    """Mark an answer with its release; ``pinned`` where the address names it, since such an answer never changes."""
    response.headers["X-Rilis"] = release_id
    response.headers["Cache-Control"] = FOR_EVER if pinned else SHORT
    response.last_modified = datetime.fromisoformat(created_at)
    return response


def brief(response: Response, snapshot: Snapshot) -> Response:
    """Mark an answer that is kept for a short time and then compared by its tag."""
    response.headers["Cache-Control"] = SHORT
    response.last_modified = datetime.fromisoformat(snapshot.created_at)
    response.add_etag()
    return response
