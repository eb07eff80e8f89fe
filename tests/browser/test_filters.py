"""The bar of filters: options with counts, keyboard, typing, chips, a sheet on phones, and places that go along."""

import re
from collections.abc import Callable
from threading import Event

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import choose, fetch_nothing_ahead, opened, option
from tests.browser.test_journeys import open_page, server_calls
from tests.browser.test_present import CURRENT

PHONE: ViewportSize = {"width": 390, "height": 844}
COMPOSING = """([selector, text]) => {
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  for (const sign of text) {
    field.value += sign;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  }
}"""
TYPING = """([selector, text]) => {
  const field = document.querySelector(selector);
  field.focus();
  for (const sign of text) {
    field.value += sign;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}"""
# The link is followed before the typing has paused.
LEAVING = f"""(asked) => {{
  ({TYPING})(asked);
  document.querySelector("#x-case-cards a").click();
}}"""
COMPOSED = """([selector, text]) => {
  const field = document.querySelector(selector);
  field.value = text;
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
}"""


def count(page: Page, name: str, value: str) -> Locator:
    return option(page, name, value).locator(".count")


def test_options_have_the_counts_of_the_other_filters_and_none_is_greyed(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west?province=520000")
    opened(page, "class")
    expect(count(page, "class", "national")).to_have_text("22")
    expect(count(page, "province", "510000")).to_have_text("40")
    unknown = option(page, "class", "unknown")
    expect(unknown).to_have_attribute("aria-disabled", "true")
    unknown.dispatch_event("click")
    expect(page).to_have_url(f"{site}/east-west?province=520000")
    choose(page, "province", "220000")
    expect(unknown).not_to_have_attribute("aria-disabled", "true")
    expect(count(page, "class", "unknown")).to_have_text("4")


def test_only_chooses_one_alone(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000,420000")
    menu = opened(page, "province")
    option(page, "province", "510000").hover()
    only = menu.locator("[data-only='510000']")
    expect(only).to_have_css("opacity", "1")
    only.click()
    expect(page).to_have_url(f"{site}/en/east-west?province=510000")


def test_the_keyboard_goes_through_a_menu_and_chooses(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    page.locator("[data-filter='province'] > summary").focus()
    page.keyboard.press("ArrowDown")
    expect(option(page, "province", "510000")).to_be_focused()
    for key, value in [
        ("ArrowDown", "520000"),
        ("End", "220000"),
        ("ArrowDown", "510000"),
        ("ArrowUp", "220000"),
        ("Home", "510000"),
        ("ArrowDown", "520000"),
    ]:
        page.keyboard.press(key)
        expect(option(page, "province", value)).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{site}/east-west?province=520000")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-only='520000']")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator("[data-filter='province'] > summary")).to_be_focused()


def test_typing_finds_options(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    field = opened(page, "city").locator(".find")
    for typed in ("wenzhou", "Wēn Zhōu", "温州", "wenzhouShi"):
        field.fill("")
        expect(option(page, "city", "330100")).to_be_visible()
        field.fill(typed)
        expect(option(page, "city", "330300")).to_be_visible()
        expect(option(page, "city", "330100")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"city=330300$"))


def test_years_are_one_year_then_a_span(page: Page, site: str) -> None:
    open_page(page, f"{site}/in-province")
    choose(page, "years", "2018")
    expect(page).to_have_url(f"{site}/in-province?years=2018")
    choose(page, "years", "2012")
    expect(page).to_have_url(f"{site}/in-province?years=2012-2018")
    chosen = page.locator("[data-filter='years'] [aria-checked='true']")
    expect(chosen).to_have_count(7)
    expect(page.locator(".chip")).to_have_text(["2012–2018×"])


def test_the_title_of_the_window_follows_the_filters_and_back(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    plain = page.title()
    choose(page, "province", "520000")
    expect(page).to_have_title(f"Guizhou Province · {plain}")
    page.go_back()
    expect(page).to_have_title(plain)


def test_two_chips_beside_the_filters_are_whole(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{site}/en/east-west?province=520000&year=2018")
    chips, bar = page.locator(".chip"), page.locator(".chips")
    expect(chips).to_have_count(2)
    right = "one => one.getBoundingClientRect().right"
    assert chips.last.evaluate(right) <= bar.evaluate(right) + 1
    assert bar.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_chips_take_back_what_they_name(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000,420000&year=2018&q=a")
    chips = page.locator(".chip")
    expect(chips).to_have_text(["Guizhou Province×", "Hubei Province×", "Delisted by 2018×", "“a”×"])
    chips.nth(1).click()
    expect(page).to_have_url(f"{site}/en/east-west?province=520000&year=2018&q=a")
    page.locator("[data-remove='q']").click()
    expect(page.locator("#east-west-q-field")).to_have_value("")
    expect(chips).to_have_count(2)


CHIP = 200  # px; a long one


def widths(page: Page) -> list[float]:
    boxes = page.locator(".control").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    return [round(one) for one in boxes]


@pytest.mark.parametrize("width", [1100, 1366])
def test_the_bar_stays_one_row_in_sight_and_its_controls_keep_their_widths(
    page: Page, site: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, f"{site}/en/east-west")
    bar, before = page.locator("form.filters"), widths(page)
    height = bar.evaluate("one => one.offsetHeight")
    assert height < 80
    for name, value in [("class", "national"), ("class", "provincial"), ("city", "330100"), ("year", "2019")]:
        choose(page, name, value)
    expect(page.locator(".chip")).to_have_count(4)
    assert page.locator(".chips").evaluate("one => one.clientWidth") > CHIP
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    assert page.locator(".control .label:visible, .control.field label").evaluate_all(cut) == []
    assert widths(page) == before
    assert bar.evaluate("one => one.offsetHeight") == height
    page.keyboard.press("Escape")
    page.evaluate("window.scrollTo(0, 2000)")
    assert bar.evaluate("one => one.getBoundingClientRect().top") == 0


def test_one_search_is_one_call_after_a_pause_and_one_step_back(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west?year=2019")
    field = "#east-west-q-field"
    with server_calls(page) as calls:
        page.evaluate(TYPING, [field, "qing"])
        page.clock.run_for(400)
        expect(page).to_have_url(f"{site}/east-west?year=2019&q=qing")
        page.evaluate(TYPING, [field, "chuan"])
        page.clock.run_for(400)
        expect(page).to_have_url(f"{site}/east-west?year=2019&q=qingchuan")
    assert len(calls) == 2
    page.go_back()
    expect(page).to_have_url(f"{site}/east-west?year=2019")
    expect(page.locator("#east-west-q-field")).to_have_value("")


def test_what_was_typed_on_a_page_that_is_left_is_not_asked_for(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/cases")
    with server_calls(page) as calls:
        page.evaluate(LEAVING, ["#cases-q-field", "textile"])
        expect(page.locator("main.page-case")).to_be_visible()
        page.clock.run_for(1000)
    assert len(calls) == 1
    assert page.url.partition("?")[2] == ""


def test_half_a_composition_asks_nothing(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    field = "#east-west-q-field"
    with server_calls(page) as calls:
        page.evaluate(COMPOSING, [field, "qingchuan"])
        page.clock.run_for(1000)
        assert calls == []
        page.evaluate(COMPOSED, [field, "青川"])
        page.clock.run_for(400)
        expect(page.locator("#county-table tbody tr")).to_have_count(1)
    assert len(calls) == 1


@pytest.fixture
def ahead(page: Page) -> list[str]:
    """What was asked ahead."""
    sent: list[str] = []
    page.on(
        "request",
        lambda one: sent.append(one.post_data or "") if one.headers.get("purpose") == "prefetch" else None,
    )
    return sent


def test_a_choice_that_was_likely_costs_no_call(page: Page, site: str, ahead: list[str]) -> None:
    open_page(page, f"{site}/east-west")
    menu = opened(page, "province")
    with page.expect_response(lambda one: '"520000"' in (one.request.post_data or "")):
        option(page, "province", "520000").hover()
    page.wait_for_load_state("networkidle")
    assert 0 < len(ahead) <= 4, "what is asked ahead is bounded"
    with server_calls(page) as calls:
        menu.locator("[data-option='520000']").click()
        expect(page.locator("#county-table tbody tr")).to_have_count(24)
    assert calls == []


def test_what_the_filters_cannot_change_folds_into_a_line_that_opens(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province?city=330300")
    folded = page.locator(".is-unmoved").first
    line = folded.locator(".unmoved > summary")
    expect(line).to_contain_text("do not change it")
    expect(folded.locator(".exhibit-head")).to_be_hidden()
    expect(page.locator("#x-low-income-population .exhibit-head")).to_be_hidden()
    line.click()
    expect(folded.locator(".exhibit-head")).to_be_visible()
    page.locator(".chip").click()
    expect(page.locator(".is-unmoved")).to_have_count(0)
    expect(page.locator(".unmoved").first).to_be_hidden()


# A phone ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [PHONE])
def test_on_a_phone_the_filters_are_a_sheet_that_says_what_it_leaves(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000")
    sheet = page.locator(".controls")
    expect(sheet).to_be_hidden()
    page.locator(".filter-sheet > summary").click()
    choose(page, "year", "2018")
    leads = page.get_by_role("button", name="Show 8 counties")
    expect(leads).to_be_in_viewport()
    leads.click()
    expect(sheet).to_be_hidden()
    expect(page).to_have_url(f"{site}/en/east-west?province=520000&year=2018")
    page.locator(".filter-sheet > summary").click()
    sheet.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(f"{site}/en/east-west")
    expect(page.locator("#east-west-filter-count")).to_have_text("0")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_window_that_turns_narrow_or_wide_has_its_filters(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    page.set_viewport_size(PHONE)
    expect(page.locator(".controls")).to_be_hidden()
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(page.locator("[data-filter='province'] > summary")).to_be_visible()


# Places go along ----------------------------------------------------------------------------------------------


def follow(page: Page, key: str) -> None:
    page.wait_for_function("() => !document.getElementById('first')")
    page.locator(f"nav a:has([data-nav='{key}'])").first.click()
    expect(page.locator(f"main.page-{key}")).to_be_visible()


def test_a_place_goes_through_all_pages_to_the_slides_and_back(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    choose(page, "city", "330100")
    choose(page, "year", "2018")
    expect(page).to_have_url(f"{site}/en/east-west?year=2018&city=330100")
    follow(page, "in-province")
    expect(page.locator("#in-province-notices")).to_contain_text("place a figure speaks of")
    expect(page.locator(".chip")).to_have_text(["Hangzhou City×"])
    follow(page, "cases")
    expect(page.locator("#cases-notices")).to_contain_text("where a case lies, or from which its help came")
    page.locator("main a[href*='/cases/']").first.click()
    expect(page.locator("main.page-case")).to_be_visible()
    follow(page, "cases")
    expect(page.locator(".chip")).to_have_text(["Hangzhou City×"])
    page.locator("a:has([data-slides])").click()
    page.locator(CURRENT).wait_for()
    expect(page).to_have_url(re.compile(r"/en/present\?page=cases&city=330100"))
    page.keyboard.press("Escape")
    expect(page.locator("main.page-cases")).to_be_visible()
    follow(page, "east-west")
    expect(page).to_have_url(f"{site}/en/east-west?year=2018&city=330100")
    page.locator("[data-remove='city']").click()
    follow(page, "cases")
    expect(page.locator(".chip")).to_have_count(0)


def test_an_old_link_is_led_on(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/cases?place=520000,330100&q=e")
    expect(page).to_have_url(f"{site}/en/cases?city=330100&province=520000&q=e")
    expect(page.locator(".chip")).to_have_count(3)


# Waiting ------------------------------------------------------------------------------------------------------


def test_marks_pale_while_an_answer_is_late_and_the_last_choice_wins(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    fetch_nothing_ahead(page)
    held: list[Callable[[], None]] = []
    arrived = Event()

    def hold(route: Route) -> None:
        held.append(route.continue_)
        arrived.set()

    page.route("**/_dash-update-component", hold)
    choose(page, "province", "510000")
    expect(page.locator("#page main")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".exhibits").first).to_have_css("opacity", "0.5")
    choose(page, "province", "520000")
    while len(held) < 2:
        page.wait_for_timeout(20)
    for go_on in reversed(held):
        go_on()
    expect(page.locator("#page main")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#county-table tbody tr")).to_have_count(64)
