"""Where the cases are: in Zhejiang, and in Sichuan with a line from the county that helps, where one is named."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import geo
from dashboard.charts.geo import Layer
from dashboard.charts.parts import Row
from dashboard.drawing import Plot
from dashboard.figures.words import Lang

PROVINCES = ("330000", "510000", "520000", "420000", "220000")
HEIGHT, NARROW_HEIGHT = 520, 640
HOME, AWAY = "in-province", "east-west"
SMALL_HEIGHTS = {HOME: 340, AWAY: 280}
SPACE = "\N{NO-BREAK SPACE}" * 2  # between a mark and its name
BARE: Mapping[str, Any] = {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "hoverdistance": 14}
MAPS = {HOME: "geo", AWAY: "geo2"}
SYMBOLS = {HOME: "square", AWAY: "diamond"}  # the sides differ in shape as well as in colour

# Where a name stands beside its dot; elsewhere it stands to the right.
SIDES: Mapping[str, str] = {
    "330112": "middle left",  # Lin'an
    "330822": "bottom right",  # Changshan
    "330825": "top right",  # Longyou
    "331123": "middle left",  # Suichang
    "330523": "top left",  # Anji
    "331121": "bottom right",  # Qingtian
    "510822": "top left",  # Qingchuan
    "511922": "top right",  # Nanjiang
    "511324": "bottom left",  # Yilong
}


def draw_case_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a row for each case and place, with `area_id`, its name, and `helper_id` with its name where one county
    helps; a case without a place has no row."""
    layers = [
        layer
        for side in MAPS
        for layer in _layers(frame[frame["side"] == side].to_dict("records"), side, lang)
    ]
    layout = {
        **BARE,
        "geo": _zhejiang() | {"domain": {"x": [0, 0.4], "y": [0, 1]}},
        "geo2": _provinces() | {"domain": {"x": [0.44, 1], "y": [0, 1]}},
        "template": geo.template([layer.wide for layer in layers]),
    }
    narrow = {
        "geo": {"domain": {"x": [0, 1], "y": [0.48, 1]}},
        "geo2": {"domain": {"x": [0, 1], "y": [0, 0.45]}},
        "template": geo.template([layer.narrow for layer in layers]),
    }
    data = [*(_land(side) for side in MAPS), *(layer.trace for layer in layers)]
    return Plot(
        figure={"data": data, "layout": layout}, height=HEIGHT, narrow=narrow, narrow_height=NARROW_HEIGHT
    )


def draw_case_place(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: the rows of one case, as for the map of all; a small map of its side alone."""
    rows = frame.to_dict("records")
    side = str(rows[0]["side"])
    layers = _layers(rows, side, lang)
    styles = geo.template([layer.wide for layer in layers])
    layout = {**BARE, MAPS[side]: VIEWS[side](), "template": styles}
    data = [_land(side), *(layer.trace for layer in layers)]
    return Plot(figure={"data": data, "layout": layout}, height=SMALL_HEIGHTS[side])


def _layers(rows: Sequence[Row], side: str, lang: Lang) -> list[Layer]:
    """What lies on the land of one side, names last."""
    helped = [row for row in rows if isinstance(row["helper_id"], str)]
    layers = [_cases(rows, side, lang), _names(rows, side, "area", lang)]
    if side == HOME:
        return layers
    return [_lines(helped, lang), _helpers(helped, lang), *layers, _names(helped, AWAY, "helper", lang)]


def _land(side: str) -> geo.Trace:
    if side == HOME:
        counties = [code for code in geo.places()["counties"] if code.startswith("33")]
        return geo.areas("zhejiang", counties, fill="@land", edge="@page", width=0.7)
    land = geo.areas("five-provinces", PROVINCES, fill="@land", edge="@land-line", width=0.9)
    return land | {"geo": MAPS[side]}


def _zhejiang() -> dict[str, Any]:
    view = {"lonaxis": {"range": [117.9, 123.05]}, "lataxis": {"range": [26.95, 31.3]}}
    return {"visible": False, "bgcolor": "@clear", "projection": {"type": "mercator"}, **view}


def _provinces() -> dict[str, Any]:
    projection = {"type": "conic equal area", "parallels": [27, 43], "rotation": {"lon": 113, "lat": 0}}
    view = {"lonaxis": {"range": [97.6, 131.4]}, "lataxis": {"range": [25.1, 46.4]}}
    return {"visible": False, "bgcolor": "@clear", "projection": projection, **view}


VIEWS = {HOME: _zhejiang, AWAY: _provinces}


def _points(area_ids: Iterable[str]) -> list[geo.Point]:
    return [geo.places()["counties"][one] for one in area_ids]


def _lines(rows: Sequence[Row], lang: Lang) -> Layer:
    ends = zip(
        _points(row["helper_id"] for row in rows), _points(row["area_id"] for row in rows), strict=True
    )
    trace = geo.strokes(geo.lifted(geo.curve(*pair) for pair in ends)) | {"geo": MAPS[AWAY]}
    names = [f"{row[f'helper_{lang}']} – {row[f'area_{lang}']}" for row in rows]
    style = geo.stroke_style("@brick", 1.2, opacity=0.7)
    return Layer({**trace, "meta": names}, style, style)


def _helpers(rows: Sequence[Row], lang: Lang) -> Layer:
    names = [row[f"helper_{lang}"] for row in rows]
    trace = {**geo.dots(_points(row["helper_id"] for row in rows)), "geo": MAPS[AWAY], "meta": names}
    return Layer(trace, geo.dot_style("@teal", 7, "@page"), geo.dot_style("@teal", 5, "@page"))


def _cases(rows: Sequence[Row], side: str, lang: Lang) -> Layer:
    trace = {
        **geo.dots(_points(row["area_id"] for row in rows)),
        "geo": MAPS[side],
        "marker": {"symbol": SYMBOLS[side]},
        "customdata": [f"case:{row['case_id']}" for row in rows],
        "text": [f"{row[f'title_{lang}']}<br>{row[f'place_{lang}']}" for row in rows],
        "hoverinfo": "text",
    }
    return Layer(trace, geo.dot_style(f"@{side}", 12, "@page"), geo.dot_style(f"@{side}", 11, "@page"))


def _names(rows: Sequence[Row], side: str, whose: str, lang: Lang) -> Layer:
    ids = [row[f"{whose}_id"] for row in rows]
    names = [f"{SPACE}{geo.short_name(row[f'{whose}_{lang}'], lang)}{SPACE}" for row in rows]
    trace = geo.texts(_points(ids), names, [SIDES.get(one, "middle right") for one in ids]) | {
        "geo": MAPS[side]
    }
    colour = "@teal-text" if side == HOME or whose == "helper" else "@brick-text"
    return Layer(trace, geo.text_style(colour, 14), geo.text_style(colour, 12.5))
