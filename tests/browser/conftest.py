"""Starts the real web app on the real published release, and a browser that watches what a page does."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.steps import take_over

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's path; where there is none, skip, but fail in continuous integration."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(published: tuple[Any, str, Any]) -> Iterator[str]:
    """Serve the published release with gunicorn; yields the address of the site."""
    port = _free_port()
    settings = {"DATABASE_URL": published[1], "HOST": "127.0.0.1", "PORT": str(port)}
    command = [sys.executable, "-m", "dashboard"]
    served = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/readyz", served)
        yield address
    finally:
        served.terminate()
        served.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait(address: str, served: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert served.poll() is None, "the server has ended"
        try:
            with urlopen(address):  # noqa: S310
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer")


@dataclass
class Visit:
    """A page with all that it asked for and complained of."""

    page: Page
    site: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.site + path)
        take_over(self.page)
        return self.page

    def listen(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def strangers(self) -> list[str]:
        """Return the addresses outside the site that were asked for."""
        return [url for url in self.asked if not url.startswith((self.site, "data:", "blob:"))]


@pytest.fixture
def new_visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Return a maker of visits; each must end without a complaint and without leaving the site."""
    visits: list[Visit] = []

    def make(*, width: int = 1280, height: int = 900, **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", accept_downloads=True, **options
        )
        visit = Visit(context.new_page(), site)
        visit.listen()
        visits.append(visit)
        return visit

    yield make
    for visit in visits:
        visit.page.context.close()
    assert [visit.complaints for visit in visits if visit.complaints] == []
    assert [visit.strangers for visit in visits if visit.strangers] == []


@pytest.fixture
def visit(new_visit: Callable[..., Visit]) -> Visit:
    return new_visit()
