"""Ranked: areas on one axis, the highest first; one that is not in the rows is no zero."""

import pytest

from dashboard.exhibits.marks import NARROW, WIDE, Plot, plain
from dashboard.exhibits.rows import fact_row
from dashboard.package.load import Package
from tests.unit.marked import bars, facts, labels, lengths, plot, points, shown
from tests.unit.small import CITY, OTHER_CITY, declared

LISHUI, ZHOUSHAN, QUZHOU = "331100", "330900", "330800"


@pytest.mark.parametrize("city", [None, (LISHUI,), (LISHUI, QUZHOU)])
def test_city_incomes_are_of_nine_months_only(package: Package, city: tuple[str, ...] | None) -> None:
    chart = plot("city-incomes", {"city": city})
    rows = [fact_row(package, one) for one in facts(chart)]
    assert {row.indicator.series for row in rows} == {"income-q3"}
    assert len(rows) == 2 * ((len(city) if city else 11) + 1), "and the province"
    places = {row.fact.area_id for row in rows}
    assert "330000" in places
    assert places - {"330000"} == set(city or places - {"330000"})


def test_places_follow_the_city_and_invent_no_zero() -> None:
    one = plot("taobao-places", {"city": (LISHUI,), "years": (2014, 2014)})
    assert facts(one) == {f"taobao-2014-{LISHUI}"}
    assert shown("taobao-places", {"city": (ZHOUSHAN,)}).chart is None


def test_the_highest_stands_first(small: Package) -> None:
    chart = declared(small, "ranked").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert list(lengths(chart).values()) == [3, 2]
    assert [bar.at for bar in bars(chart)] == [0, 1]
    assert [tick.text for tick in chart.panels[0].y.ticks] == ["Zi", "Hai"]


def test_two_quantities_are_dots_in_a_row_of_their_area(small: Package) -> None:
    items = [{"indicators": ["towns"]}, {"indicators": ["income"]}]
    chart = declared(small, "ranked", items=items).show({}, "en").chart
    assert isinstance(chart, Plot)
    assert [(point.x, point.y, point.symbol) for point in points(chart)] == [
        (3, 0, "circle"),
        (30, 0, "diamond"),
        (2, 1, "circle"),
        (20, 1, "diamond"),
    ]
    assert chart.panels[0].x.low == 0


def test_a_list_has_a_head_where_levels_are_lists(small: Package) -> None:
    heads = {"city": {"zh": "{when}，{parent}", "en": "{when}, {parent}"}}
    chart = declared(small, "ranked", group=["level"], heads=heads).show({}, "en").chart
    assert isinstance(chart, Plot)
    heads_of = {label.on: (plain(label.words), label.shift) for label in labels(chart) if label.x is None}
    assert heads_of[WIDE] == ("end of 2014, Jia", (0, 0))
    assert heads_of[NARROW] == ("end of 2014, Jia", (4 - chart.margins.left, 0)), "above names, not bars"
    assert [bar.at for bar in bars(chart)] == [1, 2]


def test_areas_of_one_filter_alone(small: Package) -> None:
    for city in (CITY, OTHER_CITY):
        left = declared(small, "ranked").show({"city": (city,)}, "en").selection.rows
        assert [row.area.area_id for row in left] == [city]
