"""On paper: A4, light, with filters, sources and address, no control, and no exhibit cut."""

import math
import re
import unicodedata
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.test_journeys import open_drawn, open_page
from tests.pages import PACKAGE

A4 = (210, 297)  # mm
POINT = 25.4 / 72  # mm
LONG = {
    "further-aid",
    "aid-funds",
    "case-cards",
    "outcomes-before-after",
}  # longer than a sheet, in one language at least
LIGATURE = re.compile("[\ufb00-\ufb06]")
RADICAL = "[\u2e80-\u2fdf]"
DASHES = "-–—‒−"


def squeezed(text: str) -> str:
    """Without white space, and with ligatures taken apart, which a file of pages has."""
    return "".join(LIGATURE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text).split())


def pattern(text: str) -> str:
    """A file of pages has radicals for some characters, and another dash or none for a dash."""
    return "".join(".?" if one in DASHES else f"(?:{re.escape(one)}|{RADICAL})" for one in squeezed(text))


def printed(page: Page) -> list[str]:
    """The text of each sheet, without white space."""
    file = page.pdf(prefer_css_page_size=True)
    sheets = PdfReader(BytesIO(file)).pages
    for sheet in sheets:
        size = (float(sheet.mediabox.width) * POINT, float(sheet.mediabox.height) * POINT)
        assert all(math.isclose(one, other, abs_tol=1) for one, other in zip(size, A4, strict=True))
    return [squeezed(sheet.extract_text()) for sheet in sheets]


def exhibits(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('figure.exhibit:not(.not-chosen)')].map(figure =>
             [figure.id.slice(2), ['.finding', '.source-line'].map(one => figure.querySelector(one).textContent)]))"""
    )
    return found


def sheets_with(sheets: list[str], text: str) -> list[int]:
    wanted = re.compile(pattern(text))
    return [number for number, sheet in enumerate(sheets) if wanted.search(sheet)]


@pytest.mark.parametrize(
    ("path", "least", "most"),
    [
        ("/in-province", 6, 10),
        ("/en/east-west", 9, 14),
        ("/en/cases?side=east-west", 3, 5),
        ("/sources", 3, 6),
    ],
)
def test_sheets_hold_whole_exhibits(page: Page, site: str, path: str, least: int, most: int) -> None:
    page.emulate_media(color_scheme="dark")
    open_drawn(page, f"{site}{path}")
    shown = exhibits(page)
    sheets = printed(page)
    assert least <= len(sheets) <= most
    for key, (finding, sources) in shown.items():
        heading, foot = sheets_with(sheets, finding), sheets_with(sheets, sources)
        assert heading, f"{key}: no finding"
        assert foot, f"{key}: no sources"
        if key not in LONG:
            assert set(heading) & set(foot), f"{key} is cut"


def test_the_first_line_says_what_was_printed_and_controls_stay_on_the_screen(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west?year=2018")
    sheets = printed(page)
    first = sheets[0]
    head = first[: first.index(squeezed(page.locator("main h1").inner_text()))]
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    version = PACKAGE.version
    for said in ("Delisting (assessment year) Delisted by 2018", version, today, page.url, page.title()):
        assert squeezed(said) in head
    text = "".join(sheets)
    for control in ("Theme", "Reset", "Download", "PNG", "Data table"):
        assert control not in text


def test_heads_of_tables_are_repeated_and_an_opened_table_is_printed(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west")
    heads = page.locator("#county-table thead").inner_text()
    page.locator("#x-county-table .rows summary").click()
    page.locator("#x-delisting figcaption summary").click()
    sheets = printed(page)
    begins = sheets_with(sheets, page.locator("#x-county-table .finding").inner_text())[0]
    repeated = sheets_with(sheets, heads.replace("↕", ""))
    assert repeated == list(range(begins, begins + len(repeated)))
    assert len(repeated) > 2
    rows = page.locator("#x-delisting tbody tr").all_inner_texts()
    assert [row for row in rows if not sheets_with(sheets, row)] == []


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
