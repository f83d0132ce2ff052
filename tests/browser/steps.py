"""Does on the page what its visitors do."""

import re

from playwright.sync_api import Page, expect

SHAPES = "#map .choroplethlayer path"
OWN_MIDDLES = """shapes => {
  const middles = shapes.map(shape => {
    const box = shape.getBoundingClientRect();
    return { shape, width: box.width, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const own = middles.filter(middle => {
    const point = new DOMPoint(middle.x, middle.y).matrixTransform(middle.shape.getScreenCTM().inverse());
    return middle.shape.isPointInFill(point);
  });
  own.sort((one, other) => other.width - one.width);
  return [own[0].x, own[0].y];
}"""


def take_over(page: Page) -> None:
    """Begin as a visitor does, and wait until Dash has taken over."""
    page.mouse.move(3, 3)
    page.mouse.move(5, 5)
    page.locator("html.siap").wait_for(state="attached", timeout=30_000)


def expect_address(page: Page, query: str) -> None:
    """Wait until the page has this query; the browser's own address is asked, not what Playwright remembers."""
    for _ in range(100):
        if page.evaluate("location.search") == query:
            return
        page.wait_for_timeout(50)
    assert page.evaluate("location.search") == query


def choose(page: Page, stage: str) -> None:
    """Choose a stage from its list."""
    page.locator("#stage").click()
    page.locator(".dash-dropdown-content label", has_text=re.compile(f"^{stage}$")).click()


def find(page: Page, typed: str) -> None:
    """Choose the first region that the search finds, by keyboard."""
    page.locator("#search").focus()
    page.keyboard.press("Enter")
    box = page.locator(".dash-dropdown-search")
    expect(box).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator(".dash-dropdown-content label").first).to_contain_text(re.compile(typed, re.IGNORECASE))
    expect(box).to_be_focused()
    page.keyboard.press("Enter")


def click_widest(page: Page) -> None:
    """Click into the widest of the regions whose middle is their own."""
    page.locator("#map").scroll_into_view_if_needed()
    x, y = page.locator(SHAPES).evaluate_all(OWN_MIDDLES)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
