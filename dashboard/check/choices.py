"""The choices under which a page is looked at: each single one of each of its filters, and spans of its years."""

from collections.abc import Iterator
from typing import Any

from dashboard.exhibits.filters import MOST, Choices, Filter
from dashboard.package.load import Package
from dashboard.pages.exhibiting import Page
from dashboard.pages.place import places_of

SEARCHED = ("县", "a", "nothing of that name")


def choices_of(item: Filter) -> Iterator[Any]:
    """Each value alone; none of them, where a filter takes many; of years each, those up to it and those from it on; of
    what may be compared the first two, and as many as can be from the last on."""
    match item.kind:
        case "many":
            yield ()
            yield from ((value,) for value in item.values)
        case "compare":
            yield item.values[:2]
            yield item.values[-1 : -MOST - 1 : -1]
        case "one":
            yield from item.values[1:]
        case "range":
            years = [int(value) for value in item.values]
            yield from ((year, year) for year in years)
            yield from ((years[0], year) for year in years[1:-1])
            yield from ((year, years[-1]) for year in years[1:-1])
        case "text":
            yield from SEARCHED


def single_choices(page: Page) -> Iterator[Choices]:
    """Nothing chosen, then each choice alone."""
    yield {}
    for item in page.filters:
        for choice in choices_of(item):
            yield {item.name: choice}


def filtered_once(page: Page) -> Iterator[Choices]:
    """One choice of each filter, the first that leaves something."""
    for item in page.filters:
        yield {item.name: next(choice for choice in choices_of(item) if choice != ())}


def sample_of_places(package: Package) -> list[str]:
    """Places whose pages stand for all others: the first of each level, and that with most figures."""
    levels = {package.area(one).level: one for one in reversed(places_of(package))}
    counted = package.facts["area_id"].value_counts()
    most = max(places_of(package), key=lambda one: counted.get(one, 0), default=None)
    return list(dict.fromkeys(filter(None, (*levels.values(), most))))
