"""The page before Dash, Dash taking it over, figures drawn when they come near, and filters that stay quick."""

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import choose
from tests.browser.test_journeys import open_drawn, run_on, server_calls

KIND = "performance.getEntriesByType('navigation')[0].type"
DRAWN = "document.querySelectorAll('.plot .main-svg').length"
# What the document says and what Dash makes of it: text and classes, without what plotly drew.
SHAPE = """(root) => [...root.querySelectorAll('main *')].filter((one) => !one.closest('.plot, select, option'))
  .map((one) => one.tagName + '.' + one.className + '#' + (one.id || '')).join(' ')"""
FIRST_SHAPE = (
    "document.addEventListener('DOMContentLoaded', () => "
    f"{{ window.__first = ({SHAPE})(document.getElementById('first')); }});"
    "new PerformanceObserver((list) => list.getEntries().forEach((one) => {"
    "  window.__shift = (window.__shift || 0) + one.value;"
    "})).observe({type: 'layout-shift', buffered: true});"
)
LARGEST_SHIFT = 0.02
MOST_WRAPPED = 800  # parts of a page that are components of Dash; without still parts, thousands

# Each component of Dash on the page looks up its own part of the layout at every change of any.
WRAPPED = """() => {
  const root = document.getElementById('react-entry-point');
  const key = Object.keys(root).find((one) => one.startsWith('__reactContainer'));
  let count = 0;
  const walk = (fiber) => {
    for (; fiber; fiber = fiber.sibling) {
      if (fiber.memoizedProps && fiber.memoizedProps.componentPath && typeof fiber.type !== 'string') count += 1;
      walk(fiber.child);
    }
  };
  walk(root[key].stateNode.current.child);
  return count;
}"""


@pytest.mark.parametrize("path", ["/", "/en/in-province", "/east-west?year=2018", "/cases"])
def test_dash_takes_over_what_the_document_showed(page: Page, site: str, path: str) -> None:
    page.add_init_script(FIRST_SHAPE)
    page.goto(f"{site}{path}")
    first = page.evaluate("window.__first")
    assert first.count(" ") > 20
    assert page.evaluate(f"({SHAPE})(document.getElementById('react-entry-point'))") == first
    assert page.evaluate("window.__shift || 0") <= LARGEST_SHIFT


@pytest.mark.parametrize("viewport", [{"width": 412, "height": 823}], ids=["phone"])
@pytest.mark.parametrize("path", ["/in-province", "/en/east-west", "/cases"])
def test_nothing_moves_on_a_phone_when_dash_takes_over(page: Page, site: str, path: str) -> None:
    page.add_init_script(FIRST_SHAPE)
    open_drawn(page, f"{site}{path}")
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    assert page.evaluate("window.__shift || 0") <= LARGEST_SHIFT


def test_a_page_can_be_read_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/in-province")
    expect(page.locator("#x-low-income-population .finding")).to_contain_text("317.49")
    context.close()


def test_figures_below_the_fold_wait_and_can_be_called(page: Page, site: str) -> None:
    page.goto(f"{site}/in-province")
    page.wait_for_function(f"() => {DRAWN} > 0")
    plots = page.locator(".exhibit:not(.is-empty) .plot").count()
    assert page.evaluate(DRAWN) < plots
    last = page.locator(".exhibit:not(.is-empty) .plot").last
    last.scroll_into_view_if_needed()
    expect(last.locator(".main-svg").first).to_be_attached()
    page.evaluate("() => window.dash_clientside.dashboard.drawAll()")
    waiting = page.locator(".exhibit:not(.is-empty):not(.not-chosen) .plot:not(:has(.main-svg))")
    expect(waiting).to_have_count(0)


@pytest.mark.parametrize("again", [False, True])
def test_who_has_read_on_before_dash_is_there_is_left_there(page: Page, site: str, again: bool) -> None:
    page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => {KIND} === 'navigate' && scrollTo(0, 900))"
    )
    page.goto(f"{site}/in-province")
    if again:
        with page.expect_navigation():
            page.evaluate("location.reload()")
        page.wait_for_function("() => !document.getElementById('first')")
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    assert page.evaluate("scrollY") == 900


def test_the_first_page_costs_no_call_to_the_server(page: Page, site: str) -> None:
    calls: list[str] = []

    def note(request: Request) -> None:
        if "_dash" in request.url:
            calls.append(request.url)

    page.on("request", note)
    page.clock.install()
    page.goto(f"{site}/in-province")
    run_on(page)
    assert calls == []
    page.locator("nav").get_by_role("link", name="来源").click()
    expect(page.locator("main.page-sources")).to_be_visible()
    expect(page).to_have_url(f"{site}/sources")
    assert len(calls) == 1


def test_still_parts_follow_links_and_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/in-province")
    page.evaluate("() => { window.__same = true; }")
    page.locator("p.source-line a").first.click()
    expect(page).to_have_url(re.compile(r"/sources#source-"))
    assert page.evaluate("() => window.__same")
    page.go_back()
    expect(page.locator("main.page-in-province")).to_be_visible()
    choose(page, "grade", "A")
    expect(page.locator("#in-province-summary strong")).to_have_count(1)
    assert page.evaluate(WRAPPED) < MOST_WRAPPED


def test_a_choice_made_before_costs_no_call(page: Page, site: str) -> None:
    page.goto(f"{site}/east-west")
    shown = page.locator("#x-county-waffle-body [data-county]")
    counts: dict[str, int] = {}
    with server_calls(page) as calls:
        for choice in ("2018", "2019", "2018", "2019"):
            choose(page, "year", choice)
            expect(page.locator("#east-west-summary strong")).to_contain_text(choice)
            assert counts.setdefault(choice, shown.count()) == shown.count()
    assert counts["2018"] < counts["2019"]
    assert len(calls) == 2


def test_presenter_and_pictures_come_where_they_are_used(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{site}/east-west")
    assert "dashboard.js" in asked
    assert not {"presenter.js", "pictures.js"} & set(asked)
    for _ in range(2):
        with page.expect_download():
            page.locator("#x-county-waffle [data-png='1']").click()
    page.locator("a:has([data-slides])").click()
    expect(page.locator("section.slide[data-current]")).to_be_visible()
    assert (asked.count("pictures.js"), asked.count("presenter.js")) == (1, 1)
