"""Maps as plotly figures: filled traces on axes that keep the proportions of the plane.

The shapes of areas are not in the figure: the browser fetches their file once (see `assets/src/shapes.js`). A figure
may change its layout for a phone, but not its traces; so styles that differ there go into the layout's template.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from dashboard.exhibits import marks_map
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.marks import Line, Screen, plain
from dashboard.exhibits.marks_map import Map, MapArea, MapFrame, MapLink, MapMark, MapName, MapPanel, MapPlace
from dashboard.exhibits.reading import pixels
from dashboard.package.boundaries import Anchor, Bounds, Spot
from dashboard.render.plotly_traces import HATCH, Part, dots, key_of, words
from dashboard.theme import DOT_SIZES, NAME_SIZES, PAINTS, SIZES, ink, ink_of, on_land

NEAR = 10  # pixels: so far from a point it is still the one that is meant
THIN, EDGE, HEAVY_EDGE = 0.7, 1.2, 2.0  # pixels; the pale need the strongest one
PALE = ("teal-tint", "brick-tint")
SPACE = "\N{NO-BREAK SPACE}"
UNSEEN: Part = {"textfont": {"color": "@clear", "size": 1, "shadow": "none"}}
SCREENS: tuple[Screen, Screen] = ("wide", "narrow")

Rooms = tuple[marks_map.Room, marks_map.Room]  # across and up
Places = tuple[Rooms, Rooms]  # on a wide screen and on a phone
Layer = tuple[Part, Part, Part]  # a trace, and its style on a wide screen and on a phone


def figure(chart: Map) -> Plot:
    """The map as the browser draws it: on axes that are not seen, as large as their room allows.

    Neighbours of one style are one trace: each costs the browser a pass of its own.
    """
    layers: list[Layer] = []
    axes: Part = {}
    narrow_axes: Part = {}
    rooms = zip(
        chart.panels, marks_map.side_by_side(chart.panels), marks_map.stacked(chart.panels), strict=True
    )
    for panel, across, up in rooms:
        places: Places = (across, (0, 1)), ((0, 1), up)
        _draw_on(layers, axes, narrow_axes, panel, panel.marks, panel.bounds, places)
        if corner := marks_map.locator_room(panel):
            wide, narrow = (_within(room, corner) for room in places)
            small = list(marks_map.located(panel))
            _draw_on(layers, axes, narrow_axes, panel, small, panel.sheet.bounds, (wide, narrow))
    layout: Part = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": NEAR,
        "annotations": list(_listing(chart.listing)),
        "template": {"data": {"scatter": [wide for _, wide, _ in layers]}},
    }
    template = {"data": {"scatter": [narrow for _, _, narrow in layers]}}
    whole: Part = {"data": [trace for trace, _, _ in layers], "layout": layout | axes}
    phone: Part = {"annotations": [], "template": template} | narrow_axes
    return Plot(figure=whole, height=chart.height, narrow=phone, narrow_height=chart.narrow_height)


def _draw_on(
    layers: list[Layer],
    axes: Part,
    narrow_axes: Part,
    panel: MapPanel,
    drawn: Iterable[MapMark | MapFrame],
    shown: Bounds,
    places: Places,
) -> None:
    """Adds marks of a panel on axes of their own, at their places on a wide screen and on a phone. A trace has a name
    of its own, by which the page finds it."""
    wide, narrow = places
    suffix = str(len(axes) // 2 + 1) if axes else ""
    x, y = f"x{suffix}", f"y{suffix}"
    for (draw, *_), marks in groupby(drawn, key=_style):
        for trace, at_wide, at_narrow in draw(panel, list(marks)):
            own = {"uid": f"m{len(layers)}", "xaxis": x, "yaxis": y}
            layers.append((trace | own, at_wide, at_narrow))
    left, bottom, right, top = shown
    bare: Part = {"visible": False, "fixedrange": True, "constrain": "domain"}
    for name, ranged, at in (("xaxis", [left, right], 0), ("yaxis", [bottom, top], 1)):
        axes[f"{name}{suffix}"] = {**bare, "range": ranged, "domain": list(wide[at]), "anchor": (y, x)[at]}
        narrow_axes[f"{name}{suffix}"] = {"domain": list(narrow[at])}
    axes[f"yaxis{suffix}"]["scaleanchor"] = x


def _within(room: Rooms, part: Rooms) -> Rooms:
    """A part of the width and the height of a room, as parts of the whole plot."""
    (left, right), (low, high) = (
        (first + share[0] * (last - first), first + share[1] * (last - first))
        for (first, last), share in zip(room, part, strict=True)
    )
    return (left, right), (low, high)


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
            "font": {"size": SIZES["small"], "color": "@second"},
        }
        shift += pixels([plain([line]) for line in column], SIZES["small"], 24)


Draw = Callable[[MapPanel, Any], Iterable[Layer]]


def _style(mark: MapMark | MapFrame) -> tuple[Draw, *tuple[Any, ...]]:
    """How a mark is drawn, and in what it must be like another to be drawn with it."""
    match mark:
        case MapFrame():
            return _frames, mark.ground
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


def _areas(panel: MapPanel, areas: Sequence[MapArea]) -> Iterator[Layer]:
    """A fill answers as a whole, so what it says and leads to is that of its trace."""
    first, ids = areas[0], [area.area_id for area in areas]
    answers: Part = {"hoverinfo": "skip"}
    if first.of.ref:
        said = first.of.says.replace("\n", "<br>")
        answers = {"hoveron": "fills", "hoverinfo": "none", "text": said, "customdata": [key_of(first.of)]}
    shapes = {"file": f"@asset:{panel.sheet.path}", "ids": ids}
    trace = {"type": "scatter", "mode": "lines", "fill": "toself", "shapes": shapes}
    yield {**trace, **_fill(first), **answers, **_about([first], first.area_id)}, {}, {}


def _frames(_panel: MapPanel, frames: Sequence[MapFrame]) -> Iterator[Layer]:
    for frame in frames:
        left, bottom, right, top = frame.bounds
        spots = [(left, bottom), (left, top), (right, top), (right, bottom), (left, bottom)]
        look = {"fill": "toself", "fillcolor": "@page"} if frame.ground else {}
        line = {"color": "@rule" if frame.ground else "@ink", "width": 1 if frame.ground else 1.4}
        yield {**_spots(spots), "mode": "lines", "line": line, **look}, {}, {}


def _fill(area: MapArea) -> Part:
    if area.accent is None:
        edge = "@page" if area.within else "@land-line"
        return {"fillcolor": "@land", "line": {"color": edge, "width": THIN}}
    fill, edge = f"@{on_land(area.accent)}", PAINTS[area.accent].edge
    width = HEAVY_EDGE if area.accent in PALE else EDGE if edge else THIN
    style: Part = {"fillcolor": fill, "line": {"color": f"@{edge or 'page'}", "width": width}}
    if area.accent == "hatched":
        style["fillpattern"] = HATCH
    if area.dotted:
        style["fillpattern"] = dots(fill, f"@{edge or 'on-fill'}")
    return style


def _links(_panel: MapPanel, links: Sequence[MapLink]) -> Iterator[Layer]:
    spots = [spot for link in links for spot in (*marks_map.curve(link), None)]
    line = {"color": f"@{ink_of(links[0].accent)}", "width": 1.2}
    yield {**_spots(spots), "mode": "lines", "line": line, "opacity": 0.75, **_about(links)}, {}, {}


def _places(_panel: MapPanel, places: Sequence[MapPlace]) -> Iterator[Layer]:
    first = places[0]
    trace: Part = {**_spots([place.at for place in places]), "mode": "markers"}
    if first.of.ref:
        said = [place.of.says.replace("\n", "<br>") for place in places]
        trace |= {"customdata": [key_of(place.of) for place in places], "text": said, "hoverinfo": "none"}
    trace |= _about(places, *(place.area_id for place in places))
    wide, narrow = DOT_SIZES["end" if first.accent is None else "large" if first.large else "normal"]
    yield trace, _dot(first, wide), _dot(first, narrow)


def _dot(place: MapPlace, size: float) -> Part:
    colour = f"@{on_land(place.accent) if place.accent else 'ink'}"
    edge = "@clear" if size < DOT_SIZES["normal"][1] else "@page"
    marker = {"color": colour, "size": size, "opacity": 1, "line": {"color": edge, "width": 1}}
    return {"marker": {**marker, "symbol": place.symbol}}


def _names(_panel: MapPanel, names: Sequence[MapName]) -> Iterator[Layer]:
    first = names[0]
    if first.leader is not None:
        spots = [spot for name in names for spot in (name.leader, name.at, None)]
        seen, unseen = {"color": "@muted", "width": 0.8}, {"color": "@clear", "width": 0}
        wide, narrow = ({"line": seen if screen in first.screens else unseen} for screen in SCREENS)
        yield {**_spots(spots), "mode": "lines", **_about(names)}, wide, narrow
    trace: Part = {
        **_about(names),
        **_spots([name.at for name in names]),
        "mode": "text",
        "text": [_written(name) for name in names],
        "textposition": [_position(name.anchor) for name in names],
        "cliponaxis": False,
    }
    if first.of.ref:
        trace |= {"customdata": [key_of(name.of) for name in names], "hoverinfo": "none"}
    wide, narrow = (_type(first, screen) for screen in SCREENS)
    yield trace, wide, narrow


def _position(anchor: Anchor) -> str:
    """Which way from a point its words lie."""
    up = "top" if "above" in anchor else "bottom" if "below" in anchor else "middle"
    return f"{up} {'right' if 'right' in anchor else 'left' if 'left' in anchor else 'center'}"


def _written(name: MapName) -> str:
    """Beside a dot, words keep off it."""
    beside = name.leader is None and name.anchor != "center"
    gap = SPACE * (2 if name.size == "normal" else 1) if beside else ""
    return f"{gap}{words(name.words)}{gap}"


def _type(name: MapName, screen: Screen) -> Part:
    """Where words reach over their ground, its colour reaches with them."""
    if screen not in name.screens:
        return UNSEEN
    colour, ground = ink(name.ink, name.accent), "page"
    radii: Sequence[int] = (3, 3, 4)
    if name.on is not None:
        colour, ground, radii = PAINTS[name.on].words, on_land(name.on), (2, 2, 2, 2, 4, 4)
    halo = ", ".join(f"0 0 {radius}px var(--{ground})" for radius in radii)
    size = NAME_SIZES[name.size][SCREENS.index(screen)]
    return {"textfont": {"color": f"@{colour}", "size": size, "shadow": halo}}


def _about(
    marks: Sequence[MapArea] | Sequence[MapLink] | Sequence[MapPlace] | Sequence[MapName], *area_ids: str
) -> Part:
    """What the page asks of a trace, point by point: the area it stands for, and those it belongs to."""
    if not any(mark.about for mark in marks):
        return {}
    return {"stands": {"areas": list(area_ids), "about": [list(mark.about) for mark in marks]}}


def _spots(spots: Iterable[Spot | None]) -> Part:
    """Coordinates of a trace; where a spot is None the pen is lifted."""
    x, y = zip(*(spot or (None, None) for spot in spots), strict=True)
    return {"type": "scatter", "x": list(x), "y": list(y), "hoverinfo": "skip"}
