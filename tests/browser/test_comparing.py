"""Places side by side, on a phone and on a desk: drawn on one scale, with differences or the reason why not."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journeys import open_drawn

SIZES = [{"width": 390, "height": 844}, {"width": 1366, "height": 900}]
SCALES = """(graph) => {
  const { _fullLayout: layout } = graph;
  return Object.keys(layout).filter((name) => /^yaxis\\d*$/.test(name)).map((name) => {
    const { range, _length: pixels } = layout[name];
    return Math.round((range[1] - range[0]) / pixels * 1e6);
  });
}"""


def table_of(page: Page, key: str) -> str:
    page.locator(f"#x-{key} figcaption details:not(.source-line) > summary").click()
    return page.locator(f"#x-{key} figcaption table").inner_text()


@pytest.mark.parametrize("viewport", SIZES, ids=lambda size: str(size["width"]))
def test_two_provinces_and_two_cities_are_drawn_on_one_scale(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west?compare=520000,510000")
    scales: list[Any] = page.locator("#x-delisting .js-plotly-plot").evaluate(SCALES)
    assert len(scales) == 2
    assert len(set(scales)) == 1
    told = table_of(page, "delisting")
    assert "Guizhou less Sichuan" in told
    assert "−6" in told
    expect(page.locator("#x-outcomes-lifted")).to_contain_text("Not subtracted: different periods")
    expect(page.locator("#x-delisting-provinces .plot")).to_be_hidden()
    open_drawn(page, f"{site}/en/in-province?compare=331100,330100")
    named = page.locator("#x-city-incomes .plot text[data-unformatted^='<b>']")
    assert {"<b>Lishui</b>", "<b>Hangzhou</b>"} <= set(
        named.evaluate_all("all => all.map((one) => one.dataset.unformatted)")
    )
    assert "Less Lishui" in table_of(page, "city-incomes")
