"""The pages on reporting, rules and method fit a phone, and a thumb can hit their links."""

from collections.abc import Callable
from typing import Any

import pytest

# What the pages look like does not depend on the kind of the database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("published", ["sqlite"], indirect=True)]

SMALL = """links => links.map(link => [link.textContent, link.offsetWidth, link.offsetHeight])
  .filter(([, width, height]) => width < 24 || height < 24)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/lapor", "/lapor?lang=en", "/aturan", "/aturan?lang=en"])
def test_a_phone_shows_the_whole_page_with_targets_that_a_thumb_can_hit(
    path: str, scheme: str, new_visit: Callable[..., Any]
) -> None:
    visit = new_visit(width=360, height=740, color_scheme=scheme)
    page = visit.page
    page.goto(visit.site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("main a").count() > 5
    assert page.locator("main a").evaluate_all(SMALL) == []


@pytest.mark.parametrize("path", ["/metode", "/aturan", "/lapor"])
def test_nothing_is_left_out_in_print(path: str, new_visit: Callable[..., Any]) -> None:
    visit = new_visit(width=760)
    visit.page.goto(visit.site + path)
    visit.page.emulate_media(media="print")
    hidden = visit.page.locator("main li").evaluate_all(
        "items => items.filter(item => !item.closest('nav') && item.offsetHeight === 0).length"
    )
    assert hidden == 0
