"""Pages of places: which areas have one, and that no figure stands there as what it is not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.marks_map import MapLink, MapPanel, MapPlace
from dashboard.exhibits.rows import ancestry
from dashboard.figures.words import LANGS, plain
from dashboard.package.load import Package
from dashboard.pages.exhibiting import Page
from dashboard.pages.place import STEM, bordering, place_map, place_page, places_of
from tests.pages import PACKAGE, SITE, exhibit

COUNTY, PREFECTURE, GIVER = (
    "522629",
    "522600",
    "330127",
)  # Jianhe, Qiandongnan, and Chun'an, which helps Jianhe


def page_of(area_id: str) -> Page:
    page = place_page(SITE, f"{STEM}{area_id}")
    assert page
    return page


def exhibits(area_id: str) -> dict[str, Exhibit]:
    """By the end of their keys."""
    return {one.key.removeprefix(f"{STEM}{area_id}-"): one for one in page_of(area_id).exhibits}


def facts(area_id: str, name: str) -> Iterator[tuple[str, str | None]]:
    """Of the figures of an exhibit the area, and who gives."""
    for one in exhibits(area_id)[name].select({}).fact_ids():
        yield PACKAGE.fact(one).area_id, PACKAGE.fact(one).counterpart_id


def test_every_place_that_a_row_names_has_a_page_but_the_home_and_the_country() -> None:
    places = set(places_of(PACKAGE))
    members = {one for table in PACKAGE.registers.values() for one in table["area_id"]}
    assert members | set(PACKAGE.pairings["partner"]) <= places | {PACKAGE.site.home}
    assert {PACKAGE.area(one).level for one in places} == {"province", "city", "county"}
    assert not places & {PACKAGE.site.home, "100000"}


@pytest.mark.parametrize("key", ["place-", "place-330000", "place-999999", "place-522629x", "overview"])
def test_nothing_else_has_one(key: str) -> None:
    assert place_page(SITE, key) is None


@pytest.mark.parametrize("area_id", places_of(PACKAGE))
def test_a_page_shows_something_of_its_place_and_says_whose_figures_are_wider(area_id: str) -> None:
    shown = exhibits(area_id)
    assert shown
    for name in {"figures", "wider"} & set(shown):
        areas = {one for one, _ in facts(area_id, name)}
        assert (areas == {area_id}) == (name == "figures")
        assert PACKAGE.site.home not in areas
    for lang in LANGS:
        for one in shown.values():
            assert plain(one.show({}, lang).title)
            assert one.show({}, lang).chart


def test_figures_of_a_county_are_not_those_of_its_prefecture() -> None:
    wider = {one for one, _ in facts(COUNTY, "wider")}
    assert PREFECTURE in wider
    assert "figures" not in exhibits(COUNTY)


def test_a_giver_shows_whom_it_helps() -> None:
    helped = exhibits(GIVER)["helped-paired-counties"].select({})
    assert helped.member_ids() == (COUNTY,)
    city = exhibits(str(PACKAGE.area(GIVER).parent_id))["helped-paired-counties"].select({})
    assert {COUNTY} < set(city.member_ids())


def test_members_of_a_prefecture_lie_in_it() -> None:
    members = exhibits(PREFECTURE)["members-paired-counties"].select({}).member_ids()
    assert members
    assert all(PREFECTURE in ancestry(PACKAGE, one) for one in members)


def test_borders_are_those_of_both_sides() -> None:
    found = bordering(PACKAGE, COUNTY)
    assert found
    assert all(COUNTY in bordering(PACKAGE, one) for one in found)


def test_without_a_map_nothing_is_said_to_border(small: Package) -> None:
    assert not any(bordering(small, one) for one in places_of(small))


# Its map ------------------------------------------------------------------------------------------------------


def map_of(area_id: str, package: Package = PACKAGE) -> MapPanel | None:
    return place_map(package, package.area(area_id), "en")


def test_a_place_is_marked_with_lines_to_those_it_is_paired_with() -> None:
    panel = map_of(COUNTY)
    assert panel
    assert sorted(one.name for one in panel.marks if isinstance(one, MapLink)) == [
        "Jianhe County – Chun'an County",
        "Jianhe County – Hangzhou City",
    ]
    assert [one.name for one in panel.marks if isinstance(one, MapPlace) and one.large] == ["Jianhe County"]


def test_lines_run_from_who_helps_on_both_pages() -> None:
    (receiving,), (giving,) = (
        [(one.start, one.end) for one in panel.marks if isinstance(one, MapLink) and "Chun'an" in one.name]
        for panel in (map_of(COUNTY), map_of(GIVER))
        if panel
    )
    assert receiving == giving


def test_many_partners_are_drawn_as_what_they_lie_in() -> None:
    panel = map_of("330200")
    assert panel
    links = {one.name for one in panel.marks if isinstance(one, MapLink)}
    assert links == {
        "Ningbo City – Qianxinan Buyei and Miao Autonomous Prefecture",
        "Ningbo City – Yanbian Korean Autonomous Prefecture",
    }


def test_without_maps_there_is_none(small: Package) -> None:
    assert all(place_map(small, small.area(one), "en") is None for one in places_of(small))


def test_a_table_leads_only_to_pages_that_there_are(package: Package) -> None:
    """The home has no page of its own, whatever register it stands in."""
    site = package.site.model_copy(update={"home": GIVER})
    moved = replace(exhibit("areas-table"), package=replace(package, site=site))
    table: Any = moved.select({}).draw("en")
    ways = [row[0].href for row in table.rows]
    assert ways.count("") == 1
    assert f"/places/{GIVER}" not in ways
