"""What a screen reader is told: names of all controls and dialogs, and each change of a filter once."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, opened
from tests.browser.test_accessibility import open_proof
from tests.browser.test_journeys import open_page

CONTROLS = {
    "DisclosureTriangle",
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "link",
    "radio",
    "radiogroup",
    "searchbox",
    "table",
    "textbox",
}
# Every text that a live region comes to hold; the one that says that an answer is late is apart, since it may be not.
LISTEN = """() => {
  window.__told = [];
  for (const region of document.querySelectorAll("[role=status]:not(.updating), [role=alert], [aria-live]"))
    new MutationObserver(() => {
      const said = region.textContent.trim();
      if (said && window.__told.at(-1) !== said) window.__told.push(said);
    }).observe(region, { childList: true, characterData: true, subtree: true });
}"""


def nodes(page: Page) -> list[dict[str, Any]]:
    """What the browser tells programs that read a page out."""
    session = page.context.new_cdp_session(page)
    found = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [one for one in found if not one["ignored"]]


def said(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", "")).strip()


def nameless(page: Page) -> list[dict[str, Any]]:
    return [one for one in nodes(page) if said(one, "role") in CONTROLS and not said(one, "name")]


def dialogs(page: Page) -> list[str]:
    return [said(one, "name") for one in nodes(page) if said(one, "role") == "dialog"]


def test_controls_and_dialogs_have_names(page: Page, site: str) -> None:
    for path in ("/en/in-province", "/sources", "/en/places/522629"):
        open_page(page, f"{site}{path}")
        assert nameless(page) == [], path
    open_page(page, f"{site}/en/east-west?province=520000")
    for name in ("city", "year", "compare"):
        opened(page, name)
        assert nameless(page) == [], name
    page.keyboard.press("Escape")
    open_proof(page)
    assert nameless(page) == []
    assert all(dialogs(page))
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[role=dialog]:visible, dialog[open]")).to_have_count(1)
    assert len(dialogs(page)) == 1
    assert nameless(page) == []


def test_a_change_of_a_filter_is_told_once(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    page.evaluate(LISTEN)
    choose(page, "province", "520000")
    line = page.locator("#east-west-summary")
    expect(line).to_contain_text("24 of 80")
    expect(page.locator("#x-county-waffle .finding")).to_contain_text("24")
    assert page.evaluate("window.__told") == [line.text_content()]
