import hashlib
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from etl.fingerprint import VARIABLE, fingerprint, secret_key

COUNTS: dict[tuple[str, ...], int] = {("3402", "2024-10"): 2, ("3471", "2024-10"): 1}


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    path = tmp_path / "baru" / "kunci"
    key = secret_key(path)
    assert len(key) >= 32
    assert secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_runs_at_once_end_with_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    path = tmp_path / "kunci"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(path), range(20)))
    assert keys == {path.read_bytes()}


def test_an_operator_may_bring_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "kunci rekaan")
    assert secret_key(tmp_path / "kunci") == b"kunci rekaan"
    assert not (tmp_path / "kunci").exists()


def test_a_fingerprint_follows_the_counts_and_not_their_order() -> None:
    assert fingerprint(counts=COUNTS, key=b"a") == fingerprint(counts=dict(reversed(COUNTS.items())), key=b"a")
    assert fingerprint(counts=COUNTS, key=b"a") != fingerprint(counts=COUNTS | {("3471", "2024-10"): 2}, key=b"a")


def test_whoever_lacks_the_key_cannot_check_a_guess() -> None:
    guess = json.dumps(sorted((list(group), count) for group, count in COUNTS.items()))
    assert fingerprint(counts=COUNTS, key=b"a") != hashlib.sha256(guess.encode()).hexdigest()
    assert fingerprint(counts=COUNTS, key=b"a") != fingerprint(counts=COUNTS, key=b"b")
