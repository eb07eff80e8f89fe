"""Series: no line crosses a year without a figure or a change of definition, and hatching is what was not found."""

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.exhibits.charts import Cell as TableCell
from dashboard.exhibits.kinds.series import Yearly
from dashboard.exhibits.marks import Cell, Plot, Run
from dashboard.package.load import Package
from tests.unit.marked import drawn, facts, gaps, labels, of_type, plot, rules, shown
from tests.unit.small import declared

SOME: tuple[Mapping[str, Any], ...] = (
    {},
    {"grade": "A"},
    {"grade": "B", "years": (2018, 2018)},
    {"years": (2012, 2013)},
    {"years": (2013, 2017)},
)
NEW = 2014  # the first year of the new definition


def chart_of(package: Package, choices: Mapping[str, Any], **keys: Any) -> Plot:
    chart = declared(package, "series", **keys).show(choices, "en").chart
    assert isinstance(chart, Plot)
    return chart


def years(run: Run) -> list[Any]:
    return [point.x for point in run.points]


@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("key", ["income-series", "urban-rural-ratio"])
def test_no_line_crosses_a_gap_or_the_change_of_definition(key: str, choices: Mapping[str, Any]) -> None:
    chart = drawn(key, choices)
    if not isinstance(chart, Plot):
        return
    for run in of_type(chart, Run):
        first, last = years(run)[0], years(run)[-1]
        assert years(run) == list(range(first, last + 1))
        assert last < NEW or first >= NEW
        assert {point.symbol for point in run.points} == {"square" if last < NEW else "circle"}


def test_the_break_is_drawn_where_both_sides_are_on_show() -> None:
    def breaks(choices: Mapping[str, Any]) -> list[Any]:
        return [rule.x[0] for rule in rules(plot("income-series", choices), "break")]

    assert breaks({}) == [2013.5]
    assert breaks({"years": (2014, 2020)}) == []


def test_hatched_is_what_was_not_found_not_what_a_filter_hides() -> None:
    rural, urban = 0, 1
    missing = {(2015, rural), (2016, rural), (2015, urban)}
    for choices in ({}, {"grade": "A"}):
        selection = shown("income-series", choices).selection
        assert isinstance(selection, Yearly)
        assert selection.not_found == missing
        hatched = [cell for cell in of_type(plot("income-series", choices), Cell) if cell.tone == "hatched"]
        assert {(cell.x, cell.y) for cell in hatched} == missing
    assert [gap.why for gap in gaps(plot("income-series"))] == ["not_found"], "2015 alone has nothing at all"


def test_each_year_and_line_has_one_cell() -> None:
    cells = of_type(plot("income-series"), Cell)
    assert sorted((cell.x, cell.y) for cell in cells) == [(x, y) for x in range(2011, 2021) for y in (0, 1)]


def test_a_cell_has_the_letter_of_the_grade(small: Package) -> None:
    cells = of_type(chart_of(small, {}), Cell)
    letters = {cell.x: (cell.letter, cell.tone) for cell in cells}
    assert letters[2011] == ("A", "full")
    assert letters[2012] == ("B", "hollow")
    assert letters[2014] == ("", "hatched")
    assert [cell.of.ref for cell in cells if cell.x == 2014] == [None]


def test_a_line_is_parted_by_its_definition_and_by_a_missing_year(small: Package) -> None:
    chart = chart_of(small, {})
    assert [years(run) for run in of_type(chart, Run)] == [[2010, 2011], [2012, 2013], [2015]]
    assert [gap.start for gap in gaps(chart)] == [2013.5]


def test_two_years_apart_are_not_joined_by_a_filter(small: Package) -> None:
    chart = chart_of(small, {"grade": "A"})
    assert [years(run) for run in of_type(chart, Run)] == [[2011], [2015]]
    assert not [cell for cell in of_type(chart, Cell) if cell.tone == "hatched" and cell.x != 2014]


def test_the_years_are_those_chosen_where_it_follows_years(small: Package) -> None:
    chosen = {"years": (2013, 2015), "grade": "B"}
    followed, unfollowed = (chart_of(small, chosen, follows=one) for one in (None, {"grade": "grade"}))
    assert (followed.panels[0].x.low, followed.panels[0].x.high) == (2012.45, 2015.55)
    assert (unfollowed.panels[0].x.low, unfollowed.panels[0].x.high) == (2009.45, 2015.55)


def test_its_area_is_the_home_unless_another_is_declared(small: Package) -> None:
    assert "income-zi" not in facts(chart_of(small, {}))
    assert facts(chart_of(small, {}, area="110100")) == {"income-zi"}


def test_the_last_value_stands_beside_its_line(small: Package) -> None:
    (end,) = [label for label in labels(chart_of(small, {})) if label.ink == "accent"]
    assert [line[0].text for line in end.words] == ["Income", "400"]


def test_a_computed_figure_stands_in_a_year_that_no_source_states() -> None:
    def years_filled(choices: Mapping[str, Any]) -> tuple[set[int], set[int]]:
        selection = shown("urban-rural-ratio", choices).selection
        assert isinstance(selection, Yearly)
        return {one.year for one in selection.filled}, {year for year, _ in selection.not_found}

    assert years_filled({}) == ({2014, 2018}, set())
    assert years_filled({"years": (2014, 2016)}) == ({2014}, set())
    assert years_filled({"grade": "A"}) == (set(), set()), "its inputs are left out, which is not: not found"


def test_a_computed_figure_is_told_as_computed_and_stands_in_the_table() -> None:
    one = shown("urban-rural-ratio", {})
    chart = plot("urban-rural-ratio", {})
    points = [one for run in of_type(chart, Run) for one in run.points]
    assert {one.x: one.of.ref.id for one in points if one.of.computed and one.of.ref} == {
        2014: "ratio-2014-computed",
        2018: "ratio-2018-computed",
    }
    assert {cell.x: cell.letter for cell in of_type(chart, Cell) if cell.letter == "ƒ"} == {
        2014: "ƒ",
        2018: "ƒ",
    }
    assert one.table
    told = {cell.ref.id for row in one.table.rows for cell in row if isinstance(cell, TableCell) and cell.ref}
    assert {"ratio-2014-computed", "ratio-2018-computed", "ratio-2015"} <= told
    assert isinstance(one.selection, Yearly)
    assert {"urban-income-2014", "rural-income-2014"} <= {
        row.id for filled in one.selection.filled for row in filled.row.inputs
    }
