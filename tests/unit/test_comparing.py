"""Places side by side, cells in another colour, and what filters leave out kept pale."""

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.exhibits.charts import Waffle, WaffleCell
from dashboard.exhibits.colouring import colours_of
from dashboard.exhibits.comparing import beside, chosen_alone, compared_query
from dashboard.exhibits.marks import Bar, Plot, Point
from dashboard.exhibits.marks_map import Map, MapPlace
from dashboard.exhibits.options import filters_of
from dashboard.exhibits.rows import members_of
from dashboard.figures.computed import derive
from dashboard.figures.words import plain
from dashboard.package.load import Package
from dashboard.package.story import PageDeclaration
from dashboard.theme import PAINTS
from tests.pages import EXHIBITING, exhibit
from tests.unit.marked import bars, plot, points, shown
from tests.unit.small import declared

FILTERS = {page.key: page.filters for page in EXHIBITING}
GUIZHOU, SICHUAN, JILIN = "520000", "510000", "220000"
TWO: Mapping[str, Any] = {"compare": (GUIZHOU, SICHUAN)}
CITIES: Mapping[str, Any] = {"compare": ("331100", "330100")}


def waffle(choices: Mapping[str, Any]) -> Waffle:
    chart = shown("county-waffle", choices).chart
    assert isinstance(chart, Waffle)
    return chart


def cells(choices: Mapping[str, Any]) -> list[WaffleCell]:
    return [cell for group in waffle(choices).groups for cell in group.cells]


# Side by side -------------------------------------------------------------------------------------------------


def test_a_waffle_sets_the_places_side_by_side_in_the_order_asked_for() -> None:
    assert [group.place for group in waffle(TWO).groups] == [GUIZHOU, SICHUAN]
    assert [len(group.cells) for group in waffle(TWO).groups] == [24, 40]


def test_all_places_stand_in_the_order_asked_for() -> None:
    places = [group.place for group in waffle({}).groups]
    assert len(places) == 4
    assert [group.place for group in waffle({"compare": tuple(reversed(places))}).groups] == places[::-1]


def test_a_place_that_another_filter_empties_keeps_its_place() -> None:
    found = waffle({"compare": (GUIZHOU, SICHUAN), "class": ("provincial",)}).groups
    assert [(group.place, len(group.cells)) for group in found] == [(GUIZHOU, 0), (SICHUAN, 2)]
    assert all(group.columns for group in found)


@pytest.mark.parametrize("key", ["delisting", "delisting-approved"])
def test_years_of_delisting_are_small_multiples_on_one_scale(key: str) -> None:
    panels = plot(key, TWO).panels
    assert len(panels) == 2
    assert len({(panel.y.low, panel.y.high) for panel in panels}) == 1
    assert len({(panel.x.low, panel.x.high) for panel in panels}) == 1


def test_classes_are_counted_by_the_places_compared() -> None:
    panel = plot("county-classes", {"compare": (JILIN, SICHUAN)}, "en").panels[-1]
    assert [tick.text for tick in panel.y.ticks] == ["Jilin", "Sichuan"]


@pytest.mark.parametrize("key", ["county-classes", "delisting", "delisting-approved", "delisting-provinces"])
@pytest.mark.parametrize("more", [{}, {"class": ("national", "none")}, {"q": "a"}], ids=str)
def test_each_count_leads_to_the_number_that_is_drawn(
    package: Package, key: str, more: Mapping[str, Any]
) -> None:
    counted = [bar for bar in bars(plot(key, {**TWO, **more})) if bar.of.ref and bar.of.ref.kind == "derived"]
    assert counted
    for bar in counted:
        assert bar.of.ref
        assert derive(package, bar.of.ref.id).value == float(bar.end) - float(bar.start)  # type: ignore[arg-type]


def test_counts_that_tell_of_all_places_compared_count_only_these(package: Package) -> None:
    chart = shown("pairing-map", {"compare": (JILIN, SICHUAN)}, "en").chart
    assert isinstance(chart, Map)
    told = [mark.of for mark in chart.marks() if isinstance(mark, MapPlace)]
    counted = [(one.says, one.ref) for one in told if one.ref and one.ref.kind == "derived"]
    assert counted
    assert [
        says for says, ref in counted if not says.endswith(f"\n{derive(package, ref.id).value} counties")
    ] == []


