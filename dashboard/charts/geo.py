"""What maps are drawn from: boundaries the browser fetches, points and textures read here, and short names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.figures.names import short_name

__all__ = ["short_name"]

BOUNDARIES = Path(__file__).resolve().parents[2] / "assets" / "boundaries"
CURVE_POINTS = 12
CURVE_BEND = 0.11  # how far a line bulges to its right, as a part of its length

Point = Sequence[float]  # longitude, latitude
Trace = dict[str, Any]
Style = Mapping[str, Any]


@cache
def places() -> Mapping[str, Mapping[str, Point]]:
    """Points to label or to join, by adcode, under `cities`, `prefectures` and `counties`."""
    content: Mapping[str, Mapping[str, Point]] = json.loads((BOUNDARIES / "places.json").read_text("utf-8"))
    return content


@cache
def textures() -> Mapping[str, Mapping[str, Sequence[Point | None]]]:
    """By adcode: `hatch`, strokes as pairs of points with `None` behind each pair, and `dots`."""
    content: Mapping[str, Mapping[str, Sequence[Point | None]]] = json.loads(
        (BOUNDARIES / "textures.json").read_text("utf-8")
    )
    return content


# Traces -------------------------------------------------------------------------------------------------------


def areas(boundaries: str, adcodes: Iterable[str], *, fill: str, edge: str, width: float) -> Trace:
    """Areas in one colour; without `customdata` and `text` they answer to nothing."""
    locations = list(adcodes)
    return {
        "type": "choropleth",
        "geojson": f"@asset:boundaries/{boundaries}.json",
        "featureidkey": "properties.adcode",
        "locations": locations,
        "z": [0] * len(locations),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, fill], [1, fill]],
        "showscale": False,
        "marker": {"line": {"color": edge, "width": width}},
        "hoverinfo": "skip",
    }


def _spots(points: Sequence[Point | None]) -> Trace:
    """Coordinates of a trace; where a point is `None` the pen is lifted."""
    return {
        "type": "scattergeo",
        "lon": [None if point is None else point[0] for point in points],
        "lat": [None if point is None else point[1] for point in points],
        "hoverinfo": "skip",
    }


def strokes(points: Sequence[Point | None], *, colour: str = "", width: float = 1) -> Trace:
    """Without a colour the style is left to the template (see `Layer`)."""
    line = {"line": {"color": colour, "width": width}} if colour else {}
    return {**_spots(points), "mode": "lines", **line}


def dots(points: Sequence[Point | None]) -> Trace:
    return {**_spots(points), "mode": "markers"}


def texts(points: Sequence[Point], words: Sequence[str], positions: Sequence[str]) -> Trace:
    return {**_spots(points), "mode": "text", "text": list(words), "textposition": list(positions)}


@dataclass(frozen=True)
class Layer:
    """A trace of points, strokes or texts, and its style on a wide screen and on a phone.

    A figure may change its layout for a phone, but not its traces; so styles go into the layout's template.
    """

    trace: Trace
    wide: Style
    narrow: Style


def stroke_style(colour: str, width: float, opacity: float = 1) -> Style:
    return {"line": {"color": colour, "width": width}, "opacity": opacity}


def dot_style(colour: str, size: float, edge: str = "@clear") -> Style:
    return {"marker": {"color": colour, "size": size, "opacity": 1, "line": {"color": edge, "width": 1}}}


def text_style(colour: str, size: float) -> Style:
    halo = "0 0 3px var(--page), 0 0 3px var(--page), 0 0 4px var(--page)"
    return {"textfont": {"color": colour, "size": size, "shadow": halo}}


UNSEEN_TEXT: Style = {"textfont": {"color": "@clear", "size": 1, "shadow": "none"}}
UNSEEN_STROKE: Style = {"line": {"color": "@clear", "width": 0}}


def template(styles: Sequence[Style]) -> dict[str, Any]:
    """The styles of all traces of points, strokes and texts, in their order in the figure."""
    return {"data": {"scattergeo": list(styles)}}


def texture(kind: str, adcodes: Iterable[str]) -> list[Point | None]:
    """The strokes (`hatch`) or points (`dots`) of several areas in one list."""
    known = textures()
    return [point for adcode in adcodes if adcode in known for point in known[adcode][kind]]


def curve(start: Point, end: Point) -> list[Point]:
    """A line that bulges to the right of its way, so that two ends close together stay apart in between."""
    (x0, y0), (x2, y2) = start, end
    x1 = (x0 + x2) / 2 + (y2 - y0) * CURVE_BEND
    y1 = (y0 + y2) / 2 - (x2 - x0) * CURVE_BEND
    shares = [step / (CURVE_POINTS - 1) for step in range(CURVE_POINTS)]
    return [(_quadratic(x0, x1, x2, share), _quadratic(y0, y1, y2, share)) for share in shares]


def _quadratic(first: float, middle: float, last: float, share: float) -> float:
    rest = 1 - share
    return round(rest * rest * first + 2 * rest * share * middle + share * share * last, 2)


def lifted(lines: Iterable[Sequence[Point]]) -> list[Point | None]:
    """Several lines in one trace, the pen lifted between them."""
    return [point for line in lines for point in (*line, None)]
