"""Every figure on a page leads to its source, and every mark of a plot does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.figures.computed import figure_text
from dashboard.figures.words import Ref
from dashboard.package.load import Package
from tests.http.conftest import Callbacks
from tests.http.test_pages import EVERY_PATH, components, page_of
from tests.pages import PAGES

SENTENCES = "x-case-after"  # what other sources say in words, each row with its source
KINDS = ("data-fact", "data-derived", "data-county")
# Dates, counts and places of the interface itself: a year, a section or paragraph number, a code, the data version.
EXEMPT_CLASSES = {
    "summary-line",
    "grade",
    "source-line",
    "legend",
    "filters",
    "locator",
    "notices",
    "published",
    "case-events",
}


def marked(component: dict[str, Any]) -> list[tuple[str, str]]:
    props = component["props"]
    return [(name.removeprefix("data-"), props[name]) for name in KINDS if name in props]


def loose_texts(tree: Any) -> Iterator[str]:
    """Texts that stand in no figure's element."""
    if isinstance(tree, list):
        for child in tree:
            yield from loose_texts(child)
    elif isinstance(tree, dict):
        if tree["type"] in ("Store", "Footer", "Header", "Code") or marked(tree):
            return
        if tree["props"].get("id") == SENTENCES:
            return
        if EXEMPT_CLASSES & set((tree["props"].get("className") or "").split()):
            return
        yield from loose_texts(tree["props"].get("children"))
    elif tree is not None:
        yield str(tree)


@pytest.mark.parametrize("path", EVERY_PATH)
def test_every_reference_of_a_page_resolves(callbacks: Callbacks, package: Package, path: str) -> None:
    counties = set(package.registers["paired_counties"]["area_id"])
    references = [one for part in components(page_of(callbacks, path)) for one in marked(part)]
    assert references
    for kind, ref_id in references:
        if kind == "county":
            assert ref_id in counties
        else:
            assert figure_text(package, Ref("fact" if kind == "fact" else "derived", ref_id), "en")


def plots(callbacks: Callbacks, path: str) -> Iterator[Any]:
    for part in components(page_of(callbacks, path)):
        role = part["props"].get("id")
        if isinstance(role, dict) and role.get("role") == "plot":
            yield role["key"], part["props"]["data"]


@pytest.mark.parametrize("path", ["/", "/in-province", "/east-west", "/cases", "/en/in-province"])
def test_every_mark_of_a_plot_resolves(callbacks: Callbacks, package: Package, path: str) -> None:
    seen = 0
    for key, data in plots(callbacks, path):
        for trace in data["figure"]["data"]:
            for mark in trace.get("customdata", []):
                if mark is None:
                    continue
                kind, _, ref_id = mark.partition(":")
                if kind == "county":
                    assert any(ref_id in frame["area_id"].array for frame in package.registers.values()), key
                elif kind == "case":
                    assert package.case(ref_id), key
                else:
                    assert figure_text(package, Ref(kind, ref_id), "zh"), key
                seen += 1
    assert seen


@pytest.mark.parametrize("path", [path for path in EVERY_PATH if "sources" not in path])
def test_no_figure_stands_loose(callbacks: Callbacks, path: str) -> None:
    """A number with a unit, or with a decimal or thousands separator, outside a figure's element is a slip."""
    amount = re.compile(r"\d+(?:[.,]\d+)+|\d+\s*(?:万|亿|元|人|户|亩|%|MW|yuan|people|million|billion)")
    loose = [text for text in loose_texts(page_of(callbacks, path)) if amount.search(text)]
    assert not loose


def test_exhibit_keys_are_unique_over_all_pages() -> None:
    keys = [exhibit.key for page in PAGES for exhibit in page.exhibits]
    assert len(keys) == len(set(keys))
