"""Presenting: keys, the notes window, playing by itself, choosing, and going on when the server is away."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from threading import Thread
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader
from werkzeug.serving import BaseWSGIServer, make_server

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.browser.conftest import LOOPBACK, Watch

CURRENT = "section.slide[data-current]"
OF_ALL_KINDS = (
    "headlines,timeline,relation-map,approach,supported-areas,county-waffle,pairing-map,case-map,case-matrix"
)
FEW = "show=low-income-population,timeline,county-table,pairing-map"
# Boxes of the slide on show whose content is larger than they are, and labels that the drawing cuts.
CUT = """() => {
  // Words that are smaller than can be read from the back of a room: 28 px at 1920, 22 at 1280.
  const smallType = (slide) => {
    const unit = Math.min(slide.clientWidth / 1920, slide.clientHeight / 1080);
    const readable = Math.max(28 * unit, slide.clientWidth >= 1280 ? 22 : 0);
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const one = walker.currentNode.parentElement;
      const box = one.getBoundingClientRect();
      if (!walker.currentNode.textContent.trim() || one.closest(".slide-notes, [hidden]") || box.width < 2) continue;
      const style = getComputedStyle(one);
      if (style.visibility === "hidden" || style.fillOpacity === "0" || style.textIndent.startsWith("-")) continue;
      const factor = one.closest("svg") ? one.getScreenCTM().a : 1;
      const enlarged = one.closest("svg") || !one.closest(".stage") ? 1 : parseFloat(style.getPropertyValue("--k"));
      const size = parseFloat(style.fontSize) * factor * enlarged;
      const said = walker.currentNode.textContent.trim().slice(0, 20);
      if (size < readable - 0.5) found.push(`${size.toFixed(1)}: ${said}`);
    }
    return found.slice(0, 2);
  };
  const slide = document.querySelector("section.slide[data-current]");
  const cut = (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
  const parts = ".slide-page, .slide-head, .slide-main, .slide-body, .slide-foot, aside, .stage, .cell, .card-figure";
  const frame = slide.getBoundingClientRect();
  const outside = (box) => box.width && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1 || box.left < -1);
  const isSeen = (one) => getComputedStyle(one).visibility !== "hidden";
  const words = [...slide.querySelectorAll("text, p, th, td, li, button")]
    .filter(isSeen)
    .map((one) => one.getBoundingClientRect());
  const foot = slide.querySelector(".slide-foot").getBoundingClientRect();
  const above = [...slide.querySelectorAll(".slide-page > :not(.slide-foot) :is(text, p, th, td, li, button)")];
  const isOnFoot = (one) => isSeen(one) && one.getBoundingClientRect().bottom > foot.top + 1;
  const finding = slide.querySelector("h1, h2");
  return [
    ...[...slide.querySelectorAll(parts)].filter(cut).map((box) => box.className),
    ...(words.some(outside) ? ["outside"] : []),
    ...(above.some(isOnFoot) ? ["on the foot"] : []),
    ...(parseFloat(getComputedStyle(finding).fontSize) < 0.045 * window.innerHeight ? ["small"] : []),
    ...smallType(slide),
    ...(slide.querySelector(".slide-plot:not(.js-plotly-plot)") ? ["not drawn"] : []),
  ];
}"""

# Every slide in turn, and what is wrong with each.
WALK = """async (look) => {
  const found = {};
  const pause = () => new Promise((resolve) => window.setTimeout(resolve, 5));
  for (const slide of document.querySelectorAll("section.slide")) {
    window.location.hash = "#" + slide.dataset.slide;
    const stands = () => slide.matches("[data-current]:is(.cover, [data-drawn])");
    for (const end = Date.now() + 3000; !stands() && Date.now() < end; ) await pause();
    const wrong = stands() ? look() : ["never drawn"];
    if (wrong.length) found[slide.dataset.slide] = wrong;
  }
  return found;
}"""


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-present][data-ready]").wait_for()
    page.locator(CURRENT).wait_for()


def number(page: Page) -> int:
    return int(page.locator(CURRENT).get_attribute("data-slide") or 0)


def at(page: Page, slide: int) -> None:
    expect(page.locator(f'{CURRENT}[data-slide="{slide}"]')).to_be_visible()


def turn_to(page: Page, slide: int) -> None:
    page.evaluate("number => { window.location.hash = '#' + number; }", slide)
    at(page, slide)
    drawn(page)


def drawn(page: Page) -> None:
    page.locator(f"{CURRENT}:is(.cover, [data-drawn])").wait_for()


def test_keys_lead_through_the_slides(page: Page, site: str) -> None:
    open_at(page, f"{site}/en/present?{FEW}")
    last = page.locator("section.slide").count()
    walk = {
        "ArrowRight": 2,
        "ArrowDown": 3,
        "Space": 4,
        "PageDown": 5,
        "ArrowLeft": 4,
        "ArrowUp": 3,
        "PageUp": 2,
        "Enter": 3,
        "End": last,
        "Home": 1,
    }
    for key, slide in walk.items():
        page.keyboard.press(key)
        at(page, slide)
        assert page.url.endswith(f"#{slide}")
    page.keyboard.press("?")
    expect(page.locator("dialog[data-dialog=help]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-dialog=help]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    at(page, 3)
    page.keyboard.press("Escape")
    page.wait_for_url(f"{site}/en/#x-timeline")


def test_a_clicker_has_its_way(page: Page, site: str) -> None:
    """A number that no slide has leads nowhere."""
    open_at(page, f"{site}/en/present?{FEW}")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator(CURRENT)).to_be_hidden()
        page.keyboard.press(key)
        at(page, 1)
    for number, slide in {"4": 4, "99": 4, "02": 2, "1": 1}.items():
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        at(page, slide)


def test_a_key_fills_the_screen_and_frees_it(windowed_page: Page, site: str) -> None:
    open_at(windowed_page, f"{site}/en/present?{FEW}")
    for condition in ("!== null", "=== null"):
        windowed_page.keyboard.press("F5")
        windowed_page.wait_for_function(f"() => document.fullscreenElement {condition}")


def test_all_slides_print_on_a_sheet_each(page: Page, site: str) -> None:
    open_at(page, f"{site}/en/present?{FEW}")
    count = page.locator("section.slide").count()
    page.evaluate("() => { window.print = () => {}; }")
    page.keyboard.press("Control+p")
    page.locator("[data-printable]").wait_for()
    page.emulate_media(media="print")
    width = page.locator("section.slide").first.evaluate("slide => slide.getBoundingClientRect().width")
    assert width == pytest.approx(
        338.667 / 25.4 * 96, abs=1
    )  # of the sheet, not as small as the page is printed
    page.emulate_media(media="null")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == count
    for number, sheet in enumerate(sheets, 1):
        assert sheet.mediabox.width / sheet.mediabox.height == pytest.approx(16 / 9, abs=0.01)
        assert number == 1 or f"{number} / {count}" in sheet.extract_text()
    expect(page.locator("[data-printing]")).to_have_count(0)
    at(page, 1)


def test_the_cover_has_the_day_and_a_code(page: Page, site: str) -> None:
    open_at(page, f"{site}/en/present?page=east-west&year=2018")
    expect(page.locator(".cover-date")).to_have_text(re.compile(r"^\d{4}-\d{2}-\d{2}$"))
    code = page.locator(".cover-code")
    expect(code).to_be_visible()
    page.wait_for_function("() => document.querySelector('.cover-code').naturalWidth > 0")
    assert "to=/en/east-west?year=2018" in unquote(code.get_attribute("src") or "")


def test_a_page_leads_to_its_slides_under_its_filters_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/east-west?year=2018&fact=none-such")
    page.locator(".proof").wait_for()
    page.get_by_role("link", name="演示", exact=True).press("Enter")
    page.locator(CURRENT).wait_for()
    assert "/present?page=east-west&year=2018" in page.url
    expect(page.locator(CURRENT)).to_contain_text("2018")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{site}/east-west?year=2018")


def test_the_notes_window_is_in_step_and_follows_no_other(
    page: Page, context: BrowserContext, site: str
) -> None:
    open_at(page, f"{site}/present?{FEW}")
    other = context.new_page()
    open_at(other, f"{site}/present?{FEW}#2")
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    notes = popup.value
    page.keyboard.press("ArrowRight")
    expect(notes.locator(".notes-number")).to_have_text(f"2 / {page.locator('section.slide').count()}")
    expect(notes.locator("main")).to_contain_text(page.locator(f"{CURRENT} h2").inner_text())
    expect(notes.locator(".notes-next")).to_contain_text("大事记")
    expect(notes.locator(".preview .slide")).to_be_visible()
    notes.keyboard.press("PageDown")
    at(page, 3)
    notes.get_by_role("button", name="下一页").click()
    at(page, 4)
    expect(notes.locator("[role=timer]")).to_have_text("0:01")
    notes.get_by_role("button", name="暂停").click()
    notes.get_by_role("button", name="归零").click()
    expect(notes.locator("[role=timer]")).to_have_text("0:00")
    at(other, 2)
    with notes.expect_event("close"):
        page.reload()


@pytest.fixture
def server(settings: Settings) -> Iterator[BaseWSGIServer]:
    """A dashboard of its own, which a test may stop."""
    made = make_server(LOOPBACK, 0, create_app(settings).server, threaded=True)
    thread = Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_the_presentation_goes_on_when_the_server_is_away(
    page: Page, server: BaseWSGIServer, watch: Watch
) -> None:
    open_at(page, f"http://{LOOPBACK}:{server.server_port}/present?show={OF_ALL_KINDS}")
    server.shutdown()
    server.server_close()
    assert page.evaluate(f"({WALK})({CUT})") == {}
    watch.allow(r"(healthz|_dash-update-component).*ERR_CONNECTION_REFUSED")
    watch.allow("console error: Failed to load resource: net::ERR_CONNECTION_REFUSED")
    turn_to(page, 2)
    page.locator(f"{CURRENT} [data-fact]").first.click()
    expect(page.locator("#proof")).to_contain_text("连不上服务器")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".deck-said")).to_contain_text("连不上服务器")
    at(page, 2)


def test_a_kiosk_plays_and_begins_again(page: Page, site: str) -> None:
    page.clock.install()
    open_at(page, f"{site}/present?show=low-income-population,timeline&auto=15")
    for slide in (2, 3, 1):
        page.clock.run_for(12_000)
        assert number(page) == (slide - 2) % 3 + 1
        page.clock.run_for(3_000)
        at(page, slide)
    page.keyboard.press("p")
    page.clock.run_for(60_000)
    at(page, 1)


def test_a_figure_on_a_slide_opens_its_proof(page: Page, site: str) -> None:
    open_at(page, f"{site}/en/present?show=headlines#2")
    page.locator(f"{CURRENT} .fig.big").first.click()
    expect(page.locator("#proof")).to_contain_text("Copy")
    page.keyboard.press("Escape")
    expect(page.locator("#proof")).to_be_hidden()
    at(page, 2)


def test_a_presentation_of_nothing_says_so(page: Page, site: str, watch: Watch) -> None:
    watch.allow("console error: Failed to load resource.*404")
    page.goto(f"{site}/present?page=nowhere")
    expect(page.get_by_role("main")).to_contain_text("nowhere")
    page.get_by_role("link", name="打开全部，不加筛选").click()
    at(page, 1)


@pytest.mark.parametrize(
    ("path", "sizes"),
    [
        ("/present", ((1920, 1080), (1024, 768))),
        ("/en/present", ((1280, 720),)),
        ("/en/present?show=county-waffle&province=510000", ((1280, 720),)),
        ("/en/present?preset=ten&province=510000", ((1280, 720),)),
        ("/en/present?preset=ten&ratio=4:3", ((1280, 960), (1280, 720))),
        ("/present?preset=ten&province=510000&ratio=4:3", ((1280, 720), (1024, 768))),
        ("/en/present?show=outcomes-before-after,case-matrix&province=420000", ((1280, 720),)),
    ],
)
def test_nothing_is_cut_on_a_projector(
    page: Page, site: str, path: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    open_at(page, f"{site}{path}")
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(f"({WALK})({CUT})") == {}, (width, height)


@pytest.mark.parametrize("viewport", [{"width": 1920, "height": 1080}])
def test_a_map_is_made_smaller_so_that_its_names_are_large(page: Page, site: str) -> None:
    """Pressed together like a chart, it would leave them at 18.9 px."""
    open_at(page, f"{site}/present?show=pairing-map")
    turn_to(page, 2)
    names = page.locator(f"{CURRENT} .js-plotly-plot text").filter(has_text=re.compile(r"\S"))
    heights = names.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 20


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}])
@pytest.mark.parametrize("query", ["preset=ten", "preset=ten&province=520000"])
def test_years_that_would_meet_are_written_at_even_steps(page: Page, query: str, site: str) -> None:
    """On a slide that was drawn while it waited beside the one on show, too."""
    open_at(page, f"{site}/en/present?{query}")
    for slide in (4, 5):
        turn_to(page, slide)
    seen = page.locator(f"{CURRENT} .xtick text").evaluate_all(
        "all => all.filter((one) => one.style.visibility !== 'hidden').map((one) => one.textContent)"
    )
    years = list(map(int, seen))
    assert len(years) > 1
    assert len({after - before for before, after in pairwise(years)}) == 1
    assert years[1] - years[0] > 1
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("viewport", [{"width": 1920, "height": 1080}])
@pytest.mark.parametrize("path", ["/present", "/en/present"])
def test_key_figures_are_seen_from_afar(page: Page, site: str, path: str) -> None:
    open_at(page, f"{site}{path}?show=headlines")
    for slide in (2, 3):
        turn_to(page, slide)
        sizes = page.locator(f"{CURRENT} .number").evaluate_all(
            "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize)"
            " * parseFloat(getComputedStyle(one).getPropertyValue('--k')))"
        )
        assert min(sizes) >= 108
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}])
def test_in_the_hand_a_slide_scrolls_and_is_swiped(page: Page, site: str) -> None:
    open_at(page, f"{site}/present?{FEW}#2")
    page.evaluate(
        """() => {
          const slide = document.querySelector("section.slide[data-current] .finding");
          const touch = (x) => new Touch({ identifier: 1, target: slide, clientX: x, clientY: 300 });
          const send = (type, x, held) => slide.dispatchEvent(
            new TouchEvent(type, { bubbles: true, touches: held ? [touch(x)] : [], changedTouches: [touch(x)] }));
          send("touchstart", 300, true);
          send("touchend", 120, false);
        }"""
    )
    at(page, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_quotes_of_an_english_statement_are_narrow(page: Page, site: str) -> None:
    """Where its type is that of a Chinese font."""
    open_at(page, f"{site}/en/present?page=case-qingyuan-bees")
    turn_to(page, 2)
    words = page.locator(f"{CURRENT} .summary")
    assert words.evaluate("one => getComputedStyle(one).fontVariantEastAsian") == "proportional-width"


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}])
def test_the_next_slide_looks_in_small_as_it_will(page: Page, site: str) -> None:
    """In its proportions, and with nothing of how the window of notes looks."""
    look = "one => [getComputedStyle(one).fontFamily, getComputedStyle(one).color, getComputedStyle(one).padding]"
    parts = ("header", "h2", "footer p:last-child")
    open_at(page, f"{site}/en/present?show=headlines,delisting&ratio=4:3#3")
    drawn(page)
    looks = [page.locator(f"{CURRENT} {part}").first.evaluate(look) for part in parts]
    turn_to(page, 2)
    with page.expect_popup() as popup:
        page.keyboard.press("n")
    small = popup.value.locator(".preview .slide")
    expect(small).to_be_visible()
    box = small.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(4 / 3, abs=0.01)
    assert [small.locator(part).first.evaluate(look) for part in parts] == looks
