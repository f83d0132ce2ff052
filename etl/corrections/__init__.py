"""Corrections of published figures: data with a reason, made between the checks and the counting."""

from etl.corrections.applying import CorrectionError, correct
from etl.corrections.models import Correction, FiledCorrection, correction_files, load_corrections
from etl.corrections.rows import correction_counts, correction_rows

__all__ = [
    "Correction",
    "CorrectionError",
    "FiledCorrection",
    "correct",
    "correction_counts",
    "correction_files",
    "correction_rows",
    "load_corrections",
]
