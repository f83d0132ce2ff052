"""Tables fit together, fields.yml gives their columns, and none is dead."""

import pytest

from etl.catalogue import Table, load_catalogue
from etl.rules import CHECKS

CATALOGUE = load_catalogue()
TABLES = CATALOGUE.tables
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)

PUBLIC_COLUMNS = {
    "ringkasan": (
        "kode_wilayah,nama_wilayah,tingkat,kode_provinsi,nama_provinsi,pemilihan,tahap,satuan,jumlah,tidak_terinci,"
        "status,tersirat,dasar,per_10000_pns,jumlah_pns,penyebut_kecil,deklarasi_pertama,jumlah_kegiatan,jumlah_sumber,"
        "rilis"
    ),
    "pelanggaran": (
        "kode_wilayah,nama_wilayah,tingkat,kode_provinsi,pemilihan,tahap,satuan,bulan,jumlah,kumulatif,tidak_terinci,"
        "status,dasar,rilis"
    ),
    "sumber_angka": "kode_wilayah,pemilihan,tahap,satuan,bulan,peran,id_catatan",
    "koreksi": (
        "id_koreksi,tabel_catatan,id_catatan,kode_wilayah,nama_wilayah,tingkat,kode_provinsi,tindakan,kolom,nilai_semula,"
        "nilai_koreksi,alasan_id,alasan_en,catatan_dasar,tanggal_putusan,diberi_tahu_id,diberi_tahu_en,status_koreksi,rilis"
    ),
}


@pytest.mark.parametrize(("public", "columns"), PUBLIC_COLUMNS.items(), ids=PUBLIC_COLUMNS)
def test_published_columns_stand_in_the_promised_order(public: str, columns: str) -> None:
    assert ",".join(CATALOGUE.published(public).public_columns) == columns


def test_the_published_tables_are_these() -> None:
    published = {table.public for table in TABLES.values() if table.kind == "published"}
    assert published == {
        *("wilayah", "pelanggaran", "ringkasan", "jenis", "sumber", "sumber_angka", "deklarasi", "rilis"),
        *("kasus", "tanda_tangan", "koreksi"),
    }


@each_table
def test_public_names_are_unique_within_a_table(table: Table) -> None:
    assert sorted(table.public_columns) == sorted(set(table.public_columns))


@each_table
def test_headings_of_a_file_are_unique(table: Table) -> None:
    assert sorted(table.headers) == sorted(set(table.headers))


@each_table
def test_key_columns_are_never_empty(table: Table) -> None:
    assert set(table.primary_key) <= table.required


@each_table
def test_every_table_is_read_from_a_source_or_written_by_the_pipeline(table: Table) -> None:
    # Records are the agencies' own: no file of them is bundled.
    assert bool(CATALOGUE.sources_of(table.name)) == (table.kind in {"input", "reference"})


def test_foreign_keys_point_to_the_key_of_a_table_of_the_same_side() -> None:
    keys = [(table, key) for table in TABLES.values() for key in table.foreign_keys]
    assert len(keys) > 10
    for table, key in keys:
        target = TABLES[key.table]
        assert target.primary_key == (key.target,)
        assert (target.kind == "reference") == (table.kind in {"input", "reference", "microdata"})
        assert table.field(key.field).type == target.field(key.target).type


def test_every_rule_is_used_by_a_table_and_has_a_check() -> None:
    used = {rule.name for table in TABLES.values() for rule in table.rules}
    assert used == set(CATALOGUE.rules)
    assert used == set(CHECKS)


def test_violations_belong_to_one_election_and_declarations_may_belong_to_both() -> None:
    assert TABLES["violations"].field("election").codes == ("pilkada-2024", "pemilu-2024")
    assert TABLES["declarations"].field("election").codes == ("pilkada-2024", "pemilu-2024", "keduanya")


def test_no_source_is_left_without_protection_by_mistake() -> None:
    kinds = {source.name: source.disclosure for source in CATALOGUE.sources.values()}
    assert set(kinds.values()) == {"published"}
    assert len({CATALOGUE.path_of(source) for source in CATALOGUE.sources.values()}) == len(kinds)
