"""Timeline: dated facts at their true dates, lane by lane."""

from datetime import date

import pytest

from dashboard.exhibits.marks import NARROW, WIDE, Plot
from dashboard.package.load import Package
from tests.unit.marked import bars, facts, labels, plot, points
from tests.unit.small import declared


def test_moments_are_points_and_periods_bars() -> None:
    chart = plot("timeline")
    assert all(point.of.period == "at" for point in points(chart))
    assert all(bar.of.period in ("during", "since", "cumulative") for bar in bars(chart))
    ends = {point.of.ref.id: point.x for point in points(chart) if point.of.ref}
    assert ends["low-income-population-2012"] == date(2012, 12, 31)


def test_what_has_no_date_is_not_on_it(small: Package) -> None:
    chart = declared(small, "timeline").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert facts(chart) == {"towns-2010", "towns-2015", "growth"}


def test_a_lane_of_which_nothing_is_left_takes_no_room(small: Package) -> None:
    chart = declared(small, "timeline").show({"years": (2010, 2010)}, "en").chart
    assert isinstance(chart, Plot)
    assert [tick.text for tick in chart.panels[0].y.ticks] == ["One"]
    assert facts(chart) == {"towns-2010"}


def test_each_has_its_words_once_on_either_screen() -> None:
    chart = plot("timeline")
    for screen in (WIDE, NARROW):
        assert sum(label.on == screen for label in labels(chart)) == len(facts(chart))


@pytest.mark.parametrize("lane", ["Low-income rural people", "Relocation"])
def test_lanes_are_named(lane: str) -> None:
    names = [tick.text for tick in plot("timeline", lang="en").panels[0].y.ticks]
    assert lane in names


def test_words_of_its_own_hold_the_amount(small: Package) -> None:
    item = {"fact": "towns-2010", "label": {"zh": "有{amount}", "en": "there were {amount}"}}
    lanes = [{"name": {"zh": "一", "en": "One"}, "items": [item]}]
    chart = declared(small, "timeline", lanes=lanes).show({}, "zh").chart
    assert isinstance(chart, Plot)
    assert {label.words[0][0].text for label in labels(chart)} == {"有10个"}
