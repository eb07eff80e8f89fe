"""Incomes that share one concept: three groups in one year, and the cities over the same nine months."""

from decimal import Decimal

import pandas as pd

from dashboard.charts.geo import short_name
from dashboard.charts.listing import amount_text
from dashboard.charts.parts import Part, Row, Rows, axis, bare_axis, computed, label, stroke, target
from dashboard.drawing import Plot
from dashboard.figures import words
from dashboard.figures.words import Lang, say

SHARE = "low-income-share-of-rural-income"
GROUP_COLOURS = {
    "low-income-disposable-income": "@in-province",
    "rural-disposable-income": "@in-province-mid",
    "urban-disposable-income": "@comparison",
}
ROW = 92  # pixels a bar and its name take
BAR = 0.36  # of a row

CITY_ROW = 34
CITY_MARKS = {"rural-income-q3": ("@in-province", "circle"), "urban-income-q3": ("@comparison", "diamond")}
RULER = (0, 20_000, 40_000, 60_000)


def draw_incomes(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: facts of one year and one concept; `share` is there when both figures it divides are."""
    rows = frame.to_dict("records")
    longest = max(row["value"] for row in rows)
    traces = [_bar(row, place, lang) for place, row in enumerate(rows)]
    labels = [part for place, row in enumerate(rows) for part in _bar_labels(row, place, longest, lang)]
    if "share" in frame:
        text = say("income.share", lang, share=words.amount(Decimal(frame["share"].iloc[0]), "%", lang))
        labels.append(
            label(
                rows[0]["value"],
                0.5,
                f"= {computed(text)} <i>ƒ</i>",
                colour="@second",
                xanchor="left",
                xshift=8,
            )
        )
        traces.append(target([rows[0]["value"] * 1.6], [0.5], [f"derived:{SHARE}"], [text]))
    layout = {
        "xaxis": bare_axis(0, longest * 1.02),
        "yaxis": bare_axis(
            len(rows) - 0.3,
            -0.5,
            tickvals=list(range(len(rows))),
            ticktext=[say(f"income.{row['indicator_id']}", lang) for row in rows],
        ),
        "shapes": [stroke(0, 0, 0, 1, yref="paper", colour="@second")],
        "annotations": labels,
    }
    return Plot(figure={"data": traces, "layout": layout}, height=len(rows) * ROW + 30)


def _bar(row: Row, place: int, lang: Lang) -> Part:
    return {
        "type": "bar",
        "name": say("chart.disposable-income", lang),
        "orientation": "h",
        "x": [row["value"]],
        "y": [place],
        "width": [BAR],
        "marker": {"color": GROUP_COLOURS[row["indicator_id"]]},
        "customdata": [f"fact:{row['fact_id']}"],
        "hovertemplate": f"{amount_text(row, lang)}<extra></extra>",
    }


def _bar_labels(row: Row, place: int, longest: float, lang: Lang) -> list[Part]:
    """The name above the bar, the value behind it; inside it where it is too long to leave room."""
    inside = row["value"] > longest * 0.75
    name = label(
        0, place - BAR / 2, say(f"income.{row['indicator_id']}", lang), xanchor="left", yanchor="bottom"
    )
    value = label(
        row["value"],
        place,
        _bold(amount_text(row, lang)),
        size=17,
        colour="@on-fill" if inside else "@ink",
        xanchor="right" if inside else "left",
        xshift=-8 if inside else 8,
    )
    return [name, value]


def _bold(text: str) -> str:
    return f"<b>{text}</b>"


def draw_city_incomes(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: facts of January to September, two to a city; the city with the highest rural income stands first."""
    order = _city_order(frame)
    rows = frame.assign(place=frame["area_id"].map(order)).sort_values("place").to_dict("records")
    names = dict.fromkeys(short_name(row[f"area_{lang}"], lang) for row in rows)
    layout = {
        "margin": {"l": 62 if lang == "zh" else 82, "r": 8, "t": 8, "b": 30},
        "xaxis": axis(range=[0, 72_000], tickvals=RULER, ticktext=_ruler(lang)),
        "yaxis": axis(
            range=[len(order) - 0.4, -1.2],
            tickvals=list(range(len(order))),
            ticktext=list(names),
            tickfont={"size": 14, "color": "@ink"},
        ),
        "shapes": _city_lines(rows, len(order)),
        "annotations": [_city_value(row, lang) for row in rows] + _group_names(rows, lang),
    }
    traces = [_city_dots(rows, indicator, lang) for indicator in CITY_MARKS]
    return Plot(
        figure={"data": [trace for trace in traces if trace["x"]], "layout": layout},
        height=len(order) * CITY_ROW + 60,
    )


def _city_order(frame: pd.DataFrame) -> dict[str, int]:
    ranked = frame.sort_values(["indicator_id", "value"], ascending=[True, False])
    return {area: place for place, area in enumerate(dict.fromkeys(ranked["area_id"]))}


def _ruler(lang: Lang) -> list[str]:
    return [words.group_digits(str(value), lang) for value in RULER]


def _city_lines(rows: Rows, cities: int) -> list[Part]:
    rules = [stroke(value, 0, value, 1, yref="paper", colour="@grid", layer="below") for value in RULER]
    lines = [
        stroke(
            0,
            place,
            max(row["value"] for row in rows if row["place"] == place),
            place,
            colour="@rule",
            layer="below",
        )
        for place in range(cities)
    ]
    return rules + lines


def _city_dots(rows: Rows, indicator: str, lang: Lang) -> Part:
    own = [row for row in rows if row["indicator_id"] == indicator]
    colour, symbol = CITY_MARKS[indicator]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["value"] for row in own],
        "y": [row["place"] for row in own],
        "marker": {"color": colour, "symbol": symbol, "size": 12},
        "customdata": [f"fact:{row['fact_id']}" for row in own],
        "text": [f"{row[f'area_{lang}']} {amount_text(row, lang)}" for row in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _group_names(rows: Rows, lang: Lang) -> list[Part]:
    """Above the dots of the first city."""
    return [
        label(row["value"], -0.75, _bold(say(f"income.{row['indicator_id']}", lang)), size=13)
        for row in rows
        if row["place"] == 0
    ]


def _city_value(row: Row, lang: Lang) -> Part:
    """Rural to the left of its dot, urban to the right, so that the two never meet."""
    left = row["indicator_id"] == "rural-income-q3"
    text = words.group_digits(str(int(row["value"])), lang)
    own: Part = {"xanchor": "right" if left else "left", "xshift": -10 if left else 10}
    return label(row["value"], row["place"], text, size=13, bgcolor="@page" if left else "@clear", **own)
