"""Passing on what is on show: the link and its code for a phone, an exhibit by itself, and in another page."""

import re

from playwright.sync_api import BrowserContext, Page, Request, expect
from werkzeug import Response

from tests.browser.conftest import served

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_the_code_is_of_the_address_under_its_filters_and_asked_for_only_then(page: Page, site: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if "qr.svg" in one.url else None)
    page.goto(f"{site}/en/east-west?province=520000")
    expect(page.locator("#first")).to_have_count(0)
    assert not asked
    page.locator(".share summary").click()
    page.wait_for_function("() => document.querySelector('.share img').naturalWidth > 0")
    assert [one.url for one in asked] == [f"{site}/en/export/qr.svg?to=%2Fen%2Feast-west%3Fprovince%3D520000"]
    page.keyboard.press("Escape")
    expect(page.locator(".share .menu")).to_be_hidden()


def test_the_link_to_the_view_is_copied_from_a_page_without_exhibits(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.grant_permissions(CLIPBOARD)
    page.goto(f"{site}/en/cases/pingshan-textile")
    expect(page.locator("#first")).to_have_count(0)
    page.locator(".share summary").click()
    page.locator(".share [data-copy-address]").click()
    expect(page.locator(".share [role=status]")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en/cases/pingshan-textile"


def test_an_exhibit_opens_by_itself_under_the_choices_in_force(page: Page, site: str) -> None:
    page.goto(f"{site}/en/east-west")
    expect(page.locator("#first")).to_have_count(0)
    page.evaluate("history.replaceState({}, '', '?province=520000')")
    page.locator("#x-delisting [data-alone]").click()
    expect(page).to_have_url(f"{site}/en/chart/delisting?province=520000")
    expect(page.locator("#x-delisting .main-svg").first).to_be_visible()
    expect(page.locator(".exhibit")).to_have_count(1)
    page.locator("h1 a").click()
    expect(page).to_have_url(f"{site}/en/east-west?province=520000#x-delisting")


def test_what_is_copied_to_embed_shows_the_exhibit_in_another_page(
    page: Page, context: BrowserContext, site: str
) -> None:
    context.grant_permissions(CLIPBOARD)
    page.goto(f"{site}/en/chart/delisting?province=520000")
    expect(page.locator("#first")).to_have_count(0)
    page.locator("[data-copy-frame]").click()
    code = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r'<iframe src="[^"]+" title="[^"]+24 counties[^"]+" width="100%" height="\d+" loading="lazy"></iframe>',
        code,
    )
    other = context.new_page()
    with served(Response(f"<h1>Elsewhere</h1>{code}", content_type="text/html")) as elsewhere:
        other.goto(elsewhere)
        frame = other.frame_locator("iframe")
        expect(frame.locator("#x-delisting .main-svg").first).to_be_visible()
        expect(frame.locator("#first")).to_have_count(0)
        frame.locator(".source-line summary").click()
        with context.expect_page() as opened:
            frame.locator(".source-line a").first.click()
        expect(opened.value).to_have_url(re.compile("/en/sources#"))
        assert other.url == f"{elsewhere}/"
        other.close()
