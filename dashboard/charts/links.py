"""Who is paired with whom: lines on a map of the five provinces, and the same in words."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import geo
from dashboard.charts.counties import (
    PROVINCES,
    count_cell,
    count_ref,
    count_text,
    county_title,
    inferred,
    joined,
    key_of,
    partner_text,
)
from dashboard.charts.geo import Layer, Trace, short_name
from dashboard.charts.parts import Row, Rows, computed, grouped
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures.words import Lang, Ref, say

ZHEJIANG = "330000"
HEIGHT, NARROW_HEIGHT = 700, 300

# Fill, edge and width of the edge.
Look = tuple[str, str, float]
ONE_COLOUR: Mapping[str, Look] = dict.fromkeys(
    ("national", "provincial", "none", "unknown"), ("@brick", "@page", 0.7)
)
BY_CLASS: Mapping[str, Look] = {
    "national": ("@brick", "@page", 0.7),
    "provincial": ("@brick-mid", "@brick", 1.2),
    "none": ("@page", "@second", 1.2),
    "unknown": ("@hatch-ground", "@hatch", 1),
}

# Where a label stands: beside its dot, or moved off the fill to a point of its own, with a stroke to the dot.
CITY_LABELS: Mapping[str, str] = {
    "330100": "middle left",
    "330200": "bottom right",
    "330300": "bottom right",
    "330400": "top right",
    "330500": "top left",
    "330600": "bottom left",
    "330700": "top right",
    "330800": "middle left",
    "330900": "top right",
    "331000": "middle right",
    "331100": "bottom left",
}
PREFECTURE_LABELS: Mapping[str, tuple[float, float, str]] = {
    "513200": (99.6, 33.2, "middle left"),
    "513400": (100.9, 27.2, "bottom center"),
    "511100": (102.6, 28.4, "bottom left"),
    "510800": (106.2, 34.1, "top center"),
    "511300": (105.2, 30.7, "middle left"),
    "511900": (108.2, 33.4, "top right"),
    "511600": (106.3, 30.1, "bottom center"),
    "511700": (109.3, 32.3, "middle right"),
    "510500": (107.2, 28.7, "middle right"),
    "511500": (103.3, 27.6, "bottom left"),
    "510700": (102.9, 34.2, "top center"),
    "422800": (110.9, 29.2, "bottom right"),
    "522600": (109.9, 26.3, "middle right"),
    "522300": (106.6, 24.9, "bottom right"),
    "222400": (130.9, 42.0, "bottom right"),
}
PROVINCE_LABELS: Mapping[str, tuple[float, float]] = {
    "510000": (99.0, 30.3),
    "520000": (106.0, 27.0),
    "420000": (113.2, 31.2),
    "220000": (125.0, 44.2),
    ZHEJIANG: (120.3, 26.6),
}


def draw_relation_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """All counties in one colour."""
    return _draw_map(frame, lang, ONE_COLOUR)


def draw_pairing_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Counties by class; the class that was not found is hatched, deep poverty that is named is dotted."""
    return _draw_map(frame, lang, BY_CLASS)


def _draw_map(frame: pd.DataFrame, lang: Lang, looks: Mapping[str, Look]) -> Plot:
    """The quarter of the map that is empty holds the list of pairings; a phone has neither list nor labels."""
    rows = frame.to_dict("records")
    classes = grouped(rows, "county_class")
    shapes = [
        geo.areas("five-provinces", [*PROVINCES, ZHEJIANG], fill="@land", edge="@land-line", width=0.9),
        *(_counties(classes[look], looks[look], lang) for look in looks if look in classes),
    ]
    layers = [
        *(_textures(rows) if looks is BY_CLASS else []),
        _lines(rows, lang),
        _leaders(rows),
        _prefecture_dots(rows),
        _city_dots(frame, rows, lang),
        _prefecture_labels(rows, lang),
        _city_labels(rows, lang),
        _province_labels(frame, rows, lang),
    ]
    wide = geo.template([layer.wide for layer in layers])
    narrow = geo.template([layer.narrow for layer in layers])
    layout = {**_layout(), "template": wide, "annotations": _pairing_list(rows, lang)}
    return Plot(
        figure={"data": [*shapes, *(layer.trace for layer in layers)], "layout": layout},
        height=HEIGHT,
        narrow={"template": narrow, "annotations": []},
        narrow_height=NARROW_HEIGHT,
    )


