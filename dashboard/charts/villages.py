"""Villages and trades: Taobao villages, whose definition narrowed in 2020, and outsourced processing."""

import pandas as pd

from dashboard.charts.geo import short_name
from dashboard.charts.listing import amount_text, fact_card, period_text
from dashboard.charts.parts import Part, Row, Rows, axis, bare_axis, grouped, label, outline, stroke
from dashboard.drawing import CardGroup, Cards, Plot
from dashboard.figures.words import Lang, say

STRICTER = "taobao-villages-2020"
STRICTER_YEAR = 2020
HALF_COLUMN = 0.31  # of a year
TIP = 0.07  # of the highest column
ROW = 25  # pixels


def draw_taobao(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: counts for the province, one a year, with `year` and `month`."""
    rows = frame.sort_values("year").to_dict("records")
    top = max(row["value"] for row in rows)
    years = [row["year"] for row in rows]
    layout: Part = {
        "margin": {"l": 8, "r": 8, "t": 30, "b": 46},
        "xaxis": axis(
            range=[min(years) - 0.6, max(years) + 0.6],
            tickvals=years,
            ticktext=[_tick(row, lang) for row in rows],
            tickfont={"size": 13, "color": "@second"},
        ),
        "yaxis": bare_axis(0, top * 1.12),
        "shapes": [_column(row, top) for row in rows] + [stroke(0, 0, 1, 0, xref="paper", colour="@second")],
        "annotations": [_count(row, lang) for row in rows],
    }
    if years[0] < STRICTER_YEAR <= years[-1]:
        at = STRICTER_YEAR - 0.5
        layout["shapes"] += [stroke(at, 0, at, 1.06, yref="paper", dash="dash", colour="@second", width=1.5)]
        layout["annotations"] += [_break_label(at, lang)]
    return Plot(
        figure={"data": [_column_targets(rows, lang)], "layout": layout}, height=520, narrow_height=360
    )


def _tick(row: Row, lang: Lang) -> str:
    """A count taken before the end of its year tells the month."""
    year = str(row["year"])
    return year if row["month"] == 12 else f"{year}<br>{_month(row, lang)}"


def _month(row: Row, lang: Lang) -> str:
    return f"{row['month']}月" if lang == "zh" else str(row["period_end"].strftime("%b"))


def _column(row: Row, top: float) -> Part:
    """A count with "more than" ends in a point, which reaches the stated number."""
    left, right, height = row["year"] - HALF_COLUMN, row["year"] + HALF_COLUMN, row["value"]
    shoulder = height if row["qualifier"] == "exact" else height - top * TIP
    points = [(left, 0), (left, shoulder), (row["year"], height), (right, shoulder), (right, 0)]
    return outline(points, fill=_fill(row), layer="below", name="column")


def _fill(row: Row) -> str:
    return "@in-province-mid" if row["indicator_id"] == STRICTER else "@in-province"


def _column_targets(rows: Rows, lang: Lang) -> Part:
    """Columns that can be chosen; not seen on a page, where the shapes below them tell more."""
    return {
        "type": "bar",
        "name": say("chart.taobao-villages", lang),
        "x": [row["year"] for row in rows],
        "y": [row["value"] for row in rows],
        "width": [2 * HALF_COLUMN] * len(rows),
        "marker": {"color": [_fill(row) for row in rows], "opacity": 0},
        "customdata": [f"fact:{row['fact_id']}" for row in rows],
        "text": [f"{period_text(row, lang)} · {amount_text(row, lang)}" for row in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _count(row: Row, lang: Lang) -> Part:
    text = amount_text(row, lang).removesuffix("个").replace("more than ", "&gt;")
    return label(row["year"], row["value"], f"<b>{text}</b>", size=15, yanchor="bottom", yshift=2)


def _break_label(at: float, lang: Lang) -> Part:
    place: Part = {"yref": "paper", "xanchor": "right", "yanchor": "bottom", "xshift": -6, "yshift": 4}
    return label(at, 1, say("taobao.stricter", lang), colour="@second", **place)


def draw_taobao_places(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: counts of cities and counties with `level`; one list for each date and level, one scale for all."""
    rows = frame.sort_values(["period_end", "level", "value"], ascending=[True, True, False])
    lines: list[Row | str] = []
    for (_, level), group in rows.groupby(["period_end", "level"]):
        listed = group.to_dict("records")
        when = period_text(listed[0], lang)
        lines += [say(f"taobao.of-{level}", lang, when=when), *listed]
    bars = [(place, line) for place, line in enumerate(lines) if not isinstance(line, str)]
    heads = [(place, line) for place, line in enumerate(lines) if isinstance(line, str)]
    layout: Part = {
        "margin": {"l": 48 if lang == "zh" else 80, "r": 44, "t": 4, "b": 4},
        "xaxis": bare_axis(0, max(rows["value"])),
        "yaxis": axis(
            range=[len(lines) - 0.3, -0.7],
            tickvals=[place for place, _ in bars],
            ticktext=[short_name(row[f"area_{lang}"], lang) for _, row in bars],
            tickfont={"size": 13, "color": "@ink"},
        ),
        "annotations": [_list_head(place, text) for place, text in heads]
        + [_place_count(place, row, lang) for place, row in bars],
    }
    return Plot(figure={"data": [_place_bars(bars, lang)], "layout": layout}, height=len(lines) * ROW + 14)


def _list_head(place: int, text: str) -> Part:
    place_of: Part = {"xref": "paper", "xanchor": "left"}
    return label(0, place, f"<b>{text}</b>", colour="@second", **place_of)


def _place_bars(bars: list[tuple[int, Row]], lang: Lang) -> Part:
    return {
        "type": "bar",
        "name": say("chart.taobao-villages", lang),
        "orientation": "h",
        "x": [row["value"] for _, row in bars],
        "y": [place for place, _ in bars],
        "width": 0.62,
        "marker": {"color": "@in-province"},
        "customdata": [f"fact:{row['fact_id']}" for _, row in bars],
        "text": [f"{row[f'area_{lang}']} {amount_text(row, lang)}" for _, row in bars],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _place_count(place: int, row: Row, lang: Lang) -> Part:
    return label(row["value"], place, amount_text(row, lang), size=13, xanchor="left", xshift=6)


def draw_outsourced(frame: pd.DataFrame, lang: Lang) -> Cards:
    """Frame: facts with `dated`, in the order they are to stand; one group for each place, the undated ones first."""
    placed = [{**row, "group": (row["area_id"], row["dated"])} for row in frame.to_dict("records")]
    groups = []
    for (_, dated), listed in grouped(placed, "group").items():
        title = listed[0][f"area_{lang}"] if dated else say("outsourced.undated", lang)
        cards = tuple(fact_card(row, lang, detail=period_text(row, lang)) for row in listed)
        groups.append(CardGroup(title=title, cards=cards, accent="teal"))
    return Cards(tuple(groups))
