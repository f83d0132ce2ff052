"""Builds workbooks as agencies keep them: titles, merged cells, notes, hidden parts, damaged codes; all is invented."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.records.invented_project import BOTH, NAME, NIP, PILKADA, coverage, numbered, records_entry

OCTOBER = datetime.datetime.fromisoformat("2024-10-12 09:30")
SERIAL = 45577
"""The number by which Excel keeps 12 October 2024."""
CUT = 196504121990031000.0
"""What Excel keeps of a NIP that was typed as a number."""
WORDS = {
    "violation_type": {"Medsos": "media_sosial", "Kampanye": "kampanye_sosialisasi"},
    "stage": {"Masih diproses": "diproses", "Sudah disanksi": "sanksi"},
}

YOGYA = records_entry(
    "kiriman/rekap_diy.xlsx",
    columns={
        "No": "drop",
        "No. Register": "key",
        "Nama": "drop",
        "NIP": "drop",
        "Kab/Kota": "region_code",
        "Tanggal Laporan": "case_date",
        "Bentuk Pelanggaran": "violation_type",
        "Status": "stage",
    },
    values=WORDS,
    constants=PILKADA,
    coverage=coverage("34", month="2024-10"),
)
CENTRAL = records_entry(
    "kiriman/jateng.xlsx",
    columns={
        "Nomor Laporan": "key",
        "Pelapor": "drop",
        "Kode": "drop",
        "Wilayah": "region_code",
        "Tgl": "case_date",
        "Jenis": "violation_type",
        "Tahap": "stage",
    },
    values=WORDS,
    constants=PILKADA,
    coverage=coverage("3301", "3302", "3303", "3304", month="2024-03"),
)
ACEH = records_entry(
    "kiriman/aceh.xlsx",
    sheet="Kasus",
    columns={"id": "key", "kode wil": "region_code", "tgl": "case_date", "jenis": "violation_type", "tahap": "stage"},
    constants=PILKADA,
    coverage=coverage("1101", "1110", "1111", month="2024-08"),
)
WEST = records_entry(
    "kiriman/jabar.xlsx",
    columns={"No Perkara": "key", "Wilayah": "region_code", "Hari/Tanggal": "case_date", "Tahap": "stage"},
    constants=PILKADA | {"violation_type": "tidak_dirinci"},
    coverage=coverage("31", "3204", "3205", "3273", "7371", "7601", month="2024-10"),
)
BANTEN = records_entry(
    "kiriman/banten.xlsx",
    columns={
        "Tahun": "key",
        "Nomor": "key",
        "Pemilihan": "election",
        "Daerah": "region_code",
        "Tanggal": "case_date",
        "Jenis": "violation_type",
        "Tahap": "stage",
    },
    values=WORDS | {"election": {"Pilbup": "pilkada-2024", "Pileg": "pemilu-2024"}},
    coverage=coverage("3604", "3672", "3673", month="2023-11", last="2024-09", elections=BOTH),
)
SIGNERS = records_entry(
    "kiriman/ikrar_sulsel.xlsx",
    table="declaration_signatures",
    columns={
        "No": "drop",
        "Nama Pegawai": "drop",
        "NIP": "key",
        "Unit Kerja": "region_code",
        "Ditandatangani": "signed_on",
    },
    constants={"election": "keduanya"},
    coverage=coverage("73", month="2024-09", last="2024-10"),
)


def _fill(sheet: Worksheet, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        sheet.append(list(row))


def yogya(path: Path) -> None:
    """Titles, two lines of headings, regions merged downwards, every form of date, a footer, notes and a pivot."""
    book = openpyxl.Workbook()
    notes, sheet, pivot = book.worksheets[0], book.create_sheet("Rekap"), book.create_sheet("Pivot")
    notes.title = "Catatan"
    _fill(notes, [["Petunjuk: isi kolom Status dengan tahap terakhir"], ["Status"], ["Masih diproses"]])
    _fill(pivot, [["Kab/Kota", "Banyaknya"], ["Kab. Bantul", 161], ["Total", 161]])
    bantul = ["Kab. Bantul", OCTOBER, "Medsos", "Dugaan"]
    _fill(
        sheet,
        [
            ["REKAPITULASI PELANGGARAN NETRALITAS ASN"],
            ["PROVINSI CONTOH REKAAN"],
            [None, "TAHUN 2024"],
            [],
            ["No", "No. Register", "Terlapor", None, "Kab/Kota", "Tanggal\nLaporan", "Bentuk\nPelanggaran", "Status"],
            [None, None, "Nama", "NIP"],
            [f"({number})" for number in range(1, 9)],
            [1, "001/REG", f"{NAME} Satu", NIP, *bantul],
            [2, "002/REG", f"{NAME} Dua", NIP, None, SERIAL, "Medsos", "Dugaan"],
            [3, "003/REG", f"{NAME} Tiga", NIP, None, "12 Okt 2024", "medsos ", "DUGAAN"],
            [4, "004/REG", f"{NAME} Empat", NIP, None, "Sabtu, 12 Oktober 2024", "Medsos", "Dugaan"],
            [5, "005/REG", f"{NAME} Lima", NIP, "KAB BANTUL", "12/10/2024", "Medsos", "Dugaan"],
            [6, "006/REG", f"{NAME} Enam", NIP, "Kota Yogya", str(SERIAL), "Kampanye", "Masih diproses"],
            [7, "007/REG", f"{NAME} Tujuh", NIP, "Kodya Yogyakarta", "2024-10-12", "Kampanye", "Masih diproses"],
            [8, "008/REG", f"{NAME} Delapan", NIP, "Bantull", OCTOBER, "Medsos", "Dugaan"],
            [],
            [9, "001/REG", f"{NAME} Satu", NIP, *bantul],
            [10, "010/REG", f"{NAME} Sepuluh", NIP, "Sleman", "31/02/2024", "Medsos", "Dugaan"],
            [11, "011/REG", f"{NAME} Sebelas", NIP, "Sleman", "12 Okt 2030", "Medsos", "Dugaan"],
            [12, None, "Nihil", None, "Kab. Kulon Progo"],
            [13, "-", "-", "-", "Gunungkidul", "-", "-", "-"],
            *numbered(150, [None, "{}/REG", f"{NAME} {{}}", NIP, *bantul]),
            ["JUMLAH", None, None, None, None, None, None, 157],
            [],
            [None, None, None, None, None, "Yogyakarta, 2 Desember 2024"],
            [None, None, None, None, None, "Mengetahui,"],
            [None, None, None, None, None, "Ketua Lembaga Contoh Rekaan"],
            [],
            [None, None, None, None, None, f"{NAME} Ketua"],
            [None, None, None, None, None, f"NIP. {NIP}"],
        ],
    )
    merged = ("A1:H1", "A2:H2", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6", "H5:H6", "E8:E11", "A172:D172")
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)


def central(path: Path) -> None:
    """Write formulas with and without their values, hidden columns and rows, empty rows, and regions without a case."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data 2024")
        day = book.add_format({"num_format": "dd mmmm yyyy"})
        sheet.write_row(0, 0, ["Rekap laporan rekaan"])
        sheet.write_row(2, 0, ["Nomor Laporan", "Pelapor", "Kode", "Wilayah", "Tgl", "Jenis", "Tahap"])
        right = ["Medsos", "Sudah disanksi"]
        for row in range(3, 163):
            sheet.write_row(row, 0, [row, f"{NAME} {row}", 3301])
            sheet.write_formula(row, 3, f"=VLOOKUP(C{row + 1},Kode!A:B,2,FALSE)", None, "Kab. Cilacap")
            sheet.write_datetime(row, 4, datetime.date(2024, 3, 5), day)
            sheet.write_row(row, 5, right)
        sheet.write_formula(165, 3, "=VLOOKUP(C166,Kode!A:B,2,FALSE)", None, "#N/A")
        sheet.write_row(165, 0, [501, NAME, 9999])
        sheet.write_row(165, 4, ["5 Maret 2024", *right])
        sheet.write_row(166, 0, [502, NAME, 3302, "Banyumas"])
        sheet.write_formula(166, 4, "=TODAY()", day, "")
        sheet.write_row(166, 5, right)
        sheet.write_row(167, 0, [None, "nihil", 3303, "Kab. Purbalingga"])
        sheet.write_row(168, 0, [None, "0 kasus", 3304, "Kab. Banjarnegara", "-", "-", "-"])
        sheet.write_row(169, 0, ["Sub Total", None, None, None, None, None, 162])
        sheet.write_row(171, 0, ["Keterangan: data rekaan, bukan catatan siapa pun"])
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.set_row(10, None, None, {"hidden": True})
        book.add_worksheet("Kode").write_row(0, 0, [3301, "Kab. Cilacap"])


