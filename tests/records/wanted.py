"""What must become of every messy file, worked out by hand from what its builder writes."""

from tests.records.invented_project import Counts, Wanted

PILKADA, PEMILU = "pilkada-2024", "pemilu-2024"
FOOTER, HEADING, ZERO = "footer", "heading_row", "zero_row"


def _signed(counts: dict[str, int], month: str) -> Counts:
    """Count signatures for both elections."""
    return {(region, election, month): count for election in (PEMILU, PILKADA) for region, count in counts.items()}


WANTED = {
    # Rows 7 to 179 without four empty ones: 170, 150 of them alike. Bantul: those, five more by name, none doubled.
    "yogya": Wanted(
        read=170,
        excused=9,
        refused={
            7: HEADING,
            15: "region_near",
            17: "duplicate",
            18: "date_impossible",
            19: "date_future",
            20: ZERO,
            21: ZERO,
            **dict.fromkeys((172, 174, 175, 176, 178, 179), FOOTER),
        },
        counts={
            ("3402", PILKADA, "2024-10", "media_sosial", "dugaan"): 155,
            ("3471", PILKADA, "2024-10", "kampanye_sosialisasi", "diproses"): 2,
        },
        mended={
            15: {"Kab/Kota": "Kab. Bantul"},
            18: {"Tanggal Laporan": "31/10/2024"},
            19: {"Tanggal Laporan": "12 Okt 2024"},
        },
    ),
    "central": Wanted(
        read=166,
        excused=4,
        refused={166: "required", 167: "required", 168: ZERO, 169: ZERO, 170: FOOTER, 172: FOOTER},
        counts={("3301", PILKADA, "2024-03", "media_sosial", "sanksi"): 160},
        mended={166: {"Wilayah": "Kab. Cilacap"}, 167: {"Tgl": "2024-03-06"}},
    ),
    # 1101 as a number, as 11.01, as "11.01", as "1101.0" and as text; 11.1 may be 11.01 or 11.10.
    "aceh": Wanted(
        read=172,
        refused={
            **dict.fromkeys((6, 7, 8, 10), "region_code_damaged"),
            11: "region_unknown",
            13: "outside_coverage",
        },
        counts={
            ("1101", PILKADA, "2024-08", "media_sosial", "terbukti"): 5,
            ("1110", PILKADA, "2024-08", "media_sosial", "terbukti"): 1,
            ("1111", PILKADA, "2024-08", "media_sosial", "terbukti"): 160,
        },
        mended={
            **{row: {"Kode_Wil": "11.10"} for row in (6, 7, 8)},
            10: {"Kode_Wil": "11.01"},
            11: {"Kode_Wil": "1111"},
            13: {"Kode_Wil": "1101"},
        },
    ),
    "west": Wanted(
        read=217,
        refused={
            3: "region_ambiguous",
            6: "region_near",
            11: "date_form",
            12: "date_month_only",
            13: "date_short_year",
            14: "date_weekday",
            16: "date_impossible",
            17: "outside_coverage",
            18: "outside_coverage",
            19: "code_near",
        },
        counts={
            **{
                (region, PILKADA, "2024-10", "tidak_dirinci", "dugaan"): 1
                for region in ("31", "3174", "3204", "3273", "7371", "7601")
            },
            ("3205", PILKADA, "2024-10", "tidak_dirinci", "dugaan"): 201,
        },
        mended={
            3: {"Wilayah": "Kota Bandung"},
            6: {"Wilayah": "Kab. Bandung"},
            **{row: {"Hari/Tanggal": "12 Oktober 2024"} for row in (11, 12, 13, 14, 16, 18)},
            17: {"Wilayah": "Kab. Garut"},
            19: {"Tahap": "dugaan"},
        },
    ),
    "banten": Wanted(
        read=127,
        excused=1,
        refused={4: "duplicate", 5: HEADING, 6: "code", 7: "key_empty", 8: "region_ambiguous"},
        counts={
            ("3604", PILKADA, "2024-09", "kampanye_sosialisasi", "sanksi"): 1,
            ("3672", PILKADA, "2024-09", "kampanye_sosialisasi", "sanksi"): 120,
            ("3673", PEMILU, "2023-11", "kampanye_sosialisasi", "sanksi"): 1,
        },
        mended={
            6: {"Pemilihan": "Pilbup"},
            7: {"Tahun": "2024", "Nomor": "4"},
            8: {"Daerah": "Kabupaten Serang (3604)"},
        },
    ),
    "signers": Wanted(
        read=149,
        excused=1,
        refused={
            5: "region_unknown",
            8: "duplicate",
            10: "key_damaged",
            11: "key_empty",
            12: "outside_coverage",
            153: FOOTER,
        },
        counts=_signed({"7301": 140, "7306": 3}, "2024-09"),
        mended={
            5: {"Unit Kerja": "Kab. Gowa"},
            10: {"N I P": "196504121990031006"},
            11: {"N I P": "196504121990031007"},
            12: {"Di tandatangani": "2024-09-30"},
        },
    ),
    "north": Wanted(
        read=129,
        excused=3,
        refused={6: "code_near", 7: "cell_count", 8: "cell_count", 130: FOOTER, 131: FOOTER, 132: FOOTER},
        counts={
            ("1207", PILKADA, "2024-10", "media_sosial", "diteruskan"): 2,
            ("1271", PILKADA, "2024-10", "media_sosial", "dugaan"): 120,
            ("1272", PILKADA, "2024-10", "media_sosial", "diteruskan"): 1,
        },
        mended={
            6: {"Penanganan": "diproses"},
            7: {"Penanganan": "diproses"},
            8: {"Tanggal Temuan": "2024-10-12", "Jenis Dugaan": "lainnya", "Penanganan": "diproses"},
        },
    ),
    "east": Wanted(
        read=106,
        refused={3: "duplicate", 7: "date_form", 8: "date_month_only"},
        counts={
            ("3578", PILKADA, "2024-10", "foto_simbol", "dugaan"): 2,
            ("3578", PILKADA, "2024-10", "lainnya", "dugaan"): 100,
            ("3578", PILKADA, "2024-10", "media_sosial", "dugaan"): 1,
        },
        mended={7: {"Tanggal": "2024-10-12"}, 8: {"Tanggal": "2024-10-12"}},
    ),
    "kalteng": Wanted(
        read=84,
        refused={8: "duplicate", 9: "region_near"},
        counts={("6203", PILKADA, "2024-05", "lainnya", "dugaan"): 82},
        mended={9: {"Kabupaten": "Kabupaten Kapuas"}},
    ),
    "pact": Wanted(
        read=65,
        refused={4: "code", 5: "key_empty"},
        counts={
            **_signed({"51": 1, "5103": 61}, "2024-09"),
            ("5103", PILKADA, "2024-09"): 62,
        },
        mended={4: {"Pemilihan": "keduanya"}, 5: {"kunci": "4"}},
    ),
    "bali": Wanted(
        read=104,
        refused={3: "region_unknown", 4: "required", 5: "duplicate"},
        counts={
            ("5103", PILKADA, "2024-07", "lainnya", "dugaan"): 1,
            ("5171", PILKADA, "2024-07", "lainnya", "dugaan"): 100,
        },
        mended={3: {"wilayah": "5103"}, 4: {"wilayah": "51"}},
    ),
    "western": Wanted(
        read=104,
        refused={104: "region_near"},
        counts={
            ("6101", PILKADA, "2024-07", "lainnya", "dugaan"): 101,
            ("6171", PILKADA, "2024-07", "lainnya", "dugaan"): 2,
        },
        mended={104: {"wilayah": "Kota Pontianak"}},
    ),
    # "Bima" is a city and a kabupaten.
    "lombok": Wanted(
        read=106,
        refused={6: "region_ambiguous"},
        counts={
            ("52", PILKADA, "2024-07", "lainnya", "dugaan"): 1,
            ("5203", PILKADA, "2024-07", "lainnya", "dugaan"): 100,
            ("5271", PILKADA, "2024-07", "lainnya", "dugaan"): 2,
            ("5272", PILKADA, "2024-07", "lainnya", "dugaan"): 1,
            ("53", PILKADA, "2024-07", "lainnya", "dugaan"): 1,
        },
        mended={6: {"wilayah": "Kab. Bima"}},
    ),
    "numbers": Wanted(
        read=160,
        refused={
            7: "number_fraction",
            8: "number_nothing",
            9: "number_form",
            10: "region_near",
            11: "duplicate",
            12: "rule",
        },
        mended={
            7: {"Jumlah Orang": "12"},
            8: {"Jumlah Orang": "0"},
            9: {"Jumlah Orang": "14"},
            10: {"Wilayah": "Kota Bogor"},
            12: {"Terbit": "2 November 2024"},
        },
    ),
    "activities": Wanted(
        read=63,
        refused={3: "code", 4: "number_form"},
        mended={3: {"Kegiatan": "ikrar_deklarasi"}, 4: {"Peserta": "200"}},
    ),
}
