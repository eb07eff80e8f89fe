"""Where parts of a page stand to one another: nothing on top of another, and lines that belong together level."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.test_journeys import open_page
from tests.browser.widths import at_each

RAIL = 1440  # pixels from which on the index of sections stands beside the page
OVERLAPS = """([one, others]) => {
  const box = document.querySelector(one).getBoundingClientRect();
  return [...document.querySelectorAll(others)].filter((other) => {
    const { left, top, width } = other.getBoundingClientRect();
    return width && left < box.right && left + width > box.left && top < box.bottom;
  }).map((other) => other.textContent);
}"""


@pytest.mark.parametrize("path", ["/sources", "/in-province"])
def test_the_index_beside_a_page_lies_on_none_of_its_words(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": RAIL, "height": 900})
    open_page(page, f"{site}{path}")
    assert page.evaluate(OVERLAPS, [".sections ol", "main h1, main h2, main .deck"]) == []


@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_head_of_a_page_is_of_one_line_or_has_the_pages_in_one_of_their_own(
    page: Page, site: str, lang: str
) -> None:
    """So that what the page does stands at the right of both."""
    sizes: list[ViewportSize] = [
        {"width": width, "height": 900} for width in (768, 1024, 1200, 1239, 1240, 1366)
    ]
    right = "() => innerWidth - Math.round(document.querySelector('.tools').getBoundingClientRect().right)"
    level = """() => {
      const middle = (one) => {
        const { top, height } = document.querySelector(one).getBoundingClientRect();
        return top + height / 2;
      };
      return Math.abs(middle('.brand') - middle('.tools')) < 2;
    }"""
    for width in at_each(page, sizes, lambda: open_page(page, f"{site}{lang}/east-west")):
        assert page.evaluate(right) < 90, width
        assert page.evaluate(level), width


def test_ways_to_take_an_exhibit_away_are_one_line_and_lie_on_nothing(page: Page, site: str) -> None:
    highest = "all => Math.max(...all.map((one) => one.getBoundingClientRect().height))"
    beside = """() => [...document.querySelectorAll('.downloads + details > summary')].map((summary) => {
      const ways = summary.parentElement.previousElementSibling.firstElementChild.getBoundingClientRect();
      const { right, bottom } = summary.getBoundingClientRect();
      return Math.abs(ways.bottom - bottom) < 12 ? ways.left - right : 99;
    })"""
    sizes: list[ViewportSize] = [{"width": width, "height": 900} for width in (390, 768, 1240, 1366, 1440)]
    for width in at_each(page, sizes, lambda: open_page(page, f"{site}/en/in-province")):
        assert min(page.evaluate(beside)) > 12, width
        if width == 390:
            assert page.locator(".downloads").evaluate_all(highest) < 40


def test_cells_of_neighbouring_groups_begin_at_one_height(page: Page, site: str) -> None:
    """Where a group of one column has a long head as well."""
    page.set_viewport_size({"width": 1366, "height": 900})
    open_page(page, f"{site}/en/east-west")
    under = """all => all.map((one) => one.querySelector('.cells').getBoundingClientRect().top
        - one.getBoundingClientRect().top)"""
    tops = page.locator(".waffle > section").evaluate_all(under)
    assert len(tops) == 4
    assert max(tops) - min(tops) < 1
