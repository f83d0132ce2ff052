import pytest

from dashboard.operation.settings import LEVELS, SettingError, Settings, read_settings


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
        ("PANTAU_LOG", "debug", ", ".join(LEVELS)),
        ("PANTAU_METRICS_TOKEN", "rahasia-pendek", ">= 16"),
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
    assert value not in str(caught.value).removeprefix(name)
