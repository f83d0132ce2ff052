"""Sets charts into a page of another origin and looks at them there."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.embeds.code import SCRIPT

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

CHARTS = ("/embed/tren-pelanggaran?wilayah=73", "/embed/peta-pelanggaran?sampai=2024-10")
NEEDED = "document.documentElement.scrollHeight"
INSIDE = "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path, site: str) -> Iterator[str]:
    """Serve a page of another origin that frames two charts as the code on our pages does."""
    frames = '<link rel="icon" href="data:,">' + "".join(
        f'<iframe src="{site}{chart}" width="100%" height="200" style="border:0"></iframe>' for chart in CHARTS
    )
    (tmp_path / "index.html").write_text(f'<!DOCTYPE html>{frames}<script src="{site}{SCRIPT}" async></script>')
    (tmp_path / "strict.html").write_text(
        f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src \'none\'">{frames}'
    )
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


@pytest.mark.parametrize("width", [320, 768, 1200])
def test_each_frame_gets_the_height_of_its_chart(width: int, host: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=width)
    visit.page.goto(f"{host}/index.html")
    visit.page.wait_for_function(
        "[...document.querySelectorAll('iframe')].every(frame => frame.style.height)", timeout=15_000
    )
    visit.page.wait_for_timeout(300)
    frames = [frame for frame in visit.page.frames if "/embed/" in frame.url]
    assert len(frames) == len(CHARTS)
    for frame, element in zip(frames, visit.page.locator("iframe").all(), strict=True):
        assert frame.evaluate(INSIDE) == [0, 0]
        assert abs(element.bounding_box()["height"] - frame.evaluate(NEEDED)) <= 1
    assert len({element.bounding_box()["height"] for element in visit.page.locator("iframe").all()}) == len(CHARTS)
    visit.asked[:] = [address for address in visit.asked if not address.startswith(host)]


def test_a_host_without_scripts_still_shows_the_charts(host: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    visit.page.goto(f"{host}/strict.html")
    for number in range(len(CHARTS)):
        assert visit.page.frame_locator("iframe").nth(number).locator("svg path").count() > 5
    visit.asked[:] = [address for address in visit.asked if not address.startswith(host)]
