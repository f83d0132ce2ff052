"""Measures pages as a slow phone sees them: Lighthouse's mobile run, median of five, and a change on the map after it.

``make lighthouse`` runs it on the current release; Lighthouse comes by npx, Chromium is the one that is there. The
front page is measured as nobody has touched it yet, since its visitors pay for Dash only once they begin; what a change
costs after that is told apart, with the processor four times slower.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench_server import Server

TIMES = 5
TRIES = 3
SLOWER = 4
SETTLED = 2_500
COMMAND = os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@13.5.0").split()
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"
PAGES = ("/", "/wilayah/3402", "/deklarasi", "/data", "/embed/peta-pelanggaran")
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Least score of each category; embeds are not to be found by search engines, so that they have none of the last."""
FIGURES = {
    "largest-contentful-paint": 1_800,
    "total-blocking-time": 150,
    "cumulative-layout-shift": 0.02,
    "total-byte-weight": 200_000,
}
"""Highest value of each figure: milliseconds, milliseconds, a share, bytes."""
CHANGES: Mapping[str, Sequence[object]] = {
    "stage": ("diteruskan", "dugaan", "terbukti", "dugaan", "sanksi", "dugaan", "diproses"),
    "month": (9, 8, 7, 6, 5, 4, 3),
}
"""Values that a control is given one after the other; none of them draws other shapes."""
HELD = "stage"
"""The change that is held to a bound; others are told for comparison."""
MAIN_THREAD = 200
"""Most milliseconds of the main thread that a change may cause until nothing is left to be written or laid out."""
CATEGORIES = ["toplevel", "blink.user_timing", "disabled-by-default-devtools.timeline"]
PAINTED = """([control, value]) => new Promise(done => {
  const seen = new MutationObserver(() => { seen.disconnect(); performance.mark("coloured"); done(); });
  seen.observe(document.querySelector("#map .choroplethlayer"), { attributes: true, subtree: true });
  performance.mark("chosen");
  window.dash_clientside.set_props(control, { value });
})"""


def lighthouse(address: str, chromium: str) -> Mapping[str, float]:
    """Run Lighthouse once; returns scores of 100 and figures by name."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [
            *COMMAND,
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report.name}",
            f"--chrome-flags={FLAGS}",
        ]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
        found = json.loads(Path(report.name).read_text(encoding="utf-8"))
    scores = {name: 100 * found["categories"][name]["score"] for name in SCORES}
    return {**scores, **{name: found["audits"][name]["numericValue"] for name in FIGURES}}


def medians(measure: Callable[[], Mapping[str, float]]) -> Mapping[str, float]:
    """Measure several times and take the middle of each figure."""
    runs = [_in_the_end(measure) for _ in range(TIMES)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _in_the_end(measure: Callable[[], Mapping[str, float]]) -> Mapping[str, float]:
    """Measure again where no trace came of it, as Lighthouse asks then; not for ever."""
    for _ in range(TRIES - 1):
        with suppress(subprocess.CalledProcessError):
            return measure()
    return measure()


def falls_short(found: Mapping[str, float], *, embedded: bool) -> list[str]:
    """Name what is worse than it should be."""
    scores = {name: least for name, least in SCORES.items() if not (embedded and name == "seo")}
    low = [name for name, least in scores.items() if round(found[name]) < least]
    return low + [name for name, most in FIGURES.items() if found[name] > most]


def changes(
    browser: Browser, address: str, *, width: int, control: str, values: Sequence[object]
) -> Mapping[str, float]:
    """Change what the map shows by one of its controls.

    Returns:
        Milliseconds of the main thread until the map is coloured, and until everything below it is written.
    """
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(address)
    page.mouse.move(3, 3)
    page.locator("html.siap").wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(SETTLED)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    runs = [_change(browser, page, control, value) for value in values]
    page.close()
    return {"coloured": median(first for first, _ in runs), "written": median(last for _, last in runs)}


def _change(browser: Browser, page: Page, control: str, value: object) -> tuple[float, float]:
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.evaluate(PAINTED, [control, value])
    page.wait_for_timeout(SETTLED)
    events: Sequence[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    marks = {event["name"]: event for event in events if event.get("name") in {"chosen", "coloured"}}
    thread, begun = marks["chosen"]["tid"], marks["chosen"]["ts"]
    tasks = [
        event
        for event in events
        if event.get("name") == "RunTask" and event["tid"] == thread and event["ts"] + event.get("dur", 0) >= begun
    ]
    first = [task for task in tasks if task["ts"] <= marks["coloured"]["ts"]]
    return _spent(first), _spent(tasks)


def _spent(tasks: Sequence[Mapping[str, Any]]) -> float:
    """Add up the milliseconds of the thread itself: others may use the same processor."""
    return float(sum(task.get("tdur", task.get("dur", 0)) for task in tasks)) / 1000


def _say(what: str, found: Mapping[str, float], *worse: str) -> None:
    said = ", ".join(f"{name} {value:.6g}" for name, value in found.items())
    sys.stdout.write(f"{what}: {said}{'; falls short: ' + ', '.join(worse) if worse else ''}\n")
    sys.stdout.flush()


def main() -> int:
    """Measure all and print it; the exit code says whether something falls short."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    short = []
    with Server("dashboard.server:create_server()") as server:
        base = f"http://127.0.0.1:{server.port}"
        for path in sys.argv[1:] or PAGES:
            found = medians(lambda path=path: lighthouse(base + path, chromium))  # type: ignore[misc]
            worse = falls_short(found, embedded=path.startswith("/embed/"))
            short += worse
            _say(path, found, *worse)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
            for width, (control, values) in product((360, 1280), CHANGES.items()):
                found = changes(browser, f"{base}/", width=width, control=control, values=values)
                worse = ["main thread"] if control == HELD and found["written"] > MAIN_THREAD else []
                short += worse
                _say(f"{control} of the map, {width} px", found, *worse)
            browser.close()
    return bool(short)


if __name__ == "__main__":
    sys.exit(main())
