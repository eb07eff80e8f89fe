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
from dashboard.charts.geo import Trace, short_name
from dashboard.drawing import Cell, Plot, Table
from dashboard.words import Lang, Ref, say

ZHEJIANG = "330000"
HEIGHT, NARROW_HEIGHT = 720, 330

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
    "330600": "bottom center",
    "330700": "top center",
    "330800": "middle left",
    "330900": "middle right",
    "331000": "middle right",
    "331100": "bottom left",
}
PREFECTURE_LABELS: Mapping[str, tuple[float, float, str]] = {
    "513200": (99.6, 33.2, "middle left"),
    "513400": (100.9, 27.2, "bottom center"),
    "511100": (102.6, 28.4, "bottom left"),
    "510800": (106.0, 34.1, "top center"),
    "511300": (105.2, 30.7, "middle left"),
    "511900": (108.2, 33.4, "top right"),
    "511600": (106.3, 30.1, "bottom center"),
    "511700": (109.3, 32.3, "middle right"),
    "510500": (106.4, 27.5, "bottom right"),
    "511500": (103.3, 27.6, "bottom left"),
    "510700": (103.6, 34.1, "top center"),
    "422800": (110.9, 29.2, "bottom right"),
    "522600": (109.9, 26.3, "middle right"),
    "522300": (106.6, 24.9, "bottom right"),
    "222400": (130.9, 42.0, "bottom right"),
}
PROVINCE_LABELS: Mapping[str, tuple[float, float]] = {
    "510000": (99.0, 30.3),
    "520000": (106.2, 26.9),
    "420000": (113.2, 31.2),
    "220000": (125.0, 44.2),
    ZHEJIANG: (120.3, 26.6),
}


def draw_relation_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """All counties in one colour, with a list of the pairings in the quarter of the map that is empty."""
    plot = _draw_map(frame, lang, ONE_COLOUR)
    layout = {**plot.figure["layout"], "annotations": _pairing_list(frame, lang)}
    narrow = {**plot.narrow, "annotations": []}
    figure = {**plot.figure, "layout": layout}
    return Plot(figure=figure, height=HEIGHT, narrow=narrow, narrow_height=NARROW_HEIGHT)


def draw_pairing_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Counties by class; the class that was not found is hatched, deep poverty that is named is dotted."""
    return _draw_map(frame, lang, BY_CLASS)


def _draw_map(frame: pd.DataFrame, lang: Lang, looks: Mapping[str, Look]) -> Plot:
    marks = [
        geo.areas("five-provinces", [*PROVINCES, ZHEJIANG], fill="@land", edge="@land-line", width=0.9),
        *(
            _counties(frame, look, looks[look], lang)
            for look in looks
            if (frame["county_class"] == look).any()
        ),
        *(_textures(frame) if looks is BY_CLASS else []),
        _lines(frame),
        _prefecture_dots(frame, lang),
        _city_dots(frame, lang),
    ]
    labels = [_leaders(frame), *_labels(frame, lang)]
    plain = sum(trace["type"] == "scattergeo" for trace in marks) + 1
    return Plot(
        figure={
            "data": [*marks, *labels],
            "layout": _layout(_template(plain, ("@second", "@in-province-text", "@ink"))),
        },
        height=HEIGHT,
        narrow=_layout(_template(plain, ("@clear", "@clear", "@clear"))),
        narrow_height=NARROW_HEIGHT,
    )


def _layout(template: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "template": template,
        "geo": {
            "visible": False,
            "bgcolor": "@clear",
            "projection": {
                "type": "conic equal area",
                "parallels": [27, 43],
                "rotation": {"lon": 113, "lat": 0},
            },
            "lonaxis": {"range": [97.2, 131.6]},
            "lataxis": {"range": [24.0, 46.4]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    }


def _template(plain: int, colours: Sequence[str]) -> dict[str, Any]:
    """Fonts of the label traces, which come last: a layout can change a template, but not a trace."""
    halo = "0 0 3px var(--page), 0 0 3px var(--page), 0 0 4px var(--page)"
    sizes = (13, 13, 15)
    fonts = [
        {"textfont": {"size": size, "color": colour, "shadow": "none" if colour == "@clear" else halo}}
        for size, colour in zip(sizes, colours, strict=True)
    ]
    return {"data": {"scattergeo": [{} for _ in range(plain)] + fonts}}


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


def _textures(frame: pd.DataFrame) -> list[Trace]:
    unknown = frame.loc[frame["county_class"] == "unknown", "area_id"]
    deep = frame.loc[frame["deep_poverty"] == "yes", "area_id"]
    return [
        geo.strokes(geo.texture("hatch", unknown), colour="@hatch", width=1),
        geo.dots(geo.texture("dots", deep), colour="@on-fill", size=2.4),
    ]


def pairings(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Prefecture and Zhejiang city, once each; counties whose partner city was not found give none."""
    known = frame[frame["partner_city_id"].notna()]
    return list(dict.fromkeys(zip(known["prefecture_id"], known["partner_city_id"], strict=True)))


def _lines(frame: pd.DataFrame) -> Trace:
    places = geo.places()
    lines = [
        geo.curve(places["cities"][city], places["prefectures"][prefecture])
        for prefecture, city in pairings(frame)
    ]
    return geo.strokes(geo.lifted(lines), colour="@east-west", width=1, opacity=0.62)


