"""Sets charts into pages of another origin, and looks at them there: their height, their cards, what they weigh."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from dashboard.embeds.code import SCRIPT
from dashboard.graphics.registry import CHARTS as CHARTS_OF_SITE

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

MAP, TREND = "/embed/peta-pelanggaran", "/embed/tren-pelanggaran"
CHARTS = (f"{TREND}?wilayah=73", f"{MAP}?sampai=2024-10")
NEEDED = "document.documentElement.scrollHeight"
INSIDE = "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
ICON = '<!DOCTYPE html><link rel="icon" href="data:,">'
NEEDED_EXACTLY = "document.documentElement.getBoundingClientRect().height"
AT_ONCE = 500
"""Milliseconds."""
ONE_PLACE = """() => {
  const own = [...document.querySelectorAll("svg")].find(svg => svg.getClientRects().length);
  const shape = own.querySelector("a[href*='/wilayah/5206'] path, a[href*='/wilayah/5206']");
  const box = shape.getBoundingClientRect();
  const inside = point => document.elementFromPoint(point[0], point[1])?.closest("a[href*='/wilayah/5206']");
  for (let x = box.left; x < box.right; x += 1) for (let y = box.top; y < box.bottom; y += 1)
    if (inside([x, y])) return [x, y];
}"""
"""Finds a point of Kabupaten Bima on the map."""
CODE_OF_HOST = """
window.heard = [];
window.addEventListener("message", event => window.heard.push(event.data));
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path, site: str) -> Iterator[str]:
    """Serve pages of another origin that frame two charts: as our code does, and with less leave for it."""
    frames = "".join(
        f'<iframe src="{site}{chart}" width="100%" height="460" style="border:0" {{more}}></iframe>' for chart in CHARTS
    )
    script = f'<script src="{site}{SCRIPT}" async></script>'
    pages = {
        "index": f"{ICON}{frames.format(more='')}{script}",
        "closed": f"{ICON}{frames.format(more='sandbox=allow-scripts')}{script}",
        "strict": f'{ICON}<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; frame-src {site}; '
        f"style-src 'unsafe-inline'; img-src data:\">{frames.format(more='')}",
        "late": f"{ICON}{frames.format(more='')}<script>addEventListener('load', () => setTimeout(() => {{"
        f"document.body.append(Object.assign(document.createElement('script'), {{ src: '{site}{SCRIPT}' }}));"
        "}, 500));</script>",
        "pym": f"{ICON}<script>{CODE_OF_HOST}</script>"
        f'<iframe src="{site}{TREND}?childId=satu" width="100%" height="300"></iframe>',
    }
    for name, content in pages.items():
        (tmp_path / f"{name}.html").write_text(content)
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def forget_host(visit: Any, host: str) -> None:
    """Leave the host's own pages out of what the visit counts as leaving the site."""
    visit.asked[:] = [address for address in visit.asked if not address.startswith(host)]


def framed(page: Page) -> list[Frame]:
    page.wait_for_function(
        "[...document.querySelectorAll('iframe')].every(frame => frame.style.height)", timeout=15_000
    )
    page.wait_for_timeout(200)
    return [frame for frame in page.frames if "/embed/" in frame.url]


@pytest.mark.parametrize("kind", ["index", "closed", "late"])
def test_each_frame_gets_the_height_of_its_chart(kind: str, host: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=1200)
    page = visit.page
    page.goto(f"{host}/{kind}.html")
    for width in (1200, 800, 320):
        page.set_viewport_size({"width": width, "height": 900})
        frames = framed(page)
        assert len(frames) == len(CHARTS)
        elements = page.locator("iframe").all()
        for frame, element in zip(frames, elements, strict=True):
            assert frame.evaluate(INSIDE) == [0, 0]
            assert abs(element.bounding_box()["height"] - frame.evaluate(NEEDED)) <= 1
        assert len({element.bounding_box()["height"] for element in elements}) == len(CHARTS)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    forget_host(visit, host)


def test_a_host_that_allows_no_script_still_shows_the_charts(host: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=720)
    visit.page.goto(f"{host}/strict.html")
    for element in visit.page.locator("iframe").all():
        inside = element.content_frame
        expect(inside.locator("svg:visible").first).to_be_visible()
        assert inside.locator("svg:visible path").count() > 5
        assert element.bounding_box()["height"] == 460
    forget_host(visit, host)


def test_the_height_of_the_code_is_enough_and_little_more(visit: Any) -> None:
    page = visit.page
    for width in (360, 720):
        page.set_viewport_size({"width": width, "height": 300})
        for chart in CHARTS_OF_SITE:
            asked = f"{visit.site}/oembed?maxwidth={width}&url={visit.site}/grafik/{chart}"
            told = page.request.get(asked).json()
            assert told["width"] == width
            page.goto(f"{visit.site}/embed/{chart}")
            assert 0 <= told["height"] - page.evaluate(NEEDED_EXACTLY) <= 90, chart


