"""What the README says of caching is what the site answers."""

from collections.abc import Callable

import pytest
from flask import Flask

from dashboard import drawing_library
from dashboard.frame import versioned

Serve = Callable[..., Flask]
YEAR, MINUTE, DAY, HOUR = "max-age=31536000", "max-age=60", "max-age=86400", "max-age=3600"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (drawing_library.address(), YEAR),
        (versioned("halaman.css"), YEAR),
        ("/api/v1/ringkasan.csv?rilis=rekaan000001", YEAR),
        ("/", MINUTE),
        ("/wilayah/11", MINUTE),
        ("/deklarasi", MINUTE),
        ("/grafik/peta-pelanggaran.csv", MINUTE),
        ("/embed/tren-pelanggaran", MINUTE),
        ("/api/v1/ringkasan.csv?wilayah=11", MINUTE),
        ("/robots.txt", DAY),
        ("/assets/ikon.svg", DAY),
        ("/situs.webmanifest", DAY),
        ("/sematkan.js", DAY),
        ("/favicon.ico", DAY),
        ("/warna.css", HOUR),
    ],
)
def test_an_answer_may_be_kept_as_long_as_the_readme_says(path: str, expected: str, serve: Serve) -> None:
    answer = serve().test_client().get(path)
    answer.close()
    headers = answer.headers
    assert expected in headers["Cache-Control"].split(", ")
    assert ("immutable" in headers["Cache-Control"]) is (expected == YEAR)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/tidak-ada", "/?tahap=salah", "/api/v1/ringkasan.csv?x=1"])
def test_the_state_of_the_moment_is_not_kept(path: str, serve: Serve) -> None:
    assert serve().test_client().get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/robots.txt", "/situs.webmanifest", "/favicon.ico", "/metode", "/_dash-layout"])
def test_whoever_has_any_copy_is_answered_alike_each_time(path: str, serve: Serve) -> None:
    client = serve().test_client()
    assert [client.get(path, headers={"If-None-Match": "*"}).status_code for _ in range(2)] == [304, 304]
