"""A reader who has set the browser's type to twice its size sees all of a page, plots too, and loses nothing of it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SHELL, Watch, watched
from tests.browser.labels import labels_amiss
from tests.browser.test_journeys import open_drawn, point_at

TWICE = "--blink-settings=defaultFontSize=32"
WIDTH = 1366
HEIGHT_OF_TEXT = "(one) => one.getBoundingClientRect().height"
# What is wider than the place it stands in, and is cut off there.
CUT_OFF = """() => [...document.querySelectorAll("#page *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
  const over = one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1;
  return hides && over && !one.closest(".plot, .visually-hidden");
}).map((one) => one.outerHTML.slice(0, 120))"""
# Numbers that stand over their neighbours.
OVERLAPPING = """() => [...document.querySelectorAll(".cards")].flatMap((cards) => {
  const boxes = [...cards.querySelectorAll(".number")].map((one) => one.getBoundingClientRect());
  return boxes.filter((a, at) => boxes.slice(at + 1).some((b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
}).length"""


@pytest.fixture
def large(chromium: Callable[..., Browser], watch: Watch) -> Iterator[Page]:
    with watched(chromium(SHELL, TWICE), watch, {"width": WIDTH, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("viewport", [{"width": WIDTH // 2, "height": 450}], ids=["zoomed"])
@pytest.mark.parametrize("path", ["/", "/en/in-province", "/en/east-west", "/cases", "/en/sources"])
def test_nothing_is_lost_at_twice_the_type(page: Page, large: Page, site: str, path: str) -> None:
    """Of the labels of a plot, none that would stand free if the reader had zoomed instead."""
    for one in (page, large):
        open_drawn(one, f"{site}{path}")
    assert large.evaluate("document.documentElement.scrollWidth") == WIDTH
    assert set(labels_amiss(large)) <= set(labels_amiss(page))
    assert large.evaluate(CUT_OFF) == []
    assert large.evaluate(OVERLAPPING) == 0


def test_text_and_labels_are_twice_as_large(page: Page, large: Page, site: str) -> None:
    heights = []
    for one in (page, large):
        open_drawn(one, f"{site}/in-province")
        texts = (one.locator("main .eyebrow"), one.locator("#x-income-2018 .plot text").first)
        heights.append([text.evaluate(HEIGHT_OF_TEXT) for text in texts])
    for usual, twice in zip(*heights, strict=True):
        assert twice == pytest.approx(2 * usual, rel=0.03)


def test_a_mark_of_an_enlarged_plot_opens_its_proof(large: Page, site: str) -> None:
    open_drawn(large, f"{site}/")
    mark = large.locator("#x-timeline .scatterlayer .point").first
    large.mouse.click(*point_at(large, mark))
    expect(large.locator("#proof h2")).to_be_focused()
