"""Tables: cards on a phone, folds that open, one stop of the keyboard, a sort that holds."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.render.table import FEW, FIRST
from tests.browser.test_journeys import open_page
from tests.browser.test_print import printed, squeezed


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


@pytest.mark.parametrize("path", ["/east-west", "/places/513221", "/places/520000"])
def test_no_line_of_a_chinese_cell_ends_within_a_figure_or_a_name(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    open_page(page, f"{site}{path}")
    parted = (
        """texts => texts.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)"""
    )
    figures = page.locator("main .data-table .fig:visible, main .data-table .sort:visible")
    assert figures.evaluate_all(parted) == []
    wrapped = """cells => cells.flatMap((cell) => {
      const words = document.createRange(), text = cell.firstChild;
      return [...(text?.data ?? "").matchAll(/[^\\s·（）、：]{2,7}/g)].filter(({ index, 0: word }) => {
        words.setStart(text, index);
        words.setEnd(text, index + word.length);
        return words.getClientRects().length > 1;
      }).map(([word]) => word);
    })"""
    assert page.locator("main .sortable td:visible").evaluate_all(wrapped) == []


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
    text = "".join(sheet.text for sheet in printed(page))
    assert squeezed("The first 10 of 80. The others are on the page and in its download.") in text
    assert squeezed("Show all") not in text
