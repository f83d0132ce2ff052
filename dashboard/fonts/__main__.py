"""Makes the font of the images from Noto Sans; needs fontTools, which only tests and this command use."""

import argparse
import json
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from dashboard.fonts import FAMILY, FOLDER, WEIGHTS, WIDTHS

SIGNS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2212, 0x2264, 0x2265]
"""Latin letters with their marks, figures, and the punctuation of both languages."""
DIGITS = 4
FAMILY_NAMES, FULL_NAME, POSTSCRIPT_NAME, UNIQUE_NAME = (1, 16), 4, 6, 3


def make(folder: Path, weight: str) -> TTFont:
    """Cut one weight down to the signs that are needed, and give it its own name."""
    font = TTFont(folder / f"NotoSans-{weight}.ttf")
    options = subset.Options(hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=SIGNS)
    cutter.subset(font)
    plain = FAMILY.replace(" ", "")
    names = {FULL_NAME: f"{FAMILY} {weight}", POSTSCRIPT_NAME: f"{plain}-{weight}", UNIQUE_NAME: f"{plain}-{weight}"}
    for record in font["name"].names:
        said = FAMILY if record.nameID in FAMILY_NAMES else names.get(record.nameID)
        if said:
            record.string = said
    return font


def sign_widths(font: TTFont) -> dict[str, float]:
    """Return the width of each sign in parts of the font size."""
    size, measures = font["head"].unitsPerEm, font["hmtx"]
    return {chr(sign): round(measures[name][0] / size, DIGITS) for sign, name in sorted(font.getBestCmap().items())}


def main() -> None:
    """Write the fonts and their table of widths."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.fonts", description=__doc__)
    parser.add_argument("folder", type=Path, help="where NotoSans-Regular.ttf and NotoSans-Bold.ttf are")
    folder = parser.parse_args().folder
    fonts = {weight: make(folder, weight) for weight in WEIGHTS}
    for weight, font in fonts.items():
        font.save(FOLDER / f"PantauSans-{weight}.ttf")
    table = {weight: sign_widths(font) for weight, font in fonts.items()}
    WIDTHS.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
