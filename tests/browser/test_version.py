"""The server gets another version under an open page, which says so and stays as it is; and links before any script."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.figures.words import say
from tests.browser.conftest import Watch, choose, fetch_nothing_ahead, watched
from tests.browser.test_faults import ALERT, STATUS
from tests.browser.test_journeys import open_page

OF_OTHER = "dash_clientside.dashboard.base.version = 'one before'"
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
RENEWED = say("fault.renewed", "zh")


def test_an_answer_of_another_version_is_told_once(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    fetch_nothing_ahead(page)
    choose(page, "year", "2018")
    expect(page.locator("#east-west-summary strong")).to_contain_text("2018")
    expect(page.locator(ALERT)).to_be_empty()
    page.evaluate(OF_OTHER)
    choose(page, "year", "2019")
    expect(page.locator(ALERT)).to_contain_text(RENEWED)
    expect(page.locator("#east-west-summary strong")).to_contain_text("2019")
    page.locator(ALERT).get_by_role("button", name=say("fault.close", "zh")).click()
    choose(page, "year", "2017")
    expect(page.locator("#east-west-summary strong")).to_contain_text("2017")
    expect(page.locator(ALERT)).to_be_empty()


def test_the_new_version_is_loaded_with_the_filters_in_force(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west?year=2018")
    page.evaluate(OF_OTHER)
    choose(page, "year", "2019")
    page.locator(ALERT).get_by_role("button", name=say("fault.reload", "zh")).click()
    page.wait_for_function(
        "() => dash_clientside.dashboard.base && dash_clientside.dashboard.base.version != 'one before'"
    )
    expect(page.locator("#east-west-summary strong")).to_contain_text("2019")


def test_coming_back_to_a_page_asks_for_the_version(page: Page, site: str) -> None:
    page.clock.install()
    open_page(page, f"{site}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(COME_BACK)
    page.clock.run_for(61_000)
    page.evaluate(OF_OTHER)
    page.evaluate(COME_BACK)
    expect(page.locator(ALERT)).to_contain_text(RENEWED)
    assert [one for one in asked if "readyz" in one] == [f"{site}/readyz"]


def test_a_script_of_the_version_before_is_not_asked_for_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow("404")
    asked: list[str] = []

    def gone(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404)

    page.route("**/pictures.js", gone)
    open_page(page, f"{site}/")
    page.evaluate(OF_OTHER)
    page.locator("#x-timeline [data-png='1']").click()
    expect(page.locator(ALERT)).to_contain_text(RENEWED)
    expect(page.locator(STATUS)).to_be_empty()
    assert len(asked) == 1
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("late", ["first.js", "dash.js"])
def test_links_lead_on_before_the_scripts_have_come(
    browser: Browser, watch: Watch, site: str, late: str
) -> None:
    with watched(browser, watch, {"width": 1366, "height": 900}) as context:
        page = context.new_page()
        page.route(f"**/{late}", lambda _route: None)  # never answered
        type(page).goto(page, f"{site}/en/", wait_until="commit")
        page.get_by_role("link", name="Cases", exact=True).click(no_wait_after=True)
        page.wait_for_url(re.compile("/en/cases"), wait_until="commit")
        page.unroute_all(behavior="ignoreErrors")
