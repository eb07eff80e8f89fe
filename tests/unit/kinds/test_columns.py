"""Columns: a quantity at its dates, from zero, with nothing suggested in between."""

from itertools import pairwise
from typing import Any

import pytest

from dashboard.exhibits.marks import Label, Panel, Plot, Rule, Run, plain
from dashboard.figures.words import say
from dashboard.package.load import Package
from tests.unit.marked import bars, derived, facts, gaps, labels, of_type, plot, rules, words
from tests.unit.small import declared


def edges(chart: Plot) -> list[tuple[float, float]]:
    """From where to where each column stands."""
    found: list[Any] = [(bar.at, bar.thick / 2) for bar in bars(chart)]
    return [(at - half, at + half) for at, half in found]


def panel(chart: Plot) -> Panel:
    (only,) = chart.panels
    return only


@pytest.mark.parametrize("key", ["low-income-population", "taobao-villages"])
def test_columns_stand_on_zero_at_their_dates_without_a_line(key: str) -> None:
    chart = plot(key)
    assert panel(chart).y.low == 0
    assert all(bar.start == 0 for bar in bars(chart))
    assert not of_type(chart, Run)
    assert all(before[1] < after[0] for before, after in pairwise(edges(chart)))


def test_the_band_between_touches_neither_column_and_its_words_are_no_higher_than_the_lower() -> None:
    chart = plot("low-income-population")
    (gap,) = gaps(chart)
    (_, left), (right, _) = edges(chart)
    assert isinstance(gap.start, float)
    assert isinstance(gap.end, float)
    assert left < gap.start < gap.end < right
    (label,) = [one for one in labels(chart) if say("columns.not-stated", "zh") in plain(one.words)]
    lower = min(bar.end for bar in bars(chart))
    assert (lower, label.y) == (101.4, 50.7)


def test_a_change_needs_both_counts() -> None:
    both, one = (plot("low-income-population", choices) for choices in ({}, {"years": (2018, 2018)}))
    assert {"low-income-population-change", "low-income-population-change-percent"} == derived(both)
    assert "216.09" in words(both)
    assert "68.06" in words(both)
    assert facts(one) == {"low-income-population-2018"}
    assert not derived(one)
    assert not gaps(one)
    assert "216.09" not in words(one)


def test_a_change_is_an_arrow_from_the_first_to_the_last_column(small: Package) -> None:
    chart = declared(small, "columns").show({}, "en").chart
    assert isinstance(chart, Plot)
    (arrow,) = [rule for rule in of_type(chart, Rule) if rule.arrow]
    assert list(arrow.y) == [10, 25]
    assert [list(rule.y) for rule in rules(chart, "help")] == [[10, 10], [25, 25]]
    assert "15" in words(chart)


def test_neighbouring_years_have_nothing_between_them(small: Package) -> None:
    chart = declared(small, "columns").show({"years": (2014, 2015)}, "en").chart
    assert isinstance(chart, Plot)
    assert [bar.at for bar in bars(chart)] == [2014, 2015]
    assert not gaps(chart)
    far = declared(small, "columns").show({}, "en").chart
    assert isinstance(far, Plot)
    assert [say("columns.between", "en", years="2011–2013")] == [
        label.words[0][0].text for label in labels(far) if label.x == 2012
    ]


def test_open_ends_are_those_of_the_figures(small: Package) -> None:
    chart = declared(small, "columns").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert [bar.of.open_end for bar in bars(chart)] == ["", "pointed", "faded"]


def test_one_column_has_no_neighbour(small: Package) -> None:
    chart = declared(small, "columns", facts=["towns-2015"], indicators=[]).show({}, "en").chart
    assert isinstance(chart, Plot)
    assert len(bars(chart)) == 1
    assert not gaps(chart)
    assert not derived(chart)


def test_a_column_alone_is_no_wall_and_stands_in_the_middle() -> None:
    chart = plot("low-income-population", {"years": (2018, 2020)})
    ((left, right),) = edges(chart)
    low, high = panel(chart).x.low, panel(chart).x.high
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert right - left < (high - low) / 4
    assert left - low == pytest.approx(high - right)


def test_a_stricter_definition_stands_behind_a_break_in_another_colour() -> None:
    chart = plot("taobao-villages")
    accents = [bar.accent for bar in bars(chart)]
    assert len({*accents[:-1]}) == 1
    assert accents[-1] != accents[0]
    assert [rule.x for rule in rules(chart, "break")] == [(2019.5, 2019.5)]
    pointed = [bar for bar in bars(chart) if bar.of.open_end == "pointed"]
    assert [(bar.at, bar.end) for bar in pointed] == [(2019, 1500)]


def test_a_break_is_named_at_its_top(small: Package) -> None:
    parts = [{"indicators": ["income-old"]}, {"indicators": ["income"], "name": {"zh": "新", "en": "new"}}]
    chart = declared(small, "columns", indicators=[], parts=parts, change=[]).show({}, "en").chart
    assert isinstance(chart, Plot)
    assert [rule.x for rule in rules(chart, "break")] == [(2011.5, 2011.5)]
    (said,) = [label for label in of_type(chart, Label) if label.y is None]
    assert said.words[0][0].text == "new"
