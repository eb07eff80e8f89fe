"""Maps: what they mark, what they lead to, where names stand, and what becomes of them where shapes are missing."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.exhibits.case_rows import case_panel, look_of
from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.marks import Bar, Piece, Plot, plain
from dashboard.exhibits.marks_map import (
    CURVE_POINTS,
    Map,
    MapArea,
    MapLink,
    MapName,
    MapPlace,
    curve,
    side_by_side,
    stacked,
)
from dashboard.exhibits.rows import CaseRow, cases_of, members_of
from dashboard.exhibits.sheets import label_of, middle_of, named, sheet_for
from dashboard.figures.words import LANGS, Lang, Ref
from dashboard.package.boundaries import Label, Place, Shape, Sheet
from dashboard.package.load import Package
from dashboard.render import plotly_map
from tests.pages import exhibit

MAPS = ("relation-map", "supported-areas", "pairing-map", "case-map")
YANBIAN = "222400"


def shown(key: str, lang: Lang = "zh", **choices: Any) -> Shown:
    return exhibit(key).show(choices, lang)


def map_of(key: str, lang: Lang = "zh", **choices: Any) -> Map:
    chart = shown(key, lang, **choices).chart
    assert isinstance(chart, Map)
    return chart


def areas(chart: Map) -> list[MapArea]:
    """Those that lead somewhere; the others are land."""
    return [mark for mark in chart.marks() if isinstance(mark, MapArea) and mark.of.ref]


def places(chart: Map) -> list[MapPlace]:
    return [mark for mark in chart.marks() if isinstance(mark, MapPlace)]


def links(chart: Map) -> list[MapLink]:
    return [mark for mark in chart.marks() if isinstance(mark, MapLink)]


def names(chart: Map) -> dict[str, MapName]:
    return {plain(mark.words): mark for mark in chart.marks() if isinstance(mark, MapName)}


# Pairings -----------------------------------------------------------------------------------------------------


def test_every_pairing_of_a_city_and_a_prefecture_has_one_line(package: Package) -> None:
    members = members_of(package, "paired_counties")
    wanted = {
        (member.value("prefecture"), member.value("partner")) for member in members if member.value("partner")
    }
    for key in ("relation-map", "pairing-map"):
        assert len(links(map_of(key))) == len({one.name for one in links(map_of(key))}) == len(wanted)


def test_a_line_is_curved_and_ends_at_its_places() -> None:
    link = MapLink(start=(0, 0), end=(100, 0), name="a – b", accent="brick")
    spots = curve(link)
    assert (len(spots), spots[0], spots[-1]) == (CURVE_POINTS, (0, 0), (100, 0))
    assert min(y for _, y in spots) < 0


def test_only_the_lines_of_the_chosen_city_are_drawn() -> None:
    chart = map_of("pairing-map", city=("330100",))
    assert {one.name.partition(" – ")[0] for one in links(chart)} == {"杭州市"}
    table = shown("pairing-map").table
    assert table is not None
    assert sum(int(row[4].text) for row in table.rows) == 80


def test_unknown_is_hatched_and_named_deep_poverty_is_dotted(package: Package) -> None:
    marked = areas(map_of("pairing-map"))
    hatched = {area.area_id for area in marked if area.accent == "hatched"}
    assert hatched == {"222401", "222402", "222403", "222404"}
    deep = package.registers["paired_counties"].query("deep_poverty == 'yes'")["area_id"]
    assert {area.area_id for area in marked if area.dotted} == set(deep)


@pytest.mark.parametrize("lang", LANGS)
def test_a_county_opens_its_proof_and_a_province_its_count(lang: Lang) -> None:
    chart = map_of("pairing-map", lang, province=("220000",))
    assert {area.of.ref for area in areas(chart)} == {Ref("county", area.area_id) for area in areas(chart)}
    counts = [name.of.ref.id for name in names(chart).values() if name.of.ref]
    assert counts == ["counties:province=220000"]
    (city,) = [place for place in places(chart) if place.of.ref]
    assert city.of.ref == Ref("derived", "counties:city=330200;province=220000")


def test_the_corner_lists_who_helps_each_prefecture() -> None:
    lines = [plain([line]) for column in map_of("pairing-map").listing for line in column]
    assert "阿坝　绍兴、金华、台州、嘉兴、温州" in lines
    assert sum("　" in line for line in lines) == 15


# Members on their shapes --------------------------------------------------------------------------------------


def test_the_map_of_support_fills_26_and_leaves_three_pale() -> None:
    accents = [area.accent for area in areas(map_of("supported-areas"))]
    assert (accents.count("teal"), accents.count("teal-tint"), len(accents)) == (26, 3, 29)


def test_a_member_without_a_proof_leads_to_its_count() -> None:
    refs = {area.area_id: area.of.ref for area in areas(map_of("supported-areas"))}
    assert refs["331121"] == Ref("derived", "areas:city=331100;support=key26")
    assert refs["330702"] == Ref("derived", "areas:support=part")  # it stands apart, wherever it lies


# Cases --------------------------------------------------------------------------------------------------------


def test_a_case_stands_at_each_of_its_places_that_a_map_has(package: Package) -> None:
    drawn = [place.of.ref.id for place in places(map_of("case-map")) if place.of.ref]
    mapped = [
        row.id for row in cases_of(package) for area in row.places if sheet_for(package, [area.area_id])
    ]
    assert sorted(drawn) == sorted(mapped)
    assert set(drawn) == {row.id for row in cases_of(package)}


def test_a_line_starts_only_at_a_county_that_is_named() -> None:
    assert [one.name for one in links(map_of("case-map"))] == [
        "安吉县 – 青川县",
        "安吉县 – 普安县",
        "安吉县 – 沿河土家族自治县",
        "安吉县 – 雷山县",
        "缙云县 – 南江县",
        "青田县 – 平昌县",
    ]


def test_each_side_has_its_map_its_shape_and_its_colour() -> None:
    home, away = map_of("case-map").panels
    assert (home.sheet.declared.key, away.sheet.declared.key) == ("home", "partners")
    looks = {(place.symbol, place.accent) for place in places(map_of("case-map")) if place.of.ref}
    assert looks == {("square", "teal"), ("diamond", "brick")}


def test_no_case_lies_in_hubei() -> None:
    assert shown("case-map", province=("420000",)).chart is None


def test_a_map_without_a_case_is_left_out_beside_one_with_cases() -> None:
    (panel,) = map_of("case-map", province=("510000",)).panels
    assert panel.sheet is map_of("case-map").panels[1].sheet


def of_case(package: Package, case_id: str) -> tuple[CaseRow, Map]:
    row = next(one for one in cases_of(package) if one.id == case_id)
    sheet = sheet_for(package, [area.area_id for area in row.places])
    assert sheet is not None
    panel = case_panel(sheet, [(look_of(package.site, row.case.side), [row])], "zh")
    return row, Map(panels=(panel,), height=300, narrow_height=300)


@pytest.mark.parametrize(
    ("case_id", "sheet", "lines"),
    [("pan-an-relocation", "home", 0), ("qingchuan-tea", "partners", 4), ("yilong-carers", "partners", 0)],
)
def test_a_case_alone_has_the_map_that_holds_its_places(
    package: Package, case_id: str, sheet: str, lines: int
) -> None:
    row, chart = of_case(package, case_id)
    assert chart.panels[0].sheet.declared.key == sheet
    assert len(links(chart)) == lines
    mapped = [area for area in row.places if sheet_for(package, [area.area_id])]
    assert len([place for place in places(chart) if place.of.ref]) == len(mapped)


# Where names stand --------------------------------------------------------------------------------------------


def sheet_with(package: Package, **changed: Any) -> Sheet:
    return replace(package.sheets["partners"], **changed)


def test_a_name_that_nobody_placed_stands_beside_its_dot_or_in_the_middle_of_its_shape(
    package: Package,
) -> None:
    bare = sheet_with(package, places={})
    assert label_of(bare, YANBIAN, "zh") == Label(anchor="right")
    assert label_of(bare, "222401", "zh", inside=True) == Label(anchor="center")


def test_an_area_without_a_point_has_the_middle_of_its_shape_or_of_its_parts(package: Package) -> None:
    square = Shape(rings=((0, 0, 0, 4, 4, 4, 4, 0), (9, 9, 9, 10, 10, 9)))
    bare = sheet_with(package, places={"2": Place(at=(10, 0))}, shapes={"1": square})
    assert bare.spot("1") == (2, 2)
    assert middle_of(bare, "none", ["1", "2", "unknown"]) == (6, 1)
    assert middle_of(bare, "none", ["unknown"]) is None


def test_a_name_moved_off_its_dot_has_a_line_to_it() -> None:
    words = ((Piece("a"),),)
    moved = named(Label(anchor="above", at=(5, 5)), (1, 1), words)
    assert (moved.at, moved.anchor, moved.leader) == ((5, 5), "above", (1, 1))
    assert named(Label(anchor="left"), (1, 1), words).leader is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", MAPS)
def test_no_name_lies_on_its_own_dot(key: str, lang: Lang) -> None:
    """Straight above or below a dot words begin in its middle."""
    chart = map_of(key, lang)
    dots = {place.at for place in places(chart)}
    named_at_dots = [name for name in names(chart).values() if name.at in dots]
    assert named_at_dots or key == "supported-areas"
    assert not [name for name in named_at_dots if name.anchor in ("above", "below", "center")]


# Where shapes are missing -------------------------------------------------------------------------------------


def on(package: Package, key: str, sheets: Iterable[Sheet]) -> Exhibit:
    """An exhibit of the package as it would be with other maps."""
    changed = replace(package, sheets={sheet.declared.key: sheet for sheet in sheets})
    return replace(exhibit(key), package=changed)


@pytest.mark.parametrize("key", MAPS)
@pytest.mark.parametrize("lang", LANGS)
def test_without_boundaries_a_map_is_a_grid_of_tiles_with_its_table(
    package: Package, key: str, lang: Lang
) -> None:
    found = on(package, key, []).show({}, lang)
    assert isinstance(found.chart, Plot)
    tiles = [mark for mark in found.chart.marks() if isinstance(mark, Bar)]
    drawn = {mark.of.ref for mark in map_of(key, lang).marks() if isinstance(mark, MapArea | MapPlace)}
    cities = {ref for ref in drawn if ref and "city=" in ref.id and key != "supported-areas"}
    wanted = drawn - cities - {None}
    assert {tile.of.ref for tile in tiles} == wanted
    assert len({(tile.at, tile.start) for tile in tiles}) == len(tiles)
    assert found.table == shown(key, lang).table


@pytest.mark.parametrize(("key", "name"), [("pairing-map", "延吉市"), ("relation-map", "延吉市")])
def test_a_member_without_a_shape_is_listed(package: Package, key: str, name: str) -> None:
    sheet = sheet_with(
        package,
        shapes={one: shape for one, shape in package.sheets["partners"].shapes.items() if one != "222401"},
    )
    chart = on(package, key, [sheet]).show({}, "zh").chart
    assert isinstance(chart, Map)
    assert "222401" not in {area.area_id for area in areas(chart)}
    assert [plain([line]) for line in chart.listing[-1]] == ["不在图上", name]


def test_a_member_of_which_the_map_knows_nothing_is_listed(package: Package) -> None:
    home = package.sheets["home"]
    less = replace(
        home,
        shapes={one: shape for one, shape in home.shapes.items() if one != "331121"},
        places={one: place for one, place in home.places.items() if one != "331121"},
        land=tuple(one for one in home.land if one != "331121"),
    )
    chart = on(package, "supported-areas", [less]).show({}, "zh").chart
    assert isinstance(chart, Map)
    assert len(areas(chart)) == 28
    assert [plain([line]) for line in chart.listing[0]] == ["不在图上", "青田县"]


def test_a_place_of_a_case_that_its_map_does_not_hold_is_listed(package: Package) -> None:
    chart = on(package, "case-map", [package.sheets["home"]]).show({}, "zh").chart
    assert isinstance(chart, Map)
    assert len(chart.panels) == 1
    assert "青川县" in [plain([line]) for line in chart.listing[0]]


def test_a_fifth_province_has_its_lines_though_nobody_placed_its_names(package: Package) -> None:
    """As if Jilin had been added, with shapes alone."""
    partners = package.sheets["partners"]
    new = sheet_with(
        package, places={one: place for one, place in partners.places.items() if one[:2] != "22"}
    )
    chart = on(package, "pairing-map", [new]).show({}, "zh").chart
    assert isinstance(chart, Map)
    assert [one.name for one in links(chart)] == [one.name for one in links(map_of("pairing-map"))]
    assert names(chart)["延边"].anchor == "right"
    assert names(chart)["吉林 8个县"].anchor == "center"


# As a page draws them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", MAPS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_draws_every_mark_that_leads_somewhere(key: str, lang: Lang) -> None:
    chart = map_of(key, lang)
    figure = json.loads(json.dumps(plotly_map.figure(chart).figure, allow_nan=False))
    drawn = [mark for trace in figure["data"] for mark in trace.get("customdata", ()) if mark]
    refs = [mark.of.ref for mark in chart.marks() if not isinstance(mark, MapLink) and mark.of.ref]
    assert sorted(drawn) == sorted(f"{ref.kind}:{ref.id}" for ref in refs)


@pytest.mark.parametrize("key", MAPS)
def test_styles_of_a_map_match_its_traces_in_number(key: str) -> None:
    """Plotly hands styles of a template out by position; one too few would dress every trace after it wrongly."""
    plot = plotly_map.figure(map_of(key))
    for layout in (plot.figure["layout"], plot.narrow):
        assert len(layout["template"]["data"]["scatter"]) == len(plot.figure["data"])


def test_an_area_that_can_be_chosen_is_a_trace_of_its_own() -> None:
    """Its fill answers as a whole; land is drawn at one go."""
    traces = [trace for trace in plotly_map.figure(map_of("pairing-map")).figure["data"] if "shapes" in trace]
    alone = [trace for trace in traces if "customdata" in trace]
    assert {len(trace["shapes"]["ids"]) for trace in alone} == {1}
    assert [len(trace["shapes"]["ids"]) for trace in traces if trace not in alone] == [5]


def test_a_map_names_the_files_it_is_drawn_from() -> None:
    for key in MAPS:
        files = dict.fromkeys(panel.sheet.path for panel in map_of(key).panels)
        assert plotly_map.figure(map_of(key)).boundaries == tuple(files)
    assert plotly_map.figure(map_of("case-map")).boundaries == (
        "boundaries/zhejiang.json",
        "boundaries/five-provinces.json",
    )


def test_panels_share_the_room_without_touching() -> None:
    panels = map_of("case-map").panels
    (_, first), (second, _) = side_by_side(panels)
    assert first < second
    (upper, _), (_, lower) = stacked(panels)
    assert lower < upper


def test_a_panel_is_as_wide_for_its_height_as_what_it_shows() -> None:
    for panel in map_of("case-map").panels:
        left, bottom, right, top = panel.sheet.bounds
        assert panel.aspect == pytest.approx((right - left) / (top - bottom))


def test_rooms_lie_within_the_plot_and_have_the_proportions_of_their_panels() -> None:
    panels = map_of("case-map").panels
    for rooms in (side_by_side(panels), stacked(panels)):
        assert all(0 <= first < last <= 1 for first, last in rooms)
    widths = [last - first for first, last in side_by_side(panels)]
    assert widths[0] / widths[1] == pytest.approx(panels[0].aspect / panels[1].aspect)
    (_, top), (bottom, _) = stacked(panels)
    assert (bottom, top) == pytest.approx((0, 1))