def _layout() -> dict[str, Any]:
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": 10,
        "geo": {
            "visible": False,
            "bgcolor": "@clear",
            "projection": {
                "type": "conic equal area",
                "parallels": [27, 43],
                "rotation": {"lon": 113, "lat": 0},
            },
            "lonaxis": {"range": [97.6, 131.4]},
            "lataxis": {"range": [25.1, 46.4]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    }


# Marks --------------------------------------------------------------------------------------------------------


def _counties(rows: Rows, look: Look, lang: Lang) -> Trace:
    fill, edge, width = look
    return {
        **geo.areas("paired-counties", [row["area_id"] for row in rows], fill=fill, edge=edge, width=width),
        "customdata": [key_of(Ref("county", row["area_id"])) for row in rows],
        "text": [f"{county_title(row, lang)}<br>{partner_text(row, lang)}" for row in rows],
        "hoverinfo": "text",
    }


def _textures(rows: Rows) -> list[Layer]:
    unknown = [row["area_id"] for row in rows if row["county_class"] == "unknown"]
    deep = [row["area_id"] for row in rows if row["deep_poverty"] == "yes"]
    hatch = geo.stroke_style("@hatch", 1)
    return [
        Layer(geo.strokes(geo.texture("hatch", unknown)), hatch, geo.stroke_style("@hatch", 0.5)),
        Layer(
            geo.dots(geo.texture("dots", deep)),
            geo.dot_style("@on-fill", 2.4),
            geo.dot_style("@on-fill", 1.2),
        ),
    ]


def pairings(rows: Rows) -> dict[tuple[str, str], Row]:
    """Prefecture and Zhejiang city, once each; counties whose partner city was not found give none."""
    found: dict[tuple[str, str], Row] = {}
    for row in _with_city(rows):
        found.setdefault((row["prefecture_id"], row["partner_city_id"]), row)
    return found


def _with_city(rows: Rows) -> Rows:
    return [row for row in rows if isinstance(row["partner_city_id"], str)]


def _lines(rows: Rows, lang: Lang) -> Layer:
    places, found = geo.places(), pairings(rows)
    lines = [
        geo.curve(places["cities"][city], places["prefectures"][prefecture]) for prefecture, city in found
    ]
    names = [f"{row[f'partner_city_{lang}']} – {row[f'prefecture_{lang}']}" for row in found.values()]
    style = geo.stroke_style("@brick", 1, opacity=0.62)
    return Layer({**geo.strokes(geo.lifted(lines)), "meta": names}, style, style)


def _prefecture_dots(rows: Rows) -> Layer:
    """They answer to nothing: they lie on counties, which are to be chosen there."""
    trace = geo.dots([geo.places()["prefectures"][one] for one in grouped(rows, "prefecture_id")])
    return Layer(trace, geo.dot_style("@ink", 6, "@page"), geo.dot_style("@ink", 3))


def _city_dots(frame: pd.DataFrame, rows: Rows, lang: Lang) -> Layer:
    groups = grouped(_with_city(rows), "partner_city_id")
    trace = {
        **geo.dots([geo.places()["cities"][city] for city in groups]),
        "customdata": [key_of(count_ref(frame, city=city)) for city in groups],
        "text": [_city_text(counties, lang) for counties in groups.values()],
        "hoverinfo": "text",
    }
    return Layer(trace, geo.dot_style("@teal", 8, "@page"), geo.dot_style("@teal", 5, "@page"))


def _city_text(rows: Rows, lang: Lang) -> str:
    partners = joined([short_name(name, lang) for name in grouped(rows, f"prefecture_{lang}")], lang)
    counties = say("links.counties", lang, count=count_text(len(rows), lang))
    return f"{rows[0][f'partner_city_{lang}']}<br>{partners}<br>{counties}"


# Labels -------------------------------------------------------------------------------------------------------


def _leaders(rows: Rows) -> Layer:
    dots = geo.places()["prefectures"]
    lines = [[dots[one], PREFECTURE_LABELS[one][:2]] for one in grouped(rows, "prefecture_id")]
    return Layer(geo.strokes(geo.lifted(lines)), geo.stroke_style("@muted", 0.8), geo.UNSEEN_STROKE)


def _prefecture_labels(rows: Rows, lang: Lang) -> Layer:
    groups = grouped(rows, "prefecture_id")
    spots = [PREFECTURE_LABELS[prefecture] for prefecture in groups]
    names = [short_name(counties[0][f"prefecture_{lang}"], lang) for counties in groups.values()]
    trace = geo.texts([spot[:2] for spot in spots], names, [spot[2] for spot in spots])
    return Layer(trace, geo.text_style("@second", 13), geo.UNSEEN_TEXT)


def _city_labels(rows: Rows, lang: Lang) -> Layer:
    groups = grouped(_with_city(rows), "partner_city_id")
    trace = geo.texts(
        [geo.places()["cities"][city] for city in groups],
        [f" {short_name(counties[0][f'partner_city_{lang}'], lang)} " for counties in groups.values()],
        [CITY_LABELS[city] for city in groups],
    )
    return Layer(trace, geo.text_style("@teal-text", 13), geo.UNSEEN_TEXT)


def _province_labels(frame: pd.DataFrame, rows: Rows, lang: Lang) -> Layer:
    """A province's name and how many of its counties are on show; each leads to that count."""
    groups = grouped(rows, "province_id")
    provinces = [*(one for one in PROVINCES if one in groups), ZHEJIANG]
    texts, keys = [], []
    for province in provinces:
        number = len(groups.get(province, ()))
        name = f"<b>{say(f'counties.province-{province}', lang)}</b>"
        counties = say("links.counties", lang, count=computed(count_text(number, lang)))
        texts.append(f"{name}<br>{counties}" if number else name)
        keys.append(key_of(count_ref(frame, province=province)) if number else None)
    points = [PROVINCE_LABELS[province] for province in provinces]
    trace = {
        **geo.texts(points, texts, ["middle center"] * len(points)),
        "customdata": keys,
        "hoverinfo": "none",
    }
    return Layer(trace, geo.text_style("@ink", 15), geo.text_style("@ink", 11))


def _pairing_list(rows: Rows, lang: Lang) -> list[dict[str, Any]]:
    """One column for Sichuan, one for the other three."""
    sichuan, *others = PROVINCES
    columns = ((0.0, [sichuan]), (0.3 if lang == "zh" else 0.34, others))
    texts = [(left, _list_text(rows, provinces, lang)) for left, provinces in columns]
    return [_list_column(text, left) for left, text in texts if text]


def _list_text(rows: Rows, provinces: Sequence[str], lang: Lang) -> str:
    groups = grouped(rows, "province_id")
    blocks = []
    for province in (one for one in provinces if one in groups):
        prefectures = grouped(groups[province], "prefecture_id").values()
        lines = [_pairing_line(counties, lang) for counties in prefectures]
        blocks.append("<br>".join([f"<b>{say(f'counties.province-{province}', lang)}</b>", *lines]))
    return "<br><br>".join(blocks)


def _list_column(text: str, left: float) -> dict[str, Any]:
    return {
        "text": text,
        "x": left,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 14, "color": "@second"},
    }


