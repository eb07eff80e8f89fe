"""The dialog that finds, by keyboard from end to end."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.axe import violations
from tests.browser.test_journeys import open_page

# A page of which the clock stands at this time has been open for less.
DAY_MS = 24 * 60 * 60 * 1000
# Less than the pause after which the page asks.
KEYS_APART_MS = 150


def asked_of(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/search/found" in request.url:
            asked.append(request.url.partition("?")[2])

    page.on("request", note)
    return asked


def test_by_keyboard_to_a_figure_and_back_in_one_step(page: Page, site: str) -> None:
    page.clock.install(time=0)
    open_page(page, f"{site}/en/cases")
    asked = asked_of(page)
    page.clock.pause_at(DAY_MS)
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="What to find")
    expect(field).to_be_focused()
    for key in "tea":
        page.keyboard.press(key)
        page.clock.run_for(KEYS_APART_MS)
    page.clock.resume()
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Tea seedlings")
    assert asked == ["q=tea"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/sources\\?fact="))
    expect(page.locator("#proof")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(f"{site}/en/cases")


def test_escape_gives_the_focus_back_and_a_slash_in_a_field_is_a_slash(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    find = page.get_by_role("link", name="Find", exact=True)
    find.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox", name="What to find")).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_have_count(0)
    expect(find).to_be_focused()
    expect(page).to_have_url(f"{site}/en/east-west")


def test_enter_without_a_choice_leads_to_the_page(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    page.keyboard.press("/")
    page.keyboard.type("tea")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/search?q=tea")
    expect(page.locator("#search-q")).to_have_value("tea")
    page.locator("#search-q").fill("麗水")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/search\\?q=%E9%BA%97%E6%B0%B4"))
    expect(page.locator(".search-group").first).to_contain_text("Lishui City")


def test_nothing_is_asked_within_a_composition(page: Page, site: str) -> None:
    open_page(page, f"{site}/")
    asked = asked_of(page)
    page.keyboard.press("/")
    session = page.context.new_cdp_session(page)
    for text in ("l", "li", "lis"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
        page.wait_for_timeout(250)
    assert asked == []
    session.send("Input.insertText", {"text": "丽水"})
    expect(page.get_by_role("option").first).to_contain_text("丽水市")
    assert asked == ["q=%E4%B8%BD%E6%B0%B4"]


def test_the_last_question_is_answered(page: Page, site: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/found?q=tea", hold)
    open_page(page, f"{site}/en/")
    page.keyboard.press("/")
    page.keyboard.type("tea")
    with page.expect_request("**/search/found?q=tea"):
        pass
    page.get_by_role("combobox", name="What to find").fill("lishui")
    expect(page.get_by_role("option").first).to_contain_text("Lishui City")
    expect(page.locator(".search-dialog > [role=status]")).to_contain_text("lishui")


@pytest.mark.parametrize(("prefix", "width"), [("", 390), ("/en", 1366)])
def test_axe_finds_nothing_and_nothing_is_cut(page: Page, site: str, prefix: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for path in ("/search?q=lishui", "/search?q=zzzzzz"):
        open_page(page, f"{site}{prefix}{path}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("/")
    page.keyboard.type("lishui")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, ".search-dialog") == []


@pytest.mark.parametrize("path", ["/search?q=delisting", "/chart/delisting"])
def test_titles_of_tools_are_small_in_both_languages(page: Page, site: str, path: str) -> None:
    sizes = []
    for prefix in ("", "/en"):
        page.goto(f"{site}{prefix}{path}")
        sizes.append(
            page.locator("main h1").evaluate("title => parseFloat(getComputedStyle(title).fontSize)")
        )
    assert sizes[0] == sizes[1] < 20
