"""Command line: ``python -m geo`` builds missing or old boundaries, ``python -m geo tiles`` lays out the tile map."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from geo.artefact import build_key, load_boundaries, read_manifest
from geo.errors import BoundariesMissingError, GeoError, messages
from geo.regions import RegionLevel, load_regions
from geo.source import Source, chosen_source
from geo.tiles import TILES_FILE, write_tiles
from geo.wording import LANGUAGES

DRAWN_FROM = (RegionLevel.REGENCY.value, "ringkas")
PARTS = BOUNDARIES, TILES = "boundaries", "tiles"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0: the boundaries are there, 1: stopped with one sentence."""
    options = _parser().parse_args(arguments)

    def announce(key: str, **values: object) -> None:
        print(messages().text(key, options.lang, **values), flush=True)  # noqa: T201 (progress for the terminal)

    try:
        source = chosen_source()
        if options.part == TILES:
            _lay_tiles(announce)
        elif not options.rebuild and _is_ready(source):
            announce("up_to_date", source=source.name)
        else:
            _build(source=source, announce=announce)
    except GeoError as error:
        print(error.text(options.lang), file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    lang = os.environ.get("PANTAU_LANG", LANGUAGES[0])
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    texts = messages()
    parser = argparse.ArgumentParser(prog="python -m geo", description=texts.text("cli_description", lang))
    parser.add_argument("part", nargs="?", choices=PARTS, default=BOUNDARIES, help=texts.text("cli_part", lang))
    parser.add_argument("--rebuild", action="store_true", help=texts.text("cli_rebuild", lang))
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=texts.text("cli_lang", lang))
    return parser


def _is_ready(source: Source) -> bool:
    if read_manifest().get("key") != build_key(source):
        return False
    try:
        load_boundaries()
    except BoundariesMissingError:
        return False
    return True


def _build(*, source: Source, announce: Callable[..., None]) -> None:
    # Building needs GeoPandas, which takes a second to load; a second run does not.
    from geo.build import build  # noqa: PLC0415

    for boundary in build(source=source, tree=load_regions(), announce=announce):
        announce(
            "built_file",
            file=boundary.file_name,
            regions=boundary.regions,
            points=boundary.points,
            kilobytes=round(len(boundary.body_br) / 1000),
        )
    announce(source.licence)


def _lay_tiles(announce: Callable[..., None]) -> None:
    from geo.build import shapes_of  # noqa: PLC0415 (see above)
    from geo.tiling.make import make_tiles  # noqa: PLC0415
    from geo.tiling.plan import load_plan  # noqa: PLC0415

    drawn = next(found for found in load_boundaries() if (found.level, found.detail) == DRAWN_FROM)
    announce("step_tiles")
    tiles = make_tiles(shapes_of(drawn.body), load_plan())
    write_tiles(tiles)
    announce("built_tiles", file=TILES_FILE.name, regions=len(tiles))


if __name__ == "__main__":
    sys.exit(main())
