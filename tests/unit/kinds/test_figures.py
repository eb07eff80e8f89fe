"""Figures: each in its own unit, in groups that share no more than they say, and never added up."""

import pytest

from dashboard.exhibits.charts import Cards
from dashboard.exhibits.kinds.figures import Figures
from dashboard.figures.words import Lang, Ref
from dashboard.package.load import Package
from tests.pages import exhibit
from tests.unit.marked import cards, drawn, shown
from tests.unit.small import CITY, declared

LISHUI, HANGZHOU, NINGBO, JIAXING, HUBEI = "331100", "330100", "330200", "330400", "420000"


def groups(key: str, choices: dict[str, object] | None = None, lang: Lang = "zh") -> dict[str, list[str]]:
    """Ids by the head of their group."""
    chart = drawn(key, choices or {}, lang)
    assert isinstance(chart, Cards)
    return {group.title: [card.ref.id for card in group.cards] for group in chart.groups}


def ids(key: str, choices: dict[str, object]) -> list[str]:
    return list(shown(key, choices).selection.fact_ids())


# Declared groups ----------------------------------------------------------------------------------------------


def test_sources_that_disagree_stand_side_by_side() -> None:
    (cadres,) = [found for title, found in groups("people-sent").items() if "派往四川的干部" in title]
    assert cadres == [
        "cadres-sichuan-2016-2020",
        "cadres-sichuan-2016-2020-thepaper",
        "cadres-sichuan-2020-10",
    ]


def test_no_card_is_a_sum() -> None:
    found = cards(drawn("people-sent", lang="en"))
    declared_here = exhibit("people-sent").declared
    assert isinstance(declared_here, Figures)
    assert len(found) == sum(len(group.items) for group in declared_here.groups)
    assert {card.ref.kind for card in found} == {"fact"}
    assert all(card.grade and card.detail for card in found)


def test_funds_follow_the_places_and_the_giver(package: Package) -> None:
    hubei = set(ids("aid-funds", {"province": (HUBEI,)}))
    assert {"aid-2018", "aid-hangzhou-enshi-2019", "aid-hangzhou-2019"} <= hubei
    assert not {"aid-sichuan-2016-2020", "aid-hangzhou-qiandongnan-2019"} & hubei
    givers = {package.fact(one).counterpart_id for one in ids("aid-funds", {"city": (NINGBO,)})}
    assert givers == {NINGBO}
    assert ids("aid-funds", {"city": (JIAXING,)}) == ["aid-haiyan-pingshan-2017-2018"]


def test_a_group_of_which_nothing_is_left_is_left_out(small: Package) -> None:
    given = [
        {"name": {"zh": "甲", "en": "A"}, "items": [{"fact": "moved"}]},
        {"name": {"zh": "乙", "en": "B"}, "accent": "brick", "items": [{"fact": "growth"}]},
    ]
    chart = (
        declared(small, "figures", indicators=[], group=[], groups=given)
        .show({"years": (2015, 2015)}, "en")
        .chart
    )
    assert isinstance(chart, Cards)
    assert [(group.title, group.accent) for group in chart.groups] == [("B", "brick")]


# Groups of what figures share -----------------------------------------------------------------------------------


def test_mountain_sea_keeps_its_dates_apart(package: Package) -> None:
    found = list(groups("mountain-sea").values())
    funds = next(group for group in found if "mountain-sea-2014-funds" in group)
    assert "mountain-sea-2023-investment" not in funds
    for group in found:
        assert package.facts[package.facts["fact_id"].isin(group)]["period_end"].nunique() == 1


def test_the_undated_figure_leaves_with_the_years(small: Package) -> None:
    undated, chosen = "aid-once", {"years": (2014, 2015)}
    every, left = (declared(small, "figures").show(one, "en").selection.fact_ids() for one in ({}, chosen))
    assert undated in every
    assert undated not in left


def test_a_figure_of_another_city_leaves_and_the_province_stays() -> None:
    left = ids("outsourced-processing", {"city": (LISHUI,)})
    assert "outsourced-2021-fees-lishui" in left
    assert "outsourced-2009-workers" in left
    assert "outsourced-2016-fees-panan" not in left


def test_an_amount_without_a_year_comes_first_and_its_label_says_who_gives(small: Package) -> None:
    chart = declared(small, "figures", undated={"zh": "无年", "en": "No year"}).show({}, "en").chart
    assert isinstance(chart, Cards)
    assert chart.groups[0].title == "No year"
    (card,) = chart.groups[0].cards
    assert (card.ref, card.label) == (Ref("fact", "aid-once"), "Zi → Sanhe")


@pytest.mark.parametrize(("wider", "left"), [("stay", 3), ("drop", 0)])
def test_figures_for_more_than_the_place_stay_or_drop(small: Package, wider: str, left: int) -> None:
    rows = (
        declared(small, "figures", indicators=["towns"], wider=wider)
        .show({"city": (CITY,)}, "en")
        .selection.rows
    )
    assert sum(row.area.area_id == "110000" for row in rows) == left
    assert "towns-hai" not in {row.id for row in rows}
    assert "towns-zi" in {row.id for row in rows}


def test_each_card_has_the_marks_of_its_figure(small: Package) -> None:
    chart = declared(small, "figures").show({}, "en").chart
    marks = {card.ref.id: card.marks for card in cards(chart)}
    assert marks["towns-2014"] == ("at_least", "actual")
    assert marks["aid-2014"] == ("exact", "planned")
