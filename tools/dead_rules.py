"""Finds selectors of our style sheets that nothing in the dashboard matches.

Opens every page, slides and their notes, and the file to take away, in Chromium, in each language, and asks each of
these documents for each selector, without states (`:hover`) and what is drawn beside an element (`::before`). It ends
with 1 where a selector is met nowhere:

    make dead-rules
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard import theme
from tools.take_pictures import CHROMIUM, ROOT, opened, served
from tools.trim_bootstrap import rules, split

PATHS = ("/", "/in-province", "/east-west", "/cases", "/sources", "/nowhere")
UNDER_FILTERS = ("/in-province?topic=income", "/cases?q=none&side=none", "/present?page=cases&q=none")
STATES = re.compile(r"::[\w-]+|:(hover|focus[\w-]*|disabled|checked|empty|target|not\(:[^()]*\))")
# What an act of the reader's or a fault brings, and what the package in `data/` has none of.
BRIEF = r"explained|is-making|at-left|faults|aria-\w+|data-(blank|idle|alive)|details\[open"
ELSEWHERE = r"fill-(brick-tint|stone|teal-mid)|verdict-open|part\.is-about|^(blockquote|mark)$"
SPARED = re.compile(f"{BRIEF}|{ELSEWHERE}")
ASK = "(all) => all.filter((one) => document.querySelector(one))"


def selectors(css: str) -> Iterator[str]:
    for head, body in rules(css):
        if head.startswith("@media"):
            yield from selectors(body)
        elif not head.startswith("@"):
            yield from (one.strip() for one in split(head))


def stations(browser: Browser, site: str) -> Iterator[Page]:
    """Documents, one after the other: pages as they come, most of them again once Dash has them, and the rest."""
    page = browser.new_page(locale="zh-CN")
    for base in (site, f"{site}/en"):
        page.goto(f"{base}/cases")
        cases = page.eval_on_selector_all(".case-card h4 a", "all => all.map((one) => one.href)")
        for address in (*cases, *(base + path for path in PATHS + UNDER_FILTERS)):
            page.goto(address, wait_until="domcontentloaded")
            yield page
        for path in PATHS:
            opened(page, base + path)
            yield page
        opened(page, f"{base}/in-province")
        page.locator(".fig[data-fact]").first.click()
        page.wait_for_selector(".proof h3")
        yield page
        yield from _slides(page, f"{base}/present")
        yield _file(page, f"{base}/export/snapshot.html")


def _slides(page: Page, address: str) -> Iterator[Page]:
    page.goto(address)
    page.wait_for_selector(".slide[data-current]")
    yield page
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    popup.value.wait_for_selector(".notes .says")
    yield popup.value


def _file(page: Page, address: str) -> Page:
    """The file to take away with all its proofs and slides laid open."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file.html")
        file.write_bytes(page.request.get(address).body())
        page.goto(file.as_uri())
        page.evaluate(
            "for (const one of document.querySelectorAll('template')) document.body.append(one.content)"
        )
    return page


def main() -> None:
    sheets = "".join((ROOT / "assets" / name).read_text("utf-8") for name in theme.SHEETS if "/" not in name)
    named = selectors(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
    left = {one: STATES.sub("", one) or "*" for one in named if not SPARED.search(one)}
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for page in stations(browser, site):
            met = set(page.evaluate(ASK, list(set(left.values()))))
            left = {one: plain for one, plain in left.items() if plain not in met}
        browser.close()
    print("\n".join(sorted(left)))
    sys.exit(bool(left))


if __name__ == "__main__":
    main()
