"""Span: one figure over the time it is for, and nothing more."""

from datetime import date

from dashboard.exhibits.marks import Bar, Plot
from dashboard.figures.words import say
from dashboard.package.load import Package
from tests.unit.marked import bars, facts, plot, plots, words
from tests.unit.small import declared

LINE = "poverty-line-cleared-2015"


def bar_of(package: Package, fact_id: str) -> Bar:
    chart = declared(package, "span", facts=[fact_id]).show({}, "en").chart
    assert isinstance(chart, Plot)
    (bar,) = bars(chart)
    return bar


def test_a_span_covers_its_period_and_nothing_more() -> None:
    for key, first, after in (("relocation", 2013, 2020), ("poverty-line-cleared", 2015, 2016)):
        (bar,) = bars(plot(key))
        assert (bar.start, bar.end) == (date(first, 1, 1), date(after, 1, 1)), key
        assert not bar.series, "a length of time is no quantity"


def test_growth_has_an_open_end_and_no_base() -> None:
    chart = plot("income-growth")
    (bar,) = bars(chart)
    assert (bar.of.period, bar.of.open_end) == ("since", "pointed")
    assert facts(chart) == {"low-income-growth"}
    assert say("span.open", "zh") in words(chart)
    assert "11,086" not in words(chart)


def test_the_poverty_line_stands_alone() -> None:
    for key, chart in plots().items():
        if LINE in facts(chart) and key != "timeline":
            assert facts(chart) == {LINE}, key


def test_within_a_year_is_paler_than_over_years(small: Package) -> None:
    assert bar_of(small, "moved").accent == "teal"
    assert bar_of(small, "income-2012").accent == "teal-mid"


def test_what_has_no_end_stops_short_of_the_edge(small: Package) -> None:
    chart = declared(small, "span", facts=["growth"]).show({}, "en").chart
    assert isinstance(chart, Plot)
    (bar,), axis = bars(chart), chart.panels[0].x
    assert (bar.start, bar.end) == (date(2012, 1, 1), date(axis.high.year - 1, 1, 1))  # type: ignore[union-attr]


def test_an_undated_figure_has_no_span(small: Package) -> None:
    assert declared(small, "span", facts=["aid-once"]).show({}, "en").chart is None


def test_it_shows_the_first_that_is_left(small: Package) -> None:
    for choices, left in (({}, "moved"), ({"years": (2015, 2015)}, "growth")):
        (row,) = declared(small, "span").show(choices, "en").selection.rows
        assert row.id == left
