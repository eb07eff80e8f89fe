"""Every mark that can be chosen leads to a figure, a member or a case; and what the browser gets is plain JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dashboard.exhibits.charts import Plot
from dashboard.exhibits.rows import members_of
from dashboard.figures.computed import figure_text
from dashboard.figures.words import LANGS, Lang, Ref
from dashboard.package.load import Package
from dashboard.pages.uses import refs_of
from dashboard.render.figure import drawing_of
from tests.pages import EXHIBITING, exhibit

# Choices of a page; one that does not fit a page's filters asks nothing of it.
SOME: tuple[Mapping[str, Any], ...] = (
    {},
    {"city": ("331100",)},
    {"city": ("330900",), "years": (2013, 2017)},
    {"city": ()},
    {"grade": "A"},
    {"grade": "B", "years": (2018, 2018)},
    {"years": (2003, 2003)},
    {"province": ("510000", "220000"), "class": ("national",)},
    {"year": "2018", "city": ("330100",)},
    {"class": ("unknown",), "side": ("east-west",)},
    {"q": "阿坝"},
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("page", EXHIBITING, ids=lambda page: page.key)
def test_every_mark_leads_somewhere(
    package: Package, page: Any, choices: Mapping[str, Any], lang: Lang
) -> None:
    for one in page.exhibits:
        shown = one.show(choices, lang)
        drawing = drawing_of(shown)
        found = [*refs_of(shown.chart), *refs_of(shown.table)]
        assert all(resolves(package, ref, lang) for ref in found), one.key
        if isinstance(drawing, Plot):
            assert found, one.key
            assert set(chosen(drawing)) == {f"{ref.kind}:{ref.id}" for ref in refs_of(shown.chart)}, one.key
            assert json.dumps([drawing.figure, drawing.narrow], allow_nan=False)


def chosen(plot: Plot) -> Iterator[str]:
    """What the marks of a plot lead to, as the browser is told."""
    return (mark for trace in plot.figure["data"] for mark in trace.get("customdata", ()) if mark)


def resolves(package: Package, ref: Ref, lang: Lang) -> bool:
    match ref.kind:
        case "county":
            return any(member.id == ref.id for member in members_of(package, "paired_counties"))
        case "case":
            return bool(package.case(ref.id))
    return bool(figure_text(package, ref, lang))


def test_nothing_is_left_that_says_nothing() -> None:
    """No county of Jilin is known to be of provincial level, and every exhibit of its page says so."""
    choices = {"province": ("220000",), "class": ("provincial",)}
    (page,) = [page for page in EXHIBITING if page.key == "east-west"]
    for one in page.exhibits:
        if not one.asked(choices):
            continue
        shown = exhibit(one.key).show(choices, "zh")
        assert (shown.chart is None) == bool(shown.empty) == bool(shown.emptied_by), one.key
    assert exhibit("county-waffle").show(choices, "zh").chart is None
