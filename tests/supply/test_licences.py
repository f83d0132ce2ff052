"""Packages say their licence in four ways; each is understood, and one that says nothing is not let through."""

from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from tests.supply.licences import LicenceError, licence_of

THREE = "Redistribution and use in source and binary forms ...\nNeither the\n  name of the copyright holder nor ..."
TWO = "Redistribution and use in source and binary forms, with or without modification ..."


def package(folder: Path, *fields: str, text: str = "") -> Distribution:
    home = folder / "paket-1.0.dist-info"
    home.mkdir()
    (home / "METADATA").write_text("\n".join(["Metadata-Version: 2.4", "Name: paket", "Version: 1.0", *fields, ""]))
    (home / "LICENSE.txt").write_text(text)
    (home / "RECORD").write_text("paket-1.0.dist-info/LICENSE.txt,,\n")
    return PathDistribution(home)


@pytest.mark.parametrize(
    ("fields", "text", "licence"),
    [
        (("License-Expression: MIT AND 0BSD", "License: BSD"), "", "MIT AND 0BSD"),
        (("License: BSD-3-Clause", "Classifier: License :: OSI Approved :: BSD License"), TWO, "BSD-3-Clause"),
        (("License: Apache 2", "Classifier: License :: OSI Approved :: Apache Software License"), "", "Apache-2.0"),
        (("License: BSD",), THREE, "BSD-3-Clause"),
        (("Classifier: License :: OSI Approved :: BSD License",), TWO, "BSD-2-Clause"),
        ((), "Permission is hereby granted, free of charge, to any person ...", "MIT"),
    ],
)
def test_a_licence_is_understood_however_it_is_said(
    tmp_path: Path, fields: tuple[str, ...], text: str, licence: str
) -> None:
    assert licence_of(package(tmp_path, *fields, text=text)) == licence


def test_a_package_that_says_nothing_is_not_let_through(tmp_path: Path) -> None:
    with pytest.raises(LicenceError, match="paket"):
        licence_of(package(tmp_path, "License: lihat situs kami", text="All rights reserved."))
