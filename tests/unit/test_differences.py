"""Figures of places side by side: subtracted where they may be, else with the reason why not."""

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.figures.computed import derive, figure_text
from dashboard.figures.counts import NotComputedError
from dashboard.figures.differences import difference_id, is_difference, why_apart
from dashboard.figures.words import Ref
from dashboard.package.load import Package
from tests.unit.marked import shown, table
from tests.unit.small import CITY, OTHER_CITY, declared

TWO: Mapping[str, Any] = {"compare": ("520000", "510000")}
RURAL = ("city-rural-q3-330100", "city-rural-q3-331100")
NATIONAL = ("counties:class=national;province=520000", "counties:class=national;province=510000")


def test_counts_of_two_places_are_subtracted(package: Package) -> None:
    rows = table("county-classes", TWO, "en").rows
    assert [tuple(cell.text for cell in row) for row in rows] == [
        ("National-level poor county", "22", "38", "−16", "72"),
        ("Provincial-level poor county", "0", "2", "−2", "3"),
        ("Not a poor county", "2", "0", "2", "5"),
    ]
    for _, first, second, less, _total in rows:
        assert first.ref and second.ref and less.ref  # noqa: PT018
        assert derive(package, less.ref.id).value == int(first.text) - int(second.text)
        assert derive(package, less.ref.id).inputs == (first.ref.id, second.ref.id)


def test_counts_are_not_subtracted_where_some_are_not_found() -> None:
    rows = table("county-classes", {"compare": ("520000", "220000")}, "en").rows
    assert {row[3].text for row in rows} == {"Not subtracted: not found for some"}
    assert not any(row[3].ref for row in rows)


def test_of_several_places_the_first_is_held_against_each_other() -> None:
    found = table("delisting", {"compare": ("520000", "510000", "420000")}, "en")
    assert found.head[-1] == "Guizhou less each other"
    assert [(part.label, part.text) for part in found.rows[0][-1].parts] == [
        ("Sichuan", "−2"),
        ("Hubei", "0"),
    ]


def test_cities_have_their_difference_from_the_first(package: Package) -> None:
    found = table("city-incomes", {"compare": ("331100", "330100")}, "en")
    assert found.head[-1] == "Less Lishui"
    told = {row[1].text: row[-1] for row in found.rows if row[-1].text}
    assert set(told) == {"Hangzhou City"}
    assert told["Hangzhou City"].text == "17,559 yuan"
    assert len(found.rows) == 24, "all cities stay"
    assert figure_text(package, Ref("derived", difference_id(*RURAL)), "zh") == "11,579元"


@pytest.mark.parametrize(
    ("key", "places", "indicator", "why"),
    [
        ("outcomes-lifted", ("520000", "510000"), "累计脱贫人口", "时段不同"),
        ("projects-and-people", ("420000", "520000"), "社会捐赠（累计）", "不是各地都有"),
        ("projects-and-people", ("420000", "520000"), "帮扶项目（累计）", "只是其中一部分地方的数"),
    ],
)
def test_figures_say_why_they_are_not_subtracted(
    key: str, places: tuple[str, ...], indicator: str, why: str
) -> None:
    said = {row[0].text: row[-1] for row in table(key, {"compare": places}).rows}
    assert said[indicator].text == f"不相减：{why}"
    assert said[indicator].ref is None


def test_figures_without_such_places_stay_as_they_are() -> None:
    assert shown("after-document", {"compare": ("331100", "330100")}) is shown("after-document")


# The rule -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (*RURAL, ""),
        (*NATIONAL, ""),
        ("city-rural-q3-330100", "city-urban-q3-330100", "definition"),
        ("low-income-population-2018", "low-income-population-2012", "period"),
        ("aid-sichuan-2016-2020", "aid-hangzhou-qiandongnan-2018-2020", "period"),
        ("counties:class=national;province=520000", "counties:class=none;province=510000", "definition"),
        ("counties:class=national", "counties:province=510000", "definition"),
        ("counties:province=510000", "areas:city=330100", "definition"),
    ],
)
def test_what_may_be_subtracted(package: Package, first: str, second: str, why: str) -> None:
    assert why_apart(package, first, second) == why
    if why:
        with pytest.raises(NotComputedError, match="may not be subtracted"):
            derive(package, difference_id(first, second))


def test_planned_undated_and_inexact_figures_are_not_subtracted(small: Package) -> None:
    assert why_apart(small, "towns-zi", "towns-hai") == ""
    assert why_apart(small, "aid-2014", "aid-2014") == "planned"
    assert why_apart(small, "aid-once", "aid-once") == "undated"
    assert why_apart(small, "towns-2014", "towns-2014") == "qualifier"


@pytest.mark.parametrize("wrong", ["~", "a~b", f"{RURAL[0]}~", f"{RURAL[0]}~{RURAL[1]}~x", "x:y~x:z"])
def test_an_address_that_names_no_two_figures_is_refused(package: Package, wrong: str) -> None:
    assert is_difference(wrong)
    with pytest.raises(KeyError):
        derive(package, wrong)


def test_the_formula_is_written_out(package: Package) -> None:
    found = derive(package, difference_id(*NATIONAL))
    assert found.formula.en == "22 − 38 = −16 counties"
    assert found.formula.zh == "22 − 38 = −16个"
    assert "Guizhou" in found.label.en
    assert "Sichuan" in found.label.en


def test_a_table_of_a_small_package_subtracts_too(small: Package) -> None:
    one = declared(small, "figures")
    item = next(one for one in one.filters if one.name == "city")
    compare = type(item)(name="compare", kind="compare", on="place", options=item.options)
    figures = type(one)(package=small, declared=one.declared, filters=(compare,), side="both")
    chart = figures.show({"compare": (CITY, OTHER_CITY)}, "en").chart
    assert chart
    rows = chart.rows  # type: ignore[union-attr]
    assert [cell.text for cell in rows[0]][1:] == ["3", "2", "1"]
