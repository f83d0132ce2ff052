"""Says in the words of SPDX under which licence a Python package is, in whichever way its metadata say it."""

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from license_expression import AND, OR, ExpressionError, LicenseExpression, get_spdx_licensing

from tests.supply.pins import Pin

SPDX = get_spdx_licensing()
ALLOWED = frozenset(
    {
        # Permissive: the notice stays with the package.
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "PSF-2.0",
        "Zlib",
        # Changes of the package itself would have to be published; there are none.
        "MPL-2.0",
        # A library beside ours that anybody may exchange for another version.
        "LGPL-3.0-only",
        # A font: under another name once changed, as ours is.
        "OFL-1.1",
    }
)
"""Licences that fit an open site under MIT; another is to be judged by a person before it is added."""
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
TEXTS = (
    ("Neither the name of", "BSD-3-Clause"),
    ("names of its contributors may", "BSD-3-Clause"),
    ("Redistribution and use in source and binary forms", "BSD-2-Clause"),
    ("Permission is hereby granted, free of charge", "MIT"),
)
"""Sentences by which a licence is known whose metadata say "BSD" or nothing; the first that is found decides."""
PYTHONS = ("3.14", "3.11")


class LicenceError(ValueError):
    """Say which package does not tell its licence."""


def is_allowed(expression: str) -> bool:
    """Tell whether a licence expression can be met: all that is joined by AND, one of what is joined by OR."""
    return _can_be_met(SPDX.parse(expression, validate=True))


def _can_be_met(parsed: LicenseExpression) -> bool:
    if isinstance(parsed, AND):
        return all(map(_can_be_met, parsed.args))
    if isinstance(parsed, OR):
        return any(map(_can_be_met, parsed.args))
    return str(parsed) in ALLOWED


def installed(pin: Pin) -> str | None:
    """Return the licence of a package that is installed here in this very version."""
    try:
        found = distribution(pin.name)
    except PackageNotFoundError:
        return None
    return licence_of(found) if found.version == pin.version else None


def fetched(pin: Pin) -> str:
    """Return the licence of a package that other platforms install, from its file.

    Raises:
        LicenceError: it has no file for the versions of Python that we know, or says nothing.
    """
    with TemporaryDirectory() as folder:
        for python in PYTHONS:
            _download(pin, python, Path(folder))
            for wheel in Path(folder).glob("*.whl"):
                return licence_of(next(iter(distributions(path=[str(wheel)]))))
    raise LicenceError(pin.name)


def _download(pin: Pin, python: str, folder: Path) -> None:
    wanted = folder / "wanted.txt"
    hashes = " ".join(f"--hash=sha256:{digest}" for digest in pin.hashes)
    wanted.write_text(f"{pin.name}=={pin.version} {hashes}\n", encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    options = ["--only-binary=:all:", f"--python-version={python}", f"--dest={folder}", f"--requirement={wanted}"]
    run([*command, *options], check=False, capture_output=True)


def licence_of(package: Distribution) -> str:
    """Return a package's licence as an SPDX expression.

    Raises:
        LicenceError: it does not say.
    """
    for said in (*_told(package, "License-Expression"), *_told(package, "License")):
        if _is_spdx(said):
            return str(SPDX.parse(said))
    classified = {line.rpartition(" :: ")[2] for line in _told(package, "Classifier") if line.startswith("License ::")}
    known = {CLASSIFIERS[name] for name in classified & CLASSIFIERS.keys()}
    if known:
        return " AND ".join(sorted(known))
    return _by_text(package)


def _told(package: Distribution, field: str) -> list[str]:
    return package.metadata.get_all(field) or []


def _is_spdx(said: str) -> bool:
    try:
        SPDX.parse(said, validate=True)
    except ExpressionError:
        return False
    return True


def _by_text(package: Distribution) -> str:
    for text in _texts(package):
        flat = " ".join(text.split())
        for sentence, licence in TEXTS:
            if sentence in flat:
                return licence
    raise LicenceError(package.name)


def _texts(package: Distribution) -> Iterator[str]:
    yield from _told(package, "License")
    for file in package.files or ():
        if ".dist-info" in str(file) and file.name.upper().startswith(("LICEN", "COPYING")):
            yield file.read_text()
