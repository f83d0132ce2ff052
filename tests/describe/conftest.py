import pytest

from etl.catalogue import load_catalogue
from etl.describe import Edition, File


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Return an invented release as an invented site serves it."""
    return Edition(
        catalogue=load_catalogue(),
        release_id="rekaan000001",
        created_at="2024-12-05T03:04:05Z",
        first_month="2023-01",
        last_month="2024-11",
        files=(
            File("datapackage.json", "application/json", 0, 10, "e" * 64),
            File("semua.zip", "application/zip", 0, 900, "d" * 64),
            File("wilayah.csv", "text/csv; charset=utf-8", 6, 300, "a" * 64),
            File("wilayah.geojson", "application/geo+json", 6, 400, "b" * 64),
            File("pelanggaran.csv", "text/csv; charset=utf-8", 8, 500, "c" * 64),
        ),
        root="https://contoh.example",
    )
