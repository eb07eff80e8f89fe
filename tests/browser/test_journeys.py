"""What a reader does: filters, links, Back, proof, language, theme. The watch of conftest ends each test."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize, expect

from tests.browser.conftest import Watch, choose, option

SECOND_MS = 1000
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1366, "height": 900}


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("main h1")).to_be_visible()


def open_drawn(page: Page, address: str) -> None:
    """With every plot, also those that a reader has not come near to: for tests of plots, and of where things lie."""
    open_page(page, address)
    page.wait_for_function(
        """() => window.dash_clientside.dashboard.drawAll()
                 && [...document.querySelectorAll('.exhibit:not(.is-empty):not(.not-chosen):not(.is-unmoved) .plot')]
                      .every(plot => plot.querySelector('.main-svg'))"""
    )


def point_at(page: Page, mark: Locator) -> tuple[float, float]:
    """Move to the middle of a mark; where it is comes back."""
    mark.scroll_into_view_if_needed()
    # The page is told of its scrolling with the next frame.
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(resolve))")
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    return x, y


def run_on(page: Page) -> None:
    """All that the page has put off happens now; `page.clock.install()` came before it was put off."""
    page.clock.run_for(SECOND_MS)
    page.evaluate("() => new Promise(resolve => setTimeout(resolve))")


@contextmanager
def server_calls(page: Page) -> Iterator[list[str]]:
    calls: list[str] = []

    def note(request: Request) -> None:
        if "_dash-update-component" in request.url:
            calls.append(request.post_data or "")

    # Else an answer may have been fetched ahead of a press that took long.
    page.evaluate("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.on("request", note)
    page.clock.install()
    yield calls
    run_on(page)
    page.remove_listener("request", note)


def test_an_unknown_page_has_a_way_out(page: Page, site: str, watch: Watch) -> None:
    watch.allow("console error: Failed to load resource.*404")
    page.goto(f"{site}/en/nowhere")
    page.locator("main a").click()
    expect(page).to_have_url(f"{site}/en/")


def test_a_filter_is_one_call_and_stands_in_the_address(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    expect(page.locator("#county-table tbody tr")).to_have_count(80)
    with server_calls(page) as calls:
        choose(page, "year", "2018")
        expect(page.locator("#county-table tbody tr")).to_have_count(37)
    assert len(calls) == 1
    expect(page).to_have_url(f"{site}/east-west?year=2018")


def test_a_filter_chosen_again_after_another_page_is_applied_again(page: Page, site: str) -> None:
    """What the last answer said is not set again, but only as long as the page that it was said to stands."""
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{site}/east-west")
    for _ in range(2):
        expect(page.locator("main.page-east-west")).to_be_visible()
        page.locator("nav a.current").click()
        expect(rows).to_have_count(80)
        choose(page, "year", "2018")
        expect(rows).to_have_count(37)
        page.locator("nav").get_by_role("link", name="案例").first.click()
        expect(page.locator("main.page-cases")).to_be_visible()
        page.locator("nav").get_by_role("link", name="东西部协作").first.click()


def test_back_forward_reload_and_a_shared_link_restore_the_page(
    page: Page, site: str, browser: Browser
) -> None:
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{site}/east-west?province=520000")
    expect(rows).to_have_count(24)
    choose(page, "year", "2018")
    expect(rows).to_have_count(8)
    page.locator("#east-west-q-field").fill("dan zhai")
    expect(rows).to_have_count(1)
    page.go_back()
    expect(rows).to_have_count(8)
    page.go_back()
    expect(rows).to_have_count(24)
    expect(option(page, "year", "all")).to_have_attribute("aria-checked", "true")
    page.go_forward()
    expect(rows).to_have_count(8)
    page.reload()
    expect(rows).to_have_count(8)
    other = browser.new_context().new_page()
    open_page(other, page.url)
    assert other.locator("#county-table").inner_text() == page.locator("#county-table").inner_text()
    other.context.close()


def test_back_sets_the_boxes_of_a_list_and_leaves_the_other_controls(page: Page, site: str) -> None:
    ticked = page.locator("[data-filter='class'] [aria-checked='true']")
    open_page(page, f"{site}/east-west?year=2018")
    choose(page, "class", "provincial")
    choose(page, "class", "national")  # not in the order in which they stand
    expect(page).to_have_url(re.compile("class=[a-z]+,[a-z]+"))
    with server_calls(page) as calls:
        page.go_back()
        expect(ticked).to_have_count(1)
        page.go_back()
        expect(ticked).to_have_count(0)
        page.go_forward()
        expect(ticked).to_have_count(1)
    changed = [json.loads(call)["changedPropIds"] for call in calls]
    # A question asked before is not asked again.
    assert all(one == ["east-west-class.data"] for one in changed)
    expect(option(page, "year", "2018")).to_have_attribute("aria-checked", "true")


def test_the_first_tick_chooses_and_the_last_taken_back_is_all(page: Page, site: str) -> None:
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{site}/east-west")
    expect(page.locator("[data-filter='province'] [aria-checked='true']")).to_have_count(0)
    choose(page, "province", "520000")
    expect(rows).to_have_count(24)
    expect(page).to_have_url(f"{site}/east-west?province=520000")
    choose(page, "province", "520000")
    expect(rows).to_have_count(80)
    expect(page).to_have_url(f"{site}/east-west")


def test_an_address_that_chooses_none_says_so_and_leads_out(page: Page, site: str) -> None:
    rows, notice = page.locator("#county-table tbody tr"), page.locator("#east-west-notices")
    open_page(page, f"{site}/east-west?class=")
    expect(page.locator("#x-county-table .empty")).to_be_visible()
    notice.get_by_role("button").click()
    expect(rows).to_have_count(80)
    expect(page).to_have_url(f"{site}/east-west")
    expect(notice).to_be_empty()
    page.go_back()
    expect(page.locator("#x-county-table .empty")).to_be_visible()
    page.go_forward()
    expect(rows).to_have_count(80)
    page.go_back()
    choose(page, "class", "national")
    expect(rows).to_have_count(72)
    expect(page).to_have_url(f"{site}/east-west?class=national")
    choose(page, "class", "national")
    expect(rows).to_have_count(80)
    expect(page).to_have_url(f"{site}/east-west")


def test_the_city_travels_and_the_search_does_not(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west?city=330200&q=puan")
    page.locator("nav").get_by_role("link", name="省内扶贫").click()
    expect(page).to_have_url(re.compile(r"/in-province\?city=330200"))
    expect(page.locator("#in-province-notices")).to_contain_text("宁波市")


def test_the_link_to_the_page_on_show_frees_it_of_its_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/east-west?year=2018&city=330200")
    choose(page, "year", "2019")
    expect(page.locator("#east-west-summary")).to_contain_text("2019")
    with server_calls(page) as calls:
        page.locator("nav a.current").click()
        expect(option(page, "year", "all")).to_have_attribute("aria-checked", "true")
    expect(page).to_have_url(f"{site}/east-west")
    expect(page.locator("#east-west-summary [data-reset]")).to_have_count(0)
    assert len(calls) == 1


def test_the_links_of_the_header_follow_the_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/east-west?city=330200")
    choose(page, "year", "2018")
    expect(page).to_have_url(f"{site}/east-west?year=2018&city=330200")
    expect(page.locator("#language-link")).to_have_attribute("href", "/en/east-west?year=2018&city=330200")
    slides = page.locator("a:has([data-slides])")
    expect(slides).to_have_attribute("href", "/present?page=east-west&year=2018&city=330200")
    page.go_back()
    expect(slides).to_have_attribute("href", "/present?page=east-west&city=330200")


def test_language_keeps_page_and_filters(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    choose(page, "year", "2017")
    expect(page).to_have_url(f"{site}/east-west?year=2017")
    page.locator("#language-link").click()
    expect(page).to_have_url(f"{site}/en/east-west?year=2017")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#county-table tbody tr")).to_have_count(12)


def test_theme_follows_the_system_and_the_switch_stays(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, f"{site}/")
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(21, 25, 29)"
    with server_calls(page) as calls:
        page.locator("#theme-switch").click()
        page.wait_for_function(f"() => {background} === 'rgb(251, 250, 247)'")
    assert calls == []
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate(background) == "rgb(251, 250, 247)"


def test_a_number_opens_its_proof_and_leads_to_the_sources(page: Page, site: str) -> None:
    open_page(page, f"{site}/")
    figure = page.locator("[data-fact='low-income-population-2018']").first
    figure.click()
    panel = page.locator("#proof")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("101.4")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(figure).to_be_focused()
    figure.press("Enter")
    expect(panel).to_contain_text("第3段")
    panel.get_by_role("link", name="来源").last.click()
    expect(page).to_have_url(re.compile(r"/sources#fact-low-income-population-2018"))


def test_a_mark_of_a_plot_opens_its_proof(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/")
    mark = page.locator("#x-timeline .scatterlayer .point").first
    page.mouse.click(*point_at(page, mark))
    expect(page.locator("#proof")).to_contain_text("317.49")


def test_a_computed_figure_shows_formula_and_inputs(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    page.locator("#x-income-2018 .finding [data-derived]").click()
    panel = page.locator("#proof")
    expect(panel).to_contain_text("11,086 ÷ 27,302")
    panel.locator("[data-fact='low-income-income-2018']").click()
    expect(panel).to_contain_text("households in Zhejiang was 11,086 yuan")


@pytest.mark.parametrize(("path", "areas"), [("/in-province", 29), ("/east-west", 80)])
def test_maps_are_drawn_offline(page: Page, site: str, path: str, areas: int) -> None:
    open_drawn(page, f"{site}{path}")
    page.wait_for_function(f"() => document.querySelectorAll('.scatterlayer .js-fill').length > {areas}")


def test_an_area_on_a_map_opens_its_profile(page: Page, site: str) -> None:
    """The fill of its shape answers, not only a point of it; what opens is of the area, not of a count."""
    open_drawn(page, f"{site}/en/in-province")
    areas = page.locator("#x-supported-areas .scatterlayer .js-fill")
    page.mouse.click(*point_at(page, areas.nth(1)))
    expect(page.locator(".map-profile h3").first).to_have_text("Chun'an County")
    expect(page.locator("#proof")).to_be_hidden()


def test_keyboard_reaches_filters_and_skip_link(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=lambda size: str(size["width"]))
def test_a_mark_on_the_map_of_a_case_opens_its_proof(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/cases/qingchuan-tea")
    mark = page.locator(".small-map .scatterlayer path.point").last
    expect(mark).to_be_visible()
    page.mouse.click(*point_at(page, mark))
    expect(page.locator("#proof [data-case='qingchuan-tea']")).to_be_visible()
