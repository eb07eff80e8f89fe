"""A server that fails or goes away is told in a sentence, and the page goes on with its filters."""

import re
from collections.abc import Iterator
from threading import Thread
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Page, Route, expect
from werkzeug.serving import BaseWSGIServer, make_server

from dashboard.app import create_app
from dashboard.figures.words import say
from dashboard.settings import Settings
from tests.browser.axe import violations
from tests.browser.conftest import LOOPBACK, Watch, choose, fetch_nothing_ahead
from tests.browser.test_journeys import open_drawn, open_page
from tests.hostile_package import write_hostile_package

ALERT = "#faults [role=alert]"
STATUS = "#faults [role=status]"
RAISED = "console error: Failed to load resource.*500"


class Interruptible:
    """A server that can go away and come back at the same address."""

    def __init__(self, app: Any) -> None:
        self.app, self.port = app, 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        self.server: BaseWSGIServer = make_server(LOOPBACK, self.port, self.app, threaded=True)
        self.port = self.server.server_port
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def interruptible(settings: Settings) -> Iterator[Interruptible]:
    made = Interruptible(create_app(settings).server)
    yield made
    made.stop()


def broken(*_arguments: object) -> NoReturn:
    raise RuntimeError("broken on purpose")


def test_a_server_gone_is_told_and_its_return_goes_on_with_the_filters(
    page: Page, interruptible: Interruptible, watch: Watch
) -> None:
    watch.allow("net::ERR_CONNECTION_REFUSED")
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{interruptible.address}/east-west?province=520000")
    expect(rows).to_have_count(24)
    interruptible.stop()
    choose(page, "year", "2018")
    expect(page.locator(STATUS)).to_have_text(say("fault.gone", "zh"))
    expect(rows).to_have_count(24)
    interruptible.start()
    expect(rows).to_have_count(8)
    expect(page.locator(STATUS)).to_have_text(say("fault.back", "zh"))
    expect(page).to_have_url(f"{interruptible.address}/east-west?province=520000&year=2018")


def test_a_script_that_does_not_come_is_asked_for_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow("net::ERR_CONNECTION_REFUSED")
    page.route("**/dash.js", lambda route: route.abort("connectionrefused"))
    page.evaluate("address => { window.location.href = address }", f"{site}/en/east-west?year=2018")
    expect(page.locator(STATUS)).to_have_text(say("fault.gone", "en"))
    page.unroute("**/dash.js")
    choose(page, "year", "2016")
    expect(page.locator("#county-table tbody tr")).to_have_count(2)
    expect(page.locator(STATUS)).to_be_empty()


def test_a_failed_step_is_told_with_its_number_and_tried_again(
    page: Page, interruptible: Interruptible, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server of its own: one that was asked the same before gives the answer it kept."""
    site = interruptible.address
    watch.allow(RAISED)
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{site}/en/east-west")
    with monkeypatch.context() as sabotage:
        sabotage.setattr("dashboard.wiring.parse_controls", broken)
        choose(page, "year", "2018")
        expect(page.locator(ALERT)).to_contain_text(say("fault.failed", "en"))
        expect(page.locator(f"{ALERT} code")).to_have_text(re.compile("^[0-9a-f]{16}$"))
        assert violations(page, "#faults") == []
    expect(rows).to_have_count(80)
    page.get_by_role("button", name=say("fault.retry", "en")).click()
    expect(rows).to_have_count(37)
    expect(page.locator(ALERT)).to_be_empty()
    expect(page.locator("main")).to_be_focused()
    expect(page).to_have_url(f"{site}/en/east-west?year=2018")


def test_an_answer_that_is_late_is_told_and_the_choice_made_meanwhile_wins(page: Page, site: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    open_page(page, f"{site}/en/east-west")
    fetch_nothing_ahead(page)
    page.route("**/_dash-update-component*", hold)
    choose(page, "year", "2016")
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".updating")).to_have_text("Updating…")
    choose(page, "year", "2018")
    expect(page.locator("#county-table tbody tr")).to_have_count(80)
    while len(held) < 2:
        page.wait_for_timeout(20)
    for one in reversed(held):
        one.continue_()
    expect(page.locator("#county-table tbody tr")).to_have_count(37)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".updating")).to_be_empty()


def test_a_page_that_cannot_be_made_is_tried_again(
    page: Page, interruptible: Interruptible, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.allow(RAISED)
    open_page(page, f"{interruptible.address}/")
    with monkeypatch.context() as sabotage:
        sabotage.setattr("dashboard.wiring.head_of", broken)
        page.locator("nav").get_by_role("link", name="案例", exact=True).click()
        expect(page.locator(ALERT)).to_contain_text(say("fault.failed", "zh"))
    page.get_by_role("button", name=say("fault.retry", "zh")).click()
    expect(page.locator("main.page-cases h1")).to_be_visible()
    expect(page.locator(ALERT)).to_be_empty()


def test_a_page_older_than_the_server_offers_to_load_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow("console error: Failed to load resource.*400")
    open_page(page, f"{site}/east-west")
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=400, body="other inputs"))
    choose(page, "year", "2018")
    expect(page.locator(ALERT)).to_contain_text(say("fault.stale", "zh"))
    page.unroute("**/_dash-update-component*")
    page.get_by_role("button", name=say("fault.reload", "zh")).click()
    expect(page.locator("#county-table tbody tr")).to_have_count(37)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interruptible]:
    folder = write_hostile_package(tmp_path_factory.mktemp("hostile") / "data")
    made = Interruptible(create_app(Settings(data=folder)).server)
    yield made
    made.stop()


@pytest.mark.parametrize("path", ["/en/east-west", "/cases", "/en/sources"])
def test_texts_of_a_hostile_package_do_nothing(page: Page, hostile: Interruptible, path: str) -> None:
    open_drawn(page, f"{hostile.address}{path}")
    page.locator("#page [data-fact], #page [data-county]").locator("visible=true").first.click()
    expect(page.locator("#proof-body")).not_to_be_empty()
    assert page.evaluate("window.hostile") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("main img, main svg[onload]").count() == 0
