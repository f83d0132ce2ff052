"""Converts pictures that come through standard input until it ends: ``png`` or ``pdf``, the scale, then the SVG."""

import sys

import vl_convert

from dashboard.conversion.messages import read_message, write_message
from dashboard.conversion.png import packed
from dashboard.fonts import FOLDER

PDF = "pdf"


def convert(question: bytes) -> bytes:
    """Convert one picture."""
    head, _, svg = question.decode().partition("\n")
    kind, scale = head.split()
    if kind == PDF:
        return vl_convert.svg_to_pdf(svg)
    return packed(vl_convert.svg_to_png(svg, scale=int(scale)), scale=int(scale))


def main() -> None:
    """Answer until nobody asks any more."""
    vl_convert.register_font_directory(str(FOLDER))
    while True:
        try:
            question = read_message(sys.stdin.buffer)
        except EOFError:
            return
        write_message(sys.stdout.buffer, convert(question))


if __name__ == "__main__":
    main()