def test_cities_stand_out_among_all() -> None:
    chart, every = plot("city-incomes", CITIES), plot("city-incomes")
    assert len(points(chart)) == len(points(every))
    bright = [one for one in points(chart) if one.accent != "faint"]
    assert len(bright) == 4
    ticks = [tick for panel in chart.panels for tick in panel.y.ticks]
    assert [tick.text for tick in ticks if tick.bold] == ["杭州", "丽水"]
    assert shown("city-incomes", CITIES).whole, "what is said of all cities still stands"


def test_ranked_bars_stand_out_too(small: Package) -> None:
    """Where none of the places is on show, all stay as they are."""
    one = declared(small, "ranked")
    assert one.filters
    every = one.show({}, "zh").chart
    assert isinstance(every, Plot)
    assert all(isinstance(mark, (Bar, Point)) and mark.accent != "faint" for mark in every.panels[0].marks)


def test_an_exhibit_without_such_places_stays_as_it_is() -> None:
    for key in ("low-income-population", "income-2018"):
        assert shown(key, CITIES) is shown(key), key


# Colours ------------------------------------------------------------------------------------------------------


def test_what_has_all_places_side_by_side_leaves_a_comparison_to_others() -> None:
    beside_all = exhibit("delisting-provinces")
    assert beside_all.is_unmoved(TWO)
    assert shown("delisting-provinces", TWO) is shown("delisting-provinces")
    assert "Sichuan" not in plain(beside_all.show({**TWO, "class": ("national",)}, "en").title)


def test_cells_are_coloured_by_partner_each_with_its_name() -> None:
    found = cells({"colour": "partner"})
    assert len(found) == 80
    assert all(cell.tag for cell in found)
    by_tag = {cell.tag: cell.accent for cell in found}
    assert len(by_tag) == len(set(by_tag.values())) == 11
    assert {item.accent for item in waffle({"colour": "partner"}).legend if item.swatch == "fill"} == set(
        by_tag.values()
    )


def test_cells_are_coloured_by_year_later_ones_stronger() -> None:
    found = [cell for cell in cells({"colour": "year"}) if cell.tag]
    accents = dict(sorted((cell.tag, cell.accent) for cell in found))
    assert list(accents) == ["2016", "2017", "2018", "2019", "2020"]
    assert list(accents.values()) == sorted(accents.values())
    untagged = {cell.accent for cell in cells({"colour": "year"}) if not cell.tag}
    assert untagged == {"hollow", "hatched"}


def test_no_filter_changes_a_colour() -> None:
    whole = {cell.ref: cell.accent for cell in cells({"colour": "partner"})}
    part = cells({"colour": "partner", "province": (GUIZHOU,)})
    assert all(whole[cell.ref] == cell.accent for cell in part)


def test_every_colour_can_be_painted() -> None:
    for choices in ({"colour": "partner"}, {"colour": "year", "rest": "fade", "class": ("none",)}):
        assert {cell.accent for cell in cells(choices)} <= set(PAINTS)


def test_the_table_has_what_was_chosen_to_colour_by() -> None:
    table, every = shown("county-waffle", {"colour": "partner"}, "en").table, shown("county-waffle").table
    assert table
    assert every
    assert len(table.head) == len(every.head) + 1
    assert {row[-1].text for row in table.rows} == {
        item.label for item in shown("county-waffle", {"colour": "partner"}, "en").legend if item.accent
    }


def test_an_unknown_column_colours_nothing(small: Package) -> None:
    """Nor does a register without columns fail, nor a package without the register."""
    for keys in ({"colour": "nothing"}, {"colour": ""}, {"register": "nothing"}):
        assert declared(small, "waffle", **keys).show({"colour": "nothing"}, "zh").title
    assert not list(declared(small, "waffle", register="nothing").declared.colours(small))


