"""What a browser sees of a page: transfer, first figures, layout shift, blocked time, and how fast a filter answers."""

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.topics import Topic

CHANGES = 20
SETTLED_MS = 1200  # after the last figure, for long tasks to come to light
QUIET_MS = 250  # without a change of the figures, a filter has been answered
VIEWPORT = {"width": 1366, "height": 900}
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

# Notes what happens from the start of a page on; `drawn` is the first frame in which every figure on the screen has
# its marks.
OBSERVER = """(() => {
  const seen = (window.__bench = { lcp: 0, cls: 0, tbt: 0, drawn: 0, changed: 0 });
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  watch("layout-shift", (entry) => entry.hadRecentInput || (seen.cls += entry.value));
  watch("longtask", (entry) => (seen.tbt += Math.max(0, entry.duration - 50)));
  const marks = ".main-svg .trace, .main-svg .point, .main-svg .scatterlayer path";
  const onScreen = (plot) => {
    const box = plot.getBoundingClientRect();
    return box.height > 0 && box.top < window.innerHeight && box.bottom > 0;
  };
  const look = () => {
    const plots = [...document.querySelectorAll(".exhibit:not(.is-empty) .plot")].filter(onScreen);
    const stands = document.querySelector("main .exhibits") && plots.every((plot) => plot.querySelector(marks));
    if (stands) requestAnimationFrame(() => (seen.drawn = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const inFigures = ({ target }) => {
    const element = target.closest ? target : target.parentElement;
    return element && element.closest(".exhibits");
  };
  new MutationObserver((records) => records.some(inFigures) && (seen.changed = performance.now())).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
})()"""

READY = (
    "() => !document.getElementById('first') && document.querySelector('main h1') && window.__bench.drawn > 0"
)
ANSWERS = "() => !document.getElementById('static') || document.getElementById('static').dataset.answers"

CHANGE = """([filter, value, former, state, quiet]) => new Promise((resolve) => {
  const option = document.querySelector(`[data-filter="${filter}"] [data-option="${value || state}"]`);
  const control = option || document.querySelector(former);
  const said = document.querySelector(".summary-line");
  const before = said.textContent;
  const start = performance.now();
  window.__bench.changed = start;
  if (option || control.type === "checkbox") control.click();
  else { control.value = state; control.dispatchEvent(new Event("change", { bubbles: true })); }
  const wait = () => {
    const now = performance.now();
    const last = window.__bench.changed;
    if (now - last > quiet && said.textContent !== before) resolve(last - start);
    else if (now - start > 5000) resolve(5000);
    else setTimeout(wait, 20);
  };
  setTimeout(wait, quiet);
})"""


@dataclass(frozen=True)
class Visit:
    """One cold load of a page, and what came after: a repeat visit, and changes of a filter."""

    wire_kb: float
    drawn: float
    lcp: float
    cls: float
    tbt: float
    repeat_kb: float
    changes: tuple[float, ...]


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


class Meter:
    """Adds up the bytes that a page receives, head and body, as they travelled."""

    def __init__(self, page: Page) -> None:
        self.received = 0.0
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._add)
        session.send("Network.enable")

    def _add(self, event: dict[str, Any]) -> None:
        self.received += event["encodedDataLength"]


def visit(browser: Browser, site: str, topic: Topic, *, changing: bool) -> Visit:
    """`changing` asks for changes of its filter too, which take longest."""
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN")  # type: ignore[arg-type]
    context.add_init_script(OBSERVER)
    page, meter = _opened(context)
    page.goto(f"{site}{topic.path}")
    page.wait_for_function(READY)
    page.wait_for_timeout(SETTLED_MS)
    seen = page.evaluate("() => window.__bench")
    wire = _whole(page, meter)
    changes = tuple(_changes(page, topic)) if topic.filter and changing else ()
    page.close()
    repeat = _repeat(context, site, topic)
    context.close()
    return Visit(
        wire_kb=wire,
        drawn=seen["drawn"],
        lcp=seen["lcp"],
        cls=seen["cls"],
        tbt=seen["tbt"],
        repeat_kb=repeat,
        changes=changes,
    )


def _opened(context: BrowserContext) -> tuple[Page, Meter]:
    page = context.new_page()
    return page, Meter(page)


def _whole(page: Page, meter: Meter) -> float:
    """Everything the page ever fetches to be read to its end, figures below the fold and their maps included."""
    page.evaluate("() => window.dash_clientside.dashboard.drawAll()")
    page.wait_for_load_state("networkidle")
    if page.query_selector("#static"):
        page.wait_for_function(ANSWERS)
    return meter.received / 1000


def _repeat(context: BrowserContext, site: str, topic: Topic) -> float:
    page, meter = _opened(context)
    page.goto(f"{site}{topic.path}")
    page.wait_for_function(READY)
    received = _whole(page, meter)
    page.close()
    return received


def _changes(page: Page, topic: Topic) -> Iterator[float]:
    page.evaluate("() => window.scrollTo(0, 0)")
    states = list(topic.answers)
    for number in range(CHANGES):
        state = states[(number + 1) % len(states)]
        yield float(page.evaluate(CHANGE, [topic.filter, topic.option, topic.former, state, QUIET_MS]))


def median(visits: list[Visit], name: str) -> float:
    return float(statistics.median(getattr(one, name) for one in visits))


def percentile(visits: list[Visit], share: int) -> float:
    """Of all changes of a filter."""
    every = [change for one in visits for change in one.changes]
    return statistics.quantiles(every, n=100, method="inclusive")[share - 1]
