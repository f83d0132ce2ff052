"""Draws a small map of a few regions, cropped to them, with one set apart."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.measure import Box
from dashboard.elements import el

MARGIN = 0.03
STEP = re.compile(r"M(-?\d+) (-?\d+)([^Mz]*)z")
NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """One region: its class of colour, and what its number is in words."""

    code: str
    name: str
    class_index: int
    said: str
    link: str | None = None


def mini_map(
    shapes: Mapping[str, str], areas: Sequence[MapArea], *, chosen: Collection[str], title: str, lang: str
) -> Markup:
    """Draw areas cropped to themselves.

    Args:
        shapes: path of each region by code, as ``dashboard.geometry.paths`` gives them; areas without one are left out.
        areas: what to draw; those with links make the map a group of links, which needs a list of the same beside it.
        chosen: codes to outline.
        title: the text alternative, one sentence.
        lang: language of the texts.
    """
    shown = sorted((area for area in areas if area.code in shapes), key=lambda area: area.code in chosen)
    frame = _frame([shapes[area.code] for area in shown])
    linked = any(area.link for area in shown)
    return el(
        "svg",
        el("title", title),
        *(_area(area, shapes[area.code], chosen=area.code in chosen) for area in shown),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{frame.left:.0f} {frame.top:.0f} {frame.right - frame.left:.0f} {frame.bottom - frame.top:.0f}",
        role="group" if linked else "img",
        lang=lang,
        class_="grafik peta-kecil",
    )


def _area(area: MapArea, path: str, *, chosen: bool) -> Markup:
    said = f"{area.name}: {area.said}"
    class_ = f"daerah warna-{area.class_index}{' pilih' if chosen else ''}"
    drawn = el("path", el("title", said), d=path, class_=class_)
    # Small areas are no targets for a thumb: keyboard and finger have the list beside the map.
    return el("a", drawn, href=area.link, tabindex=-1, aria_label=said) if area.link else drawn


def _frame(paths: Sequence[str]) -> Box:
    """Return the rectangle around paths, with a margin."""
    boxes = [box for path in paths for box in _rings(path)]
    left, top = min((box.left for box in boxes), default=0), min((box.top for box in boxes), default=0)
    right, bottom = max((box.right for box in boxes), default=1), max((box.bottom for box in boxes), default=1)
    margin = max(right - left, bottom - top) * MARGIN + 1
    return Box(left - margin, top - margin, right + margin, bottom + margin)


def _rings(path: str) -> Sequence[Box]:
    return [_ring(int(x), int(y), rest) for x, y, rest in STEP.findall(path)]


def _ring(x: int, y: int, rest: str) -> Box:
    """Follow the steps of one closed line; a dot is written as lines of two units."""
    if "h" in rest:
        return Box(x, y, x + 2, y + 2)
    steps = [int(step) for step in NUMBER.findall(rest)]
    across, down = [x], [y]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        across.append(across[-1] + dx)
        down.append(down[-1] + dy)
    return Box(min(across), min(down), max(across), max(down))
