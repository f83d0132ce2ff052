"""PNG, PDF and SVG open in other programs, with the project's font in them and their words still words."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from dashboard.charts.measure import text_width
from dashboard.conversion import PDF, PNG, Converter
from dashboard.fonts import FAMILY, FOLDER, WEIGHTS, widths
from dashboard.graphics.registry import CHARTS
from dashboard.release import Snapshot
from tests.graphics.drawing import drawn

OFFICE = shutil.which("soffice")
PARTS = {path.name for path in Path(OFFICE).resolve().parent.glob("libs*lo.so")} if OFFICE else set()
DRAWS, WRITES = "libsdlo.so" in PARTS, "libswlo.so" in PARTS


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    made = Converter()
    yield made
    made.close()


@pytest.mark.parametrize("chart", CHARTS)
def test_a_png_has_the_size_that_was_asked_for(chart: str, snapshot: Snapshot, converter: Converter) -> None:
    for width, scale in ((320, 1), (400, 3)):
        body = converter.convert(drawn(chart, {"lebar": str(width)}, snapshot), PNG, scale=scale)
        image = Image.open(io.BytesIO(body))
        image.load()
        assert image.width == width * scale
        assert image.info["dpi"][0] == pytest.approx(96 * scale, abs=0.1)
        assert len(image.convert("RGB").getcolors(100_000) or []) > 20


@pytest.mark.skipif(not (os.environ.get("CI") or shutil.which("pdffonts")), reason="poppler-utils is not installed")
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_pdf_is_one_page_of_words_in_embedded_fonts(
    chart: str, lang: str, snapshot: Snapshot, converter: Converter, tmp_path: Path
) -> None:
    file = tmp_path / "gambar.pdf"
    file.write_bytes(converter.convert(drawn(chart, {"lang": lang}, snapshot), PDF))
    (page,) = PdfReader(file).pages
    said = " ".join((page.extract_text() or "").split())
    title = CHARTS[chart].graphic(snapshot, {"lang": lang}).title
    assert title.replace(" ", "") in said.replace(" ", "")
    assert not list(page.images)
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(FAMILY.replace(" ", "") in line and line.split()[-5] == "yes" for line in fonts)


def _converted(file: Path, folder: Path) -> PdfReader:
    """Let LibreOffice open a file and print it."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, file], check=True, capture_output=True, timeout=60)
    return PdfReader(folder / f"{file.stem}.pdf")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_a_png_in_a_document_at_its_size(
    snapshot: Snapshot, converter: Converter, tmp_path: Path
) -> None:
    body = converter.convert(drawn("profil-wilayah", {"lebar": "480"}, snapshot), PNG, scale=2)
    (tmp_path / "a.png").write_bytes(body)
    book = xlsxwriter.Workbook(tmp_path / "laporan.xlsx")
    book.add_worksheet().insert_image("A1", tmp_path / "a.png")
    book.close()
    images = [image for page in _converted(tmp_path / "laporan.xlsx", tmp_path).pages for image in page.images]
    assert any(image.image is not None and image.image.width == 960 for image in images)


@pytest.mark.skipif(OFFICE is None or not DRAWS, reason="LibreOffice is installed without Draw")
@pytest.mark.parametrize("suffix", ["svg", "pdf"])
def test_libreoffice_opens_a_picture(suffix: str, snapshot: Snapshot, converter: Converter, tmp_path: Path) -> None:
    svg = drawn("profil-wilayah", {}, snapshot)
    file = tmp_path / f"gambar.{suffix}"
    file.write_bytes(svg.encode() if suffix == "svg" else converter.convert(svg, PDF))
    (page,) = _converted(file, tmp_path / "hasil").pages
    assert "Indonesia" in (page.extract_text() or "")


@pytest.mark.skipif(OFFICE is None or not WRITES, reason="LibreOffice is installed without Writer")
def test_libreoffice_keeps_an_svg_sharp_in_a_letter(snapshot: Snapshot, tmp_path: Path) -> None:
    """Words that can be selected are no pixels: the picture stays sharp in print."""
    (tmp_path / "gambar.svg").write_text(drawn("tren-pelanggaran", {}, snapshot), encoding="utf-8")
    letter = tmp_path / "surat.html"
    letter.write_text('<meta charset="utf-8"><p>Surat rekaan</p><img src="gambar.svg" width="640">', encoding="utf-8")
    said = "".join(page.extract_text() or "" for page in _converted(letter, tmp_path / "hasil").pages)
    letters = "".join(said.split())
    assert "Rilisrekaan000001" in letters


@pytest.mark.parametrize("weight", WEIGHTS)
def test_words_are_measured_as_wide_as_the_font_draws_them(weight: str) -> None:
    font = TTFont(FOLDER / f"PantauSans-{weight}.ttf")
    size, measures = font["head"].unitsPerEm, font["hmtx"]
    drawn_widths = {chr(sign): measures[name][0] / size for sign, name in font.getBestCmap().items()}
    assert widths()[weight] == pytest.approx(drawn_widths, abs=0.0001)
    said = "Kabupaten Kepulauan Siau Tagulandang Biaro 1.158"
    assert text_width(said, 10, bold=weight == "Bold") == pytest.approx(
        10 * sum(drawn_widths[sign] for sign in said), 0.001
    )


def test_the_font_comes_with_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
