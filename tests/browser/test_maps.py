"""Maps on a page: names that never touch, what stands out, the tooltip, and profiles beside the map."""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Watch, choose
from tests.browser.labels import labels_amiss
from tests.browser.test_journeys import open_drawn, open_page, point_at
from tests.browser.widths import at_each

WIDTHS: list[ViewportSize] = [{"width": width, "height": 900} for width in (390, 1280, 1920)]
WIDE = pytest.mark.parametrize("viewport", WIDTHS[1:2], ids=["1280"])
JIANHE = "522629"  # helped by Chun'an in Hangzhou
FILTERED = ("/east-west?province=520000", "/east-west?city=330100", "/in-province?city=331100")


def row(page: Page, area: str) -> Locator:
    return page.locator(f".map-list [data-area='{area}'] a")


def faded(page: Page, selector: str) -> tuple[int, int]:
    """Of some marks of the map of pairings how many have faded, and how many there are."""
    marks = page.locator(f"#x-pairing-map .scatterlayer {selector}")
    own = marks.and_(page.locator(".apart")).count() + page.locator(f".apart {selector}").count()
    return own, marks.count()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", FILTERED)
def test_no_names_of_a_filtered_map_touch(page: Page, site: str, path: str, prefix: str) -> None:
    """A whole one is measured with its page."""
    for width in at_each(page, WIDTHS, lambda: open_page(page, f"{site}{prefix}{path}")):
        page.locator(".linked-map .plot").first.scroll_into_view_if_needed()
        page.locator(".linked-map .main-svg").first.wait_for()
        assert labels_amiss(page, ".linked-map") == [], width


@WIDE
def test_a_line_of_the_list_isolates_its_area_and_its_lines(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/east-west")
    assert faded(page, ".js-line")[0] == 0
    row(page, JIANHE).focus()
    gone, every = faded(page, ".js-line")
    assert 0 < every - gone < every / 4
    expect(page.locator("#x-pairing-map .scatterlayer .trace:not(.apart) .js-fill")).not_to_have_count(0)
    page.keyboard.press("Tab")
    assert faded(page, ".js-line")[0] == 0


@WIDE
def test_a_mark_tells_what_it_is_in_the_type_of_the_page_and_shows_its_line(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/in-province")
    area = page.locator("#x-supported-areas .js-fill").nth(1)
    point_at(page, area)
    tip = page.locator(".map-tip")
    expect(tip).to_contain_text("Evidence grade")
    expect(tip).to_contain_text("Click to open")
    expect(page.locator(".hoverlayer .hovertext")).to_have_count(0)
    expect(page.locator(".map-list .shown")).to_have_count(1)
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)
    expect(page.locator(".map-list .shown")).to_have_count(0)


@WIDE
def test_a_profile_opens_beside_the_map_and_escape_leads_back(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west?province=520000")
    row(page, JIANHE).focus()
    page.keyboard.press("Enter")
    profile = page.locator(".map-profile")
    expect(profile.locator("h3").first).to_be_focused()
    expect(profile).to_contain_text("Jianhe County")
    expect(page.locator(".map-list")).to_be_hidden()
    assert page.url.endswith(f"/en/east-west?province=520000&profile={JIANHE}")
    profile.locator("[data-county]").first.click()
    expect(page.locator("#proof")).to_contain_text("Jianhe")
    page.keyboard.press("Escape")  # closes the proof alone
    expect(page.locator("#proof")).to_be_hidden()
    expect(profile).to_be_visible()
    page.keyboard.press("Escape")
    expect(profile).to_be_hidden()
    expect(row(page, JIANHE)).to_be_focused()


@WIDE
def test_an_address_opens_a_profile_and_back_closes_it(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west?province=520000")
    row(page, JIANHE).click()
    profile = page.locator(".map-profile")
    expect(profile).to_contain_text("Jianhe County")
    page.reload()
    expect(profile).to_contain_text("Jianhe County")
    choose(page, "class", "national")
    expect(page).to_have_url(re.compile(f"class=national&profile={JIANHE}"))
    expect(profile).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{site}/en/east-west?province=520000")
    expect(profile).to_be_hidden()


@WIDE
def test_the_list_is_one_stop_and_arrows_go_along_it(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/east-west?province=520000")
    links = page.locator(".map-list a")
    links.first.focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".map-list a:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(links.last).to_be_focused()


@pytest.mark.parametrize("viewport", WIDTHS[::2], ids=["390", "1920"])
def test_lines_of_the_list_are_large_enough_and_stand_beside_the_map_or_below(
    page: Page, site: str, viewport: ViewportSize
) -> None:
    open_drawn(page, f"{site}/east-west?province=520000")
    heights = row(page, JIANHE).evaluate_all(
        "links => links.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24
    plot, beside = (page.locator(f"#x-pairing-map {one}").bounding_box() for one in (".plot", ".map-beside"))
    assert plot
    assert beside
    if viewport["width"] > 1240:
        assert beside["x"] >= plot["x"] + plot["width"]
        assert beside["y"] + beside["height"] <= plot["y"] + plot["height"] + 1
    else:
        assert beside["y"] >= plot["y"] + plot["height"]


@pytest.mark.parametrize("viewport", WIDTHS, ids=["390", "1280", "1920"])
def test_a_list_that_is_longer_than_its_room_fades_and_its_last_line_does_not(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/east-west")
    listed, last = page.locator("#x-pairing-map .map-list"), page.locator("#x-pairing-map .map-list a").last
    assert listed.evaluate("one => one.scrollHeight > one.clientHeight")
    assert "gradient" in listed.evaluate("one => getComputedStyle(one).maskImage")
    last.focus()
    assert listed.evaluate("one => { one.scrollTop = 1e5; return one.scrollTop; }") > 0
    ends = [one.evaluate("one => one.getBoundingClientRect().bottom") for one in (last, listed)]
    assert 31 <= ends[1] - ends[0] <= 33


@WIDE
def test_a_profile_that_cannot_come_says_so(page: Page, site: str, watch: Watch) -> None:
    watch.allow("console error: Failed to load resource.*500")
    open_drawn(page, f"{site}/en/east-west?province=520000")
    page.route(re.compile("/profile/"), lambda route: route.fulfill(status=500))
    row(page, JIANHE).click()
    expect(page.locator(".map-profile")).to_contain_text("cannot be opened now")
