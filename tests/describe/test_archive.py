import hashlib
import io
import zipfile

from etl.describe import Edition, archive

BODIES = {"wilayah.csv": b"kode_wilayah\r\n00\r\n", "wilayah.parquet": b"PAR1", "wilayah.xlsx": b"PK"}
FOLDER = "pantau-netralitas-asn_rekaan000001/"


def _read(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return {name.removeprefix(FOLDER): packed.read(name) for name in packed.namelist()}


def test_the_archive_holds_tables_dictionary_licence_description_and_fingerprints(edition: Edition) -> None:
    entries = _read(archive(edition, BODIES))
    assert {"wilayah.csv", "wilayah.xlsx", "kamus.csv", "LISENSI.txt", "BACA-SAYA.txt", "datapackage.json"} <= set(
        entries
    )
    assert "wilayah.parquet" not in entries
    assert entries["wilayah.csv"] == BODIES["wilayah.csv"]


def test_the_fingerprints_are_those_of_the_entries(edition: Edition) -> None:
    entries = _read(archive(edition, BODIES))
    lines = entries.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(body).hexdigest()}  {name}" for name, body in entries.items()]


def test_the_same_release_is_packed_to_the_same_bytes_on_every_site(edition: Edition) -> None:
    assert archive(edition, BODIES) == archive(edition.at("https://lain.example"), dict(reversed(BODIES.items())))


def test_entries_bear_the_day_of_the_release(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(edition, BODIES))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2024, 12, 5, 0, 0, 0)}


def test_what_is_packed_already_is_not_packed_again(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(edition, BODIES))) as packed:
        stored = {entry.filename for entry in packed.infolist() if entry.compress_type == zipfile.ZIP_STORED}
    assert stored == {f"{FOLDER}wilayah.xlsx"}
