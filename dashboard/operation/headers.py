"""Sets the headers that close a site to abuse: what a page may load, who may frame it, what it tells others."""

from collections.abc import Sequence

from flask import Response, request

NOT_KEPT = "no-store"
NO_FRAMES = "frame-ancestors 'none'"
HSTS = "max-age=31536000"
UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""Abilities of a browser that no page of ours asks for."""
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def page_policy(script_hashes: Sequence[str]) -> str:
    """Write the policy of all pages but embeds; scripts within a page are known by their hash."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            NO_FRAMES,
        ]
    )


def set_headers(response: Response, *, policy: str) -> Response:
    """Add what an answer does not say by itself; transport is named only where it is safe already."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy)
    if NO_FRAMES in response.headers["Content-Security-Policy"]:
        # The same once more, for browsers that do not know it from the policy.
        response.headers.setdefault("X-Frame-Options", "DENY")
    # What says nothing of itself is the state of the moment, or an error.
    response.headers.setdefault("Cache-Control", NOT_KEPT)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = HSTS
    return response
