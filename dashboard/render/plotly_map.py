"""Maps as plotly figures: filled traces on axes that keep the proportions of the plane.

The shapes of areas are not in the figure: the browser fetches their file once (see `30-paint.js`). A figure may change
its layout for a phone, but not its traces; so styles that differ there go into the layout's template.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard import theme
from dashboard.exhibits.charts import Plot as PlotlyPlot
from dashboard.exhibits.marks import Line, Screen
from dashboard.exhibits.marks_map import (
    Map,
    MapArea,
    MapLink,
    MapMark,
    MapName,
    MapPanel,
    MapPlace,
    curve,
    side_by_side,
    stacked,
)
from dashboard.exhibits.reading import pixels
from dashboard.package.boundaries import Anchor, Spot
from dashboard.render.plotly_traces import HATCH, SIZES, Part, key_of, words

NEAR = 10  # pixels: so far from a point it is still the one that is meant
THIN, EDGE, HEAVY_EDGE = 0.7, 1.2, 2.0  # pixels; the pale need the strongest one
PALE = ("teal-tint", "brick-tint")
SPACE = "\N{NO-BREAK SPACE}"
# Pixels on a wide screen and on a phone.
TYPE: Mapping[str, tuple[float, float]] = {
    "large": (15, 11),
    "normal": (14, 12.5),
    "small": (13, 12.5),
    "tiny": (11.5, 11.5),
}
DOTS: Mapping[str, tuple[float, float]] = {"large": (12, 11), "normal": (8, 5), "end": (6, 3)}
POSITIONS: Mapping[Anchor, str] = {
    "right": "middle right",
    "left": "middle left",
    "above": "top center",
    "below": "bottom center",
    "center": "middle center",
    "above-right": "top right",
    "below-right": "bottom right",
    "above-left": "top left",
    "below-left": "bottom left",
}
UNSEEN: Part = {"textfont": {"color": "@clear", "size": 1, "shadow": "none"}}


@dataclass(frozen=True)
class _Layer:
    """A trace, and its style on a wide screen and on a phone."""

    trace: Part
    wide: Part
    narrow: Part


def figure(chart: Map) -> PlotlyPlot:
    """The map as the browser draws it."""
    layers = [layer for number, panel in enumerate(chart.panels, 1) for layer in _panel(panel, number)]
    layout: Part = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": NEAR,
        "annotations": list(_listing(chart.listing)),
        "template": {"data": {"scatter": [layer.wide for layer in layers]}},
    }
    narrow: Part = {"annotations": [], "template": {"data": {"scatter": [layer.narrow for layer in layers]}}}
    rooms = zip(chart.panels, side_by_side(chart.panels), stacked(chart.panels), strict=True)
    for number, (panel, across, up) in enumerate(rooms, 1):
        x, y = _axes(number)
        layout |= _view(panel, number, across)
        narrow |= {x: {"domain": [0, 1]}, y: {"domain": list(up)}}
    return PlotlyPlot(
        figure={"data": [layer.trace for layer in layers], "layout": layout},
        height=chart.height,
        narrow=narrow,
        narrow_height=chart.narrow_height,
    )


def _axes(number: int) -> tuple[str, str]:
    suffix = "" if number == 1 else str(number)
    return f"xaxis{suffix}", f"yaxis{suffix}"


def _view(panel: MapPanel, number: int, across: tuple[float, float]) -> Part:
    """Axes that are not seen, as large as their room allows."""
    left, bottom, right, top = panel.sheet.bounds
    x, y = _axes(number)
    bare: Part = {"visible": False, "fixedrange": True, "constrain": "domain"}
    short = [name.replace("axis", "") for name in (x, y)]
    return {
        x: {**bare, "range": [left, right], "domain": list(across), "anchor": short[1]},
        y: {**bare, "range": [bottom, top], "scaleanchor": short[0], "anchor": short[0]},
    }


def _listing(columns: Iterable[Sequence[Line]]) -> Iterable[Part]:
    """Columns of text from the top left corner, which a phone has no room for."""
    shift = 0.0
    for column in columns:
        yield {
            "text": words(column),
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "top",
            "xshift": shift,
            "align": "left",
            "showarrow": False,
            "font": {"size": SIZES["normal"], "color": "@second"},
        }
        texts = ["".join(piece.text for piece in line) for line in column]
        shift += pixels(texts, SIZES["normal"], 40)


# Marks --------------------------------------------------------------------------------------------------------


def _panel(panel: MapPanel, number: int) -> Iterable[_Layer]:
    """Neighbours of one style are one trace: each costs the browser a pass of its own."""
    suffix = "" if number == 1 else str(number)
    for (draw, *_), marks in groupby(panel.marks, key=_style):
        for one in draw(panel, list(marks)):
            yield _Layer({**one.trace, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}, one.wide, one.narrow)


Draw = Callable[[MapPanel, Any], Iterable[_Layer]]


def _style(mark: MapMark) -> tuple[Draw, *tuple[Any, ...]]:
    """How a mark is drawn, and in what it must be like another to be drawn with it."""
    match mark:
        case MapArea():
            alone = mark.area_id if mark.of.ref else ""  # what can be chosen is a trace of its own
            return _areas, mark.accent, mark.dotted, mark.within, alone
        case MapLink():
            return _links, mark.accent
        case MapPlace():
            return _places, mark.accent, mark.symbol, mark.large, bool(mark.of.ref)
        case MapName():
            look = (mark.ink, mark.accent, mark.on, mark.size, mark.screens)
            return _names, *look, bool(mark.of.ref), mark.leader is None


def _areas(panel: MapPanel, areas: Sequence[MapArea]) -> Iterable[_Layer]:
    first = areas[0]
    trace: Part = {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "shapes": {"file": f"@asset:{panel.sheet.path}", "ids": [area.area_id for area in areas]},
        **_fill(first),
        **_answers(first),
    }
    yield _Layer(trace, {}, {})


def _fill(area: MapArea) -> Part:
    if area.accent is None:
        edge = "@page" if area.within else "@land-line"
        return {"fillcolor": "@land", "line": {"color": edge, "width": THIN}}
    fill, edge = f"@{theme.ON_LAND[area.accent]}", f"@{theme.EDGES.get(area.accent, 'page')}"
    width = HEAVY_EDGE if area.accent in PALE else EDGE if area.accent in theme.EDGES else THIN
    style: Part = {"fillcolor": fill, "line": {"color": edge, "width": width}}
    if area.accent == "hatched":
        style["fillpattern"] = HATCH
    if area.dotted:
        over = f"@{theme.EDGES.get(area.accent, 'on-fill')}"
        style["fillpattern"] = {"shape": ".", "fgcolor": over, "bgcolor": fill, "size": 7, "solidity": 0.25}
    return style


def _answers(area: MapArea) -> Part:
    """A fill answers as a whole, so what it says and leads to is that of its trace."""
    if not area.of.ref:
        return {"hoverinfo": "skip"}
    said = area.of.says.replace("\n", "<br>")
    return {"hoveron": "fills", "hoverinfo": "text", "text": said, "customdata": [key_of(area.of)]}


def _links(_panel: MapPanel, links: Sequence[MapLink]) -> Iterable[_Layer]:
    spots = [spot for link in links for spot in (*curve(link), None)]
    line = {"color": f"@{theme.ON_LAND[links[0].accent]}", "width": 1.1}
    yield _Layer({**_spots(spots), "mode": "lines", "line": line, "opacity": 0.65}, {}, {})


def _places(_panel: MapPanel, places: Sequence[MapPlace]) -> Iterable[_Layer]:
    first = places[0]
    trace: Part = {**_spots([place.at for place in places]), "mode": "markers"}
    if first.of.ref:
        trace |= {
            "customdata": [key_of(place.of) for place in places],
            "text": [place.of.says.replace("\n", "<br>") for place in places],
            "hoverinfo": "text",
        }
    wide, narrow = DOTS["end" if first.accent is None else "large" if first.large else "normal"]
    yield _Layer(trace, _dot(first, wide), _dot(first, narrow))


def _dot(place: MapPlace, size: float) -> Part:
    colour = f"@{theme.ON_LAND[place.accent] if place.accent else 'ink'}"
    edge = "@clear" if size < DOTS["normal"][1] else "@page"
    marker = {"color": colour, "size": size, "opacity": 1, "line": {"color": edge, "width": 1}}
    return {"marker": {**marker, "symbol": place.symbol}}


def _names(_panel: MapPanel, names: Sequence[MapName]) -> Iterable[_Layer]:
    first = names[0]
    if first.leader is not None:
        yield _leaders(names)
    trace: Part = {
        **_spots([name.at for name in names]),
        "mode": "text",
        "text": [_written(name) for name in names],
        "textposition": [POSITIONS[name.anchor] for name in names],
        "cliponaxis": False,
    }
    if first.of.ref:
        trace |= {"customdata": [key_of(name.of) for name in names], "hoverinfo": "none"}
    yield _Layer(trace, *(_type(first, screen) for screen in _SCREENS))


_SCREENS: tuple[Screen, Screen] = ("wide", "narrow")


def _leaders(names: Sequence[MapName]) -> _Layer:
    spots = [spot for name in names for spot in (name.leader, name.at, None)]
    styles = [
        {"line": {"color": "@muted", "width": 0.8} if screen in names[0].screens else _UNSEEN_LINE}
        for screen in _SCREENS
    ]
    return _Layer({**_spots(spots), "mode": "lines"}, *styles)


_UNSEEN_LINE: Part = {"color": "@clear", "width": 0}


def _written(name: MapName) -> str:
    """Beside a dot, words keep off it."""
    text = words(name.words)
    beside = name.leader is None and name.anchor != "center"
    gap = SPACE * (2 if name.size == "normal" else 1)
    return f"{gap}{text}{gap}" if beside else text


def _type(name: MapName, screen: Screen) -> Part:
    if screen not in name.screens:
        return UNSEEN
    wide, narrow = TYPE[name.size]
    size = wide if screen == "wide" else narrow
    if name.on is None:
        colour = theme.INKS.get(name.accent, "ink") if name.ink == "accent" else name.ink
        return {"textfont": {"color": f"@{colour}", "size": size, "shadow": _halo("page", (3, 3, 4))}}
    colour, halo = theme.ON_FILLS.get(name.on, "ink"), _halo(theme.ON_LAND[name.on], (2, 2, 2, 2, 4, 4))
    return {"textfont": {"color": f"@{colour}", "size": size, "shadow": halo}}


def _halo(colour: str, radii: Iterable[int]) -> str:
    """Where words reach over their ground, its colour reaches with them."""
    return ", ".join(f"0 0 {radius}px var(--{colour})" for radius in radii)


def _spots(spots: Iterable[Spot | None]) -> Part:
    """Coordinates of a trace; where a spot is None the pen is lifted."""
    listed = list(spots)
    return {
        "type": "scatter",
        "x": [None if spot is None else spot[0] for spot in listed],
        "y": [None if spot is None else spot[1] for spot in listed],
        "hoverinfo": "skip",
    }
