"""How close a map comes to what is chosen, where the whole stands beside it, and which names it has room for."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from dashboard.exhibits.fitting import around, corners_of, extent_of, free_corner
from dashboard.exhibits.labels import settled
from dashboard.exhibits.marks import NARROW, WIDE, Piece, plain
from dashboard.exhibits.marks_map import (
    LOCATOR,
    PALE_GROUNDS,
    Map,
    MapArea,
    MapFrame,
    MapName,
    MapPanel,
    MapPlace,
    located,
    locator_room,
)
from dashboard.figures.words import LANGS, Lang, half_widths
from dashboard.layout.box import Box
from dashboard.layout.clipping import clipped
from dashboard.package.boundaries import Anchor, Shape, Spot
from dashboard.package.load import Package
from dashboard.render.beside import list_beside
from dashboard.render.site import Site
from dashboard.theme import NAME_SIZES
from tests.pages import exhibit
from tests.unit.tree import text, with_class

WHOLE = (0.0, 0.0, 400.0, 300.0)
MOSTLY = 0.85


# The extent ---------------------------------------------------------------------------------------------------


def test_an_extent_holds_what_is_chosen_with_a_margin_in_the_proportions_of_the_map() -> None:
    extent = extent_of(WHOLE, [(150, 100), (250, 140)])
    assert extent is not None
    left, bottom, right, top = extent
    assert (left < 150, right > 250, bottom < 100, top > 140) == (True,) * 4
    assert (right - left) / (top - bottom) == pytest.approx(4 / 3)


@pytest.mark.parametrize("spot", [(0, 0), (400, 300), (0, 300), (200, 1)])
def test_an_extent_stays_within_the_map_and_is_never_too_close(spot: Spot) -> None:
    extent = extent_of(WHOLE, [spot])
    assert extent is not None
    left, bottom, right, top = extent
    assert (left >= 0, bottom >= 0, right <= 400, top <= 300) == (True,) * 4
    assert right - left == pytest.approx(80)


@pytest.mark.parametrize("spots", [[], [(10, 10), (390, 20)]])
def test_nothing_and_nearly_all_are_shown_on_the_whole(spots: list[Spot]) -> None:
    assert extent_of(WHOLE, spots) is None


def test_a_shape_is_seen_by_its_largest_part() -> None:
    islet = (900, 900, 900, 901, 901, 901)
    assert around(corners_of(Shape(rings=(islet, (0, 0, 0, 4, 6, 4, 6, 0))))) == (0, 0, 6, 4)


def test_the_locator_takes_the_corner_in_which_least_is_hidden() -> None:
    assert free_corner(WHOLE, []) == "above-left"
    assert free_corner(WHOLE, [(10, 290), (10, 10), (390, 290)]) == "below-right"


@pytest.mark.parametrize("key", ["pairing-map", "supported-areas"])
def test_a_whole_map_has_no_locator(key: str) -> None:
    (panel,) = map_of(key).panels
    assert (panel.extent, panel.locator, locator_room(panel)) == (None, None, None)


def test_chosen_counties_and_who_helps_them_fill_the_map_and_the_locator_frames_them() -> None:
    (panel,) = map_of("pairing-map", province=("520000",)).panels
    whole = panel.sheet.bounds
    assert panel.bounds[2] - panel.bounds[0] < 0.65 * (whole[2] - whole[0])
    for mark in panel.marks:
        if isinstance(mark, MapPlace):
            assert panel.bounds[0] < mark.at[0] < panel.bounds[2]
            assert panel.bounds[1] < mark.at[1] < panel.bounds[3]
    frames = [one for one in located(panel) if isinstance(one, MapFrame)]
    assert [one.bounds for one in frames] == [whole, panel.bounds]
    assert locator_room(replace(panel, locator="below-right")) == ((1 - LOCATOR, 1), (0, LOCATOR))


def map_of(key: str, lang: Lang = "zh", **choices: tuple[str, ...]) -> Map:
    chart = exhibit(key).show(choices, lang).chart
    assert isinstance(chart, Map)
    return chart


# What a mark belongs to ---------------------------------------------------------------------------------------


def test_a_line_belongs_to_the_city_it_starts_from_and_to_the_counties_it_leads_to() -> None:
    for mark in map_of("pairing-map", city=("330100",)).marks():
        if isinstance(mark, MapArea) and mark.of.ref:
            assert mark.about[0] == mark.area_id
            assert "330100" in mark.about
    (guizhou, hubei) = (map_of("pairing-map", province=(one,)) for one in ("520000", "420000"))
    ends = [set(mark.about) for chart in (guizhou, hubei) for mark in chart.marks() if mark.about]
    assert any("522629" in one and "330100" in one for one in ends)
    assert not any("522629" in one and "330200" in one for one in ends)


def test_every_member_on_show_is_listed_beside_its_map() -> None:
    chart = map_of("pairing-map", province=("520000",))
    (jianhe,) = [row for row in chart.beside if row.area_id == "522629"]
    assert (jianhe.name, jianhe.group) == ("剑河县", "贵州")
    assert jianhe.says == "杭州 · 淳安 · 2019"
    drawn = [mark.area_id for mark in chart.marks() if isinstance(mark, MapArea) and mark.of.ref]
    assert sorted(row.area_id for row in chart.beside) == sorted(drawn)


def test_what_is_said_of_all_areas_of_a_heading_is_said_once(site: Site) -> None:
    drawn = list_beside(map_of("supported-areas", "en", city=("331100", "330700")), site, "en")
    told = text(drawn)
    assert "Lishui 9\N{NO-BREAK SPACE}· one of the 26" in told
    assert text(with_class(drawn, "says")).count("one of the 26") == 2, "Jinhua has others too"


# Names --------------------------------------------------------------------------------------------------------


def name(text: str, at: Spot, anchor: Anchor = "right") -> MapName:
    return MapName(words=((Piece(text),),), at=at, anchor=anchor, screens=WIDE)


def kept(package: Package, *names: MapName) -> dict[str, Anchor]:
    """On a map of which a unit is a pixel."""
    sheet = replace(package.sheets["home"], bounds=WHOLE)
    dots = (MapPlace(at=one.at, name="") for one in names)
    panel = settled(MapPanel(sheet=sheet, marks=(*dots, *names)), 300, 300)
    return {plain(mark.words): mark.anchor for mark in panel.marks if isinstance(mark, MapName)}


def test_a_name_in_the_way_of_another_takes_another_side(package: Package) -> None:
    found = kept(package, name("first", (100, 100)), name("second", (110, 100)))
    assert found["first"] != found["second"]


def test_a_name_without_room_is_left_out_and_one_at_the_edge_turns_inwards(package: Package) -> None:
    crowd = [name(f"name {at}", (200 + 9 * (at % 3), 150 + 9 * (at // 3))) for at in range(12)]
    assert 0 < len(kept(package, *crowd)) < 12
    assert kept(package, name("at the edge", (398, 150)))["at the edge"] != "right"
    assert kept(package, name("x" * 90, (200, 150))) == {}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", ["pairing-map", "relation-map", "supported-areas", "case-map"])
def test_most_names_have_room(key: str, lang: Lang) -> None:
    chart = map_of(key, lang)
    names = [mark for mark in chart.marks() if isinstance(mark, MapName) and "wide" in mark.screens]
    assert len(names) >= {"supported-areas": 28, "case-map": 12}.get(key, 29)


@pytest.mark.parametrize("lang", LANGS)
def test_no_choice_of_a_city_loses_the_count_of_a_province(lang: Lang) -> None:
    (city,) = [one for one in exhibit("pairing-map").filters if one.name == "city"]
    for value in city.values:
        chart = map_of("pairing-map", lang, city=(value,))
        counted = {mark.of.ref for mark in chart.marks() if isinstance(mark, MapName) and mark.of.ref}
        assert len(counted) == len({row.group for row in chart.beside})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "compared", [*combinations(("510000", "520000", "420000", "220000"), 2)], ids="-".join
)
def test_each_province_that_is_compared_is_named_on_every_screen(
    lang: Lang, compared: tuple[str, ...]
) -> None:
    for chart in (map_of("pairing-map", lang, compare=compared), map_of("relation-map", lang)):
        large = [mark for mark in chart.marks() if isinstance(mark, MapName) and mark.size == "large"]
        for screen in (WIDE, NARROW):
            named = {plain(mark.words[:1]) for mark in large if screen <= mark.screens}
            assert len(named) == len({row.group for row in chart.beside}) + 1, "and Zhejiang"


def is_within(shape: Shape, spot: Spot) -> bool:
    crossed = False
    for ring in shape.rings:
        corners = list(zip(ring[::2], ring[1::2], strict=True))
        for (x, y), (to_x, to_y) in pairwise([*corners, corners[0]]):
            if (y > spot[1]) != (to_y > spot[1]):
                crossed ^= spot[0] < x + (to_x - x) * (spot[1] - y) / (to_y - y)
    return crossed


def on_its_ground(panel: MapPanel, name: MapName, height: int) -> float:
    """The share of its room that lies on fills, where its ink is for these, and else beside them."""
    fills = [
        panel.sheet.shapes[mark.area_id]
        for mark in panel.marks
        if isinstance(mark, MapArea) and mark.accent not in (None, *PALE_GROUNDS)
    ]
    _, bottom, _, top = panel.bounds
    size = NAME_SIZES[name.size][0] * (top - bottom) / height
    wide, high = half_widths(plain(name.words)) * 0.58 * size, size
    left = name.at[0] - wide * (0 if "right" in name.anchor else 1 if "left" in name.anchor else 0.5)
    low = name.at[1] - high * (0 if "above" in name.anchor else 1 if "below" in name.anchor else 0.5)
    spots = [(left + wide * x / 20, low + high * y / 4) for x in range(21) for y in range(5)]
    right_ones = [any(is_within(one, spot) for one in fills) == (name.on is not None) for spot in spots]
    return sum(right_ones) / len(spots)


@pytest.mark.parametrize("lang", LANGS)
def test_names_of_shapes_stand_on_the_ground_that_their_ink_is_for(lang: Lang) -> None:
    chart = map_of("supported-areas", lang)
    (panel,) = chart.panels
    names = [mark for mark in panel.marks if isinstance(mark, MapName)]
    shares = {plain(one.words): on_its_ground(panel, one, chart.height) for one in names}
    assert {name: share for name, share in shares.items() if share < MOSTLY} == {}


# As an outline -------------------------------------------------------------------------------------------------


def test_an_outline_is_cut_off_at_the_edges_of_its_box() -> None:
    box = Box(0, 0, 10, 10)
    within = [(1.0, 1.0), (9.0, 1.0), (5.0, 9.0)]
    assert clipped(within, box) == within
    assert clipped([(20.0, 20.0), (30.0, 20.0), (20.0, 30.0)], box) == []
    cut = clipped([(-5.0, 2.0), (5.0, 2.0), (5.0, 8.0), (-5.0, 8.0)], box)
    assert sorted(cut) == [(0, 2), (0, 8), (5, 2), (5, 8)]
