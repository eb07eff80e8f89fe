"""On paper: A4 or A3, light, with filters, sources and address, no control, no small type, and no exhibit cut."""

import math
import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from tests.browser.test_journeys import open_drawn, open_page
from tests.pages import PACKAGE

A4, A3 = (210, 297), (420, 297)  # mm
HEAD, FOOT = 11, 14  # mm of margin
LEAST = 9  # points
HIDDEN = 1  # points: the names that a map has no room for
BLANK = 0.35  # of a sheet: a third, and the room that a plot keeps below its last words
POINT = 25.4 / 72  # mm
LIGATURE = re.compile("[\ufb00-\ufb06]")
RADICAL = "[\u2e80-\u2fdf]"
DASHES = "-–—‒−"


def squeezed(text: str) -> str:
    """Without white space, and with ligatures taken apart, which a file of pages has."""
    return "".join(LIGATURE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text).split())


def pattern(text: str) -> str:
    """A file of pages has radicals for some characters, and another dash or none for a dash."""
    return "".join(".?" if one in DASHES else f"(?:{re.escape(one)}|{RADICAL})" for one in squeezed(text))


@dataclass(frozen=True)
class Sheet:
    """Its text without white space; its words, each with its size and its height above the foot; all in points."""

    text: str
    words: list[tuple[str, float, float]]
    height: float


def read(sheet: PageObject) -> Sheet:
    words: list[tuple[str, float, float]] = []

    def visit(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        if text.strip():
            scales = (abs(one[0] * one[3] - one[1] * one[2]) ** 0.5 for one in (outer, inner))
            height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            words.append((text.strip(), size * math.prod(scales), height))

    return Sheet(squeezed(sheet.extract_text(visitor_text=visit)), words, float(sheet.mediabox.height))


def printed(page: Page, paper: tuple[int, int] = A4) -> list[Sheet]:
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        size = (float(sheet.mediabox.width) * POINT, float(sheet.mediabox.height) * POINT)
        assert all(math.isclose(one, other, abs_tol=1) for one, other in zip(size, paper, strict=True))
    return [read(sheet) for sheet in sheets]


def faults_of(sheet: Sheet, *foot: str) -> list[str]:
    """What a sheet lacks at its foot, what is too small on it to be read, and how much of it is blank."""
    told = [f"{one}: {size:.1f} pt" for one, size, _ in sheet.words if HIDDEN < size < LEAST - 0.1]
    told += [f"no {one}" for one in foot if not sheets_with([sheet], one)]
    low, high = FOOT / POINT, sheet.height - HEAD / POINT
    lowest = min(height for _, _, height in sheet.words if height > low)
    blank = (lowest - low) / (high - low)
    return told + ([f"blank: {blank:.2f}"] if blank > BLANK else [])


def exhibits(page: Page) -> dict[str, Any]:
    """Of each its finding, sources and head of its table, and whether it is to stand on one sheet; after printing."""
    found: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries(
             [...document.querySelectorAll('figure.exhibit:not(.not-chosen, .is-unmoved)')].map(figure =>
             [figure.id.slice(2), [...['.finding', '.source-line', '.drawing thead']
                                      .map(one => figure.querySelector(one)?.innerText.replaceAll('↕', '') || ''),
                                   figure.matches(':has(> .plot):not(.is-long)')]]))"""
    )
    return found


def sheets_with(sheets: list[Sheet], text: str) -> list[int]:
    wanted = re.compile(pattern(text))
    return [number for number, sheet in enumerate(sheets) if wanted.search(sheet.text)]


@pytest.mark.parametrize(
    ("path", "least", "most", "filters"),
    [
        ("/in-province", 7, 10, "没有筛选"),
        ("/en/in-province", 9, 13, "No filter"),
        ("/en/east-west", 12, 14, "No filter"),
        ("/en/east-west?province=520000", 7, 9, "Province Guizhou Province"),
        ("/cases", 4, 6, "没有筛选"),
        ("/sources", 4, 6, "没有筛选"),
    ],
)
def test_sheets_hold_whole_exhibits(
    page: Page, site: str, path: str, least: int, most: int, filters: str
) -> None:
    """And say what they are of; no type is small, and no third of a sheet is blank, but of the last."""
    page.emulate_media(color_scheme="dark")
    open_drawn(page, f"{site}{path}")
    sheets = printed(page)
    assert least <= len(sheets) <= most
    foot = f"{page.title()} · {filters}"
    faults = [faults_of(sheet, foot, f"{at} / {len(sheets)}") for at, sheet in enumerate(sheets, 1)]
    assert [*faults[:-1], [one for one in faults[-1] if "blank" not in one]] == [[] for _ in sheets]
    for key, (finding, sources, head, whole) in exhibits(page).items():
        heading, ending = sheets_with(sheets, finding), sheets_with(sheets, sources)
        assert heading, f"{key}: no finding"
        assert ending, f"{key}: no sources"
        assert set(heading) & set(sheets_with(sheets, head)), f"{key}: a heading without its table"
        if whole:
            assert set(heading) & set(ending), f"{key} is cut"


def test_the_first_line_says_what_was_printed_and_controls_stay_on_the_screen(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?year=2018")
    sheets = printed(page)
    first = sheets[0].text
    head = first[: first.index(squeezed(page.locator("main h1").inner_text()))]
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    version = PACKAGE.version
    for said in ("Delisting Delisted by 2018", version, today, page.url, page.title()):
        assert squeezed(said) in head
    text = "".join(sheet.text for sheet in sheets)
    for control in ("Theme", "Reset", "Download", "PNG", "Data table"):
        assert control not in text


def test_heads_of_tables_are_repeated_and_an_opened_table_is_printed(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west")
    heads = page.locator("#county-table thead").inner_text()
    page.locator("#x-county-table .rows summary").click()
    page.locator("#x-delisting figcaption details:not(.source-line) summary").click()
    labels = [squeezed(one) for one in page.locator("#x-aid-funds .annotation-text").all_text_contents()]
    sheets = printed(page)
    begins = sheets_with(sheets, page.locator("#x-county-table .finding").inner_text())[0]
    repeated = sheets_with(sheets, heads.replace("↕", ""))
    assert repeated == list(range(begins, begins + len(repeated)))
    assert len(repeated) > 2
    axis = sheets_with(sheets, "2012 2015 2018")
    first = sheets_with(sheets, page.locator("#x-aid-funds .finding").inner_text())[0]
    assert axis == list(range(first, first + len(axis)))
    assert len(axis) > 1
    highest = [max(sheets[at].words, key=lambda one: one[2])[0] for at in axis[1:]]
    assert highest == ["2012" for _ in axis[1:]]
    assert len(labels) > 30
    text, said = ("".join(sheets[at].text for at in axis), " ".join(labels))
    assert {one: text.count(one) for one in labels} == {one: said.count(one) for one in labels}
    rows = page.locator("#x-delisting tbody tr").all_inner_texts()
    assert [row for row in rows if not sheets_with(sheets, row)] == []


def test_a_plot_taller_than_a_sheet_is_cut_between_its_marks(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('#x-aid-funds .plot tbody td > div')].map(row => {
             const { top, bottom } = row.getBoundingClientRect();
             const marks = [...row.querySelectorAll('text, .point')].map(mark => mark.getBoundingClientRect());
             return marks.filter(mark => mark.top < top - 1 || mark.bottom > bottom + 1).length;
           })"""
    )
    assert len(cut) > 5
    assert not any(cut)


