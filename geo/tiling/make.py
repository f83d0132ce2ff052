"""Makes the tile map anew from boundaries: spread, assign, improve."""

from collections.abc import Mapping

import shapely

from geo.tiles import Tiles
from geo.tiling.assignment import assigned, misfit
from geo.tiling.grid import Grid
from geo.tiling.land import Land, spread, survey
from geo.tiling.plan import Plan
from geo.tiling.swaps import Board, improve


def make_tiles(shapes: Mapping[str, shapely.Geometry], plan: Plan) -> Tiles:
    """Give each region a cell; the same shapes and plan give the same tiles.

    Args:
        shapes: one shape each kabupaten/kota, by code, in degrees.
        plan: how groups of islands are laid out.
    """
    land = survey(shapes)
    grid = Grid(columns=plan.columns, rows=plan.rows)
    cells = _cells(land, grid, plan)
    return {code: grid.cells[cell] for code, cell in zip(land.codes, cells, strict=True)}


def _cells(land: Land, grid: Grid, plan: Plan) -> list[int]:
    misfits = misfit(spread=spread(land, plan), islands=land.islands, grid=grid, off_shore=plan.costs.off_shore)
    board = Board(land=land, grid=grid, misfits=misfits, costs=plan.costs, cells=assigned(misfits))
    improve(board, plan.search)
    return board.cells
