"""Lets axe-core look at every page of the site, in both languages, both themes and at two widths."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.pages import PATHS
from geo.wording import LANGUAGES

# What the pages look like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

PLAIN = [path for path in PATHS if path != "/"]
RULES = {"target-size": {"enabled": True}}
"""Rules beside those that axe-core applies unasked: targets of at least 24 pixels."""
REGIONS = ("/wilayah/00", "/wilayah/73", "/wilayah/3402", "/wilayah/7111")
MORE = (
    "/evaluasi/73",
    "/evaluasi/3402",
    "/peringkat?tingkat=provinsi&urut=per_10000",
    "/peringkat?cari=kepulauan",
    "/banding?wilayah=82,71,3402,5206",
    "/banding?wilayah=3402&tambah=aceh",
    "/cari?q=bogor",
    "/cari?q=zzzz",
    "/sematkan?grafik=tren-pelanggaran&wilayah=73",
    "/embed/peta-pelanggaran",
    "/embed/peringkat-pelanggaran",
    "/embed/tren-pelanggaran?wilayah=73&tema=gelap",
    *REGIONS,
    "/bukan-halaman",
)
"""Pages that no navigation leads to by themselves."""


def complaints(page: Any) -> list[tuple[str, list[str]]]:
    """Return what axe-core complains of: the rule, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": RULES}).response["violations"]
    return [(rule["id"], [str(node["target"]) for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_plain_page_shuts_anybody_out(scheme: str, width: int, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=width, color_scheme=scheme)
    found = {}
    for path, lang in product((*PLAIN, *MORE), LANGUAGES):
        visit.page.goto(f"{visit.site}{path}{'&' if '?' in path else '?'}lang={lang}")
        found[path, lang] = complaints(visit.page)
    # The page that is not there is an error on purpose, and the browser says so.
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said]
    assert {page: said for page, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?wilayah=73&lang=en",
        "?tingkat=provinsi&tahap=sanksi",
        "?tren=tahap&lang=en",
        "?tren=jenis&tahap=diproses",
        "?tren=provinsi",
        "?tren=semua",
    ],
)
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_the_map_page_shuts_nobody_out(scheme: str, width: int, query: str, new_visit: Callable[..., Any]) -> None:
    page = new_visit(width=width, color_scheme=scheme).open(f"/{query}")
    assert complaints(page) == []


def test_no_page_is_wider_than_a_screen_at_four_hundred_percent(new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=320, height=640)
    wide = {}
    for path, lang in product((*PATHS, *MORE), LANGUAGES):
        visit.page.goto(f"{visit.site}{path}{'&' if '?' in path else '?'}lang={lang}")
        wide[path, lang] = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said]
    assert {page: by for page, by in wide.items() if by > 0} == {}
