"""Making slides: choosing, the order by keys, buttons and pointer, and what count, address and file say of it."""

import re

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.test_present import CURRENT, open_at

COUNTIES = "page=east-west&year=2018&show=delisting,county-waffle"


def opened(page: Page, address: str) -> Locator:
    open_at(page, address)
    page.keyboard.press("o")
    return page.locator("dialog[data-dialog=contents]")


def order(contents: Locator) -> list[str]:
    keys: list[str] = contents.locator("li").evaluate_all("all => all.map(one => one.dataset.key)")
    return keys


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found
    return found


def test_what_is_chosen_lands_in_the_address_with_the_filters(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?{COUNTIES}")
    contents.get_by_role("button", name="Move down: Delisted by 2018: 37 counties by year").press("Enter")
    expect(contents.get_by_role("status")).to_have_text("2 exhibits, 3 slides with the cover")
    waffle = contents.get_by_role("checkbox", name="Delisted by 2018: 37 paired counties")
    waffle.press("Alt+ArrowDown")
    waffle.press("Alt+ArrowUp")
    expect(waffle).to_be_focused()
    contents.get_by_role("checkbox", name="Funds and jobs").press("Space")
    expect(contents.get_by_role("status")).to_have_text("3 exhibits, 9 slides with the cover")
    page.wait_for_function("() => !document.querySelector('dialog li img:not([src])')")
    contents.get_by_label("Title of the cover").fill("A meeting")
    contents.get_by_role("checkbox", name="Tiles and a list in place of maps").press("Space")
    contents.get_by_role("checkbox", name="In 4:3").press("Space")
    contents.get_by_role("button", name="Present these").click()
    chosen = "show=county-waffle,delisting,aid-funds&title=A%20meeting&maps=tiles&ratio=4:3"
    page.wait_for_url(f"**/en/present?page=east-west&year=2018&{chosen}*")
    expect(page.locator(f"{CURRENT} h1")).to_have_text("A meeting")
    slide = box(page.locator(CURRENT))
    assert slide["width"] / slide["height"] == pytest.approx(4 / 3, abs=0.01)
    kept = page.locator("section.slide").evaluate_all("all => all.map(one => one.dataset.exhibit)")
    assert list(dict.fromkeys(kept[1:])) == ["county-waffle", "delisting", "aid-funds"]
    assert len(kept) == 9


def test_a_picture_is_dragged_to_where_a_line_shows(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?{COUNTIES}")
    before = order(contents)
    rows = contents.locator("li")
    held, other = box(rows.nth(0).locator("img")), box(rows.nth(2))
    page.mouse.move(held["x"] + 30, held["y"] + 30)
    page.mouse.down()
    page.mouse.move(held["x"] + 40, other["y"] + other["height"] * 0.75, steps=5)
    expect(contents.locator("[data-fall]")).to_have_attribute("data-key", before[3])
    dragged = box(rows.nth(0))
    assert abs(dragged["y"] - held["y"] - (other["y"] + other["height"] * 0.75 - held["y"] - 30)) < 8
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(contents) == before
    expect(contents).to_be_visible()
    page.mouse.move(held["x"] + 30, held["y"] + 30)
    page.mouse.down()
    page.mouse.move(held["x"] + 40, other["y"] + other["height"] * 0.75, steps=5)
    page.mouse.up()
    assert order(contents) == [before[1], before[2], before[0], *before[3:]]
    expect(contents.locator("[data-fall], [data-dragged]")).to_have_count(0)
    expect(contents.get_by_role("status")).to_have_text("2 exhibits, 3 slides with the cover")
    file = contents.get_by_role("link", name="PowerPoint of these slides")
    view = r"deck\.pptx\?page=east-west&year=2018&show="
    expect(file).to_have_attribute("href", re.compile(f"{view}county-waffle,delisting$"))
    expect(rows.nth(2).get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    contents.get_by_role("button", name="Present these").click()
    page.wait_for_url("**show=county-waffle,delisting#1")


def test_the_file_follows_the_keys_and_the_cover(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?{COUNTIES}")
    contents.locator("li [role=checkbox]").first.press("Alt+ArrowDown")
    file = contents.get_by_role("link", name="PowerPoint of these slides")
    expect(file).to_have_attribute("href", re.compile("show=county-waffle,delisting$"))
    contents.get_by_label("Title of the cover").fill("A meeting")
    expect(file).to_have_attribute("href", re.compile("delisting&title=A%20meeting$"))


def test_a_list_longer_than_the_window_scrolls_below_what_is_dragged(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/present")
    first, *others = order(contents)
    held, frame = box(contents.locator("li .choice-handle").first), box(contents)
    page.mouse.move(held["x"] + 9, held["y"] + 30)
    page.mouse.down()
    page.mouse.move(held["x"] + 9, frame["y"] + frame["height"] - 20, steps=3)
    expect(contents.locator("ol")).to_have_attribute("data-fall", "last")
    page.mouse.up()
    assert order(contents) == [*others, first]


def test_a_finger_drags_by_the_handle_and_not_by_the_picture(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/present?{COUNTIES}")
    before = order(contents)
    height = box(contents.locator("li").first)["height"]
    finger = page.context.new_cdp_session(page)

    def swipe(held: Locator) -> None:
        """Down by the height of a row and a half."""
        at = box(held)
        for step in range(6):
            points = [{"x": at["x"] + 9, "y": at["y"] + 30 + step * 0.3 * height}]
            name = "touchMove" if step else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    at = box(contents.locator("li img").first)
    points = [{"x": at["x"] + 9, "y": at["y"] + 30}]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    expect(contents.locator("[data-dragged]")).to_have_count(0)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    swipe(contents.locator("li .choice-handle").first)
    assert order(contents) == [before[1], before[0], *before[2:]]


def told(contents: Locator) -> tuple[str, int]:
    """What the count says, and how many slides there are when its choice is presented."""
    said = contents.get_by_role("status").inner_text()
    page = contents.page
    page.wait_for_function("() => !document.querySelector('dialog li img:not([src])')")
    with page.expect_navigation():
        contents.get_by_role("button", name="Present these").click()
    page.locator(CURRENT).wait_for()
    return said, page.locator("section.slide").count()


def test_the_count_is_that_of_the_slides_to_come(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?preset=five&province=520000")
    assert told(contents) == ("5 exhibits, 6 slides with the cover", 6)
    assert "preset=five" in page.url
    page.keyboard.press("o")
    contents.locator("[data-move='1']").first.click()
    said, count = told(contents)
    assert said == f"5 exhibits, {count} slides with the cover"
    assert "show=" in page.url
    contents = opened(page, f"{site}/en/present?page=cases&q=nothing-of-the-kind")
    said = "3 exhibits, of which the filters leave nothing: 1 slide"
    assert told(contents) == (said, 1)
    page.keyboard.press("o")
    ticked = contents.locator("li [aria-checked=true]")
    while ticked.count():
        ticked.first.press("Space")
    expect(contents.get_by_role("status")).to_have_text("Please choose at least one exhibit.")
    contents.get_by_role("button", name="Present these").click()
    expect(contents).to_be_visible()
