"""Maps on a slide: areas as native freeform shapes named after their places, with links, points and names on them.

Outlines are thinned for the size of a slide, between the points where borders meet, so that areas still do.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, hypot, log, pi, radians, sin, sqrt, tan
from typing import Any

from dashboard.charts import geo
from dashboard.drawing import Plot
from dashboard.export.deck_canvas import (
    Box,
    Canvas,
    Line,
    Look,
    Run,
    bounds,
    colour,
    emu,
    scaled,
    steps_xml,
)
from dashboard.export.deck_markup import plain_markup, read_markup
from dashboard.export.deck_plots import ACROSS, ALONG, BESIDE_X, BESIDE_Y, PRESETS
from dashboard.export.deck_stage import Part, each
from dashboard.figures.words import Lang

TOLERANCE = 0.6  # points that an outline may be off
SMALLEST = 1.5  # points across: what is smaller is left out, but for the largest part of an area
# How much larger than on the page, measured by the map, its type is; longer names leave less room.
LARGER: Mapping[Lang, float] = {"zh": 1.3, "en": 1.12}
LIST = 1.5  # the same of the list in its corner
EDGE_STEPS = 24  # in which the frame of a view is followed, since its sides may be curved
Spot = tuple[float, float]
Ring = Sequence[Spot]
Naming = Callable[[str], str]


# Projections --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """What of the earth a map shows, and where: as `layout.geo` of a plot tells, fitted into a box."""

    kind: str
    parallels: tuple[float, ...]
    turned_to: float  # the longitude that points north
    longitudes: tuple[float, float]
    latitudes: tuple[float, float]
    box: Box

    def at(self, longitude: float, latitude: float) -> Spot:
        scale, left, top = _fit(self)
        x, y = _project(self, longitude, latitude)
        return left + x * scale, top - y * scale


def read_view(layout: Part, area: Box) -> View:
    domain = {"x": (0, 1), "y": (0, 1)} | dict(layout.get("domain", {}))
    (left, right), (low, high) = domain["x"], domain["y"]
    projection = layout["projection"]
    return View(
        kind=projection["type"],
        parallels=tuple(projection.get("parallels", ())),
        turned_to=projection.get("rotation", {}).get("lon", 0),
        longitudes=tuple(layout["lonaxis"]["range"]),
        latitudes=tuple(layout["lataxis"]["range"]),
        box=Box(
            area.left + left * area.width,
            area.top + (1 - high) * area.height,
            (right - left) * area.width,
            (high - low) * area.height,
        ),
    )


def _project(view: View, longitude: float, latitude: float) -> Spot:
    turn, height = radians(longitude - view.turned_to), radians(latitude)
    if view.kind == "mercator":
        return turn, log(tan(pi / 4 + height / 2))
    south, north = (sin(radians(parallel)) for parallel in view.parallels)
    n = (south + north) / 2
    radius = sqrt(1 + south * north - 2 * n * sin(height)) / n
    return radius * sin(n * turn), -radius * cos(n * turn)


@lru_cache(maxsize=64)
def _fit(view: View) -> tuple[float, float, float]:
    """Scale, and where the origin lies: as large as the box allows, in its middle."""
    frame = _edges(view)
    scale = min(view.box.width / frame.width, view.box.height / frame.height)
    left = view.box.left + view.box.width / 2 - (frame.left + frame.width / 2) * scale
    return scale, left, view.box.middle + frame.middle * scale


def _edges(view: View) -> Box:
    """The frame of a view as it is projected."""
    shares = [step / EDGE_STEPS for step in range(EDGE_STEPS + 1)]
    (west, east), (south, north) = view.longitudes, view.latitudes
    sides = [
        *((west + (east - west) * share, edge) for share in shares for edge in (south, north)),
        *((edge, south + (north - south) * share) for share in shares for edge in (west, east)),
    ]
    return bounds([_project(view, *spot) for spot in sides])


# Outlines, prepared once --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outline:
    name: str
    box: Box
    steps: str


@cache
def _shapes(boundaries: str) -> Sequence[Mapping[str, Any]]:
    content = json.loads((geo.BOUNDARIES / f"{boundaries}.json").read_text("utf-8"))
    found: Sequence[Mapping[str, Any]] = content["features"]
    return found


@lru_cache(maxsize=32)
def outlines(boundaries: str, view: View) -> Mapping[str, Outline]:
    """The thinned outline of each area of a file, by its code."""
    rings = {shape["properties"]["adcode"]: list(_rings(shape["geometry"])) for shape in _shapes(boundaries)}
    names = {shape["properties"]["adcode"]: shape["properties"]["name"] for shape in _shapes(boundaries)}
    corners = _corners([ring for parts in rings.values() for ring in parts])
    return {code: _outline(names[code], parts, corners, view) for code, parts in rings.items()}


def _outline(name: str, rings: Sequence[Ring], corners: Set[Spot], view: View) -> Outline:
    thinned = [_thinned(ring, corners, view) for ring in rings]
    seen = [ring for ring in thinned if _is_seen(ring)] or [max(thinned, key=len)]
    box = bounds(point for ring in seen for point in ring)
    steps = "".join(steps_xml(((x - box.left, y - box.top) for x, y in ring), closed=True) for ring in seen)
    return Outline(name, box, steps)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        for ring in part:
            yield [(longitude, latitude) for longitude, latitude in ring[:-1]]


def _corners(rings: Sequence[Ring]) -> Set[Spot]:
    """Where borders meet: points with more than two neighbours on all outlines together."""
    neighbours: dict[Spot, set[Spot]] = {}
    for ring in rings:
        for point, following in zip(ring, [*ring[1:], ring[0]], strict=True):
            neighbours.setdefault(point, set()).add(following)
            neighbours.setdefault(following, set()).add(point)
    return {point for point, around in neighbours.items() if len(around) > 2}


def _thinned(ring: Ring, corners: Set[Spot], view: View) -> list[Spot]:
    """The stretches between corners, each thinned alone, so that both areas at a border get the same points."""
    ends = [at for at, point in enumerate(ring) if point in corners]
    if len(ends) < 2:
        ends = sorted({ring.index(min(ring)), ring.index(max(ring))})
    points: list[Spot] = []
    for first, last in zip(ends, [*ends[1:], ends[0] + len(ring)], strict=True):
        stretch = [ring[at % len(ring)] for at in range(first, last + 1)]
        turned = stretch[0] > stretch[-1]
        spots = [view.at(*point) for point in (reversed(stretch) if turned else stretch)]
        kept = _simplified(spots)
        points += kept[:0:-1] if turned else kept[:-1]
    return points


def _simplified(spots: Sequence[Spot]) -> list[Spot]:
    """Douglas and Peucker's: the fewest points that no dropped one lies further from than the tolerance."""
    if len(spots) < 3:
        return list(spots)
    far, at = max((_distance(spot, spots[0], spots[-1]), at) for at, spot in enumerate(spots[1:-1], 1))
    if far <= TOLERANCE:
        return [spots[0], spots[-1]]
    return _simplified(spots[: at + 1])[:-1] + _simplified(spots[at:])


