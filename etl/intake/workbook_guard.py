"""Refuses workbooks that are locked, or whose parts are larger unpacked than any honest one."""

import io
import zipfile

from python_calamine import PasswordError

ZIP = b"PK"
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
LOCKED_ODS = b"manifest:encryption-data"
MANIFEST = "META-INF/manifest.xml"
MAX_PARTS = 10_000
MAX_UNPACKED = 1 << 30
MAX_MANIFEST = 1 << 20
LOCKED_PART = 1
"""Bit of a part of a ZIP file."""


class RefusedWorkbookError(ValueError):
    """Say why a workbook is not read; ``code`` has a sentence."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.row = 0


def refuse_harmful(data: bytes) -> None:
    """Look at the list of parts before any is unpacked.

    Raises:
        RefusedWorkbookError: the workbook is locked, or too large unpacked.
        zipfile.BadZipFile: the list of parts is damaged.
    """
    if not data.startswith(ZIP):
        if LOCKED_STREAM in data:
            raise RefusedWorkbookError("locked_workbook")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise RefusedWorkbookError("large_workbook")
        if any(part.flag_bits & LOCKED_PART for part in parts) or _locked_ods(archive):
            raise RefusedWorkbookError("locked_workbook")


def _locked_ods(archive: zipfile.ZipFile) -> bool:
    if MANIFEST not in archive.namelist():
        return False
    with archive.open(MANIFEST) as manifest:
        return LOCKED_ODS in manifest.read(MAX_MANIFEST)


def failure_code(error: BaseException) -> str:
    """Return the code of what ended the reading; the error's own text may hold cells and is not passed on."""
    if isinstance(error, PasswordError):
        return "locked_workbook"
    return "large_workbook" if isinstance(error, MemoryError) else "damaged_workbook"
