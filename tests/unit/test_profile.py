"""Profiles beside a map: what they say of an area, with grades and ways to the proof, in any package."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.figures.words import LANGS, Lang
from dashboard.package.load import Package
from dashboard.pages.place import places_of
from dashboard.pages.profile import profile
from dashboard.render.markup import to_html
from tests.pages import PACKAGE, SITE

COUNTY, GIVER, CITY = "522629", "330127", "330100"  # Jianhe, Chun'an that helps it, and the city of that


def told(area_id: str, lang: Lang = "en") -> str:
    return to_html(profile(SITE, area_id, lang))


def lines(area_id: str) -> Iterator[str]:
    """The areas whose profiles it leads to."""
    return (part.partition('"')[0] for part in told(area_id).split('data-area="')[1:])


def test_a_county_shows_class_year_and_partner_each_with_a_grade_and_its_proof() -> None:
    text = told(COUNTY)
    rows = text.partition("<dl")[2].partition("</dl>")[0].split("<dt>")[1:]
    assert len(rows) >= 4
    assert "Chun&#x27;an" in rows[-1]
    for row in rows:
        assert f'data-county="{COUNTY}"' in row
    assert sum('class="grade' in row for row in rows) >= 3


def test_it_leads_to_the_others_of_its_partner_and_to_its_page() -> None:
    others = list(lines(COUNTY))
    assert others
    assert COUNTY not in others
    assert f'href="/en/places/{COUNTY}"' in told(COUNTY)


def test_a_county_of_the_home_shows_what_it_stands_in_and_whom_it_helps() -> None:
    text = told(GIVER)
    assert "one of the 26" in text
    assert "Jianhe" in text
    assert COUNTY in set(lines(GIVER))


def test_a_city_lists_those_it_helps_and_its_money_the_latest_first() -> None:
    text = told(CITY)
    assert COUNTY in set(lines(CITY))
    assert "data-fact=" in text


@pytest.mark.parametrize("lang", LANGS)
def test_every_place_with_a_page_has_a_profile(lang: Lang) -> None:
    for area_id in places_of(PACKAGE):
        assert 'class="profile-head"' in told(area_id, lang)


def test_a_package_without_maps_has_them_too(small: Package) -> None:
    for area_id in places_of(small):
        assert to_html(profile(replace(SITE, package=small), area_id, small.site.languages[0]))


@pytest.mark.parametrize("area_id", ["330000", "999999", "", "<b>"])
def test_what_has_no_page_has_no_profile(area_id: Any) -> None:
    with pytest.raises(KeyError):
        profile(SITE, area_id, "zh")
