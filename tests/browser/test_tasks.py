"""What readers come for, done as docs/tasks.md tells it: twelve questions, from the page they would begin on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose
from tests.browser.test_journeys import open_page
from tests.browser.test_present import CURRENT


def test_guizhou_delisted_by_2018(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    choose(page, "province", "520000")
    choose(page, "year", "2018")
    expect(page.locator("#east-west-title")).to_have_text("Guizhou Province · Delisted by 2018: 8 counties")
    expect(page.locator("#x-county-waffle .finding")).to_contain_text("8 paired counties")


def test_whether_the_textile_park_was_built(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/cases")
    page.locator("#cases-q-field").fill("textile")
    expect(page).to_have_url(re.compile("q=textile"))
    card = page.locator("#x-case-cards").get_by_role("link").first
    card.click()
    expect(page.locator("main")).to_contain_text(re.compile("not (stated|found)|does not say", re.IGNORECASE))


def test_who_helps_qingchuan(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    page.keyboard.press("/")
    page.keyboard.type("qingchuan")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/510822"))
    expect(page.locator("main")).to_contain_text("Wuxing")


def test_what_there_is_of_lishui_on_the_first_screen(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    choose(page, "city", "331100")
    expect(page.locator("#in-province-title")).to_contain_text("Lishui")
    folded = page.locator(".exhibit:not(.is-unmoved) .finding").locator("visible=true").first
    expect(folded).to_contain_text("Lishui")
    assert folded.evaluate("one => one.getBoundingClientRect().top") < 900, (
        "what does not change stands aside"
    )


def test_two_provinces_side_by_side(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    choose(page, "compare", "520000")
    choose(page, "compare", "510000")
    expect(page).to_have_url(f"{site}/en/east-west?compare=520000,510000")
    expect(page.locator("#x-county-waffle")).to_contain_text("Guizhou 24")
    expect(page.locator("#x-county-waffle")).to_contain_text("Sichuan 40")


def test_two_cities_side_by_side(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    choose(page, "compare", "331100")
    choose(page, "compare", "330100")
    expect(page.locator("#in-province-title")).to_contain_text("Lishui City, Hangzhou City")


def test_tea_everywhere(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/search?q=tea")
    expect(page.locator("main")).to_contain_text("tea")
    expect(page.locator("main")).not_to_contain_text("honeybees")
    open_page(page, f"{site}/search?q=茶")
    expect(page.locator("main")).to_contain_text("茶")


def test_a_view_is_passed_on(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000&year=2018")
    page.locator(".share > summary").click()
    expect(page.locator(".share img")).to_have_attribute("src", re.compile("qr.svg"))
    other = page.context.new_page()
    open_page(other, page.url)
    assert other.locator("#county-table").inner_text() == page.locator("#county-table").inner_text()


def test_slides_of_what_is_chosen(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?province=520000")
    page.locator("a:has([data-slides])").click()
    page.locator(CURRENT).wait_for()
    page.keyboard.press("ArrowRight")
    expect(page.locator(CURRENT)).to_contain_text("Guizhou")


def test_what_this_is_for_whom_and_by_whom(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    deck = page.locator("main .deck").first
    expect(deck).to_be_in_viewport()
    expect(deck).to_contain_text("officials")
    expect(page.locator("footer")).to_contain_text("version")


@pytest.mark.parametrize("viewport", [{"width": 1366, "height": 768}])
def test_the_first_screen_has_questions_figures_and_the_head_of_the_map(page: Page, site: str) -> None:
    for lang in ("", "/en"):
        open_page(page, f"{site}{lang}/")
        seen = [page.locator(".questions a").last, page.locator("#x-headlines .fig").last]
        for one in (*seen, page.locator(".kind-pairs .finding")):
            expect(one).to_be_in_viewport(ratio=0.99)


def test_where_a_number_comes_from(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/")
    page.locator("main h1 [data-fact]").first.click()
    expect(page.locator("#proof")).to_contain_text("paragraph")


def test_what_is_known_of_a_city_and_its_partners(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    choose(page, "city", "330100")
    expect(page.locator(".chip")).to_have_text(["Hangzhou City×"])
    page.locator("nav a:has([data-nav='cases'])").first.click()
    expect(page.locator("#cases-title")).to_contain_text("Hangzhou City")
