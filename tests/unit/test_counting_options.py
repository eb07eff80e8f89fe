"""How many rows a page counts under its choices, and how many each option would leave."""

from itertools import chain, product
from typing import Any

import pytest

from dashboard.exhibits.counting import Tally, choice_of
from dashboard.exhibits.options import TOPIC
from dashboard.package.load import Package
from dashboard.pages.exhibiting import Page, tally_of
from tests.pages import EXHIBITING

PAGES = {page.key: page for page in EXHIBITING}


def tallied(package: Package, key: str) -> Tally:
    found = tally_of(PAGES[key], package)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "choices", "left"),
    [
        ("east-west", {}, (80, 80)),
        ("east-west", {"province": ("220000",)}, (8, 80)),
        ("east-west", {"year": "2018", "class": ("none",)}, (0, 80)),
        ("cases", {"side": ("east-west",)}, (6, 16)),
    ],
)
def test_a_page_counts_what_it_shows(package: Package, key: str, choices: Any, left: tuple[int, int]) -> None:
    counting = tallied(package, key)
    assert (counting.left(choices), counting.total) == left


def test_a_page_that_counts_nothing_has_no_numbers(package: Package) -> None:
    assert tally_of(PAGES["overview"], package) is None


def test_an_option_is_counted_under_the_other_filters_and_not_its_own(package: Package) -> None:
    counting = tallied(package, "east-west")
    alone = counting.options({})["province"]
    assert alone == {"510000": 40, "520000": 24, "420000": 8, "220000": 8}
    assert counting.options({"province": ("520000",)})["province"] == alone
    under = counting.options({"year": "2018", "province": ("220000",)})
    assert under["province"]["520000"] == 8
    assert under["year"]["2018"] <= under["year"]["all"] == 8


def shown_ids(page: Page, choices: Any) -> set[str]:
    shown = (one for one in page.exhibits if one.on_topic(choices))
    rows = chain.from_iterable(one.select(choices).rows for one in shown)
    return {row.id for row in rows if hasattr(row, "id")}


def single(page: Page) -> list[dict[str, Any]]:
    narrowing = [item for item in page.filters if item.narrows and item.kind != "compare"]
    return [{item.name: choice_of(item, value)} for item in narrowing for value in item.values[1::3]]


def test_a_page_that_counts_records_counts_the_rows_that_its_exhibits_show(package: Package) -> None:
    page = PAGES["in-province"]
    counting = tallied(package, "in-province")
    choices = single(page)
    for one in [{}, *choices, *({**a, **b} for a, b in product(choices[::2], choices[1::2]))]:
        assert counting.left(one) == len(shown_ids(page, one)), one


def test_topics_leave_the_rows_of_their_exhibits(package: Package) -> None:
    page = PAGES["in-province"]
    (topic,) = [item for item in page.filters if item.on == TOPIC]
    counts = tallied(package, "in-province").options({})[topic.name]
    assert all(counts[value] == len(shown_ids(page, {topic.name: (value,)})) for value in topic.values)
