"""A small invented release: one country, two provinces, three kabupaten; no number in it is real."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Engine, insert, update

from dashboard.compression import pack
from etl import schema

PILKADA = "pilkada-2024"
SOURCE = {
    "source_url": "https://contoh.example/a",
    "source_publisher": "Koran Rekaan",
    "source_published": date(2024, 10, 5),
}
REGIONS = [
    ("00", "nasional", "Indonesia", None, None),
    ("11", "provinsi", "Aceh", "00", 20_000),
    ("12", "provinsi", "Sumatera Utara", "00", 200_000),
    ("1101", "kabupaten_kota", "Kabupaten Aceh Selatan", "11", None),
    ("1102", "kabupaten_kota", "Kabupaten Aceh Tenggara", "11", None),
    ("1201", "kabupaten_kota", "Kabupaten Tapanuli Tengah", "12", None),
]
# region, stage, unit, month, added, cumulative, unexplained, status, implied
OBSERVATIONS = [
    ("00", "dugaan", "orang", "2024-09", 4, 4, 0, "ada", False),
    ("00", "dugaan", "orang", "2024-10", 1196, 1200, 1195, "ada", False),
    ("11", "dugaan", "orang", "2024-09", 4, 4, 0, "ada", False),
    ("11", "dugaan", "orang", "2024-10", 1, 5, 0, "ada", False),
    ("1101", "dugaan", "orang", "2024-09", 4, 4, 0, "ada", True),
    ("1101", "dugaan", "orang", "2024-10", 1, 5, 0, "ada", True),
    ("1102", "dugaan", "orang", "2024-09", 0, 0, 0, "nol", False),
    ("1101", "diproses", "orang", "2024-09", 4, 4, 0, "ada", False),
]
SOURCES = [
    ("00", "2024-10", "kumulatif", "V1"),
    ("11", "2024-10", "rincian", "V2"),
    ("1101", "2024-09", "tersirat", "V2"),
]
VIOLATIONS = [
    ("V1", "00", "kumulatif", "dugaan", 1200, date(2024, 10, 4), "Kemendagri"),
    ("V2", "1101", "peristiwa", "diproses", 4, date(2024, 9, 12), "Bawaslu Kabupaten Aceh Selatan"),
    ("V3", "1101", "kumulatif", "dugaan", 3, date(2024, 10, 31), "KASN"),
]
TYPE_COUNTS = [
    ("11", "media_sosial", "2024-09", 9),
    ("1101", "media_sosial", "2024-09", 3),
    ("1101", "media_sosial", "2024-10", 1),
    ("1102", "lainnya", "2024-10", 2),
]
DECLARATIONS = [
    ("D1", "1101", "seluruh", "ikrar_deklarasi", date(2024, 9, 17)),
    ("D2", "1101", "sebagian", "sosialisasi", date(2024, 8, 1)),
]
TYPES = [
    (1, "media_sosial", "Dukungan di media sosial", "Support on social media"),
    (2, "fasilitas_negara", "Memakai fasilitas negara", "Use of state facilities"),
]
PROHIBITIONS = [
    (
        1,
        "media_sosial",
        "[Kode etik] Menyukai unggahan calon",
        "[Ethics] Liking posts of a candidate",
        "PP Rekaan Pasal 1",
        "Sanksi moral",
    ),
    (2, "media_sosial", "Mengajak memilih <calon>", "Asking to vote for <a candidate>", None, None),
]
CHANNELS = [
    (1, "LaporRekaan", "Bawaslu", "Masyarakat", "https://lapor.example/", "berjalan", "Perlu foto & tanggal"),
    (2, "KanalLama", "KASN", "Instansi", None, "ditutup", "Lembaganya dibubarkan"),
    (3, "Posko", "Bawaslu kabupaten", "Setiap warga", "Kantor Bawaslu kabupaten", "berjalan", None),
]
RANKS = [
    (1, "11", "provinsi", 55.87, 2, "nasional"),
    (2, "1101", "kabupaten_kota", None, 7, "nasional"),
    (3, "1101", "kabupaten_kota", 12.5, 1, "provinsi"),
]
STAGES = [
    ("kampanye", "Pelaksanaan kampanye", "Campaign", date(2024, 9, 25), date(2024, 11, 23)),
    ("pemungutan_suara", "Pelaksanaan pemungutan suara", "Polling day", date(2024, 11, 27), date(2024, 11, 27)),
]


def publish(engine: Engine, release_id: str = "rekaan000001", *, boundaries: bool = True) -> None:
    """Write the release and make it the current one."""
    schema.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(update(schema.release).values(is_current=False))
        for name, rows in _tables(boundaries=boundaries).items():
            table = schema.metadata.tables[name]
            connection.execute(insert(table), [{"release_id": release_id, **row} for row in rows])


def _tables(*, boundaries: bool) -> dict[str, list[dict[str, Any]]]:
    record = {
        "created_at": "2026-11-22T02:00:00Z",
        "is_current": True,
        "first_month": "2024-09",
        "last_month": "2024-10",
    }
    tables: dict[str, list[dict[str, Any]]] = {
        "release": [{**record, "report": "{}"}],
        "region": _rows("region_code region_level name parent_code pns_count", REGIONS),
        "observation": _rows(
            "region_code stage unit month added cumulative unexplained status implied",
            OBSERVATIONS, election=PILKADA, basis="publikasi",
        ),
        "number_source": _rows(
            "region_code month role record_id", SOURCES, election=PILKADA, stage="dugaan", unit="orang"
        ),
        "number_note": _rows(
            "region_code month note stated used record_id",
            [("1101", "2024-10", "lower_later_total", 3, 5, "V3")], election=PILKADA, stage="dugaan", unit="orang",
        ),
        "violation": _rows(
            "record_id region_code measure stage count period_end authority", VIOLATIONS,
            election=PILKADA, unit="orang", violation_type="tidak_dirinci", position="tidak_dirinci",
            period_start=None, date_precision="hari", note=None, **SOURCE,
        ),
        "type_count": _rows(
            "region_code violation_type month count", TYPE_COUNTS, election=PILKADA, stage="dugaan", unit="orang"
        ),
        "declaration": _rows(
            "record_id region_code scope activity date", DECLARATIONS, election=PILKADA, date_precision="hari",
            organizer="pemda", participants=None, note=None, **SOURCE,
        ),
        "declared": _rows(
            "region_code first_declared activity_count", [("1101", date(2024, 9, 17), 2)], election=PILKADA
        ),
        "election_stage": _rows(
            "stage name_id name_en start_date end_date", STAGES, election=PILKADA, source="https://contoh.example/t"
        ),
        "violation_type": _rows("listed violation_type label_id label_en", TYPES),
        "prohibition": _rows(
            "listed violation_type description_id description_en legal_basis sanction", PROHIBITIONS,
            source_url="https://contoh.example/larangan",
        ),
        "regulation": [{
            "listed": 1, "short_name": "UU Rekaan", "title_id": "Undang-Undang Rekaan", "year": 2023,
            "what_it_says": "ASN netral.", "source_url": "https://contoh.example/uu",
        }],
        "reporting_channel": _rows(
            "listed channel operator audience url_or_contact channel_state note", CHANNELS,
            source_url="https://contoh.example/kanal",
        ),
        "vulnerability": _rows(
            "listed region_code region_level score rank rank_scope", RANKS, note="Daftar rekaan", **SOURCE
        ),
    }  # fmt: skip
    tables["declaration"] = [row | {"counts_from": row["date"]} for row in tables["declaration"]]
    if boundaries:
        tables["boundary"] = [_boundary("kabupaten_kota", 4), _boundary("provinsi", 2)]
    return tables


def _rows(names: str, values: list[Any], **same: Any) -> list[dict[str, Any]]:
    return [{**dict(zip(names.split(), row, strict=True)), **same} for row in values]


def _boundary(level: str, digits: int) -> dict[str, Any]:
    codes = [row[0] for row in REGIONS if len(row[0]) == digits and row[0] != "00"]
    features = [_square(code, 100 + 10 * index) for index, code in enumerate(codes)]
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    name = f"{level}.ringkas.aaaa.json"
    return {
        "region_level": level, "detail": "ringkas", "file_name": name, "content_hash": "a" * 64, "points": 5,
        "source": "Kotak rekaan", "body_br": pack(body, quality=5),
    }  # fmt: skip


def _square(code: str, west: int) -> dict[str, Any]:
    ring = [[west, 0], [west, 4], [west + 4, 4], [west + 4, 0], [west, 0]]
    return {"type": "Feature", "id": code, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
