"""Making slides: choosing, the order by keys, buttons and pointer, and what count, address and file say of it."""

import re

import pytest
from playwright.sync_api import FloatRect, Locator, Page, Route, expect

from tests.browser.conftest import Watch
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
    line = page.evaluate(
        """() => {
             const { top, width, height } = getComputedStyle(document.querySelector('[data-fall]'), '::after');
             return [top, width, height].map(parseFloat);
           }"""
    )
    assert line == pytest.approx([-3, other["width"], 5], abs=1)
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
    file = contents.get_by_role("link", name="PowerPoint")
    view = r"deck\.pptx\?page=east-west&year=2018&show="
    expect(file).to_have_attribute("href", re.compile(f"{view}county-waffle,delisting$"))
    expect(rows.nth(2).get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    contents.get_by_role("button", name="Present these").click()
    page.wait_for_url("**show=county-waffle,delisting#1")


def test_the_file_follows_the_keys_and_the_cover(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?{COUNTIES}")
    contents.locator("li [role=checkbox]").first.press("Alt+ArrowDown")
    file = contents.get_by_role("link", name="PowerPoint")
    expect(file).to_have_attribute("href", re.compile("show=county-waffle,delisting$"))
    contents.get_by_label("Title of the cover").fill("A meeting")
    expect(file).to_have_attribute("href", re.compile("delisting&title=A%20meeting$"))


def test_a_list_longer_than_the_window_scrolls_below_what_is_dragged(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/present")
    first, *others = order(contents)
    held, frame = box(contents.locator("li .choice-handle").first), box(contents)
    page.mouse.move(held["x"] + 9, held["y"] + 30)
    page.mouse.down()
    down = frame["y"] + frame["height"] - 20
    page.mouse.move(held["x"] + 9, down, steps=3)
    page.wait_for_function("() => document.querySelector('dialog[open]').scrollTop > 100")
    dragged = box(contents.locator("[data-dragged]"))
    assert dragged["y"] < down < dragged["y"] + dragged["height"]
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


def test_pictures_come_one_after_the_other_and_wait_for_their_place(
    page: Page, site: str, watch: Watch
) -> None:
    """However often the list is opened while they come."""
    watch.allow("429")
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route(re.compile(r"/export/(?!qr)[\w-]+\.svg"), answer)
    contents = opened(page, f"{site}/en/present?{COUNTIES}")
    contents.get_by_role("button", name="Close").click()
    page.keyboard.press("o")
    expect(contents).to_be_visible()
    page.evaluate("address => fetch(address).then(answer => answer.text())", f"{site}/healthz")
    assert len(asked) == 1
    asked[0].fulfill(status=429, headers={"Retry-After": "0.1"}, content_type="text/plain")
    expect(contents.locator("li img[data-thumbnail], li img:not([src])")).to_have_count(0)
    first, *others = [route.request.url for route in asked]
    assert others.count(first) == 1
    assert len(set(others)) == len(others) == len(order(contents))


def test_one_exhibit_is_one_and_what_can_be_done_stands_on_one_line(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?page=east-west&show=delisting")
    expect(contents.get_by_role("status")).to_have_text("1 exhibit, 2 slides with the cover")
    contents.get_by_role("checkbox", name="Funds and jobs").press("Space")
    expect(contents.get_by_role("status")).to_have_text("2 exhibits, 9 slides with the cover")
    ways = [box(way) for way in contents.locator(".choice-ways > *").all()]
    middles = [way["y"] + way["height"] / 2 for way in ways]
    assert len(ways) == 4
    assert max(middles) - min(middles) < 10


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


def test_the_count_follows_the_proportions_at_once(page: Page, site: str) -> None:
    contents = opened(page, f"{site}/en/present?show=policy")
    wide, _ = told(contents)
    page.keyboard.press("o")
    contents.get_by_role("checkbox", name="In 4:3").press("Space")
    said, count = told(contents)
    assert said == f"1 exhibit, {count} slides with the cover"
    assert said != wide
    page.keyboard.press("o")
    contents.get_by_role("checkbox", name="In 4:3").press("Space")
    expect(contents.get_by_role("status")).to_have_text(wide)


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}])
def test_in_the_hand_what_the_cover_says_stands_below_each_other(page: Page, site: str) -> None:
    open_at(page, f"{site}/en/present?show=delisting")
    page.locator("[data-go=contents]").click()
    asked = page.locator(".choice-asked")
    ticks = asked.get_by_role("checkbox").all()
    assert len(ticks) == 2
    for one in ticks:
        assert box(one)["width"] == pytest.approx(box(asked)["width"], abs=1)
