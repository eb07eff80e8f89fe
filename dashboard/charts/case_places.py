"""Where the cases are: in Zhejiang, and in Sichuan with a line from the county that helps, where one is named."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import geo
from dashboard.charts.geo import Layer
from dashboard.drawing import Plot
from dashboard.words import Lang

PROVINCES = ("330000", "510000", "520000", "420000", "220000")
HEIGHT, NARROW_HEIGHT = 520, 640
HOME, AWAY = "in-province", "east-west"
MAPS = {HOME: "geo", AWAY: "geo2"}
SYMBOLS = {HOME: "square", AWAY: "diamond"}  # the sides differ in shape as well as in colour

# Where a name stands beside its dot; elsewhere it stands to the right.
SIDES: Mapping[str, str] = {
    "330112": "middle left",  # Lin'an
    "330822": "middle left",  # Changshan
    "330825": "top center",  # Longyou
    "331123": "middle left",  # Suichang
    "330523": "top left",  # Anji
    "331121": "bottom right",  # Qingtian
    "510822": "top left",  # Qingchuan
    "511922": "top right",  # Nanjiang
    "511324": "bottom left",  # Yilong
    "511529": "bottom center",  # Pingshan
}

Row = Mapping[Any, Any]


def draw_case_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a row for each case and place, with `area_id`, its name, and `helper_id` with its name where one county
    helps; a case without a place has no row."""
    home, away = (frame[frame["side"] == side].to_dict("records") for side in MAPS)
    helped = [row for row in away if isinstance(row["helper_id"], str)]
    counties = [code for code in geo.places()["counties"] if code.startswith("33")]
    land = [
        geo.areas("zhejiang", counties, fill="@land", edge="@page", width=0.7),
        geo.areas("five-provinces", PROVINCES, fill="@land", edge="@land-line", width=0.9) | {"geo": "geo2"},
    ]
    layers = [
        _lines(helped),
        _helpers(helped),
        _cases(home, HOME, lang),
        _cases(away, AWAY, lang),
        _names(home, HOME, "area", lang),
        _names(away, AWAY, "area", lang),
        _names(helped, AWAY, "helper", lang),
    ]
    layout = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": 14,
        "geo": _zhejiang() | {"domain": {"x": [0, 0.4], "y": [0, 1]}},
        "geo2": _provinces() | {"domain": {"x": [0.44, 1], "y": [0, 1]}},
        "template": geo.template([layer.wide for layer in layers]),
    }
    narrow = {
        "geo": {"domain": {"x": [0, 1], "y": [0.48, 1]}},
        "geo2": {"domain": {"x": [0, 1], "y": [0, 0.45]}},
        "template": geo.template([layer.narrow for layer in layers]),
    }
    data = [*land, *(layer.trace for layer in layers)]
    return Plot(
        figure={"data": data, "layout": layout}, height=HEIGHT, narrow=narrow, narrow_height=NARROW_HEIGHT
    )


def _zhejiang() -> dict[str, Any]:
    view = {"lonaxis": {"range": [117.9, 123.05]}, "lataxis": {"range": [26.95, 31.3]}}
    return {"visible": False, "bgcolor": "@clear", "projection": {"type": "mercator"}, **view}


def _provinces() -> dict[str, Any]:
    projection = {"type": "conic equal area", "parallels": [27, 43], "rotation": {"lon": 113, "lat": 0}}
    view = {"lonaxis": {"range": [97.6, 131.4]}, "lataxis": {"range": [25.1, 46.4]}}
    return {"visible": False, "bgcolor": "@clear", "projection": projection, **view}


def _points(area_ids: Iterable[str]) -> list[geo.Point]:
    return [geo.places()["counties"][one] for one in area_ids]


def _lines(rows: Sequence[Row]) -> Layer:
    ends = zip(
        _points(row["helper_id"] for row in rows), _points(row["area_id"] for row in rows), strict=True
    )
    trace = geo.strokes(geo.lifted(geo.curve(*pair) for pair in ends)) | {"geo": MAPS[AWAY]}
    style = geo.stroke_style("@east-west", 1.2, opacity=0.7)
    return Layer(trace, style, style)


def _helpers(rows: Sequence[Row]) -> Layer:
    trace = geo.dots(_points(row["helper_id"] for row in rows)) | {"geo": MAPS[AWAY]}
    return Layer(trace, geo.dot_style("@in-province", 7, "@page"), geo.dot_style("@in-province", 5, "@page"))


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
    names = [f" {geo.short_name(row[f'{whose}_{lang}'], lang)} " for row in rows]
    trace = geo.texts(_points(ids), names, [SIDES.get(one, "middle right") for one in ids]) | {
        "geo": MAPS[side]
    }
    colour = "@in-province-text" if side == HOME or whose == "helper" else "@east-west-text"
    return Layer(trace, geo.text_style(colour, 14), geo.text_style(colour, 12.5))
