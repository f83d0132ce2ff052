"""Builds tables of published numbers as agencies keep them; all is invented."""

from pathlib import Path
from typing import Any

import openpyxl

from tests.intake.invented_files import csv_text
from tests.records.invented_project import TEXT, numbered

PAGE = "https://example.org/rekaan"
NUMBERS = {
    "table": "violations",
    "location": "kiriman/angka.xlsx",
    "publisher": TEXT,
    "licence": "CC-BY-4.0",
    "disclosure": "published",
    "description": TEXT,
    "columns": {
        "No": "record_id",
        "Wilayah": "region_code",
        "Jumlah Orang": "count",
        "Tahap": "stage",
        "Per Tanggal": "period_end",
        "Terbit": "source_published",
        "Ket.": "drop",
    },
    "values": {"stage": {"Sudah diputus": "terbukti"}},
    "constants": {
        "election": "pilkada-2024",
        "measure": "kumulatif",
        "unit": "orang",
        "violation_type": "tidak_dirinci",
        "position": "tidak_dirinci",
        "date_precision": "hari",
        "authority": "Bawaslu",
        "source_url": PAGE,
        "source_publisher": "Contoh",
    },
}
ACTIVITIES = {
    "table": "declarations",
    "location": "kiriman/kegiatan.csv",
    "publisher": TEXT,
    "licence": "CC-BY-4.0",
    "disclosure": "published",
    "description": TEXT,
    "columns": {
        "Nomor": "record_id",
        "Daerah": "region_code",
        "Kegiatan": "activity",
        "Tgl": "date",
        "Peserta": "participants",
        "Penanggung Jawab": "organizer",
        "Nama Narahubung": "drop",
        "Telepon": "drop",
    },
    "values": {"activity": {"Tanda tangan pakta": "pakta_integritas"}},
    "constants": {
        "scope": "seluruh",
        "election": "pilkada-2024",
        "date_precision": "hari",
        "source_url": PAGE,
        "source_publisher": "Contoh",
        "source_published": "2024-11-01",
    },
}


def numbers(path: Path) -> None:
    """Write numbers as texts with points of thousands, with words, with fractions, and a row of totals."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rest = ["Sudah diputus", "31 Oktober 2024", "2 Nov 2024", "Contoh Rekaan"]
    rows: list[list[Any]] = [
        ["ANGKA REKAAN PER 31 OKTOBER 2024"],
        [],
        ["No", "Wilayah", "Jumlah Orang", "Tahap", "Per Tanggal", "Terbit", "Ket."],
        ["V9001", "Kab. Garut", "1.234", *rest],
        ["V9002", "Kab. Ciamis", "1 235", *rest],
        ["V9003", "Kab. Kuningan", 12.0, *rest],
        ["V9004", "Kab. Cirebon", "12,5", *rest],
        ["V9005", "Kota Cirebon", "nihil", *rest],
        ["V9006", "Kota Bogor", "12 orang", *rest],
        ["V9007", "Kota Bogr", 12, *rest],
        ["V9001", "Kota Depok", 13, *rest],
        ["V9009", "Kota Depok", 13, "Sudah diputus", "31 Oktober 2024", "2 Okt 2024", None],
        ["V9010", "Kota Banjar", 0, *rest],
        *numbered(150, ["V{}", "Kab. Subang", None, *rest]),
    ]
    for number, row in enumerate(rows[13:], start=1000):
        row[2] = f"{number:,}".replace(",", ".")
    for row in rows:
        sheet.append(row)
    book.save(path)


def activities(path: Path) -> None:
    """Write activities with semicolons in Windows-1252, with contacts that nobody needs."""
    contact = ["Contoh Rekaan", "0812-3456-7890"]
    rows = [
        ["Nomor", "Daerah", "Kegiatan", "Tgl", "Peserta", "Penanggung Jawab", "Nama Narahubung", "Telepon"],
        ["D9001", "Kab. Bantul", "Tanda tangan pakta", "Senin, 23 September 2024", "1.200", "Bawaslu", *contact],
        ["D9002", "Kab. Bantul", "Apel", "23/09/2024", "", "pemda", *contact],
        ["D9003", "Kab. Bantul", "sosialisasi", "23/09/2024", "±200", "pemda", *contact],
        *([f"D{9100 + n}", "Kota Yogya", "sosialisasi", f"{n}/10/2024", "", "pemda", *contact] for n in range(1, 31)),
        *([f"D{9200 + n}", "Kab. Sleman", "sosialisasi", f"{n}/9/2024", "", "pemda", *contact] for n in range(1, 31)),
    ]
    path.write_bytes(csv_text(rows, delimiter=";").encode("cp1252"))
