"""Which rows the choices of a page leave, by what an exhibit follows."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from dashboard.exhibits.exhibit import MOST_SHOWN
from dashboard.exhibits.rows import Need, Rows
from dashboard.exhibits.selection import FOLLOWING, Asked, cases_left, facts_left, members_left
from dashboard.package.load import Package
from tests.pages import exhibit
from tests.unit.small import CITY, COUNTY, COUNTY_AT_HOME, HOME, OTHER_CITY, OTHER_COUNTY, PARTNER, declared

REGISTER = "paired_counties"
TOWNS = ["towns-2010", "towns-2014", "towns-2015", "towns-zi", "towns-hai"]
AID = ["aid-2014", "aid-zi", "aid-once"]


def facts(package: Package, ids: list[str], *asked: Asked, **keys: Any) -> list[str]:
    rows = Rows(package, Need(facts=frozenset(ids), registers=frozenset((REGISTER,))))
    following = FOLLOWING.model_copy(update=keys)
    return [row.id for row in facts_left(following, rows, asked, rows.facts(ids))]


def members(package: Package, on: str, choice: Any) -> list[str]:
    rows = Rows(package, Need(registers=frozenset((REGISTER,))))
    return [member.id for member in members_left(FOLLOWING, rows, [Asked(on, on, choice)], REGISTER)]


# Rows ---------------------------------------------------------------------------------------------------------


def test_rows_are_those_of_the_need_and_no_others(small: Package) -> None:
    rows = Rows(small, Need(facts=frozenset(("moved",)), indicators=frozenset(("towns",))))
    assert [row.id for row in rows.facts(["moved"])] == ["moved"]
    assert [row.id for row in rows.facts(indicators=["towns"])] == TOWNS
    asking: tuple[Any, ...] = (
        lambda: rows.facts(["growth"]),
        lambda: rows.facts(indicators=["income"]),
        lambda: rows.members(REGISTER),
        rows.cases,
    )
    for ask in asking:
        with pytest.raises(KeyError, match="what the kind needs"):
            ask()


def test_ids_keep_their_order_and_unknown_ones_are_passed_over(small: Package) -> None:
    rows = Rows(small, Need(facts=frozenset(("towns-2015", "nothing", "moved"))))
    assert [row.id for row in rows.facts(["towns-2015", "nothing", "moved"])] == ["towns-2015", "moved"]


def test_a_register_that_the_package_lacks_has_no_members(small: Package) -> None:
    assert Rows(small, Need(registers=frozenset(("nothing",)))).members("nothing") == ()


def test_needs_add_up() -> None:
    both = Need(facts=frozenset("a")) | Need(indicators=frozenset("b"), cases=True)
    assert both == Need(facts=frozenset("a"), indicators=frozenset("b"), cases=True)


# Facts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "left"),
    [
        ((2010, 2010), ["towns-2010"]),
        ((2014, 2015), ["towns-2014", "towns-2015", "towns-zi", "towns-hai"]),
        ((2011, 2013), []),
    ],
)
def test_a_period_meets_the_years(small: Package, years: tuple[int, int], left: list[str]) -> None:
    assert facts(small, TOWNS, Asked("years", "period", years)) == left


@pytest.mark.parametrize(
    ("years", "left"), [((2010, 2010), []), ((2012, 2012), ["moved", "growth"]), ((2030, 2030), ["growth"])]
)
def test_a_period_may_span_years_or_have_no_end(
    small: Package, years: tuple[int, int], left: list[str]
) -> None:
    assert facts(small, ["moved", "growth"], Asked("years", "period", years)) == left


def test_a_figure_without_a_year_belongs_to_no_choice_of_years(small: Package) -> None:
    assert facts(small, ["aid-once"]) == ["aid-once"]
    assert facts(small, ["aid-once"], Asked("years", "period", (1, 9998))) == []


@pytest.mark.parametrize(("grade", "left"), [("A", ["towns-2015"]), ("B", TOWNS)])
def test_a_grade_lets_better_ones_through(small: Package, grade: str, left: list[str]) -> None:
    assert facts(small, TOWNS, Asked("grade", "grade", grade)) == left


@pytest.mark.parametrize(
    ("place", "wider", "left"),
    [
        ((CITY,), "stay", TOWNS[:4]),
        ((CITY,), "drop", ["towns-zi"]),
        ((HOME,), "drop", TOWNS),
        ((OTHER_CITY, CITY), "drop", ["towns-zi", "towns-hai"]),
        ((), "drop", []),
    ],
)
def test_a_figure_for_more_than_the_place_stays_or_drops(
    small: Package, place: tuple[str, ...], wider: str, left: list[str]
) -> None:
    assert facts(small, TOWNS, Asked("city", "place", place), wider=wider) == left


@pytest.mark.parametrize(
    ("on", "choice", "left"),
    [
        ("giver", (CITY,), ["aid-zi", "aid-once"]),
        ("giver", (HOME,), AID),
        ("giver", (OTHER_CITY,), []),
        ("receiver", (PARTNER,), AID),
        ("receiver", (COUNTY,), ["aid-zi", "aid-once"]),
        ("receiver", (OTHER_COUNTY,), []),
    ],
)
def test_help_is_given_and_received(small: Package, on: str, choice: Any, left: list[str]) -> None:
    assert facts(small, AID, Asked(on, on, choice)) == left


def test_it_follows_what_it_declares_and_nothing_else(small: Package) -> None:
    asked = [Asked("city", "place", (CITY,)), Asked("grade", "grade", "A")]
    assert facts(small, TOWNS, *asked, follows={}) == TOWNS
    assert facts(small, TOWNS, *asked, follows={"grade": "grade"}) == ["towns-2015"]
    assert facts(small, AID, *asked, follows={"city": "giver"}) == ["aid-zi", "aid-once"]


def test_by_default_it_follows_each_filter_that_asks_something_of_it(small: Package) -> None:
    asked = [Asked("class", "county_class", ("national",)), Asked("grade", "grade", "A")]
    assert facts(small, TOWNS, *asked) == ["towns-2015"]


def test_what_it_follows_names_its_scope(small: Package) -> None:
    chosen = {"city": (CITY,), "grade": "A", "class": ("national",)}
    for follows, scope in ((None, f"{CITY} · A"), ({"grade": "grade"}, "A")):
        shown = declared(small, "figures", finding_filtered={}, follows=follows, wider="drop").show(
            chosen, "en"
        )
        assert shown.title == (f"Name · {scope}",)


@pytest.mark.parametrize(
    ("choice", "left"),
    [(("national",), ["aid-2014", "aid-zi", "aid-once"]), (("none",), ["aid-2014"]), ((), [])],
)
def test_through_a_register_its_members_decide(small: Package, choice: Any, left: list[str]) -> None:
    """What is for a member, or for what a member lies in."""
    asked = Asked("class", "county_class", choice)
    assert facts(small, AID, asked, follows={"through": REGISTER}) == left


def test_a_group_of_areas_stays_while_a_member_does() -> None:
    """Aid to four provinces together follows each of them."""
    left = exhibit("aid-funds").select({"province": ("420000",)}).fact_ids()
    assert "aid-2018" in left


# Members and cases --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "choice", "left"),
    [
        ("county_class", ("national",), [COUNTY]),
        ("county_class", (), []),
        ("province", (PARTNER,), [COUNTY, OTHER_COUNTY]),
        ("prefecture", ("120100",), [COUNTY, OTHER_COUNTY]),
        ("partner", (CITY,), [COUNTY]),
        ("place", (OTHER_COUNTY,), [OTHER_COUNTY]),
        ("grade", "A", [COUNTY, OTHER_COUNTY]),
        ("delisted_year", "2018", [COUNTY]),
        ("delisted_year", "2017", []),
        ("text", "sanhe", [COUNTY]),
        ("text", "子", [COUNTY]),
        ("text", "国", []),
    ],
)
def test_members_by_their_columns_and_what_they_lie_in(
    small: Package, on: str, choice: Any, left: list[str]
) -> None:
    assert members(small, on, choice) == left


@pytest.mark.parametrize(
    ("on", "choice", "left"),
    [
        ("side", ("in-province",), ["zi"]),
        ("theme", ("farming",), ["sanhe", "zi"]),
        ("place", (PARTNER,), ["sanhe"]),
        ("place", (COUNTY_AT_HOME,), ["zi"]),
        ("measure", ("count",), ["sanhe"]),
        ("measure", ("money",), []),
        ("text", "chou", ["sanhe", "zi"]),
        ("text", "摘要", ["sanhe", "zi"]),
    ],
)
def test_cases_by_side_theme_place_measure_and_text(
    small: Package, on: str, choice: Any, left: list[str]
) -> None:
    rows = Rows(small, Need(cases=True))
    assert [row.id for row in cases_left(FOLLOWING, rows, [Asked(on, on, choice)])] == left


# What is said of a wider figure -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "beyond"), [({}, False), ({"city": (CITY,)}, True), ({"years": (2010, 2015)}, False)]
)
def test_figures_for_more_than_the_place_are_said_to_be(
    small: Package, choices: Mapping[str, Any], beyond: bool
) -> None:
    assert declared(small, "columns").reaches_beyond(choices) == beyond
    assert not declared(small, "ranked").reaches_beyond(choices)


def test_a_choice_that_changes_nothing_keeps_the_whole(small: Package) -> None:
    one = declared(small, "columns")
    assert one.show({"years": (2010, 2015), "class": ("none",)}, "en") is one.show({}, "en")


def test_it_is_still_the_whole_when_many_others_were_shown(small: Package) -> None:
    one = declared(small, "columns")
    unmoved = one.show({"years": (2010, 2015)}, "en")
    for _ in range(300):
        declared(small, "columns").show({}, "en")
    assert one.show({"years": (2010, 2015)}, "en") is unmoved
    assert one.show({}, "en") is unmoved


def test_which_filters_emptied_it(small: Package) -> None:
    one = declared(small, "columns")
    alone = one.show({"grade": "A", "years": (2010, 2010), "class": ()}, "en")
    assert set(alone.emptied_by) == {"grade", "years"}, "either could be dropped"
    both = declared(small, "ranked", follows={"grade": "grade", "years": "period"})
    assert set(both.show({"grade": "A", "years": (2010, 2010)}, "en").emptied_by) == {"grade", "years"}


def test_of_what_is_shown_under_choices_the_latest_are_remembered() -> None:
    one, chosen = exhibit("delisting"), {"province": ("520000",)}
    cities = next(item.values for item in one.filters if item.name == "city")
    others = list(combinations(cities, 3))[:MOST_SHOWN]
    assert len(others) == MOST_SHOWN
    first = one.show(chosen, "zh")
    for city in others[1:]:
        one.show({"city": city}, "zh")
    assert one.show(chosen, "zh") is first
    for city in others:
        one.show({"city": city}, "zh")
    assert one.show(chosen, "zh") is not first
