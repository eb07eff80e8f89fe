"""Every page at every width: nothing is cut, nothing scrolls sideways, no label lies on another. The watch of conftest
ends each test."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.labels import labels_amiss
from tests.browser.test_journeys import open_drawn
from tests.browser.widths import at_each

PATHS = [
    *("/", "/in-province", "/east-west", "/cases", "/cases/pingshan-textile", "/cases/qingchuan-tea"),
    *("/sources", "/places/520000", "/places/513221", "/places/330300"),
    *("/chart/delisting?province=520000", "/chart/aid-funds"),
]
DESK, PHONE = 1366, 390
CELLS_OF_ALL = 80
WIDTHS: list[ViewportSize] = [
    {"width": width, "height": height}
    for width, height in (
        (PHONE, 844),
        (768, 1024),
        (683, 450),  # a desk at 200 %
        (320, 450),  # the least that needs no sideways scrolling, WCAG 1.4.10
        (DESK, 900),
        (1920, 1080),
        (961, 900),  # the narrowest with the labels of a wide screen
    )
]
# Tables and cells that are wider than what holds them, and words that reach out of their cell.
WIDE = """() => {
  const folds = [...document.querySelectorAll("main details:not([open])")];
  const amiss = [], name = (one) => one.textContent.trim().slice(0, 40);
  for (const one of folds) one.open = true;
  for (const table of document.querySelectorAll('main table')) {
    const frame = table.parentElement.getBoundingClientRect();
    const heading = table.closest('[id]').id;
    if (document.documentElement.scrollWidth > innerWidth) amiss.push(`the page scrolls sideways: ${heading}`);
    for (const box of [table, ...table.querySelectorAll('caption, tbody th, tbody td')]) {
      if (!box.getClientRects().length) continue;
      const { left, right } = box.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) amiss.push(`${heading}: ${box.tagName} ${name(box)}`);
      const hatched = getComputedStyle(box).textIndent.startsWith('-');
      if (box.matches('th, td') && !hatched && box.scrollWidth > box.clientWidth + 1)
        amiss.push(`${heading}: over its cell: ${name(box)}`);
    }
  }
  for (const one of folds) one.open = false;
  return [...new Set(amiss)];
}"""
# Cells of a waffle that differ in size, and names that their cells do not hold.
CELLS = """() => {
  const cells = [...document.querySelectorAll('#x-county-waffle .cell')];
  const sizes = cells.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height].map(Math.round));
  const amiss = cells.filter((cell) => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    const inner = words.getBoundingClientRect(), outer = cell.getBoundingClientRect();
    const dots = cell.classList.contains('dotted') ? 8 : 0;
    return inner.left < outer.left || inner.right > outer.right || inner.top < outer.top
      || inner.bottom > outer.bottom - dots;
  });
  return [...amiss.map((one) => one.textContent), ...[...new Set(sizes.map(String))].slice(1)];
}"""
LINES = "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
# Where a line of a heading begins with a stop.
STOPS = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement.closest('h1, h2, .deck, figcaption') || !/^[，。；：、！？）”]/.test(text.data)) continue;
    const stop = document.createRange();
    stop.setStart(text, 0);
    stop.setEnd(text, 1);
    const box = stop.getBoundingClientRect(), held = text.parentElement.closest('h1, h2, p').getBoundingClientRect();
    if (box.width && box.left < held.left + 2) found.push(text.parentElement.closest('h1, h2, p').textContent);
  }
  return found;
}"""
# Lines that begin with a point between two parts.
POINTS = """() => {
  const amiss = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const { index } of text.data.matchAll(/\\s·/g)) {
      const point = document.createRange();
      point.setStart(text, index + 1);
      point.setEnd(text, index + 2);
      let block = text.parentElement;
      while (getComputedStyle(block).display === 'inline') block = block.parentElement;
      const held = block.getBoundingClientRect(), left = held.left + parseFloat(getComputedStyle(block).paddingLeft);
      if (held.width > 20 && block.checkVisibility() && point.getBoundingClientRect().left < left + 3)
        amiss.push(block.textContent);
    }
  }
  return amiss;
}"""


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_and_is_silent(page: Page, site: str, path: str, lang: str) -> None:
    for width in at_each(page, WIDTHS, lambda: open_drawn(page, f"{site}{lang}{path}")):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (width < PHONE and lang) or labels_amiss(page) == [], width
        for look in (WIDE, STOPS, POINTS, CELLS):
            assert page.evaluate(look) == [], width
        assert path != "/east-west" or page.locator("#x-county-waffle .cell").count() == CELLS_OF_ALL
        assert width < DESK or page.locator("main h1").evaluate(LINES) < 3.1
