"""Knows the tile map: 514 equal hexagons, one a kabupaten/kota, stored as columns and rows of a grid.

Hexagons stand on a corner; odd rows are shifted to the right by half a hexagon. Corners are whole numbers of a lattice
(half a hexagon's width across, half a side down), so that neighbours share theirs exactly.
"""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from geo.errors import TilesFileError
from geo.regions import PROVINCE_LENGTH, RegionLevel, RegionTree

TILES_FILE = Path(__file__).with_name("tiles.csv")
COLUMNS = ("region_code", "column", "row")
CLOCKWISE = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
"""Corners around the centre, clockwise from the top, as seen on a screen and on a map with north above."""
DECIMALS = 4
FILLED = 0.99
"""Share of the frame that the tiles may take; the rest keeps lines at the edge whole."""

Point = tuple[int, int]
Ring = tuple[Point, ...]


class Cell(NamedTuple):
    """A place on the grid, counted from the upper left."""

    column: int
    row: int


Tiles = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the lattice lies in a box: its upper left point, and the width of half a hexagon."""

    left: float
    top: float
    step: float

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point of the lattice lies, upward being larger as latitudes are."""
        return self.left + point[0] * self.step, self.top - point[1] * self.step / math.sqrt(3)


def load_tiles(tree: RegionTree, path: Path = TILES_FILE) -> Tiles:
    """Read the cell of each kabupaten/kota, by code.

    Raises:
        TilesFileError: the file cannot be read, has not exactly the regions of the tree, or has a cell twice.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [(row["region_code"], Cell(int(row["column"]), int(row["row"]))) for row in csv.DictReader(lines)]
    except (OSError, KeyError, TypeError, ValueError):
        raise TilesFileError(file=path.name) from None
    known = [region.code for region in tree.at(RegionLevel.REGENCY)]
    if sorted(code for code, _ in rows) != known or len({cell for _, cell in rows}) < len(rows):
        raise TilesFileError(file=path.name)
    return dict(rows)


def write_tiles(tiles: Tiles, path: Path = TILES_FILE) -> None:
    """Write the cells, sorted by code."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((code, *cell) for code, cell in sorted(tiles.items()))


def middle(cell: Cell) -> Point:
    """Return the centre of a hexagon on the lattice."""
    return 2 * cell.column + cell.row % 2, 3 * cell.row


def corners(cell: Cell) -> Ring:
    """Return the six corners of a hexagon on the lattice, clockwise from the top."""
    x, y = middle(cell)
    return tuple((x + across, y + down) for across, down in CLOCKWISE)


def fitted(tiles: Tiles, *, across: tuple[float, float], up: tuple[float, float]) -> Frame:
    """Return the frame that draws the tiles as large as they go into a box, in its middle.

    Args:
        tiles: the cells.
        across: left and right edge of the box.
        up: lower and upper edge of the box.
    """
    points = [point for cell in tiles.values() for point in corners(cell)]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    width, height = across[1] - across[0], up[1] - up[0]
    step = FILLED * min(width / (right - left), height * math.sqrt(3) / (bottom - top))
    return Frame(
        left=sum(across) / 2 - step * (left + right) / 2,
        top=sum(up) / 2 + step * (top + bottom) / 2 / math.sqrt(3),
        step=step,
    )


def tile_geojson(tiles: Tiles, frame: Frame) -> bytes:
    """Write the hexagons as compact GeoJSON with the code as ``id``, rings clockwise as boundaries have them."""
    features = [_feature(code, corners(cell), frame) for code, cell in sorted(tiles.items())]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _feature(code: str, ring: Ring, frame: Frame) -> dict[str, object]:
    closed = [_degrees(frame, point) for point in (*ring, ring[0])]
    return {"type": "Feature", "id": code, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [closed]}}


def _degrees(frame: Frame, point: Point) -> list[float]:
    return [round(value, DECIMALS) for value in frame.place(point)]


def province_borders(tiles: Tiles) -> tuple[Ring, ...]:
    """Return the lines between hexagons of different provinces, each as long as it goes without a fork."""
    owners: dict[frozenset[Point], set[str]] = {}
    for code, cell in sorted(tiles.items()):
        for side in _sides(cell):
            owners.setdefault(frozenset(side), set()).add(code[:PROVINCE_LENGTH])
    return tuple(_joined(tuple(sorted(side)) for side, provinces in owners.items() if len(provinces) > 1))


def _sides(cell: Cell) -> Iterator[tuple[Point, Point]]:
    ring = corners(cell)
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _joined(sides: Iterable[Ring]) -> Iterator[Ring]:
    """Join sides into lines: from ends and forks first, what is left are circles."""
    ways: dict[Point, set[Point]] = {}
    for one, other in sides:
        ways.setdefault(one, set()).add(other)
        ways.setdefault(other, set()).add(one)
    starts = sorted(point for point, nexts in ways.items() if len(nexts) != 2)  # noqa: PLR2004 (a line passes through)
    for start in (*starts, *sorted(ways)):
        while ways[start]:
            yield _walked(start, ways, ends=set(starts))


def _walked(start: Point, ways: Mapping[Point, set[Point]], *, ends: set[Point]) -> Ring:
    line = [start]
    while ways[line[-1]] and (len(line) == 1 or line[-1] not in ends):
        here, there = line[-1], min(ways[line[-1]])
        ways[here].remove(there)
        ways[there].remove(here)
        line.append(there)
    return tuple(line)
