"""Builds text files and an ODS as agencies export them; all is invented."""

from collections.abc import Sequence
from pathlib import Path

from tests.intake.invented_files import csv_text, ods, ods_row
from tests.records.invented_project import BOTH, NAME, NIP, PILKADA, coverage, numbered, records_entry

NORTH = records_entry(
    "kiriman/sumut.csv",
    columns={
        "No. Reg.": "key",
        "Terlapor": "drop",
        "Lokasi Kejadian": "region_code",
        "Tanggal Temuan": "case_date",
        "Jenis Dugaan": "violation_type",
        "Penanganan": "stage",
    },
    values={"stage": {"Diteruskan ke BKN \u2013 KASN": "diteruskan"}},
    constants=PILKADA,
    coverage=coverage("1207", "1271", "1272", month="2024-10"),
)
EAST = records_entry(
    "kiriman/jatim.csv",
    columns={"kunci": "key", "kode_wilayah": "region_code", "tanggal": "case_date", "jenis": "violation_type"},
    constants=PILKADA | {"stage": "dugaan"},
    coverage=coverage("3578", month="2024-10"),
)
KALTENG = records_entry(
    "kiriman/kalteng.ods",
    columns={"No": "key", "Kabupaten": "region_code", "Tanggal": "case_date", "Jenis": "violation_type"},
    constants=PILKADA | {"stage": "dugaan"},
    coverage=coverage("6203", month="2024-05"),
)
PACT = records_entry(
    "kiriman/pakta.csv",
    table="declaration_signatures",
    columns={},
    coverage=coverage("51", month="2024-09", last="2024-10", elections=BOTH),
)


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def north(path: Path) -> None:
    """Write with semicolons in Windows-1252, rows with too many and too few cells, quotation marks, and a footer."""
    rest = ["12 Okt 2024", "Media sosial", "Diteruskan ke BKN \u2013 KASN"]
    rows = [
        ["LAPORAN PELANGGARAN NETRALITAS ASN", "", "", "", "", ""],
        ["No. Reg.", "Terlapor", "Lokasi\nKejadian", "Tanggal Temuan", "Jenis Dugaan", "Penanganan"],
        ["A-1", f"{NAME} “Él”", "Kab. Deli Serdang", *rest],
        ["A-2", f'{NAME}; "Dua"', "KAB. DELI-SERDANG", *rest],
        ["A-3", f"{NAME} Tiga", "Pematang Siantar", *rest],
        ["A-4", f"{NAME} Empat", "Medan", "12 Okt 2024", "Dukungan di media sosial", "proses"],
        ["A-5", f"{NAME} Lima", "Kota Medan", *rest, "sel tambahan"],
        ["A-6", f"{NAME} Enam", "Kota Medan"],
        ["", "", "", "", "", ""],
        *_texts(numbered(120, ["A-{}", f"{NAME} {{}}", "Kota Medan", "12/10/2024", "media_sosial", "dugaan"])),
        ["", "", "Jumlah", "", "", "125"],
        ["Mengetahui,"],
        [f"{NAME} Ketua; NIP {NIP}"],
    ]
    path.write_bytes(csv_text(rows, delimiter=";").encode("cp1252"))


def east(path: Path) -> None:
    """Write with tabs in UTF-8 with its mark, doubled rows, blanks of every kind, and numbers of days."""
    rows = [
        ["Kunci", "Kode Wilayah", "Tanggal", "Jenis"],
        ["B1", "3578", "45577", "media_sosial"],
        ["b1 ", "3578", "45577", "media_sosial"],
        ["B2", "\u00a03578\u200b", "45577,5", "Lainnya"],
        ["B3", "'3578", "2024-10-12", "foto simbol"],
        ["B4", "35.78", "2024-10-12", "Foto atau simbol keberpihakan, alat peraga"],
        ["B5", "3578 - Kota Surabaya", "99999", "lainnya"],
        ["B6", "3578", "1965", "lainnya"],
        *_texts(numbered(99, ["B{}", "Kota Surabaya", "2024-10-12", "lainnya"])),
    ]
    path.write_bytes(b"\xef\xbb\xbf" + csv_text(rows, delimiter="\t", newline="\n").encode())


def kalteng(path: Path) -> None:
    """Write an ODS with cells repeated by their number, a merged region, and a million empty rows below."""
    right = ["Kab. Kapuas", "2024-05-02", "lainnya"]
    rows = [
        ods_row(["Register rekaan", None, None, None]),
        ods_row([None], repeated=3),
        ods_row(["No", "Kabupaten", "Tanggal", "Jenis"]),
        ods_row(["C1", "Kab. Kapuas", "2 Mei 2024", "lainnya"]),
        ods_row(["C2", "Kab. Kapuas", "2 Mei 2024", "lainnya"], repeated=2),
        ods_row(["C3", "Kapuass", "2 Mei 2024", "lainnya"]),
        *(ods_row(cells) for cells in numbered(80, ["C{}", *right])),
        ods_row([None], repeated=1_000_000),
    ]
    ods(path, content="".join(rows))


def pact(path: Path) -> None:
    """Write what our own empty file asks for, with the mistakes that people make in it."""
    rows = [
        ["kunci", "Kode Wilayah", "Pemilihan", "tanggal tanda tangan"],
        ["1", "Kab. Badung", "Pilkada 2024", "2024-09-23"],
        ["2", "Kab. Badung", "keduanya", "2024-09-23"],
        ["3", "Kab. Badung", "Pilgub", "2024-09-23"],
        ["", "Kab. Badung", "keduanya", "2024-09-23"],
        ["5", "Bali", "keduanya", "23 September 2024"],
        *_texts(numbered(60, ["{}", "5103", "keduanya", "2024-09-23"])),
    ]
    path.write_text(csv_text(rows), encoding="utf-8")
