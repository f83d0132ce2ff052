"""The search for planted secrets finds what is there, however it is packed."""

import gzip
import io
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.records.searching import files_under, found, watched_processes
from tests.records.secret_files import OTHER_SECRETS, SECRETS


@pytest.mark.parametrize("packed", ["plain", "zip", "gzip", "brotli", "parquet", "database", "workbook in a database"])
def test_a_secret_is_found_wherever_it_is_packed(tmp_path: Path, packed: str) -> None:
    secret = SECRETS["dropped name"]
    text = f"di sini {secret.upper()} ada; bukan ascii: é"
    path = tmp_path / "x"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", text)
    if packed == "parquet":
        pq.write_table(pa.table({"a": [text]}), path)
    elif "database" in packed:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE t (a)")
            connection.execute("INSERT INTO t VALUES (?)", [text if packed == "database" else buffer.getvalue()])
        connection.close()
    else:
        pieces = {
            "plain": text.encode(),
            "zip": buffer.getvalue(),
            "gzip": gzip.compress(text.encode()),
            "brotli": brotli.compress(text.encode() * 20),
        }
        path.write_bytes(pieces[packed])
    assert {key for key, _place in found(SECRETS, files_under(tmp_path))} == {"dropped name"}
    assert found(OTHER_SECRETS, files_under(tmp_path)) == set()


def test_a_name_of_a_file_and_a_command_line_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / SECRETS["file"]).touch()
    assert {key for key, _place in found(SECRETS, files_under(tmp_path))} == {"file"}
    seen: set[bytes] = set()
    with watched_processes(seen):
        subprocess.run([SECRETS["file"], "0.3"], executable=shutil.which("sleep"), check=True)
    assert found(SECRETS, (("process", line) for line in seen))
