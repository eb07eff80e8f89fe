"""The way round a long page: its index, the keyboard that passes tables and lists, and the register of sources."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import choose
from tests.browser.test_journeys import open_page

MOST_STOPS = 130  # of a page with tables and maps
MOST_HEIGHT = 6000  # of the page of sources as it opens, at 1366
SHOWN = ".register > li:visible"


@pytest.mark.parametrize(
    "viewport", [{"width": 1440, "height": 900}, {"width": 1366, "height": 900}], ids=["rail", "bar"]
)
def test_the_index_marks_the_section_in_sight_and_leads_to_others(
    page: Page, site: str, viewport: dict[str, int]
) -> None:
    open_page(page, f"{site}/en/in-province")
    index, wide = page.locator(".sections"), viewport["width"] >= 1440
    expect(index.locator("ol")).to_be_visible(visible=wide)
    page.locator("#x-relocation").evaluate("one => one.scrollIntoView({block: 'start'})")
    expect(index.locator("a[aria-current=location]")).to_have_count(1)
    if not wide:
        expect(index.locator(".sections-now")).not_to_be_empty()
        index.locator("summary").click()
    index.get_by_role("link", name="Weak villages").click()
    expect(page.locator("#x-weak-villages .finding")).to_be_in_viewport()
    expect(index.locator("a[aria-current=location]")).to_have_text("Weak villages")
    expect(index.locator("ol")).to_be_visible(visible=wide)
    index.get_by_role("link", name="Back to top").click()
    expect(page.locator(".brand")).to_be_in_viewport()


def test_a_filter_takes_its_sections_out_of_the_index(page: Page, site: str) -> None:
    open_page(page, f"{site}/in-province")
    every = page.locator(".sections li:not([hidden])").count()
    page.goto(f"{site}/in-province?topic=income")
    page.wait_for_function(f"() => document.querySelectorAll('.sections li:not([hidden])').length < {every}")


def test_counted_sources_are_listed_when_they_are_opened_and_counted_anew(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000")
    folded = page.locator("#x-county-waffle .source-line")
    counted = folded.locator("summary")
    before = counted.inner_text()
    counted.click()
    expect(folded.locator("li")).to_have_count(int(before.split()[0]))
    choose(page, "province", "510000")
    expect(counted).not_to_have_text(before)
    expect(folded.locator("li")).to_have_count(0)


def test_a_page_has_a_skip_link_to_its_index_where_it_has_one(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#skip-sections")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".sections summary")).to_be_focused()
    page.goto(f"{site}/en/search")
    expect(page.locator("#skip-sections")).to_be_hidden()


def test_a_table_is_one_stop_and_arrows_move_in_it(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    cells = page.locator("#x-county-waffle .cells .cell")
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.cells') || document.activeElement.tabIndex === 0")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.classList.contains('cell')")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "arrows"
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
    pytest.fail("the end of the page is too far away")


def test_on_a_phone_a_row_of_the_register_is_its_title(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{site}/en/sources")
    rows = page.locator(f"{SHOWN} > details > summary")
    shares = """rows => rows.map((row) => row.querySelector('h3').getBoundingClientRect().width
        / row.getBoundingClientRect().width)"""
    assert min(rows.evaluate_all(shares)) > 0.55
    rows.first.click()
    expect(page.locator(f"{SHOWN} > details[open]")).to_contain_text("Publisher: ")


def test_the_register_is_narrowed_as_one_writes(page: Page, site: str) -> None:
    for prefix in ("", "/en"):
        open_page(page, f"{site}{prefix}/sources")
        assert page.evaluate("document.documentElement.scrollHeight") < MOST_HEIGHT
    page.locator(".register-form select[name=grade]").select_option("A")
    narrowed = page.locator(SHOWN).count()
    expect(page.locator(".register-count")).to_have_text(re.compile(f"^{narrowed} of "))
    expect(page).to_have_url(f"{site}/en/sources?grade=A")
    page.locator(".register-form [name=q]").fill("nothing has this")
    expect(page.locator(SHOWN)).to_have_count(0)
    page.goto(f"{site}/en/sources?grade=A")
    expect(page.locator(SHOWN)).to_have_count(narrowed)


def test_the_register_is_narrowed_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/en/sources")
        page.locator(".register-form select[name=grade]").select_option("A")
        page.locator(".register-form button").click()
        page.wait_for_url(re.compile("grade=A"), wait_until="load")
        shown = page.locator(SHOWN).count()
        assert shown
        expect(page.locator(".register-count")).to_have_text(re.compile(f"^{shown} of "))
        page.locator(f"{SHOWN} summary").first.click()
        expect(page.locator(".register details[open] .published")).to_be_visible()
