"""Low-income population: what is stated for two year-ends, and nothing for the years between."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from dashboard.charts.listing import amount_text, table_facts
from dashboard.charts.parts import (
    Part,
    Row,
    Rows,
    axis,
    bare_axis,
    computed,
    hatched_bar,
    label,
    stroke,
    target,
)
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures import words
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say

FIRST, LAST = date(2012, 6, 20), date(2019, 10, 20)
YEARS = range(2012, 2019)
COLUMN = timedelta(days=290)
GAP = timedelta(days=20)
BRACKET = date(2019, 8, 25)
HEADROOM = 1.2
MILLISECONDS = 86_400_000
CHANGES = {"change": "low-income-population-change", "change_percent": "low-income-population-change-percent"}


def draw_population(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a facts frame of year-ends; where two are left, also `change` and `change_percent` as decimals."""
    rows = frame.sort_values("period_end").to_dict("records")
    top = max(row["value"] for row in rows)
    ends = [str(date(year, 12, 31)) for year in YEARS]
    layout: Part = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 34},
        "xaxis": axis(
            type="date",
            range=[str(FIRST), str(LAST)],
            tickvals=ends,
            ticktext=_ticks(rows, lang, between=True),
        ),
        "yaxis": bare_axis(0, top * HEADROOM),
        "annotations": [_value_label(row, lang, late=row["period_end"].year > YEARS[0]) for row in rows],
        "shapes": [stroke(0, 0, 1, 0, xref="paper", colour="@second")],
    }
    traces = [_columns(rows, lang)]
    if len(rows) > 1:
        traces += [_between(rows), _change_target(frame, rows, lang)]
        layout["annotations"] += _bracket_labels(frame, rows, lang)
        layout["shapes"] += _bracket_lines(rows)
    narrow = {
        "margin": {"b": 50},
        "xaxis": {
            "ticktext": [text.replace(" of ", " of<br>") for text in _ticks(rows, lang, between=False)]
        },
    }
    return Plot(figure={"data": traces, "layout": layout}, height=400, narrow=narrow, narrow_height=360)


def _ticks(rows: Rows, lang: Lang, *, between: bool) -> list[str]:
    """The two year-ends in words, and the years `between` where there is room."""
    stated = {row["period_end"].year for row in rows}
    words_of = {year: f"<b>{say('period.year-end', lang, year=year)}</b>" for year in stated}
    return [words_of.get(year, str(year) if between else "") for year in YEARS]


def _columns(rows: Rows, lang: Lang) -> Part:
    return {
        "type": "bar",
        "name": rows[0][f"indicator_{lang}"],
        "x": [_day(row) for row in rows],
        "y": [row["value"] for row in rows],
        "width": [COLUMN.days * MILLISECONDS] * len(rows),
        "marker": {"color": "@in-province"},
        "customdata": [f"fact:{row['fact_id']}" for row in rows],
        "text": [amount_text(row, lang) for row in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _day(row: Row) -> str:
    return str(row["period_end"].date())


def _value_label(row: Row, lang: Lang, *, late: bool) -> Part:
    """Flush with the outer edge of its column, so that it stays inside the plot."""
    amount = row_amount(row, lang)
    text = f"<b>{amount.number}</b>{amount.unit}"
    day = row["period_end"].date() + (COLUMN / 2 if late else -COLUMN / 2)
    anchor = "right" if late else "left"
    return label(str(day), row["value"], text, size=17, xanchor=anchor, yanchor="bottom", yshift=2)


def _between(rows: Rows) -> Part:
    """Only as high as the lower column, so that it suggests no path from one to the other."""
    first, last = (row["period_end"].date() for row in rows)
    left, right = first + COLUMN / 2 + GAP, last - COLUMN / 2 - GAP
    middle = left + (right - left) / 2
    return hatched_bar(str(middle), (right - left).days * MILLISECONDS, min(row["value"] for row in rows))


def _change_texts(frame: pd.DataFrame, lang: Lang) -> tuple[str, str]:
    change, percent = (Decimal(frame[name].iloc[0]) for name in CHANGES)
    return str(words.amount(change, "万人", lang)), str(words.amount(percent, "%", lang))


def _change_target(frame: pd.DataFrame, rows: Rows, lang: Lang) -> Part:
    middle = (rows[0]["value"] + rows[1]["value"]) / 2
    refs = [f"derived:{CHANGES['change']}", f"derived:{CHANGES['change_percent']}"]
    return target(
        ["2019-01-10", "2019-01-10"], [middle * 1.05, middle * 0.92], refs, [*_change_texts(frame, lang)]
    )


def _bracket_labels(frame: pd.DataFrame, rows: Rows, lang: Lang) -> list[Part]:
    high, low = rows[0]["value"], rows[1]["value"]
    change, percent = _change_texts(frame, lang)
    text = f"<b>{computed(change)}</b><br>{computed(percent)} · {say('population.computed', lang)}"
    arrow = label(str(BRACKET), low, "", ax=str(BRACKET), ay=high, axref="x", ayref="y")
    arrow |= {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.4, "arrowcolor": "@ink", "standoff": 2}
    years = say("population.between", lang)
    return [
        arrow,
        label(str(BRACKET), (high + low) / 2, text, size=16, xanchor="right", align="right", xshift=-8),
        label("2015-12-31", low / 2, years, align="center", bgcolor="@hatch-ground", borderpad=3),
    ]


def _bracket_lines(rows: Rows) -> list[Part]:
    starts = [row["period_end"].date() + COLUMN / 2 for row in rows]
    end = BRACKET + timedelta(days=40)
    return [
        stroke(str(start), row["value"], str(end), row["value"], dash="dot")
        for start, row in zip(starts, rows, strict=True)
    ]


def table_population(frame: pd.DataFrame, lang: Lang) -> Table:
    """The stated counts, then what is computed from them."""
    stated = table_facts(frame, lang)
    if "change" not in frame:
        return stated
    blank = Cell(text="")
    computed = tuple(
        (
            Cell(text=say(f"population.{name}", lang)),
            blank,
            Cell(text=text, ref=Ref("derived", derived_id)),
            Cell(text=say("population.computed-plain", lang)),
            blank,
        )
        for (name, derived_id), text in zip(CHANGES.items(), _change_texts(frame, lang), strict=True)
    )
    return Table(head=stated.head, rows=stated.rows + computed)
