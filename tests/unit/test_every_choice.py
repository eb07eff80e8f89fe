"""Every exhibit can be drawn under every single choice of its page's filters, and under spans of years."""

import pytest

from dashboard.check.choices import choices_of
from dashboard.exhibits.filters import Filter
from dashboard.figures.words import plain
from dashboard.pages.exhibiting import Page
from tests.pages import EXHIBITING, exhibit


@pytest.mark.parametrize(
    ("page", "item"),
    [(page, item) for page in EXHIBITING for item in page.filters],
    ids=lambda one: one.key if isinstance(one, Page) else one.name,
)
def test_every_choice_can_be_drawn(page: Page, item: Filter) -> None:
    for choice in choices_of(item):
        choices = {one.name: None for one in page.filters} | {item.name: choice}
        for one in page.exhibits:
            shown = one.show(choices, "en")
            assert shown.chart is not None or shown.emptied_by, (one.key, choice)
            assert shown.title, (one.key, choice)
            assert plain(shown.title)[0] not in ": ", "it names a choice that the exhibit does not follow"


def test_a_choice_that_leaves_the_rows_as_they_are_draws_nothing_anew() -> None:
    for key in ("supported-areas", "areas-table", "taobao-places"):
        one = exhibit(key)
        assert one.show({"years": (2003, 2023)}, "zh") is one.show({}, "zh"), key
        assert one.show({"city": ("330800",)}, "zh") is not one.show({}, "zh"), key