def _distance(spot: Spot, start: Spot, end: Spot) -> float:
    """From a point to the straight line between two others, or to their place where they are one."""
    (x, y), (x0, y0), (x1, y1) = spot, start, end
    length = hypot(x1 - x0, y1 - y0)
    if not length:
        return hypot(x - x0, y - y0)
    return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length


def _is_seen(ring: Sequence[Spot]) -> bool:
    box = bounds(ring)
    return len(ring) > 2 and max(box.width, box.height) > SMALLEST


# Drawing ------------------------------------------------------------------------------------------------------


def map_factor(plot: Plot, area: Box, lang: Lang) -> float:
    return LARGER[lang] * area.height / plot.height


def map_width(plot: Plot, area: Box) -> float:
    """The width that a map fills at the height of an area; all of it where it holds several views, or a list."""
    layout = plot.figure["layout"]
    if "geo2" in layout or "annotations" in layout:
        return area.width
    view = read_view(layout["geo"], area)
    return _edges(view).width * _fit(view)[0]


def draw_map(
    canvas: Canvas, plot: Plot, area: Box, *, factor: float, title: str, alt: str, naming: Naming
) -> None:
    """`naming` gives the name of an area by its code; empty where only the boundaries know it."""
    layout = plot.figure["layout"]
    styles = iter(layout.get("template", {}).get("data", {}).get("scattergeo", ()))
    painter = _Painter(canvas.group(title, area, alt or title), factor, naming)
    traces = plot.figure["data"]
    tops = {key: at for at, trace in enumerate(traces) for key in _areas_of(trace)}
    for at, trace in enumerate(traces):
        view = read_view(layout[trace.get("geo", "geo")], area)
        if trace["type"] == "choropleth":
            painter.areas(
                trace, view, [code for boundaries, code in _areas_of(trace) if tops[boundaries, code] == at]
            )
        else:
            painter.points(_styled(trace, next(styles, {})), view)
    for label in layout.get("annotations", ()):
        _corner_text(canvas, label, area, LIST * area.height / plot.height)


def _areas_of(trace: Part) -> list[tuple[str, str]]:
    """The areas of a trace, each with its file; of several traces with one area the last is seen."""
    return [(trace["geojson"], code) for code in trace.get("locations", ())]


def _styled(trace: Part, style: Part) -> Part:
    """A trace with the style its template gives it."""
    marker = {**style.get("marker", {}), **trace.get("marker", {})}
    return {**style, **trace, **({"marker": marker} if marker else {})}


