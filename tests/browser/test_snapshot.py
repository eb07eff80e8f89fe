"""The file to take away, opened from a disk with the network off."""

import re
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.package.load import Package
from dashboard.pages.view import parse_view
from dashboard.render.site import Site
from tests.browser.conftest import PATIENCE_MS, Watch

QUERY = "page=east-west&show=county-waffle,delisting,pairing-map,aid-funds,county-table&year=2018"
FACT = "paired-counties"
PLOTS = ("delisting", "pairing-map")
DASHBOARD = "window.dash_clientside.dashboard"


@pytest.fixture(scope="module")
def file(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("taken away") / "snapshot.html"
    with urllib.request.urlopen(f"{site}/en/export/snapshot.html?{QUERY}") as answer:
        path.write_bytes(answer.read())
    return path


@pytest.fixture
def context(browser: Browser, watch: Watch, file: Path) -> Iterator[BrowserContext]:
    """Without a network, and with every request counted: the file is the only one."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    context.set_offline(True)
    watch.over(context)
    watch.allow(f"^request left this machine: {re.escape(file.as_uri())}(#.*)?$")
    yield context
    context.close()


@pytest.fixture
def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    drawn(page)
    return page


def drawn(page: Page) -> None:
    page.evaluate(f"() => {DASHBOARD}.drawAll()")
    for key in PLOTS:
        expect(page.locator(f"#x-{key} .main-svg").first).to_be_attached()


@pytest.fixture
def selected(package: Package) -> dict[str, tuple[Any, ...]]:
    """The rows of each exhibit of the file."""
    view = parse_view(QUERY, Site(package=package, texts={}), "en")
    return {item.exhibit.key: item.exhibit.select(item.choices).rows for item in view.items}


def test_it_shows_what_the_filters_leave(opened: Page, selected: dict[str, tuple[Any, ...]]) -> None:
    names = [member.area.name_en for member in selected["county-table"]]
    assert opened.locator("#county-table tbody th").all_inner_texts() == names
    assert opened.locator("#x-county-waffle .cell").count() == len(selected["county-waffle"])
    years = Counter(member.value("delisted_year") for member in selected["delisting"])
    rows = opened.locator("#x-delisting tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    counted = {row[0]: int(row[1]) for row in rows if row[0].isdigit() and row[1].isdigit()}
    assert counted == {year: count for year, count in years.items() if year.isdigit()}
    assert opened.locator("#x-pairing-map .js-fill").count() > len(selected["county-waffle"])
    expect(opened.locator(".snapshot-about")).to_contain_text("Delisted by 2018")
    expect(opened.locator("#x-delisting .filter-line")).to_contain_text("Delisted by 2018")


def test_the_theme_changes_page_and_plots(opened: Page) -> None:
    def colours() -> tuple[Any, Any]:
        label = opened.locator("#x-delisting .main-svg text").first
        return (
            opened.evaluate("getComputedStyle(document.body).backgroundColor"),
            label.evaluate("one => one.style.fill"),
        )

    before = colours()
    opened.locator("#theme-switch").click()
    drawn(opened)
    after = colours()
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_proof_opens_by_keyboard_leads_on_and_closes(opened: Page) -> None:
    panel = opened.locator("#proof")
    figure = opened.locator(f"main [data-fact={FACT}]:visible").first
    figure.focus()
    opened.keyboard.press("Enter")
    expect(panel).to_contain_text("paragraph 1, characters 277")
    expect(panel.locator("h2")).to_be_focused()
    assert opened.evaluate("location.hash") == f"#fact={FACT}"
    opened.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(figure).to_be_focused()
    assert opened.evaluate("location.hash") == ""
    opened.locator("#x-county-waffle .cell").first.click()
    expect(panel.locator(".proof-place")).to_have_text("Barkam (Ma'erkang) City")
    assert panel.locator("a").evaluate_all(
        "links => links.every(link => /^(#|http)/.test(link.getAttribute('href')))"
    )


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (f"#fact={FACT}", "Zhejiang supports 80 paired counties."),
        ("#derived=counties:by=2018;province=510000", "Formula"),
        ("#fact=nowhere", "There is no such figure"),
    ],
)
def test_an_address_with_a_figure_opens_its_proof(page: Page, file: Path, place: str, told: str) -> None:
    page.goto(file.as_uri() + place)
    expect(page.locator("#proof")).to_contain_text(told)


def test_every_mark_of_a_plot_has_its_proof(opened: Page) -> None:
    marks = opened.locator(".js-plotly-plot").evaluate_all(
        "plots => plots.flatMap(plot => plot.data).flatMap(trace => trace.customdata || []).filter(Boolean)"
    )
    assert len(set(marks)) > 40
    for mark in set(marks):
        opened.evaluate(f"mark => {DASHBOARD}.openMark({{points: [{{customdata: mark}}]}})", mark)
        expect(
            opened.locator("#proof .formula, #proof .statement, #proof .proof-place").first
        ).to_be_visible()
    opened.evaluate(f"mark => {DASHBOARD}.openMark({{points: [{{customdata: mark}}]}})", marks[0])
    expect(opened.locator("#proof .formula, #proof .statement").first).to_be_visible()


def test_slides_move_by_keys_and_escape_leads_back(opened: Page) -> None:
    current = opened.locator("section.slide[data-current]")
    opened.locator("[data-start]").click()
    expect(current).to_have_attribute("data-slide", "1")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("PageDown")
    expect(current).to_have_attribute("data-exhibit", "delisting")
    expect(current.locator(".main-svg").first).to_be_attached()
    opened.keyboard.press("End")
    expect(current).to_have_attribute("data-exhibit", "county-table")
    opened.keyboard.press("Home")
    expect(current).to_have_attribute("data-slide", "1")
    opened.keyboard.press("Escape")
    expect(opened.locator("[data-present]")).to_have_count(0)
    expect(opened.locator("[data-start]")).to_be_focused()
    drawn(opened)
    opened.locator("#x-county-waffle .cell").first.click()
    expect(opened.locator("#proof")).to_be_visible()


def test_an_address_with_a_number_opens_that_slide(page: Page, file: Path) -> None:
    page.goto(f"{file.as_uri()}#3")
    expect(page.locator("section.slide[data-current]")).to_have_attribute("data-slide", "3")


def test_a_place_is_told_by_a_panel(opened: Page) -> None:
    opened.locator("#x-county-waffle .cell").first.click()
    opened.locator("#proof a[href='#place=513201']").click()
    expect(opened.locator("#proof .proof-place")).to_have_text("Barkam (Ma'erkang) City")
    expect(opened.locator("#proof h3").first).to_be_visible()
    assert opened.evaluate("location.hash").startswith("#place=")
    expect(opened.locator("#proof a[href$='/en/places/513201']")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#proof")).to_be_hidden()


def test_it_is_searched_without_a_server(opened: Page) -> None:
    opened.keyboard.press("/")
    field, panel = opened.locator("#find-q"), opened.locator("#proof")
    field.fill("maerkagn")  # with two letters changed about
    expect(opened.locator(".search-dialog [role=status]")).to_contain_text("found")
    field.press("ArrowDown")
    field.press("Enter")
    expect(panel.locator(".proof-place")).to_have_text("Barkam (Ma'erkang) City")
    assert opened.evaluate("location.hash") == "#place=513201"
    opened.keyboard.press("Escape")
    opened.locator("header [data-find]").click()
    field.fill("no such thing")
    expect(opened.locator(".search-dialog [role=status]")).to_contain_text("Nothing is found")
    field.fill("delisting")
    opened.locator(".search-dialog a[href='#x-delisting']").click()
    expect(opened.locator(".search-dialog")).to_have_count(0)
    expect(opened.locator("#x-delisting")).to_be_in_viewport()


def test_tables_sort_and_files_come_from_the_file(opened: Page, tmp_path: Path) -> None:
    opened.locator("#county-table thead .sort").first.click()
    names = opened.locator("#county-table tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    with opened.expect_download() as waiting:
        opened.locator("[data-download=delisting]").click()
    waiting.value.save_as(tmp_path / "table.csv")
    head = (tmp_path / "table.csv").read_text("utf-8-sig")
    assert "Delisted by 2018" in head
    assert re.search(r"# Address,http://127\.0\.0\.1:\d+/en/east-west\?year=2018#x-delisting", head)
    for button, ending in (("[data-picture]", ".svg"), ("[data-png='2']", "-2x.png")):
        with opened.expect_download() as waiting:
            opened.locator(f"#x-pairing-map {button}").click()
        named = rf"zhejiang-pairing-map-east-west-year-2018-en-[0-9a-f]+-\d{{4}}-\d\d-\d\d{ending}"
        assert re.fullmatch(named, waiting.value.suggested_filename)
