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
from dashboard.charts.parts import computed
from dashboard.drawing import Cell, Plot, Table
from dashboard.words import Lang, Ref, say

ZHEJIANG = "330000"
HEIGHT, NARROW_HEIGHT = 700, 300

# Fill, edge and width of the edge.
Look = tuple[str, str, float]
ONE_COLOUR: Mapping[str, Look] = dict.fromkeys(
    ("national", "provincial", "none", "unknown"), ("@east-west", "@page", 0.7)
)
BY_CLASS: Mapping[str, Look] = {
    "national": ("@east-west", "@page", 0.7),
    "provincial": ("@east-west-mid", "@east-west", 1.2),
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
    shapes = [
        geo.areas("five-provinces", [*PROVINCES, ZHEJIANG], fill="@land", edge="@land-line", width=0.9),
        *(
            _counties(frame, look, looks[look], lang)
            for look in looks
            if (frame["county_class"] == look).any()
        ),
    ]
    layers = [
        *(_textures(frame) if looks is BY_CLASS else []),
        _lines(frame, lang),
        _leaders(frame),
        _prefecture_dots(frame),
        _city_dots(frame, lang),
        *_labels(frame, lang),
    ]
    wide = geo.template([layer.wide for layer in layers])
    narrow = geo.template([layer.narrow for layer in layers])
    layout = {**_layout(), "template": wide, "annotations": _pairing_list(frame, lang)}
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


def _counties(frame: pd.DataFrame, county_class: str, look: Look, lang: Lang) -> Trace:
    rows = frame[frame["county_class"] == county_class].to_dict("records")
    fill, edge, width = look
    return {
        **geo.areas("paired-counties", [row["area_id"] for row in rows], fill=fill, edge=edge, width=width),
        "customdata": [key_of(Ref("county", row["area_id"])) for row in rows],
        "text": [f"{county_title(row, lang)}<br>{partner_text(row, lang)}" for row in rows],
        "hoverinfo": "text",
    }


def _textures(frame: pd.DataFrame) -> list[Layer]:
    unknown = frame.loc[frame["county_class"] == "unknown", "area_id"]
    deep = frame.loc[frame["deep_poverty"] == "yes", "area_id"]
    hatch = geo.stroke_style("@hatch", 1)
    return [
        Layer(geo.strokes(geo.texture("hatch", unknown)), hatch, geo.stroke_style("@hatch", 0.5)),
        Layer(
            geo.dots(geo.texture("dots", deep)),
            geo.dot_style("@on-fill", 2.4),
            geo.dot_style("@on-fill", 1.2),
        ),
    ]


def pairings(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Prefecture and Zhejiang city, once each; counties whose partner city was not found give none."""
    known = frame[frame["partner_city_id"].notna()]
    return list(dict.fromkeys(zip(known["prefecture_id"], known["partner_city_id"], strict=True)))


def _lines(frame: pd.DataFrame, lang: Lang) -> Layer:
    places = geo.places()
    lines = [
        geo.curve(places["cities"][city], places["prefectures"][prefecture])
        for prefecture, city in pairings(frame)
    ]
    known = frame.set_index("prefecture_id")[f"prefecture_{lang}"].to_dict() | (
        frame.dropna(subset="partner_city_id").set_index("partner_city_id")[f"partner_city_{lang}"].to_dict()
    )
    names = [f"{known[city]} – {known[prefecture]}" for prefecture, city in pairings(frame)]
    style = geo.stroke_style("@east-west", 1, opacity=0.62)
    return Layer({**geo.strokes(geo.lifted(lines)), "meta": names}, style, style)


def _prefecture_dots(frame: pd.DataFrame) -> Layer:
    """They answer to nothing: they lie on counties, which are to be chosen there."""
    trace = geo.dots([geo.places()["prefectures"][one] for one in frame["prefecture_id"].unique()])
    return Layer(trace, geo.dot_style("@ink", 6, "@page"), geo.dot_style("@ink", 3))


def _city_dots(frame: pd.DataFrame, lang: Lang) -> Layer:
    known = frame[frame["partner_city_id"].notna()]
    groups = [(str(city), rows) for city, rows in known.groupby("partner_city_id", sort=False)]
    trace = {
        **geo.dots([geo.places()["cities"][city] for city, _ in groups]),
        "customdata": [key_of(count_ref(frame, city=city)) for city, _ in groups],
        "text": [_city_text(rows, lang) for _, rows in groups],
        "hoverinfo": "text",
    }
    return Layer(trace, geo.dot_style("@in-province", 8, "@page"), geo.dot_style("@in-province", 5, "@page"))


def _city_text(rows: pd.DataFrame, lang: Lang) -> str:
    partners = joined([short_name(name, lang) for name in rows[f"prefecture_{lang}"].unique()], lang)
    counties = say("links.counties", lang, count=count_text(len(rows), lang))
    return f"{rows[f'partner_city_{lang}'].iloc[0]}<br>{partners}<br>{counties}"


# Labels -------------------------------------------------------------------------------------------------------


def _leaders(frame: pd.DataFrame) -> Layer:
    dots = geo.places()["prefectures"]
    lines = [[dots[one], PREFECTURE_LABELS[one][:2]] for one in frame["prefecture_id"].unique()]
    return Layer(geo.strokes(geo.lifted(lines)), geo.stroke_style("@muted", 0.8), geo.UNSEEN_STROKE)


def _labels(frame: pd.DataFrame, lang: Lang) -> list[Layer]:
    return [_prefecture_labels(frame, lang), _city_labels(frame, lang), _province_labels(frame, lang)]


def _prefecture_labels(frame: pd.DataFrame, lang: Lang) -> Layer:
    rows = frame.drop_duplicates("prefecture_id").to_dict("records")
    spots = [PREFECTURE_LABELS[row["prefecture_id"]] for row in rows]
    names = [short_name(row[f"prefecture_{lang}"], lang) for row in rows]
    trace = geo.texts([spot[:2] for spot in spots], names, [spot[2] for spot in spots])
    return Layer(trace, geo.text_style("@second", 13), geo.UNSEEN_TEXT)


def _city_labels(frame: pd.DataFrame, lang: Lang) -> Layer:
    known = frame[frame["partner_city_id"].notna()].drop_duplicates("partner_city_id")
    rows = known.to_dict("records")
    trace = geo.texts(
        [geo.places()["cities"][row["partner_city_id"]] for row in rows],
        [f" {short_name(row[f'partner_city_{lang}'], lang)} " for row in rows],
        [CITY_LABELS[row["partner_city_id"]] for row in rows],
    )
    return Layer(trace, geo.text_style("@in-province-text", 13), geo.UNSEEN_TEXT)


def _province_labels(frame: pd.DataFrame, lang: Lang) -> Layer:
    """A province's name and how many of its counties are on show; each leads to that count."""
    provinces = [*(one for one in PROVINCES if (frame["province_id"] == one).any()), ZHEJIANG]
    texts, keys = [], []
    for province in provinces:
        number = int((frame["province_id"] == province).sum())
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


def _pairing_list(frame: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """One column for Sichuan, one for the other three."""
    sichuan, *others = PROVINCES
    columns = ((0.0, [sichuan]), (0.3 if lang == "zh" else 0.34, others))
    texts = [(left, _list_text(frame, provinces, lang)) for left, provinces in columns]
    return [_list_column(text, left) for left, text in texts if text]


def _list_text(frame: pd.DataFrame, provinces: Sequence[str], lang: Lang) -> str:
    blocks = []
    for province in provinces:
        rows = frame[frame["province_id"] == province]
        lines = [_pairing_line(group, lang) for _, group in rows.groupby("prefecture_id", sort=False)]
        if lines:
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


def _pairing_line(rows: pd.DataFrame, lang: Lang) -> str:
    cities = [short_name(name, lang) for name in rows[f"partner_city_{lang}"].unique() if name]
    prefecture = short_name(rows[f"prefecture_{lang}"].iloc[0], lang)
    partners = joined(cities, lang) or say("county.no-partner", lang)
    return f"<span style='color:var(--east-west-text)'>{prefecture}</span>　{partners}"


# In words -----------------------------------------------------------------------------------------------------


def draw_links(frame: pd.DataFrame, lang: Lang) -> Table:
    """A row for each prefecture and Zhejiang city, and one for a prefecture's counties without a known city."""
    rows = []
    for province in PROVINCES:
        inside = frame[frame["province_id"] == province]
        for prefecture, group in inside.groupby("prefecture_id", sort=False):
            for city, pairs in group.fillna({"partner_city_id": ""}).groupby("partner_city_id", sort=False):
                rows.append(_link_row(frame, str(prefecture), str(city), pairs, lang))
    head = (
        "links.prefecture",
        "filter.province.label",
        "filter.east-west.city",
        "counties.number",
        "links.pairs",
    )
    return Table(head=tuple(say(key, lang) for key in head), rows=tuple(rows))


def _link_row(
    frame: pd.DataFrame, prefecture: str, city: str, pairs: pd.DataFrame, lang: Lang
) -> tuple[Cell, ...]:
    names = [_pair_text(row, lang) for row in pairs.to_dict("records")]
    province = short_name(pairs[f"province_{lang}"].iloc[0], lang)
    return (
        Cell(text=short_name(pairs[f"prefecture_{lang}"].iloc[0], lang)),
        Cell(text=province),
        Cell(text=pairs[f"partner_city_{lang}"].iloc[0] or say("county.no-partner", lang)),
        count_cell(frame, len(pairs), lang, prefecture=prefecture, city=city or "none"),
        Cell(text=("；" if lang == "zh" else "; ").join(names)),
    )


def _pair_text(row: Mapping[Any, Any], lang: Lang) -> str:
    """A county and its county partner: 巴东 – 下城区; without one, the county alone."""
    name, partner = short_name(row[f"name_{lang}"], lang), row[f"partner_county_{lang}"]
    text = f"{name} – {partner}" if partner else name
    return text + inferred(lang) if row["partner_evidence"] == "inferred" else text


def table_relation_map(frame: pd.DataFrame, lang: Lang) -> Table:
    return draw_links(frame, lang)
