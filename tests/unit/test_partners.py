"""Who is paired with whom says for which years: stated, or the year that the source is of."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.exhibits.partners import partner_notes, partners_text, years_of
from dashboard.exhibits.rows import Partner, members_of
from dashboard.figures.words import Lang
from dashboard.package.load import Package


@pytest.fixture
def partner(package: Package) -> Partner:
    return Partner(area=package.area("330100"), level="city", evidence="stated", sources=("guide2016",))


@pytest.mark.parametrize(
    ("known", "zh", "en"),
    [
        ({"since": 2013, "until": 2021, "told": "2016"}, "2013–2021", "2013–2021"),
        ({"since": 2015, "told": "2020"}, "2015年起", "from 2015"),
        ({"until": 2021, "told": "2020"}, "据2020年来源，至2021年", "source of 2020, until 2021"),
        ({"told": "2018"}, "据2018年来源", "source of 2018"),
        ({}, "来源未注明日期", "source undated"),
        ({"sources": ()}, "", ""),
    ],
)
def test_years_are_those_stated_or_of_the_source(
    partner: Partner, known: dict[str, Any], zh: str, en: str
) -> None:
    told = replace(partner, **known)
    assert (years_of(told, "zh"), years_of(told, "en")) == (zh, en)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_pairing_says_for_which_years_it_holds(package: Package, lang: Lang) -> None:
    told = [
        years_of(one, lang) for member in members_of(package, "paired_counties") for one in member.partners
    ]
    assert len(told) == len(package.pairings)
    assert all(told)
    assert sum(years in ("来源未注明日期", "source undated") for years in told) == 1


def test_a_panel_has_the_years_and_a_table_the_names(package: Package) -> None:
    members = {member.id: member for member in members_of(package, "paired_counties")}
    assert (
        partners_text(members["522622"], "zh", plain=True)
        == "杭州市（2013–2021） · 拱墅区（据2020年来源，至2021年）"
    )
    assert partners_text(members["522622"], "zh") == "杭州市 · 拱墅区"


def test_who_rests_on_seconded_officials_or_on_one_of_two_sources_says_so(package: Package) -> None:
    members = {member.id: member for member in members_of(package, "paired_counties")}
    for one in ("510811", "510823", "511921", "511902", "513223"):
        assert "挂职干部" in partner_notes(members[one], "zh")
        assert {each.evidence for each in members[one].partners if each.level == "county"} == {"inferred"}
    assert "两处说法不同" in partner_notes(members["222405"], "zh")
    assert partner_notes(members["522622"], "en") == ""
