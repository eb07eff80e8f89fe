"""Every exhibit can be drawn under every single choice of its page's filters, and under spans of years."""

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.exhibit import show
from dashboard.filters import Filter
from dashboard.package.load import Package
from dashboard.pages import Page
from dashboard.pages.uses import EXHIBITING


def choices_of(item: Filter, package: Package) -> Iterator[Any]:
    values = [option.value for option in item.options(package, "zh")]
    match item.kind:
        case "many":
            yield ()
            yield from ((value,) for value in values)
        case "one":
            yield from values[1:]
        case "range":
            years = [int(value) for value in values]
            yield from ((year, year) for year in years)
            yield from ((years[0], year) for year in years[:-1])
            yield from ((year, years[-1]) for year in years[1:])
        case "text":
            yield from ("县", "a", "nothing of that name")


@pytest.mark.parametrize(
    ("page", "item"),
    [(page, item) for page in EXHIBITING for item in page.filters],
    ids=lambda one: one.key if isinstance(one, Page) else one.name,
)
def test_every_choice_can_be_drawn(page: Page, item: Filter, package: Package) -> None:
    for choice in choices_of(item, package):
        choices = {one.name: None for one in page.filters} | {item.name: choice}
        for exhibit in page.exhibits:
            shown = show(exhibit, package, choices, "en")
            assert shown.drawing is not None or shown.emptied_by, (exhibit.key, choice)


def test_a_choice_that_leaves_the_rows_as_they_are_draws_nothing_anew(package: Package) -> None:
    page = next(page for page in EXHIBITING if page.key == "in-province")
    exhibit = next(one for one in page.exhibits if one.key == "supported-areas")
    everything = show(exhibit, package, {}, "zh")
    assert show(exhibit, package, {"years": (2012, 2018)}, "zh") is everything
    assert show(exhibit, package, {"city": ("330800",)}, "zh") is not everything
