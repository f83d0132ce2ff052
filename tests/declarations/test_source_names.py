"""A source's name is also that of a file with refused rows, and tells sources apart wherever they are counted."""

from pathlib import Path

import pytest

from etl.catalogue import CatalogueError, load_catalogue
from tests.copied_data import copy_data

OWN = "ikp_neutrality:\n"


def named(folder: Path, name: str) -> Path:
    """Copy the declarations, one source of them under another name; returns their folder."""
    metadata = copy_data(folder / "data")
    text = (metadata / "sources.yml").read_text("utf-8")
    assert OWN in text
    (metadata / "sources.yml").write_text(text.replace(OWN, f'"{name}":\n'), "utf-8")
    return metadata


@pytest.mark.parametrize("name", ["../bocor", "/bocor", "kasus.2024", "kasus 2024", ".kasus", "kasus/2024", ""])
def test_a_name_that_is_no_name_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CatalogueError, match=r"sources\.yml: .*\.name: String should"):
        load_catalogue(named(tmp_path, name))


def test_a_name_of_letters_digits_and_lines_is_kept_whole(tmp_path: Path) -> None:
    assert load_catalogue(named(tmp_path, "Kasus-2024_a")).sources["Kasus-2024_a"].name == "Kasus-2024_a"
