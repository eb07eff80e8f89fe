"""The order of a page: the document, what other sources add, what came after it."""

import pytest
from dash import html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.pages.exhibiting import PARTS, Page
from dashboard.pages.parts import in_parts
from tests.pages import EXHIBITING, EXHIBITS, PACKAGE
from tests.unit.tree import components, text, with_class

PARTED = [one for one in EXHIBITS.values() if one.declared.part]
DOCUMENT = [one for one in EXHIBITS.values() if not one.declared.part]


@pytest.mark.parametrize("page", EXHIBITING, ids=lambda page: page.key)
def test_parts_follow_each_other(page: Page) -> None:
    parts = [PARTS.index(one.declared.part) for one in page.exhibits]
    assert parts == sorted(parts)


@pytest.mark.parametrize("exhibit", DOCUMENT, ids=lambda one: one.key)
def test_what_stands_first_rests_on_the_document(exhibit: Exhibit) -> None:
    assert PACKAGE.site.document in exhibit.select({}).sources


@pytest.mark.parametrize("exhibit", PARTED, ids=lambda one: one.key)
def test_what_other_sources_say_rests_on_some(exhibit: Exhibit) -> None:
    assert {*exhibit.select({}).sources} - {PACKAGE.site.document}


def test_each_part_has_its_heading_once() -> None:
    drawn = in_parts([("", "a"), ("found", "b"), ("found", "c"), ("after", "d")], "en")
    assert [text(grid) for grid in with_class(drawn, "exhibits")] == ["a", "bc", "d"]
    heads = [text(one) for one in components(drawn) if isinstance(one, html.H2)]
    assert heads == ["Beside the document: other sources", "After the document"]