def _pairing_line(rows: Rows, lang: Lang) -> str:
    cities = [short_name(name, lang) for name in grouped(rows, f"partner_city_{lang}") if name]
    prefecture = short_name(rows[0][f"prefecture_{lang}"], lang)
    partners = joined(cities, lang) or say("county.no-partner", lang)
    return f"<span style='color:var(--east-west-text)'>{prefecture}</span>　{partners}"


# In words -----------------------------------------------------------------------------------------------------


def draw_links(frame: pd.DataFrame, lang: Lang) -> Table:
    """A row for each prefecture and Zhejiang city, and one for a prefecture's counties without a known city."""
    provinces = grouped(frame.to_dict("records"), "province_id")
    rows = [
        _link_row(frame, pairs, lang)
        for province in PROVINCES
        for counties in grouped(provinces.get(province, ()), "prefecture_id").values()
        for pairs in grouped(counties, f"partner_city_{lang}").values()
    ]
    head = (
        "links.prefecture",
        "filter.province.label",
        "filter.east-west.city",
        "counties.number",
        "links.pairs",
    )
    return Table(head=tuple(say(key, lang) for key in head), rows=tuple(rows))


def _link_row(frame: pd.DataFrame, pairs: Rows, lang: Lang) -> tuple[Cell, ...]:
    first, names = pairs[0], [_pair_text(row, lang) for row in pairs]
    partner = f"partner_city_{lang}"
    city = first["partner_city_id"] if first[partner] else "none"
    return (
        Cell(text=short_name(first[f"prefecture_{lang}"], lang)),
        Cell(text=short_name(first[f"province_{lang}"], lang)),
        Cell(text=first[partner] or say("county.no-partner", lang)),
        count_cell(frame, len(pairs), lang, prefecture=first["prefecture_id"], city=city),
        Cell(text=("；" if lang == "zh" else "; ").join(names)),
    )


def _pair_text(row: Row, lang: Lang) -> str:
    """A county and its county partner: 巴东 – 下城区; without one, the county alone."""
    name, partner = short_name(row[f"name_{lang}"], lang), row[f"partner_county_{lang}"]
    text = f"{name} – {partner}" if partner else name
    return text + inferred(lang) if row["partner_evidence"] == "inferred" else text
