"""Writes the patterns that tell states of a number apart without colour; maps use them in their own scale."""

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.palette import Palette

NOTHING, PREVENTION, ZERO, HIDDEN, PALE = "nihil", "cegah", "nol", "sembunyi", "pucat"
LIGHTEST, MIDDLE = "kelas-2", "kelas-4"
PRINT_INK = "#777777"


def patterns(colours: Palette, *, in_print: bool) -> Markup:
    """Write the patterns that the sheet of images names; those of classes only where print needs them."""
    ink = PRINT_INK if in_print else colours.muted
    states = (
        _pattern(NOTHING, 6, "none", _stripe(6), ink, faint=not in_print),
        _pattern(
            PREVENTION, 6, colours.prevention, f"{_stripe(6)}{_counter(6)}" if in_print else _stripe(6), colours.muted
        ),
    )
    if not in_print:
        return el("defs", *states)
    classes = (
        _pattern(ZERO, 5, colours.zero, "M2 2h1.4v1.4h-1.4z", colours.muted),
        _pattern(HIDDEN, 5, colours.suppressed, "M0 0H5M0 0V5", colours.muted),
        _pattern(PALE, 5, colours.bar_unexplained, _counter(5), colours.bar),
        _pattern(LIGHTEST, 4, colours.steps[0], "M1 1h.9v.9h-.9z", colours.muted),
        _pattern(MIDDLE, 4, colours.steps[2], "M0 2H4", "#ffffff"),
    )
    return el("defs", *states, *classes)


def _pattern(name: str, size: int, ground: str, line: str, ink: str, *, faint: bool = False) -> Markup:
    drawn = f"fill:none;stroke:{ink};stroke-width:{'.7' if faint else '.8'}"
    tile = join(
        el("path", d=f"M0 0h{size}v{size}H0z", style=f"fill:{ground};stroke:none") if ground != "none" else None,
        el("path", d=line, style=drawn, opacity=".45" if faint else None),
    )
    return el("pattern", tile, id=name, width=size, height=size, patternUnits="userSpaceOnUse")


def _stripe(size: int) -> str:
    """Return a line from corner to corner, with the ends that its neighbours need."""
    return f"M-1 1L1-1M0 {size}L{size} 0M{size - 1} {size + 1}L{size + 1} {size - 1}"


def _counter(size: int) -> str:
    return f"M-1 {size - 1}L1 {size + 1}M0 0L{size} {size}M{size - 1}-1L{size + 1} 1"
