"""Sorting, downloading and filtering from a proof: all in the browser; only a filter asks the server, once."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import choose
from tests.browser.test_journeys import open_drawn, open_page, server_calls

Lines = list[list[str]]
PHONE_AND_DESK: list[ViewportSize] = [{"width": 390, "height": 844}, {"width": 1366, "height": 900}]
# Between the filters and, on a phone, the panel.
EXPLAINED_IN_SIGHT = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [band, panel] = [box("form.filters"), box("#proof")];
  return [...document.querySelectorAll("main .explained")].some((one) => {
    const { top, bottom, height } = one.getBoundingClientRect();
    return height && band.bottom <= top && bottom <= (panel.top || innerHeight);
  });
}"""


def sort_by(page: Page, table: str, column: int) -> None:
    page.locator(f"#{table} thead th").nth(column).get_by_role("button").click()


def column_of(page: Page, table: str, column: int) -> list[str]:
    return page.locator(f"#{table} tbody tr > :nth-child({column + 1})").all_inner_texts()


def downloaded(page: Page, key: str, folder: Path) -> Lines:
    with page.expect_download() as waiting:
        page.locator(f"[data-download='{key}']").click()
    assert waiting.value.suggested_filename.startswith(f"zhejiang-{key}-")
    path = folder / "table.csv"
    waiting.value.save_as(path)
    return lines_of(path.read_bytes())


def lines_of(content: bytes) -> Lines:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def parts_of(lines: Lines) -> tuple[dict[str, str], Lines]:
    """The head of a file by name, and the rows below it."""
    gap = lines.index([])
    return {line[0]: line[1] for line in lines[:gap]}, lines[gap + 1 :]


def test_names_sort_by_pinyin_and_back_without_a_server_call(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west")
    came = column_of(page, "county-table", 0)
    heading = page.locator("#county-table thead th").first
    with server_calls(page) as calls:
        sort_by(page, "county-table", 0)
        rising = column_of(page, "county-table", 0)
        expect(heading).to_have_attribute("aria-sort", "ascending")
        sort_by(page, "county-table", 0)
        falling = column_of(page, "county-table", 0)
        expect(heading).to_have_attribute("aria-sort", "descending")
        sort_by(page, "county-table", 0)
    assert calls == []
    assert rising[:3] == ["阿坝县", "安龙县", "安图县"]
    assert falling == rising[::-1]
    assert column_of(page, "county-table", 0) == came
    assert heading.get_attribute("aria-sort") is None
    assert sorted(rising) == sorted(came)


def test_years_sort_as_numbers_equals_stay_and_unknown_is_last(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    came = [name for name, year in _names_and_years(page) if year == "2019"]
    for falling in (False, True):
        sort_by(page, "county-table", 4)
        rows = _names_and_years(page)
        years = [year[:4] for _, year in rows if year[:4].isdigit()]
        assert years == sorted(years, reverse=falling)
        assert all(year[:4].isdigit() for _, year in rows[: len(years)])
        assert [name for name, year in rows if year == "2019"] == came


def _names_and_years(page: Page) -> list[tuple[str, str]]:
    return list(zip(column_of(page, "county-table", 0), column_of(page, "county-table", 4), strict=True))


def test_the_order_is_kept_after_a_filter(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    sort_by(page, "county-table", 0)
    for year, count in (("2018", 37), ("all", 80)):
        choose(page, "year", year)
        expect(page.locator("#county-table tbody tr")).to_have_count(count)
        names = column_of(page, "county-table", 0)
        assert names == sorted(names, key=str.casefold)
        expect(page.locator("#county-table [aria-sort='ascending']")).to_have_count(1)


def test_a_table_elsewhere_sorts_too(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    sort_by(page, "areas-table", 1)
    cities = column_of(page, "areas-table", 1)
    assert cities == sorted(cities)
    assert len(cities) == 29


def test_the_county_table_downloads_as_it_stands(page: Page, site: str, tmp_path: Path) -> None:
    open_page(page, f"{site}/east-west")
    choose(page, "year", "2018")
    expect(page.locator("#county-table tbody tr")).to_have_count(37)
    head, rows = parts_of(downloaded(page, "county-table", tmp_path))
    assert rows[0] == [
        "县（市、区）",
        "省 · 市州",
        "县的类别",
        "深度贫困",
        "摘帽考核年度",
        "浙江结对",
        "证据",
    ]
    assert [row[0] for row in rows[1:]] == column_of(page, "county-table", 0)
    assert len(rows) == 1 + 37
    assert "2018" in head["# 筛选"]
    assert head["# 标题"].startswith(page.locator("#x-county-table .finding").inner_text())
    assert head["# 来源"]
    assert not head["# 来源"].startswith("来源")
    assert head["# 数据版本"] in page.locator("#page > footer").inner_text()
    assert head["# 网址"] == f"{page.url}#x-county-table"


@pytest.mark.parametrize("path", ["/east-west", "/en/in-province"])
def test_every_exhibit_has_a_download_with_rows(page: Page, site: str, path: str) -> None:
    open_page(page, f"{site}{path}")
    exhibits = page.locator("figure.exhibit")
    keys = [str(one.get_attribute("id")).removeprefix("x-") for one in exhibits.all()]
    for key in keys:
        address = page.locator(f"[data-download='{key}']").evaluate("link => link.href")
        answer = page.request.get(address)
        assert f'filename="zhejiang-{key}-' in answer.headers["content-disposition"]
        head, rows = parts_of(lines_of(answer.body()))
        assert len(head) >= 4, key
        assert rows, key
        assert all(len(row) > 1 for row in rows), key


@pytest.mark.parametrize("viewport", PHONE_AND_DESK, ids=["390", "1366"])
def test_a_county_filters_the_page_by_what_it_is(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/east-west")
    page.locator("#x-county-waffle .cell[data-county='522636']").click()
    only = page.locator("#proof").get_by_role("button", name="只看贵州省")
    expect(only).to_be_visible()
    with server_calls(page) as calls:
        only.click()
        expect(page.locator("#county-table tbody tr")).to_have_count(24)
    assert len(calls) == 1
    assert "province=520000" in page.url
    expect(only).to_have_attribute("aria-pressed", "true")
    marked = page.locator("main .explained")
    assert {one.get_attribute("data-county") for one in marked.all()} == {"522636"}
    page.wait_for_function(EXPLAINED_IN_SIGHT)
    only.click()
    expect(page.locator("#county-table tbody tr")).to_have_count(80)


def test_a_count_filters_the_page_by_its_criteria(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/in-province")
    page.locator("[data-derived^='areas:city=331100']").first.click()
    page.locator("#proof [data-filter-name='city']").click()
    expect(page.locator("#areas-table tbody tr")).to_have_count(9)
    assert "city=331100" in page.url


def test_a_page_without_the_filter_does_not_offer_it(page: Page, site: str) -> None:
    open_page(page, f"{site}/?county=522636")
    expect(page.locator("#proof .proof-place")).to_be_visible()
    expect(page.locator("#proof [data-filter-name]").first).to_be_hidden()


def test_an_empty_exhibit_says_why_and_offers_the_way_out(page: Page, site: str) -> None:
    open_page(page, f"{site}/east-west?province=220000&class=provincial")
    empty = page.locator("#x-county-table .empty")
    expect(empty).to_contain_text("起作用的筛选：省份、县的类别")
    expect(page.locator("[data-download='county-table']")).to_have_count(0)
    empty.get_by_role("button").click()
    expect(page.locator("#county-table tbody tr")).to_have_count(80)
    expect(page.locator("main")).to_be_focused()
