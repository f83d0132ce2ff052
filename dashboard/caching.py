"""Tells caches how long an answer holds, and readers of which release it is."""

from datetime import datetime

from flask import Response

from dashboard.release import Snapshot

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"
DAY = "public, max-age=86400"


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