def test_a_page_without_a_waffle_offers_no_colour(small: Package) -> None:
    written = {"path": "/x", "name": {"zh": "页"}, "title": {"zh": "页"}, "register": "paired_counties"}
    asked = [
        {"name": "colour", "kind": "colour"},
        {"name": "rest", "kind": "rest"},
        {"name": "compare", "kind": "compare", "on": "province"},
    ]
    page = PageDeclaration.model_validate({**written, "filter": asked})
    assert [one.name for one in filters_of(small, page, [declared(small, "counts").declared])] == []
    offered = [one.name for one in filters_of(small, page, [declared(small, "waffle").declared])]
    assert offered == ["colour", "rest"], "one province alone cannot be compared"


def test_the_columns_that_colour_begin_with_its_own(package: Package) -> None:
    register = package.site.register("paired_counties")
    every = members_of(package, "paired_counties")
    assert [key for key, _ in colours_of(register, "county_class", "deep_poverty", every)] == [
        "class",
        "year",
        "partner",
    ]
    assert [key for key, _ in colours_of(register, "", "", [])] == ["class", "deep", "year"]


# The rest -----------------------------------------------------------------------------------------------------


def test_what_filters_leave_out_is_kept_and_pale() -> None:
    found = cells({"class": ("national",), "rest": "fade"})
    assert len(found) == 80
    pale = [cell for cell in found if cell.accent == "pale"]
    assert len(pale) == 8
    assert not any(cell.dotted or cell.tag for cell in pale)
    assert "pale" in {item.accent for item in waffle({"class": ("national",), "rest": "fade"}).legend}


def test_nothing_is_pale_where_nothing_is_left_out() -> None:
    assert shown("county-waffle", {"rest": "fade"}) is shown("county-waffle")


def test_the_heads_count_what_is_left_not_what_is_kept(package: Package) -> None:
    for group in waffle({"class": ("national",), "rest": "fade"}).groups:
        counted = [run for run in group.title if not isinstance(run, str)]
        left = sum(cell.accent != "pale" for cell in group.cells)
        assert derive(package, counted[0].ref.id).value == left
        assert plain((counted[0],)) == f"{left}个"


def test_of_places_compared_only_theirs_are_kept() -> None:
    groups = waffle({**TWO, "class": ("none",), "rest": "fade"}).groups
    assert [(group.place, len(group.cells)) for group in groups] == [(GUIZHOU, 24), (SICHUAN, 40)]
    assert "pale" not in {item.accent for item in waffle({**TWO, "rest": "fade"}).legend}


# Ways ---------------------------------------------------------------------------------------------------------


def test_a_place_stands_beside_the_first_other() -> None:
    item = next(one for one in FILTERS["east-west"] if one.kind == "compare")
    assert beside(item, ()) == (SICHUAN, GUIZHOU)
    assert beside(item, (JILIN,)) == (JILIN, SICHUAN)
    assert beside(item, (JILIN, GUIZHOU)) == (JILIN, GUIZHOU)
    assert beside(item, ("330100",)) == ()
    cities = next(one for one in FILTERS["in-province"] if one.kind == "compare")
    assert beside(cities, cities.values[:4]) == tuple(cities.values[:4])
    assert beside(cities, cities.values[:5]) == ()


def test_what_is_compared_is_not_chosen_alone() -> None:
    assert chosen_alone(FILTERS["east-west"], {**TWO, "province": (JILIN,)}) == (JILIN,)


def test_a_comparison_takes_the_place_of_the_filter_of_places() -> None:
    filters = FILTERS["east-west"]
    chosen = {"province": (GUIZHOU,), "class": ("national",)}
    assert (
        compared_query(filters, chosen, (GUIZHOU, JILIN)).written() == "class=national&compare=520000,220000"
    )
    assert compared_query(filters, {**TWO, "class": ("none",)}, ()).written() == "class=none"
    assert compared_query((), {}, (GUIZHOU, JILIN)).written() == ""


def test_titles_name_the_places_and_not_the_colour() -> None:
    told = exhibit("delisting").show({**TWO, "colour": "partner"}, "en").title
    assert plain(told) == "Guizhou Province, Sichuan Province: 64 counties by year of delisting"