def test_hosts_made_for_pym_and_amp_are_told_the_height(host: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit()
    visit.page.goto(f"{host}/pym.html")
    visit.page.wait_for_function("window.heard.length >= 3")
    heard = visit.page.evaluate("window.heard")
    height = heard[0]["height"]
    assert heard[0] == {"pantau": "tinggi", "height": height}
    assert f"pymxPYMxsatuxPYMxheightxPYMx{height}" in heard
    assert {"sentinel": "amp", "type": "embed-size", "height": height} in heard
    forget_host(visit, host)


def test_keys_lead_from_number_to_number(visit: Any) -> None:
    page = visit.page
    page.goto(f"{visit.site}{MAP}")
    page.keyboard.press("Tab")
    expect(page.locator("figure")).to_be_focused()
    card, seen = page.locator(".kartu"), set()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        expect(card).to_be_visible()
        said = card.locator("p").inner_text()
        assert "sedikitnya" in said or "nol" in said
        assert page.locator("figure [aria-live]").inner_text() == said
        seen.add(said)
    assert len(seen) >= 4
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator(".source a").first).to_be_focused()


def test_a_tap_shows_the_card_that_leads_on(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=1000, has_touch=True)
    page = visit.page
    page.goto(f"{visit.site}{MAP}?lang=en")
    page.touchscreen.tap(*page.evaluate(ONE_PLACE))
    expect(page.locator(".kartu p")).to_contain_text("Kabupaten Bima: at least 38")
    assert "/embed/" in page.url
    with page.context.expect_page() as opened:
        page.locator(".kartu a").tap()
    assert "/wilayah/5206?lang=en" in opened.value.url
    page.locator(".kartu button").tap()
    expect(page.locator(".kartu")).to_be_hidden()


@pytest.mark.parametrize(("path", "most"), [(MAP, 70_000), (TREND, 25_000)])
def test_a_chart_weighs_little_and_answers_at_once_on_a_slow_phone(
    path: str, most: int, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit(width=1000)
    page = visit.page
    session = page.context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"{visit.site}{path}", wait_until="networkidle")
    assert len(sizes) >= 4
    assert sum(sizes.values()) <= most, sizes
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    assert min(_made_ready(page) for _ in range(3)) < AT_ONCE
    page.evaluate(
        """() => { const start = () => { window.begun = performance.now(); };
        addEventListener("pointermove", start, { capture: true, once: true });
        new MutationObserver(() => { if (!document.querySelector(".kartu").hidden && !window.took)
          requestAnimationFrame(() => { window.took = performance.now() - window.begun; }); })
          .observe(document.querySelector(".kartu"), { attributes: true }); }"""
    )
    shape = page.locator("svg:visible .warna-4, svg:visible .batang").first
    page.mouse.move(*page.evaluate(ONE_PLACE) if path == MAP else _middle(shape))
    page.wait_for_function("window.took")
    assert page.evaluate("window.took") < AT_ONCE
    expect(page.locator(".kartu")).to_be_visible()


def _made_ready(page: Page) -> float:
    """Load a page anew; return how long it took from its last byte until it answers, in milliseconds."""
    page.reload(wait_until="load")
    made: float = page.evaluate(
        """() => { const told = performance.getEntriesByType("navigation")[0];
        return told.domContentLoadedEventEnd - told.responseEnd; }"""
    )
    return made


def _middle(shape: Any) -> tuple[float, float]:
    box = shape.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("path", [MAP, f"{TREND}?wilayah=73"])
def test_a_chart_comes_alive_when_asked(path: str, visit: Any) -> None:
    page = visit.page
    page.goto(f"{visit.site}{path}{'&' if '?' in path else '?'}interaktif=1")
    page.locator("html.hidup-siap").wait_for(timeout=20_000)
    assert page.locator(".hidup .main-svg").count() > 0
    assert page.locator("svg.grafik").count() == 0
    expect(page.locator(".source").last).to_contain_text("Rilis")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_builder_follows_a_choice_and_copies(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    page.goto(f"{visit.site}/sematkan")
    page.locator("select[name=grafik]").select_option("tren-pelanggaran")
    expect(page.locator("select[name=tren]")).to_be_visible()
    page.locator("select[name=wilayah]").select_option("73")
    expect(page.locator("#kode-html")).to_have_value(re.compile(r"/embed/tren-pelanggaran\?wilayah=73"))
    assert page.evaluate("location.search") == "?grafik=tren-pelanggaran&wilayah=73"
    expect(page.frame_locator(".look iframe").get_by_role("heading", level=1)).to_contain_text("Sulawesi Selatan")
    page.locator(".copied", has=page.locator("#kode-link")).get_by_role("button").click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.site}/grafik/tren-pelanggaran?wilayah=73"
