"""Places in which the pipeline runs without a terminal."""

import io
from datetime import date
from pathlib import Path

from rich.console import Console
from sqlalchemy import Engine

from etl.catalogue import METADATA, load_catalogue
from etl.pipeline import Workplace
from etl.progress import Display
from etl.wording import load_wording
from geo.artefact import Boundary
from geo.regions import RegionTree

TODAY = date(2026, 11, 22)


def quiet_workplace(
    engine: Engine,
    *,
    tree: RegionTree,
    boundaries: tuple[Boundary, ...],
    quarantine: Path,
    metadata: Path = METADATA,
) -> Workplace:
    """Make a workplace on a database, with the bundled declarations and data or with another folder of them."""
    return Workplace(
        catalogue=load_catalogue(metadata),
        tree=tree,
        boundaries=boundaries,
        engine=engine,
        quarantine=quarantine,
        display=Display(Console(file=io.StringIO())),
        wording=load_wording(),
        lang="id",
        today=TODAY,
    )