def test_paper_is_light_complete_and_leaves_the_screen_as_it_was(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/east-west")
    page.locator("#x-county-waffle .cell").first.wait_for()
    page.wait_for_function("() => window.dash_clientside.dashboard.loadPlotly && window.Plotly")
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    before = page.evaluate(ink)
    # Nothing below the first screen has been drawn yet, and a browser that prints does not wait.
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    on_paper = page.evaluate(ink)
    undrawn = page.locator(".plot:not(:has(.main-svg))").count()
    labels = page.locator("#x-delisting .main-svg text").count()
    areas = page.locator("#x-pairing-map .scatterlayer .js-fill").count()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert undrawn == 0
    assert labels > 5
    assert areas > 80
    assert on_paper != before
    assert page.evaluate(ink) == before
    assert page.evaluate("document.documentElement.dataset.bsTheme") is None


def test_for_the_wall_a_page_is_a3_across_and_its_charts_are_paired(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west")
    page.evaluate("document.documentElement.classList.add('on-wall')")
    sheets = printed(page, A3)
    assert 9 <= len(sheets) <= 11
    assert [faults_of(sheet) for sheet in sheets[:-1]] == [[] for _ in sheets[:-1]]
    found = {key: sheets_with(sheets, finding) for key, (finding, *_) in exhibits(page).items()}
    assert [key for key, places in found.items() if not places] == []
    beside = [found[key] for key in ("delisting-provinces", "delisting-approved")]
    assert beside[0] == beside[1]
    assert page.evaluate("document.documentElement.className") == ""


def test_no_name_and_no_date_in_a_table_is_broken(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/cases")
    page.set_viewport_size({"width": 703, "height": 1028})  # a sheet less its margins
    page.emulate_media(media="print")
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.data-table tbody :is(th, td)')]
          .filter(cell => cell.getClientRects().length && /^([一-鿿]{2,4}|[-\\d]{7,10})$/.test(cell.textContent))
          .map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [cell.textContent, new Set([...range.getClientRects()].map(rect => Math.round(rect.top / 4))).size];
          })"""
    )
    assert len(rows) > 8
    assert [name for name, lines in rows if lines > 1] == []
