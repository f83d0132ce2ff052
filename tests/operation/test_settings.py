import os
import subprocess
import sys

import pytest

from dashboard.operation.settings import LEVELS, SettingError, Settings, read_settings
from tests.bench_server import ROOT


def test_without_settings_nobody_is_trusted_and_nothing_is_measured() -> None:
    assert read_settings({}) == Settings(proxies=0, log="warning", token="", store="memory://")


def test_settings_are_read() -> None:
    given = {
        "PANTAU_PROXIES": "2",
        "PANTAU_LOG": "info",
        "PANTAU_METRICS_TOKEN": "x" * 16,
        "PANTAU_LIMITS": "redis://127.0.0.1:6379/0",
    }
    assert read_settings(given) == Settings(2, "info", "x" * 16, "redis://127.0.0.1:6379/0")


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("PANTAU_PROXIES", "-1", "0 - 5"),
        ("PANTAU_PROXIES", "satu", "0 - 5"),
        ("PANTAU_PROXIES", "60", "0 - 5"),
        ("PORT", "0", "1 - 65535"),
        ("PORT", "delapan", "1 - 65535"),
        ("WEB_CONCURRENCY", "0", "1 - 64"),
        ("PANTAU_URL", "situs.contoh", "https://..."),
        ("PANTAU_LOG", "debug", ", ".join(LEVELS)),
        ("PANTAU_METRICS_TOKEN", "rahasia-pendek", "16 huruf atau lebih"),
        ("PANTAU_LIMITS", "mysql://sandi@basis", "memory://"),
        ("PANTAU_LIMITS", "memory://basis", "memory://"),
        ("PANTAU_LIMITS", "redis://:sandi@basis:pintu/0", "redis://"),
        ("PANTAU_LIMITS", "redis://:sandi@[::1/0", "redis://"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_right_and_without_its_value(name: str, value: str, right: str) -> None:
    with pytest.raises(SettingError, match=name) as caught:
        read_settings({name: value})
    assert right in str(caught.value)
    assert f"{value}." not in str(caught.value)


OURS = ["dashboard"]
DIRECT = ["gunicorn", "--config", "dashboard/gunicorn.conf.py", "dashboard.server:create_server()"]
WRONG = [
    ("PORT", "80a0", "1 - 65535"),
    ("DATABASE_URL", "mysql://a:sandi@basis/pantau", "postgresql://..."),
    ("DATABASE_URL", "postgresql://a:sandi@basis:lima/pantau", "postgresql://..."),
    ("PANTAU_METRICS_TOKEN", "sandi", "16 huruf"),
    ("PANTAU_KONTAK", "bukan alamat", "https://..."),
]
WORKERS = ("WEB_CONCURRENCY", "banyak", "1 - 64")
"""gunicorn itself reads it before it reads anything of ours."""


@pytest.mark.parametrize(
    ("command", "name", "value", "right"),
    [(OURS, *WORKERS), *((command, *wrong) for command in (OURS, DIRECT) for wrong in WRONG)],
)
def test_the_start_ends_with_one_line_on_what_is_wrong(command: list[str], name: str, value: str, right: str) -> None:
    command = [sys.executable, "-m", *command]
    settings = os.environ | {name: value}
    ended = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, timeout=60, text=True, check=False)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""
    assert name in ended.stderr
    assert right in ended.stderr
    assert "sandi" not in ended.stderr
