"""Tables, lists and cells at every width: nothing is cut, nothing scrolls sideways, and what is folded opens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from dashboard.render.table import FEW, FIRST
from tests.browser.labels import labels_amiss
from tests.browser.test_journeys import open_drawn, open_page
from tests.browser.test_print import printed, squeezed
from tests.browser.widths import at_each

PATHS = [
    *("/", "/in-province", "/east-west", "/cases", "/cases/qingchuan-tea", "/sources"),
    *("/places/520000", "/places/513221", "/places/330300"),
]
WIDTHS: list[ViewportSize] = [
    {"width": width, "height": height}
    for width, height in ((390, 844), (768, 1024), (1366, 900), (1920, 1080))
]
OPEN = "for (const one of document.querySelectorAll('main details')) one.open = true"
# Tables and cells that are wider than what holds them, and words that reach out of their cell.
WIDE = """() => {
  const amiss = [], name = (one) => one.textContent.trim().slice(0, 40);
  for (const table of document.querySelectorAll('main table')) {
    const frame = table.parentElement.getBoundingClientRect();
    const heading = table.closest('[id]').id;
    if (document.documentElement.scrollWidth > innerWidth) amiss.push(`the page scrolls sideways: ${heading}`);
    for (const box of [table, ...table.querySelectorAll('caption, tbody th, tbody td')]) {
      if (!box.getClientRects().length) continue;
      const { left, right } = box.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) amiss.push(`${heading}: ${box.tagName} ${name(box)}`);
      const hatched = getComputedStyle(box).textIndent.startsWith('-');
      if (box.matches('th, td') && !hatched && box.scrollWidth > box.clientWidth + 1)
        amiss.push(`${heading}: over its cell: ${name(box)}`);
    }
  }
  return [...new Set(amiss)];
}"""
CELLS = """() => {
  const cells = [...document.querySelectorAll('#x-county-waffle .cell')];
  const boxes = cells.map((one) => one.getBoundingClientRect());
  const sizes = boxes.map(({ width, height }) => [width, height].map(Math.round));
  const cut = cells.filter((cell) => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    const inner = words.getBoundingClientRect(), outer = cell.getBoundingClientRect();
    const dots = cell.classList.contains('dotted') ? 8 : 0;
    return inner.left < outer.left || inner.right > outer.right || inner.top < outer.top
      || inner.bottom > outer.bottom - dots;
  });
  return { sizes: [...new Set(sizes.map(String))], cut: cut.map((one) => one.textContent), count: cells.length };
}"""
# Where a line of a heading begins with a stop.
STOPS = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement.closest('h1, h2, .deck, figcaption') || !/^[，。；：、！？）”]/.test(text.data)) continue;
    const stop = document.createRange();
    stop.setStart(text, 0);
    stop.setEnd(text, 1);
    const box = stop.getBoundingClientRect(), held = text.parentElement.closest('h1, h2, p').getBoundingClientRect();
    if (box.width && box.left < held.left + 2) found.push(text.parentElement.closest('h1, h2, p').textContent);
  }
  return found;
}"""


def at_each_width(page: Page, address: str) -> Iterator[int]:
    return at_each(page, WIDTHS, lambda: open_page(page, address))


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_no_table_is_wider_than_its_place(page: Page, site: str, path: str, lang: str) -> None:
    for width in at_each_width(page, f"{site}{lang}{path}"):
        page.evaluate(OPEN)
        assert page.evaluate(WIDE) == [], width


@pytest.mark.parametrize("lang", ["", "/en"])
def test_all_cells_of_a_waffle_are_alike_and_hold_their_names(page: Page, site: str, lang: str) -> None:
    for width in at_each_width(page, f"{site}{lang}/east-west"):
        cells = page.evaluate(CELLS)
        assert cells["count"] == 80
        assert len(cells["sizes"]) == 1, width
        assert cells["cut"] == [], width


@pytest.mark.parametrize("path", ["/", "/in-province", "/east-west"])
def test_no_line_begins_with_a_stop(page: Page, site: str, path: str) -> None:
    for width in at_each_width(page, f"{site}{path}"):
        assert page.evaluate(STOPS) == [], width


@pytest.mark.parametrize("lang", ["", "/en"])
def test_figures_along_years_are_neither_cut_nor_on_one_another(page: Page, site: str, lang: str) -> None:
    """At the width of a tablet too; other plots are measured with their pages."""
    for width in at_each(page, WIDTHS, lambda: open_drawn(page, f"{site}{lang}/chart/aid-funds")):
        assert labels_amiss(page) == [], width


