"""Draws the square code that leads from paper to a page."""

import io

import segno

QUIET = 2
"""Empty modules around it; the paper itself is the rest of the quiet zone."""


def square_code(address: str) -> str:
    """Draw a QR code as SVG; a quarter of it may be lost before it can no longer be read."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", border=QUIET, omitsize=True, xmldecl=False, svgclass=None, lineclass=None)
    return drawn.getvalue().decode()
