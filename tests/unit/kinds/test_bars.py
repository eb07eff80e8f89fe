"""Bars: a few quantities of one concept at one time, from zero, each as long as its figure."""

import pytest

from dashboard.exhibits.marks import Plot, plain
from dashboard.exhibits.rows import fact_row
from dashboard.package.load import Package
from tests.unit.marked import bars, derived, facts, lengths, plot, table
from tests.unit.small import declared


def test_incomes_on_one_axis_are_one_concept_of_one_year(package: Package) -> None:
    chart = plot("income-2018")
    rows = [fact_row(package, one) for one in facts(chart)]
    assert len(rows) == 3
    assert {(row.indicator.series, row.year) for row in rows} == {("disposable-income", 2018)}
    assert chart.panels[0].x.low == 0


def test_a_bar_is_as_long_as_its_figure_and_keeps_its_declared_place(small: Package) -> None:
    chart = declared(small, "bars").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert list(lengths(chart).values()) == [200, 210, 400]
    assert [bar.at for bar in bars(chart)] == [0, 1, 2]


def test_a_figure_stands_inside_a_bar_that_leaves_no_room(small: Package) -> None:
    chart = declared(small, "bars").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert [bar.labelled for bar in bars(chart)] == ["outside", "outside", "end"]
    assert [plain(bar.label) for bar in bars(chart)] == ["200 yuan", "210 yuan", "400 yuan"]


@pytest.mark.parametrize(
    ("years", "there"), [((2012, 2013), True), ((2012, 2012), False), ((2013, 2013), False)]
)
def test_what_is_computed_stands_where_all_of_it_is_on_show(
    small: Package, years: tuple[int, int], there: bool
) -> None:
    shown = declared(small, "bars").show({"years": years}, "en")
    assert isinstance(shown.chart, Plot)
    assert derived(shown.chart) == ({"income-share"} if there else set())


def test_the_table_tells_the_computed_figure_too() -> None:
    told = {cell.ref.id for row in table("income-2018").rows for cell in row if cell.ref}
    assert "low-income-share-of-rural-income" in told


def test_a_bar_means_what_its_figure_does(small: Package) -> None:
    items = [{"fact": "aid-2014"}, {"fact": "aid-zi"}]
    chart = declared(small, "bars", items=items, annotate=[]).show({}, "en").chart
    assert isinstance(chart, Plot)
    meant = [(bar.of.planned, bar.of.qualifier, bar.of.period) for bar in bars(chart)]
    assert meant == [(True, "exact", "during"), (False, "more_than", "during")]