def test_a_title_takes_few_lines(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    for path in PATHS:
        page.goto(f"{site}/en{path}")
        lines = "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
        assert page.locator("main h1").evaluate(lines) < 3.1, path


def test_a_card_names_its_cells(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/en/east-west")
    row = page.locator("#county-table tbody tr").first
    names = row.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    heads = page.locator("#county-table thead th").all_inner_texts()
    assert [name.strip('"') for name in names] == [head.strip(" ↕\n") for head in heads[1:]]


def test_on_a_phone_cells_of_all_cards_stand_below_one_another(page: Page, site: str) -> None:
    """And what a source does not state is a mark behind its name, after what it states."""
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{site}/en/east-west")
    lefts = """rows => [...new Set(rows.map((row) => [...row.cells].map((one) =>
        Math.round(one.getBoundingClientRect().left)).join()))]"""
    assert len(page.locator("#x-pairing-links tbody tr:visible").evaluate_all(lefts)) == 1
    tops = """rows => rows.map((row) => ['td:not(.not-stated)', '.not-stated'].map((cells) =>
        [...row.querySelectorAll(cells)].map((one) => one.getBoundingClientRect().top)))"""
    for stated, not_stated in page.locator("#x-outcomes-before-after tbody tr").evaluate_all(tops):
        assert max(stated) <= min(not_stated)
    mark = page.locator("#x-outcomes-before-after .not-stated").first
    assert mark.evaluate("one => getComputedStyle(one, '::after').backgroundImage").startswith("repeating")
    assert mark.evaluate("one => one.getBoundingClientRect().height") < 30


def test_on_a_phone_a_long_table_shows_few_cards_and_says_so(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{site}/en/east-west")
    told, cards = (
        page.locator("#x-county-table .rows summary"),
        page.locator("#county-table tbody tr:visible"),
    )
    assert told.inner_text().startswith(f"The first {FEW} of 80.")
    expect(cards).to_have_count(FEW)
    told.click()
    expect(cards).to_have_count(80)
    assert told.inner_text().endswith(f"the first {FEW}")


def test_on_a_phone_what_many_figures_mean_stands_beside_them(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{site}/en/east-west")
    beside = """all => all.every((one) => {
      const [value, label] = ['.value', '.label'].map((part) => one.querySelector(part).getBoundingClientRect());
      return value.right <= label.left && Math.abs(value.top - label.top) < 8;
    })"""
    assert page.locator("#x-people-sent .card-figure").evaluate_all(beside)


def test_without_scripts_a_fold_opens_and_a_link_shows_its_row(page: Page, site: str) -> None:
    assert page.context.browser
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site}/sources#phrase-intensity")
    rows = plain.locator("#phrases tbody tr:visible")
    expect(rows).to_have_count(FIRST + 1)
    plain.locator("#phrases .rows summary").press("Enter")
    expect(rows).to_have_count(plain.locator("#phrases tbody tr").count())
    context.close()


def test_the_fold_says_how_many_rows_are_on_show(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    expect(page.locator("#x-county-table .rows summary")).to_contain_text(f"The first {FIRST} of 80")
    rows = page.locator("#county-table tbody tr:visible")
    expect(rows).to_have_count(FIRST)
    page.locator("#x-county-table .rows summary").click()
    expect(rows).to_have_count(80)


@pytest.mark.parametrize("place", ["phrases", "document", "research"])
def test_a_link_into_a_fold_opens_it(page: Page, site: str, place: str) -> None:
    open_page(page, f"{site}/sources")
    target = page.locator(f"#{place} tbody tr[id], #{place} details[id^=source-]").last
    expect(target).to_be_hidden()
    page.evaluate("id => { window.location.hash = id; }", target.get_attribute("id"))
    expect(target).to_be_in_viewport()


def test_a_proof_opens_the_fold_of_its_row(page: Page, site: str) -> None:
    open_page(page, f"{site}/cases")
    fact = page.locator("#x-case-after tbody [data-fact]").last.get_attribute("data-fact")
    figure = page.locator(f"#x-case-after [data-fact={fact}]").first
    expect(figure).to_be_hidden()
    page.goto(f"{site}/cases?fact={fact}")
    expect(figure).to_be_in_viewport()
    expect(page.locator("#proof h2")).to_be_visible()


def test_a_sort_holds_its_column_while_filters_leave_others_out(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    page.get_by_role("button", name="Delisted, assessment year").click()
    expect(page.locator("#county-table th[aria-sort]")).to_contain_text("Delisted")
    page.evaluate("history.pushState({}, '', '?class=none'); dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator("#county-table caption")).to_contain_text("Deep poverty: not found")
    expect(page.locator("#county-table th[aria-sort]")).to_contain_text("Delisted")


def test_paper_has_the_head_of_a_fold_and_says_where_the_rest_is(page: Page, site: str) -> None:
    open_page(page, f"{site}/en/east-west")
    text = "".join(printed(page))
    assert squeezed("The first 10 of 80. The others are on the page and in its download.") in text
    assert squeezed("Show all") not in text
