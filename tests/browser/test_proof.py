"""The proof panel in the address: shared, reloaded, filtered, translated, closed; and what can be copied from it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import choose
from tests.browser.test_journeys import open_drawn, open_page, server_calls

FACT = "low-income-income-2018"
SEEN = """figure => {
  const box = figure.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight && document.elementFromPoint(
    (box.left + box.right) / 2, (box.top + box.bottom) / 2).closest('[data-fact],[data-derived]') === figure;
}"""


def panel(page: Page) -> Locator:
    return page.locator("#proof")


def in_view(page: Page, place: str) -> None:
    page.wait_for_function(
        "place => { const top = document.querySelector(place)?.getBoundingClientRect().top;"
        " return top >= 0 && top < window.innerHeight / 2; }",
        arg=place,
    )


@pytest.mark.parametrize("path", ["/", "/in-province", "/sources"])
def test_an_address_opens_the_panel_at_the_figure(page: Page, site: str, path: str) -> None:
    open_drawn(page, f"{site}{path}?fact={FACT}")
    expect(panel(page)).to_contain_text("11,086")
    figure = page.locator("#page .explained").first
    expect(figure).to_have_attribute("data-fact", FACT)
    page.wait_for_function(f"() => [...document.querySelectorAll('#page .explained')].some({SEEN})")


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}], ids=["390"])
def test_on_a_phone_the_figure_stands_above_the_sheet(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/?fact=relocation-2013-2019")
    expect(panel(page)).to_be_visible()
    page.wait_for_function(f"() => [...document.querySelectorAll('#page .explained')].some({SEEN})")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/en/east-west?derived=counties:by=2018", "Rows of the county table"),
        ("/en/east-west?county=511529", "Pingshan County"),
        ("/en/cases?case=pingshan-textile", "textile park"),
        ("/en/?fact=nowhere", "There is no such figure"),
        ("/en/cases/pingshan-textile?derived=%zz", "There is no such figure"),
    ],
)
def test_every_kind_can_be_asked_for(page: Page, site: str, path: str, told: str) -> None:
    open_page(page, f"{site}{path}")
    expect(panel(page)).to_contain_text(told)
    expect(page.locator(".notices p")).to_have_count(0)


def test_the_address_follows_the_panel_without_new_entries(page: Page, site: str) -> None:
    open_page(page, f"{site}/in-province?city=330200")
    entries = page.evaluate("history.length")
    figure = page.locator("main .fig[data-fact]:visible").first
    fact_id = figure.get_attribute("data-fact")
    figure.click()
    expect(page).to_have_url(f"{site}/in-province?city=330200&fact={fact_id}")
    page.reload()
    expect(panel(page).locator(".proof-value")).to_have_attribute("data-fact", str(fact_id))
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page).to_have_url(f"{site}/in-province?city=330200")
    assert page.evaluate("history.length") == entries


def test_a_filter_keeps_the_panel_and_back_closes_what_was_closed(page: Page, site: str) -> None:
    rows = page.locator("#county-table tbody tr")
    open_page(page, f"{site}/east-west?fact=paired-counties&province=520000")
    expect(panel(page)).to_contain_text("80")
    with server_calls(page) as calls:
        choose(page, "city", "330100")  # the panel stands over the first filters
        expect(rows).to_have_count(16)
    assert len(calls) == 1
    expect(page).to_have_url(f"{site}/east-west?province=520000&city=330100&fact=paired-counties")
    expect(panel(page)).to_be_visible()
    panel(page).locator("[data-close]").click()
    expect(page).to_have_url(f"{site}/east-west?province=520000&city=330100")
    page.go_back()
    expect(rows).to_have_count(24)
    expect(panel(page)).to_be_visible()
    page.go_forward()
    expect(rows).to_have_count(16)
    expect(panel(page)).to_be_hidden()


def test_another_page_closes_the_panel_and_back_opens_it(page: Page, site: str) -> None:
    open_page(page, f"{site}/?fact=paired-counties")
    expect(panel(page)).to_be_visible()
    page.locator("header nav a").nth(3).click()
    expect(page).to_have_url(f"{site}/cases")
    expect(panel(page)).to_be_hidden()
    page.go_back()
    expect(panel(page)).to_contain_text("80")


def test_language_keeps_the_proof_and_translates_it(page: Page, site: str) -> None:
    open_page(page, f"{site}/in-province?topic=income&fact={FACT}")
    expect(panel(page)).to_contain_text("来源")
    link = page.locator("#language-link")
    expect(link).to_have_attribute("href", f"/en/in-province?topic=income&fact={FACT}")
    link.dispatch_event("click")
    expect(page).to_have_url(f"{site}/en/in-province?topic=income&fact={FACT}")
    expect(panel(page)).to_contain_text("11,086 yuan")


def test_the_link_copied_is_the_address_and_is_told(page: Page, context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{site}/en/in-province?city=330200&fact={FACT}")
    panel(page).locator("[data-copy-address]").click()
    told = panel(page).locator("[role=status]")
    expect(told).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site}/en/in-province?city=330200&fact={FACT}"
    panel(page).locator("[data-copy]").click()
    expect(told).to_have_text("Citation copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("“Poverty alleviation")


@pytest.mark.parametrize(
    "clipboard", ["undefined", "{ writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }"]
)
def test_a_refused_clipboard_is_told_in_a_sentence(page: Page, site: str, clipboard: str) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    open_page(page, f"{site}/en/?fact={FACT}")
    panel(page).locator("[data-copy-address]").click()
    told = panel(page).locator("[role=status]")
    expect(told).to_contain_text("did not allow copying")
    expect(told).to_contain_text(f"/en/?fact={FACT}")


def test_sources_lead_to_the_exhibit_that_uses_a_figure(page: Page, site: str) -> None:
    open_page(page, f"{site}/sources#fact-relocation-2013-2019")
    page.locator("#fact-relocation-2013-2019 summary").click()
    page.locator("#fact-relocation-2013-2019 a[href$='#x-relocation']").click()
    expect(page).to_have_url(re.compile("/in-province#x-relocation"))
    in_view(page, "#x-relocation")


def test_a_link_of_the_panel_to_its_own_page_keeps_filters_and_panel(page: Page, site: str) -> None:
    open_page(page, f"{site}/in-province?city=330200&fact=relocation-2013-2019")
    panel(page).locator("a[href$='#x-relocation']").click()
    in_view(page, "#x-relocation")
    expect(panel(page)).to_be_visible()
    expect(page).to_have_url(f"{site}/in-province?city=330200&fact=relocation-2013-2019")
