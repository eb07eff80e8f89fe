"""Taking a page away: the menu keeps the filters, a file comes with progress told, and a failure says what to do."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.conftest import Watch, choose
from tests.browser.test_journeys import open_page

WORKBOOK = "[data-take='Excel 工作簿']"
SHEET = re.compile(r"/export/data\.xlsx")
PHONE: list[ViewportSize] = [{"width": 390, "height": 844}]


def menu(page: Page) -> Locator:
    return page.locator(".take-away > summary")


def told(page: Page) -> Locator:
    return page.locator(".page-tools [role='status']")


def take_workbook(page: Page) -> None:
    menu(page).click()
    page.locator(WORKBOOK).click()


def test_a_workbook_has_the_page_and_the_filters_in_force(page: Page, site: str, tmp_path: Path) -> None:
    open_page(page, f"{site}/east-west?year=2018&fact=paired-counties")
    page.locator("#proof [data-close]").click()
    choose(page, "year", "2017")
    expect(page.locator("#county-table tbody tr")).to_have_count(12)
    with page.expect_download() as waiting:
        take_workbook(page)
    name = r"zhejiang-data-east-west-year-2017-zh-[0-9a-f]{12}-\d{4}-\d\d-\d\d\.xlsx"
    assert re.fullmatch(name, waiting.value.suggested_filename)
    expect(told(page)).to_contain_text("已保存：zhejiang-data-east-west-year-2017-zh-")
    expect(menu(page)).to_have_text("下载")
    path = tmp_path / "data.xlsx"
    waiting.value.save_as(path)
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    told_first = [str(cell.value) for row in book.worksheets[0] for cell in row]
    assert any("2017年度及以前摘帽" in line for line in told_first)
    assert book["县表"].tables["table_county_table"].ref.endswith("13")


def test_links_follow_the_filters_and_leave_out_what_makes_no_sense(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province?grade=Z&city=330700")
    menu(page).click()
    link = page.locator("[data-take='JSON data']")
    expect(link).to_have_attribute("href", re.compile(r"page=in-province&city=330700$"))
    page.keyboard.press("Escape")
    choose(page, "grade", "A")
    expect(page.locator(".summary-line [data-view*='grade=A']")).to_have_count(1)
    menu(page).click()
    expect(link).to_have_attribute(
        "href", re.compile(r"/en/export/facts\.json\?page=in-province&city=330700&grade=A$")
    )


def test_impatience_starts_one_file_only(page: Page, site: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SHEET, hold)
    open_page(page, f"{site}/cases")
    take_workbook(page)
    expect(menu(page)).to_have_text("正在制作：Excel 工作簿 …")
    expect(told(page)).to_have_text("正在制作：Excel 工作簿 …")
    menu(page).click()
    expect(page.locator(WORKBOOK)).to_have_attribute("aria-disabled", "true")
    page.locator(WORKBOOK).click(force=True)
    menu(page).click()
    page.locator("[data-take='JSON 数据']").click(force=True)
    assert len(held) == 1
    with page.expect_download():
        held[0].continue_()
    expect(menu(page)).to_have_text("下载")
    expect(page.locator(WORKBOOK)).not_to_have_attribute("aria-disabled", "true")


REFUSALS = (
    (429, "text/plain", "正在制作别的文件，请稍候再试。\n", "正在制作别的文件，请稍候再试。"),
    (400, "text/plain", "筛选“城市”没有“x”这个值。\n", "筛选“城市”没有“x”这个值。"),
    (
        500,
        "text/plain",
        "…",
        "服务器没能做出这个文件（错误 500）。请稍后再试；若还不行，请告知本站的运行者。",
    ),
    (
        404,
        "text/html",
        "<h1>",
        "服务器没能做出这个文件（错误 404）。请稍后再试；若还不行，请告知本站的运行者。",
    ),
)


def refusing(status: int, kind: str, body: str) -> Callable[[Route], None]:
    def refuse(route: Route) -> None:
        route.fulfill(status=status, content_type=kind, body=body)

    return refuse


def test_a_refusal_is_told_beside_the_button(page: Page, site: str, watch: Watch) -> None:
    open_page(page, f"{site}/cases")
    for status, kind, body, sentence in REFUSALS:
        watch.allow(rf"status of {status}")
        page.route(SHEET, refusing(status, kind, body))
        take_workbook(page)
        expect(told(page)).to_have_text(sentence)
        expect(menu(page)).to_have_text("下载")


def test_a_place_in_the_queue_is_told_and_waited_for(page: Page, site: str, watch: Watch) -> None:
    watch.allow("status of 429")
    sentence = "前面还有 3 个文件要做；约 1 秒后再取，位置会保留。"
    asked: list[str] = []

    def queue(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) < 3:
            headers = {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "1"}
            route.fulfill(status=429, headers=headers, body=f"{sentence}\n")
        else:
            route.continue_()

    page.route(SHEET, queue)
    open_page(page, f"{site}/cases")
    with page.expect_download():
        take_workbook(page)
        expect(told(page)).to_have_text(f"排队：{sentence}会自动再取。")
        expect(menu(page)).to_have_text("正在制作：Excel 工作簿 …")
    assert len(asked) == 3
    expect(told(page)).to_contain_text("已保存")
    expect(menu(page)).to_have_text("下载")


def test_a_server_that_is_gone_is_told_and_the_next_try_works(page: Page, site: str, watch: Watch) -> None:
    watch.allow("ERR_CONNECTION_REFUSED")
    page.route(SHEET, lambda route: route.abort("connectionrefused"))
    open_page(page, f"{site}/cases")
    take_workbook(page)
    expect(told(page)).to_have_text("连不上服务器，文件没有做成。请检查网络，再试一次。")
    page.unroute(SHEET)
    with page.expect_download():
        take_workbook(page)


def test_the_menu_works_by_keyboard(page: Page, site: str) -> None:
    open_page(page, f"{site}/")
    menu(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-take]").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-take]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-take]").first).to_be_hidden()
    expect(menu(page)).to_be_focused()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.keyboard.press("Enter")
    page.locator("[data-print='']").press("Enter")
    expect(page).to_have_title("printed")
    expect(menu(page)).to_be_focused()


@pytest.mark.parametrize("viewport", PHONE, ids=["390"])
@pytest.mark.parametrize("path", ["/", "/en/east-west"])
def test_the_menu_fits_a_phone(page: Page, site: str, path: str) -> None:
    open_page(page, f"{site}{path}")
    menu(page).click()
    for one in page.locator(".take-away li > *").all():
        box = one.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for theme in ("light", "dark"):
        page.locator("html").evaluate("(html, theme) => html.setAttribute('data-bs-theme', theme)", theme)
        assert violations(page, ".page-tools") == []


def test_without_fetch_a_link_is_a_download_all_the_same(page: Page, site: str) -> None:
    open_page(page, f"{site}/cases?side=east-west")
    page.evaluate("window.fetch = undefined")
    with page.expect_download() as waiting:
        take_workbook(page)
    assert waiting.value.url.endswith("/export/data.xlsx?page=cases&side=east-west")
