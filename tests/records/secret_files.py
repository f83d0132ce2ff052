"""Files with personal data planted everywhere in them; every person, number and address is invented."""

import sqlite3
from pathlib import Path
from typing import Any

import openpyxl

from tests.intake.invented_files import csv_text
from tests.records.invented_project import PILKADA, coverage, numbered, records_entry

SECRETS = {
    "dropped name": "Zubaidah Rekaanwati",
    "dropped nip": "198703152011012007",
    "dropped nik": "3471024503870009",
    "mapped name": "Prawirodirdja Rekaanta",
    "mapped phone": "0813-5577-9911",
    "mapped e-mail": "kuncara.rekaan@surel.example",
    "mapped plate": "AB 7391 QX",
    "mapped nip": "197911052006041013",
    "mapped nik": "3402164511790003",
    "key": "197511052003121007",
    "doubled key": "REG Sdr Mangunsarkara Rekaan",
    "heading": "Catatan Sdri Tjitrawati Rekaan",
    "sheet": "Berkas Hadiwinangun",
    "other sheet": "Wignyasubrata Rekaan",
    "title": "Laporan tentang Suryadilaga Rekaan",
    "folder": "map Jayadiningrat Rekaan",
    "file": "kasus Natadirja Rekaan",
    "author": "Partawisastra Rekaan",
    "comment": "hubungi Kartasasmita Rekaan",
    "footer": "Ketua Reksapradja Rekaan",
}
OTHER_SECRETS = {
    "address of database": "pengguna_rahasia_rekaan",
    "password": "sandi-rekaan-4711",
    "query": "Kertanagara Rekaan",
    "row of database": "Atmasudirdja Rekaan",
    "broken text": "Sumadilaga Rekaan",
    "broken workbook": "Wiradireja Rekaan",
}
COLUMNS = {
    "NIK": "drop",
    "Nama": "drop",
    "NIP": "drop",
    "Nomor": "key",
    "Wilayah": "region_code",
    "Tanggal": "case_date",
    "Jenis": "violation_type",
    "Tahap": "stage",
}
OCTOBER = {"regions": ["34"], "first": "2024-10", "last": "2024-10"}
LOCATION = f"kiriman/{SECRETS['folder']}/{SECRETS['file']}.xlsx"
SECRET = records_entry(LOCATION, columns=COLUMNS, constants=PILKADA, coverage=OCTOBER)
OTHER = records_entry(
    "kiriman/lain.csv", columns=COLUMNS, constants=PILKADA, coverage=coverage("3301", month="2024-10")
)
GOOD = [SECRETS["dropped nik"], SECRETS["dropped name"], SECRETS["dropped nip"]]
REST = ["12 Oktober 2024", "lainnya", "dugaan"]
MAPPED = ("mapped name", "mapped phone", "mapped e-mail", "mapped plate", "mapped nip", "mapped nik")


def secret_workbook(path: Path, *, heading: str = "", wrong: int = 0) -> None:
    """Plant all secrets in a workbook; each mapped one stands in every mapped column.

    ``heading`` adds a column with that heading, ``wrong`` so many more wrong rows than a run tolerates.
    """
    book = openpyxl.Workbook()
    book.properties.creator = SECRETS["author"]
    notes, sheet = book.worksheets[0], book.create_sheet(SECRETS["sheet"])
    notes.append([SECRETS["other sheet"]])
    rows: list[list[Any]] = [
        [SECRETS["title"]],
        [*COLUMNS, *([heading] if heading else [])],
        *numbered(900, [*GOOD, "{}", "Kab. Bantul", *REST]),
        [*GOOD, SECRETS["key"], "Kab. Bantul", *REST],
        *[[*GOOD, SECRETS["doubled key"], "Kab. Bantul", *REST]] * 2,
        *_with_mapped_secrets(),
        *[[*GOOD, "x", SECRETS["mapped name"], *REST]] * wrong,
        ["Jumlah"],
        [None, SECRETS["footer"]],
    ]
    for row in rows:
        sheet.append([*row, *(["x"] if heading and len(row) == len(COLUMNS) else [])])
    sheet["B5"].comment = openpyxl.comments.Comment(SECRETS["comment"], SECRETS["author"])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _with_mapped_secrets() -> list[list[str]]:
    right = ["Kab. Bantul", *REST]
    return [
        [*GOOD, f"{key}{position}", *right[:position], SECRETS[key], *right[position + 1 :]]
        for key in MAPPED
        for position in range(len(right))
    ]


def other_file(path: Path) -> None:
    """Write a file of another agency, one row of which is refused."""
    rows = numbered(60, ["-", "Contoh Rekaan", "-", "{}", "3301", *REST])
    wrong = ["-", "Contoh Rekaan", "-", "9", "Cilacapp", *REST]
    path.write_text(csv_text([list(COLUMNS), *rows, wrong]), encoding="utf-8")


def broken_files(folder: Path) -> dict[str, Path]:
    """Write files that cannot be read, whose errors might quote them."""
    secret = OTHER_SECRETS["broken text"]
    text = csv_text([list(COLUMNS), [*GOOD, "1", "Kab. Bantul", *REST]])
    workbook = folder / "rusak.xlsx"
    secret_workbook(workbook)
    book = openpyxl.load_workbook(workbook)
    book.worksheets[1]["A1"] = OTHER_SECRETS["broken workbook"]
    book.save(workbook)
    workbook.write_bytes(workbook.read_bytes()[:-800])
    files: dict[str, str | bytes] = {
        "quotes": text + f'"{secret}",x"{secret}",1\n"tak tertutup {secret}',
        "letters": f"{text}\u00e9 {secret}\n".encode() + b"\xff\xfe" + secret.encode(),
        "parquet": b"PAR1" + secret.encode() * 40 + b"PAR1",
        "zip": b"PK\x03\x04" + secret.encode() * 40,
        "headings": f"{secret};{secret} 2\n1;2\n",
    }
    found = {"workbook": workbook}
    for name, content in files.items():
        found[name] = folder / f"{name}.dat"
        found[name].write_bytes(content if isinstance(content, bytes) else content.encode())
    return found


def secret_database(path: Path) -> None:
    """Write a database with a row whose text makes a query fail while it is read."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE perkara (nomor, nama)")
        connection.execute("INSERT INTO perkara VALUES (?, ?)", ["1", OTHER_SECRETS["row of database"]])
    connection.close()