def aceh(path: Path) -> None:
    """Write codes as Excel leaves them: numbers, halves of numbers, cut zeros, texts with points."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Sampul"
    book.worksheets[0]["A1"] = "Berkas rekaan"
    sheet = book.create_sheet("Kasus")
    rest = [datetime.date(2024, 8, 1), "media_sosial", "terbukti"]
    codes: list[Any] = [1101, 11.01, "11.01", "1101.0", 11.1, "11.1", "11,1", "11.10", 1.101, "9999", "1101", 3402]
    _fill(sheet, [["ID", "Kode_Wil", "Tgl", "Jenis", "Tahap"], *([n, code, *rest] for n, code in enumerate(codes, 1))])
    _fill(sheet, numbered(160, ["K{}", "1111", *rest]))
    book.save(path)


def west(path: Path) -> None:
    """Write old names, short names, near names, and names of two regions; dates with weekdays, without year or day."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    day, stage = "Sabtu, 12-10-2024", "Dugaan"
    _fill(
        sheet,
        [
            ["Daftar perkara rekaan", None, "per 30 November 2024"],
            ["No Perkara", "Wilayah", "Hari/Tanggal", "Tahap"],
            ["P1", "Bandung", day, stage],
            ["P2", "Kab. Bandung", day, stage],
            ["P3", "Bandung, Kota", day, stage],
            ["P4", "Kab.Bandng Barat", day, stage],
            ["P5", "Mamuju Utara", day, stage],
            ["P6", "Ujung Pandang", day, stage],
            ["P7", "Kota Adm. Jakarta Selatan", day, stage],
            ["P8", "Jakarta", day, stage],
            ["P9", "Garut", "12 Oktober", stage],
            ["P10", "Garut", "Oktober 2024", stage],
            ["P11", "Garut", "12/10/24", stage],
            ["P12", "Garut", "Minggu, 12-10-2024", stage],
            ["P13", "Garut", "12.10.2024 pukul 09.30 WIB", stage],
            ["P14", "Garut", "10/13/2024", stage],
            ["P15", "Surabaya", day, stage],
            ["P16", "Garut", "2023-12-31", stage],
            ["P17", "Garut", day, "Dugan"],
            *numbered(200, ["P{}", "Kabupaten Garut", "Kamis, 10 Oktober 2024", stage]),
        ],
    )
    book.save(path)