class _Painter:
    def __init__(self, canvas: Canvas, factor: float, naming: Naming) -> None:
        self.canvas = canvas
        self.factor = factor
        self.naming = naming

    def areas(self, trace: Part, view: View, codes: Sequence[str]) -> None:
        edge = trace["marker"]["line"]
        width = max(0.5, edge["width"] * self.factor)
        look = Look(fill=trace["colorscale"][0][1], line=edge["color"], width=width)
        known = outlines(trace["geojson"].rpartition("/")[2].removesuffix(".json"), view)
        for code in codes:
            outline = known[code]
            self.canvas.path(outline.box, outline.steps, look, self.naming(code) or outline.name)

    def points(self, trace: Part, view: View) -> None:
        spots = [
            None if longitude is None else view.at(longitude, latitude)
            for longitude, latitude in zip(trace["lon"], trace["lat"], strict=True)
        ]
        if trace["mode"] == "lines":
            self._strokes(trace, _lifted(spots))
        elif trace["mode"] == "markers":
            self._dots(trace, [spot for spot in spots if spot])
        else:
            self._names(trace, [spot for spot in spots if spot])

    def _strokes(self, trace: Part, lines: Sequence[Sequence[Spot]]) -> None:
        """A shape for each line that has a name; else one for all."""
        line = trace["line"]
        width = max(0.5, line["width"] * self.factor)
        look = Look(line=line["color"], width=width, opacity=trace.get("opacity", 1))
        names = trace.get("meta")
        if names:
            for name, spots in zip(names, lines, strict=True):
                self.canvas.polygon(spots, look, name, closed=False)
        elif lines:
            box = bounds(spot for spots in lines for spot in spots)
            moved = [[(x - box.left, y - box.top) for x, y in spots] for spots in lines]
            self.canvas.path(box, "".join(steps_xml(one, closed=False) for one in moved), look, "lines")

    def _dots(self, trace: Part, spots: Sequence[Spot]) -> None:
        """A shape for each dot that has a name; else one for all."""
        if not spots:
            return
        marker = trace["marker"]
        size, edge = marker["size"] * self.factor, marker.get("line", {})
        look = Look(fill=marker["color"], line=edge.get("color", ""), width=max(0.5, self.factor))
        names = trace.get("meta") or trace.get("text")
        if names:
            preset = PRESETS[marker.get("symbol", "circle")]
            for name, (x, y) in zip(names, spots, strict=True):
                box = Box(x - size / 2, y - size / 2, size, size)
                self.canvas.shape(box, look, plain_markup(name, " · "), preset=preset)
            return
        box = bounds(spots)
        box = Box(box.left - size / 2, box.top - size / 2, box.width + size, box.height + size)
        steps = "".join(_circle(x - box.left, y - box.top, size / 2) for x, y in spots)
        self.canvas.path(box, steps, look, "dots")

    def _names(self, trace: Part, spots: Sequence[Spot]) -> None:
        font = trace["textfont"]
        if not colour(font["color"]):
            return
        halo = "teal" if "--teal)" in font.get("shadow", "") else "page"
        base = Run(text="", size=font["size"], colour=font["color"], glow=halo)
        places = each(trace["textposition"], len(spots))
        for text, (x, y), place in zip(trace["text"], spots, places, strict=True):
            along, across = place.split()
            gap = 3 * self.factor * {"left": -1, "center": 0, "right": 1}[across]
            lines: list[Line] = [scaled(line, self.factor) for line in read_markup(text, base)]
            self.canvas.label(x + gap, y, lines, across=BESIDE_X[across], along=BESIDE_Y[along], look=Look())


def _lifted(spots: Sequence[Spot | None]) -> list[list[Spot]]:
    """The lines between the places where the pen is lifted."""
    lines: list[list[Spot]] = [[]]
    for spot in spots:
        if spot is None:
            lines.append([])
        else:
            lines[-1].append(spot)
    return [line for line in lines if line]


def _circle(x: float, y: float, radius: float) -> str:
    start = f'<a:moveTo><a:pt x="{emu(x + radius)}" y="{emu(y)}"/></a:moveTo>'
    size = emu(radius)
    return f'{start}<a:arcTo wR="{size}" hR="{size}" stAng="0" swAng="21600000"/><a:close/>'


def _corner_text(canvas: Canvas, label: Part, area: Box, factor: float) -> None:
    """A text placed on the paper, such as the list in the empty quarter of a map."""
    base = Run(text="", size=label["font"]["size"], colour=label["font"]["color"])
    canvas.label(
        area.left + label["x"] * area.width,
        area.bottom - label["y"] * area.height,
        [scaled(line, factor) for line in read_markup(label["text"], base)],
        across=ACROSS[label["xanchor"]],
        along=ALONG[label["yanchor"]],
        look=Look(),
    )
