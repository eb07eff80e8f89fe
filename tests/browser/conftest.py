"""The dashboard in a real browser. Every test ends with a silent console and no request that left this machine."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.settings import Settings

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
SHELL = os.environ.get("HEADLESS_SHELL") or CHROMIUM
LOOPBACK = "127.0.0.1"
PATIENCE_MS = 10_000  # for what comes at once but on a machine that has much else to do
expect.set_options(timeout=PATIENCE_MS)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Names are not even looked up: a request to elsewhere is recorded, fails, and nothing leaves.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}",
)


@dataclass
class Watch:
    """Collects what no page may do: send a request elsewhere, fail one, throw, or log an error."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect a complaint that this test provokes on purpose; the test fails if it does not come."""
        self.allowed.append(pattern)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("requestfailed", self._request_failed)
        context.on("console", self._console)
        context.on("weberror", self._page_error)

    def verdict(self) -> list[str]:
        told = [one for one in self.complaints if not any(re.search(rule, one) for rule in self.allowed)]
        absent = [rule for rule in self.allowed if not any(re.search(rule, one) for one in self.complaints)]
        return told + [f"expected, but did not happen: {rule}" for rule in absent]

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname != LOOPBACK:
            self.complaints.append(f"request left this machine: {request.url}")

    def _request_failed(self, request: Request) -> None:
        # Leaving a page, or turning a response into a download, ends a request early: that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"request failed: {request.url}: {request.failure}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console error: {message.text} ({message.location['url']})")

    def _page_error(self, error: WebError) -> None:
        self.complaints.append(f"page error: {error.error}")


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of a WSGI application while it is served."""
    server = make_server(LOOPBACK, 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def site(settings: Settings) -> Iterator[str]:
    """The address of the dashboard, served for the whole session, without a slash at the end."""
    with served(create_app(settings).server) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium that is named by its path, with these switches besides, once a session."""
    with sync_playwright() as playwright:
        launch = playwright.chromium.launch
        yield cache(lambda program, *more: launch(executable_path=program, args=(*SWITCHES, *more)))


@pytest.fixture(scope="session")
def browser(chromium: Callable[..., Browser]) -> Browser:
    """Chromium's headless shell where `make test` found one: the same engine for two thirds of the processor time."""
    return chromium(SHELL)


@pytest.fixture(scope="session")
def windowed_browser(chromium: Callable[..., Browser]) -> Browser:
    """Chromium with its windows, which the shell lacks: only they can fill the screen."""
    return chromium(CHROMIUM)


@pytest.fixture(autouse=True)
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    verdict = watch.verdict()
    assert not verdict, "\n".join(verdict)


@pytest.fixture
def viewport() -> ViewportSize:
    """A test asks for another size with `@pytest.mark.parametrize("viewport", [...])`."""
    return {"width": 1366, "height": 900}


def await_dash(page: Page) -> None:
    """Let `goto` come back when Dash has taken the document over: what is pressed before would be lost."""
    goto = page.goto

    def patient(*args: Any, **kwargs: Any) -> Response | None:
        response = goto(*args, **kwargs)
        page.wait_for_function("() => !document.getElementById('first')")
        return response

    page.goto = patient  # type: ignore[method-assign]


def watched(browser: Browser, watch: Watch, viewport: ViewportSize) -> BrowserContext:
    context = browser.new_context(viewport=viewport, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    context.on("page", await_dash)
    watch.over(context)
    return context


@pytest.fixture
def context(browser: Browser, watch: Watch, viewport: ViewportSize) -> Iterator[BrowserContext]:
    with watched(browser, watch, viewport) as context:
        yield context


def opened(page: Page, name: str) -> Locator:
    """The menu of a filter, open, and what it stands in."""
    menu = page.locator(f"[data-filter='{name}']")
    for one in (page.locator(".choice.more").filter(has=menu), menu):
        if one.count() and one.get_attribute("open") is None:
            one.locator("> summary").click()
    return menu


def option(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"[data-filter='{name}'] [data-option='{value}']")


def fetch_nothing_ahead(page: Page) -> None:
    """Let only what is chosen be asked for, as where a reader saves data."""
    page.evaluate("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")


def choose(page: Page, name: str, value: str) -> None:
    """Press an option of a filter."""
    opened(page, name).locator(f"[data-option='{value}']").click()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def windowed_page(windowed_browser: Browser, watch: Watch, viewport: ViewportSize) -> Iterator[Page]:
    with watched(windowed_browser, watch, viewport) as context:
        yield context.new_page()