def _prefecture_dots(frame: pd.DataFrame, lang: Lang) -> Trace:
    groups = frame.groupby("prefecture_id", sort=False)
    dots = geo.dots(
        [geo.places()["prefectures"][prefecture] for prefecture, _ in groups],
        colour="@ink",
        size=6,
        edge="@page",
    )
    return {
        **dots,
        "customdata": [key_of(count_ref(frame, prefecture=str(prefecture))) for prefecture, _ in groups],
        "text": [_dot_text(rows, f"prefecture_{lang}", f"partner_city_{lang}", lang) for _, rows in groups],
        "hoverinfo": "text",
    }


def _city_dots(frame: pd.DataFrame, lang: Lang) -> Trace:
    groups = frame[frame["partner_city_id"].notna()].groupby("partner_city_id", sort=False)
    dots = geo.dots(
        [geo.places()["cities"][city] for city, _ in groups], colour="@in-province", size=8, edge="@page"
    )
    return {
        **dots,
        "customdata": [key_of(count_ref(frame, city=str(city))) for city, _ in groups],
        "text": [_dot_text(rows, f"partner_city_{lang}", f"prefecture_{lang}", lang) for _, rows in groups],
        "hoverinfo": "text",
    }


def _dot_text(rows: pd.DataFrame, own: str, others: str, lang: Lang) -> str:
    partners = joined([short_name(name, lang) for name in rows[others].unique() if name], lang)
    counties = say("links.counties", lang, count=count_text(len(rows), lang))
    return f"{rows[own].iloc[0]}<br>{partners or say('county.no-partner', lang)}<br>{counties}"


# Labels -------------------------------------------------------------------------------------------------------


def _leaders(frame: pd.DataFrame) -> Trace:
    dots = geo.places()["prefectures"]
    shown = frame["prefecture_id"].unique()
    lines = [[dots[one], PREFECTURE_LABELS[one][:2]] for one in shown]
    return geo.strokes(geo.lifted(lines), colour="@muted", width=0.8)


def _labels(frame: pd.DataFrame, lang: Lang) -> list[Trace]:
    """Prefectures, cities, provinces: in the order of the fonts of the template."""
    prefectures = frame.drop_duplicates("prefecture_id").to_dict("records")
    spots = [PREFECTURE_LABELS[row["prefecture_id"]] for row in prefectures]
    cities = frame[frame["partner_city_id"].notna()].drop_duplicates("partner_city_id").to_dict("records")
    return [
        geo.texts(
            [spot[:2] for spot in spots],
            [short_name(row[f"prefecture_{lang}"], lang) for row in prefectures],
            [spot[2] for spot in spots],
        ),
        geo.texts(
            [geo.places()["cities"][row["partner_city_id"]] for row in cities],
            [f" {short_name(row[f'partner_city_{lang}'], lang)} " for row in cities],
            [CITY_LABELS[row["partner_city_id"]] for row in cities],
        ),
        _province_labels(frame, lang),
    ]


def _province_labels(frame: pd.DataFrame, lang: Lang) -> Trace:
    words = []
    for province in PROVINCE_LABELS:
        name = f"<b>{say(f'counties.province-{province}', lang)}</b>"
        number = int((frame["province_id"] == province).sum())
        words.append(
            f"{name}<br>{say('links.counties', lang, count=count_text(number, lang))}" if number else name
        )
    return geo.texts(list(PROVINCE_LABELS.values()), words, ["middle center"] * len(words))


def _pairing_list(frame: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """One column for Sichuan, one for the other three."""
    sichuan, *others = PROVINCES
    columns = ((0.0, [sichuan]), (0.27, others))
    return [_list_column(frame, provinces, left, lang) for left, provinces in columns]


def _list_column(frame: pd.DataFrame, provinces: Sequence[str], left: float, lang: Lang) -> dict[str, Any]:
    lines = []
    for province in provinces:
        rows = frame[frame["province_id"] == province]
        lines.append(f"<b>{say(f'counties.province-{province}', lang)}</b>")
        lines += [_pairing_line(group, lang) for _, group in rows.groupby("prefecture_id", sort=False)]
        lines.append("")
    return {
        "text": "<br>".join(lines[:-1]),
        "x": left,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13.5, "color": "@second"},
    }


def _pairing_line(rows: pd.DataFrame, lang: Lang) -> str:
    cities = [short_name(name, lang) for name in rows[f"partner_city_{lang}"].unique() if name]
    prefecture = short_name(rows[f"prefecture_{lang}"].iloc[0], lang)
    return f"{prefecture}　{joined(cities, lang)}"


# In words -----------------------------------------------------------------------------------------------------


def draw_links(frame: pd.DataFrame, lang: Lang) -> Table:
    """A row for each prefecture and Zhejiang city, and one for a prefecture's counties without a known city."""
    rows = []
    for province in PROVINCES:
        inside = frame[frame["province_id"] == province]
        for prefecture, group in inside.groupby("prefecture_id", sort=False):
            for city, pairs in group.fillna({"partner_city_id": ""}).groupby("partner_city_id", sort=False):
                rows.append(_link_row(frame, str(prefecture), str(city), pairs, lang))
    head = ("links.prefecture", "filter.east-west.city", "column.figure", "links.pairs")
    return Table(head=tuple(say(key, lang) for key in head), rows=tuple(rows))


def _link_row(
    frame: pd.DataFrame, prefecture: str, city: str, pairs: pd.DataFrame, lang: Lang
) -> tuple[Cell, ...]:
    names = [_pair_text(row, lang) for row in pairs.to_dict("records")]
    province = short_name(pairs[f"province_{lang}"].iloc[0], lang)
    return (
        Cell(text=f"{short_name(pairs[f'prefecture_{lang}'].iloc[0], lang)} · {province}"),
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
