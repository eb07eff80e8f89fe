"""Waffle: one cell a member, and beside each group what its source states."""

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.exhibits.charts import Waffle
from dashboard.figures.words import Lang, Mention, Ref
from dashboard.package.load import Package
from tests.unit.kinds.test_counts import SOME
from tests.unit.marked import drawn
from tests.unit.small import COUNTY, OTHER_COUNTY, declared

STATED = ["paired-sichuan", "paired-guizhou", "paired-hubei", "paired-jilin"]


def waffle(choices: Mapping[str, Any], lang: Lang = "zh") -> Waffle:
    chart = drawn("county-waffle", choices, lang)
    assert isinstance(chart, Waffle)
    return chart


def mentions(chart: Waffle) -> list[Mention]:
    return [run for group in chart.groups for run in group.title if isinstance(run, Mention)]


def test_it_has_a_cell_for_every_member_in_the_order_of_the_groups() -> None:
    chart = waffle({})
    assert [len(group.cells) for group in chart.groups] == [40, 24, 8, 8]
    cells = [cell for group in chart.groups for cell in group.cells]
    assert len({cell.ref for cell in cells}) == 80
    assert sum(cell.dotted for cell in cells) == 25
    assert sum(cell.accent == "hatched" for cell in cells) == 4
    assert [run.ref for run in mentions(chart)] == [Ref("fact", one) for one in STATED]


def test_under_filters_it_tells_what_is_on_show_from_what_is_stated() -> None:
    chart = waffle({"class": ("provincial",)})
    assert len(chart.groups) == 1
    shown, stated = mentions(chart)
    assert (shown.text, shown.ref.kind) == ("2个", "derived")
    assert (stated.text, stated.ref) == ("40个", Ref("fact", "paired-sichuan"))


@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize(("lang", "most"), [("zh", 20), ("en", 16)])
def test_groups_fit_side_by_side(choices: Mapping[str, Any], lang: Lang, most: int) -> None:
    assert sum(group.columns for group in waffle(choices, lang).groups) <= most


def test_the_legend_names_what_is_on_show() -> None:
    every, few = waffle({}, "en").legend, waffle({"class": ("none",)}, "en").legend
    assert [item.label for item in few] == ["not a poor county"]
    assert len(every) == 5
    assert "of these, named as in deep poverty" in [item.label for item in every]


def test_a_group_whose_total_is_not_stated_counts_its_cells(small: Package) -> None:
    chart = declared(small, "waffle").show({}, "en").chart
    assert isinstance(chart, Waffle)
    assert [run.ref for run in mentions(chart)] == [Ref("derived", "counties:prefecture=120100")]
    assert [cell.ref.id for group in chart.groups for cell in group.cells] == [COUNTY, OTHER_COUNTY]
