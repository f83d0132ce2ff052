"""Addresses of databases: SQLite by default, PostgreSQL in every spelling, nothing else."""

from pathlib import Path

import pytest

from etl.engine import DEFAULT_FILE, DatabaseAddressError, DatabaseFolderError, database_url, open_engine


def test_the_default_is_a_file_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database_url().database == str(DEFAULT_FILE)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_understood(scheme: str) -> None:
    assert database_url(address=f"{scheme}://reader@127.0.0.1/pantau").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("address", ["mysql://root:secret@127.0.0.1/x", "pantau.sqlite3", "postgresql//x"])
def test_another_address_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(DatabaseAddressError) as caught:
        database_url(address=address)
    assert "secret" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DatabaseFolderError, match="file"):
        open_engine(address=f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