def banten(path: Path) -> None:
    """Write both elections in one list, whose number begins anew each year; a page break repeats the headings."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    headings = ["Tahun", "Nomor", "Pemilihan", "Daerah", "Tanggal", "Jenis", "Tahap"]
    _fill(
        sheet,
        [
            headings,
            [2023, 1, "Pileg", "Kota Serang", "3 Nopember 2023", "Kampanye", "Sudah disanksi"],
            [2024, 1, "Pilbup", "Kab. Serang", "4 Sept 2024", "Kampanye", "Sudah disanksi"],
            [2024, "1 ", "Pilbup", "Kab. Serang", "4 Sept 2024", "Kampanye", "Sudah disanksi"],
            headings,
            [2024, 2, "Pilpres", "Kab. Serang", "4 Sept 2024", "Kampanye", "Sudah disanksi"],
            [None, None, "Pilbup", "Kab. Serang", "4 Sept 2024", "Kampanye", "Sudah disanksi"],
            [2024, 3, "Pilbup", "Serang", "4 Sept 2024", "Kampanye", "Sudah disanksi"],
            *numbered(120, [2024, "{}", "Pilbup", "Cilegon", "4 Sept 2024", "Kampanye", "Sudah disanksi"]),
        ],
    )
    book.save(path)


def signers(path: Path) -> None:
    """Write who signed, told apart by a NIP: as text, with blanks, twice, and as a number that Excel has cut."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Daftar Hadir", 0)
    day = datetime.date(2024, 9, 23)
    _fill(
        sheet,
        [
            [],
            [None, "DAFTAR PENANDA TANGAN IKRAR NETRALITAS (REKAAN)"],
            [],
            ["No", "Nama Pegawai", "N I P", "Unit Kerja", "Di tandatangani"],
            [1, f"{NAME} Satu", "19650412 199003 1 002", "Pemkab. Gowa", day],
            [2, f"{NAME} Satu", "196504121990031002", "Kab. Gowa", day],
            [3, f"{NAME} Dua", "196504121990031003", "Kab. Gowa", "23 September 2024"],
            [4, f"{NAME} Dua", "19650412 199003 1 003", "Kab. Gowa", day],
            [5, f"{NAME} Tiga", CUT, "Kab. Gowa", day],
            [6, f"{NAME} Empat", CUT, "Kab. Gowa", day],
            [7, f"{NAME} Lima", "tidak ada", "Provinsi Sulawesi Selatan", day],
            [8, f"{NAME} Enam", "196504121990031005", "Kab. Gowa", datetime.date(2024, 8, 31)],
            *numbered(140, [None, f"{NAME} {{}}", "19700101199503{}", "Selayar", day], start=1001),
            ["Jumlah", None, None, None, 148],
        ],
    )
    book.save(path)
