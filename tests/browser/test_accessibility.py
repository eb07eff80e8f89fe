"""WCAG 2.2 AA: what axe-core can see, and what it cannot: the keyboard, the system's own colours."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.test_journeys import open_drawn, open_page

PATHS = [
    "/",
    "/in-province",
    "/east-west",
    "/cases",
    "/cases/pingshan-textile",
    "/sources",
    "/chart/delisting",
]
Theme = Literal["light", "dark"]
PHONE: ViewportSize = {"width": 390, "height": 844}
# Where a stop of the keyboard is, what it is called, and whether one sees it: its outline, and that nothing covers it.
STOP = """
    () => {
        const stop = document.activeElement, box = stop.getBoundingClientRect(), style = getComputedStyle(stop);
        const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
        const top = document.elementFromPoint(x, Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1));
        return {
            tag: stop.tagName,
            html: stop.outerHTML.slice(0, 120),
            outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            seen: stop === top || stop.contains(top) || (top !== null && top.contains(stop)),
        };
    }
"""


def open_unfolded(page: Page, address: str) -> None:
    open_drawn(page, address)
    page.evaluate("for (const fold of document.querySelectorAll('.rows, section details')) fold.open = true")


def open_proof(page: Page) -> None:
    page.locator("main").locator("[data-fact],[data-derived],[data-county]").locator(
        "visible=true"
    ).first.click()
    expect(page.locator("#proof h2")).to_be_focused()


def open_parts(page: Page) -> list[str]:
    """Open a proof and, where there is one, a menu; gives the selectors of what now looks otherwise."""
    open_proof(page)
    menus = page.locator("form.filters details.choice > summary")
    if not menus.count():
        return ["#proof", ".explained"]
    menus.nth(1).press("Enter")
    return ["#proof", ".explained", "form.filters"]


def tab(page: Page, times: int) -> list[dict[str, Any]]:
    stops = []
    for _ in range(times):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    return [one for one in stops if one["tag"] != "BODY"]


def nameless(page: Page) -> list[str]:
    """The tables and plots that have no name, when all that is folded is open."""
    page.evaluate("for (const fold of document.querySelectorAll('figcaption details')) fold.open = true")
    tables = """tables => tables.filter(one => !one.getAttribute("aria-label")
        && !document.getElementById(one.getAttribute("aria-labelledby"))).map(one => one.outerHTML.slice(0, 90))"""
    plots = "plots => plots.filter(one => !one.getAttribute('aria-label')).map(one => one.parentElement.id)"
    found: list[str] = page.locator("main table").evaluate_all(tables)
    return found + list(page.locator("main [role=img]").evaluate_all(plots))


# What axe-core sees -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_on_a_desk(page: Page, site: str, path: str) -> None:
    open_unfolded(page, f"{site}/en{path}")
    assert violations(page) == []
    opened = open_parts(page)
    assert violations(page, *opened) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, *opened, of=COLOURS) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert violations(page, of=COLOURS) == []
    assert nameless(page) == []


@pytest.mark.parametrize("viewport", [PHONE], ids=["390"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_on_a_phone(page: Page, site: str, path: str) -> None:
    open_unfolded(page, f"{site}{path}")
    assert violations(page) == []
    if page.locator("form.filters").count():
        page.locator(".filter-sheet > summary").click()
        expect(page.locator(".controls")).to_be_visible()
        assert violations(page, "form.filters") == []
    assert nameless(page) == []


def test_axe_finds_what_is_broken(page: Page, site: str) -> None:
    open_page(page, f"{site}/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('.plot').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.deck').style.color = '#999'")
    rules = {told.partition(":")[0] for told in violations(page)}
    assert rules >= {"html-has-lang", "role-img-alt", "color-contrast"}
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.querySelector('.deck').style.color = '#333'")
    assert {told.partition(":")[0] for told in violations(page, of=COLOURS)} == {"color-contrast"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_one_pale_cell_and_one_dark_row_deep_in_a_table(
    page: Page, site: str, theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, f"{site}/east-west")
    page.locator("#x-county-table .rows > summary").press("Enter")
    rows = page.locator("#county-table tbody tr")
    rows.nth(60).locator("td").last.evaluate("one => one.style.color = '#777'")
    rows.nth(70).evaluate("one => one.style.background = '#777'")
    told = violations(page, "#county-table", of=COLOURS)
    found = [one.partition("data-row=")[2][:4] for one in told]
    assert found.count('"60"') == 1
    assert '"70"' in found


# The keyboard -------------------------------------------------------------------------------------------------


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    opener = page.locator("[data-filter='province'] > summary")
    menu = page.locator("[data-filter='province']")
    opener.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()


def test_escape_closes_the_menu_before_the_proof(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    open_proof(page)
    page.locator("[data-filter='province'] > summary").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("details.choice[open]")).to_have_count(0)
    expect(page.locator("#proof")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#proof")).to_be_hidden()
    expect(page.locator("[data-filter='province'] > summary")).to_be_focused()


def test_a_menu_closes_when_the_focus_leaves_it(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    page.locator("[data-filter='province'] > summary").press("Enter")
    page.locator("[data-filter='year'] > summary").focus()
    expect(page.locator("details.choice[open]")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/east-west"])
def test_every_stop_of_the_keyboard_is_seen(page: Page, site: str, path: str) -> None:
    open_drawn(page, f"{site}/en{path}")
    stops = tab(page, 45)
    assert len(stops) > 30
    assert [one["html"] for one in stops if not one["outlined"]] == []
    assert [one["html"] for one in stops if not one["seen"]] == []


def test_going_back_by_keyboard_nothing_hides_below_the_filters(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/east-west")
    page.locator("#x-county-table .rows > summary").press("Enter")
    page.locator("#county-table tbody tr").nth(60).get_by_role("button").first.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(STOP)
        assert stop["seen"], stop["html"]


def test_after_a_link_the_focus_is_in_the_new_page(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    page.locator("nav").get_by_role("link", name="East").first.press("Enter")
    expect(page.locator("main.page-east-west")).to_be_focused()


# The system's wishes ------------------------------------------------------------


def test_classes_stay_apart_where_the_system_sets_the_colours(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, f"{site}/east-west")
    grounds = {
        page.locator(f".cell.fill-{fill}").first.evaluate("one => getComputedStyle(one).background")
        for fill in ("brick", "brick-mid", "hollow", "hatched")
    }
    assert len(grounds) == 4


def test_nothing_moves_for_whoever_asks_for_less_motion(page: Page, site: str) -> None:
    open_page(page, f"{site}/")
    open_proof(page)
    assert page.evaluate("document.getAnimations().length") == 0
