"""One figure and the time it holds for: within a year, over a period, or since a year with no end stated."""

from datetime import date

import pandas as pd

from dashboard.charts.listing import amount_text
from dashboard.charts.parts import Part, Row, axis, bare_axis, label, outline, stroke, target
from dashboard.drawing import Plot
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Amount, Lang, say

FIRST, LAST = date(2012, 1, 1), date(2020, 1, 1)
OPEN_END, NECK = (
    date(2019, 1, 1),
    date(2018, 9, 15),
)  # an arrow without a stated end stops where the document does
BAR = (0.0, 1.0)
FIGURE_AT, FIGURE_MIDDLE = 4.0, date(2013, 1, 1)  # a point inside the large figure, which begins at the left


def draw_span(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a facts frame of one row."""
    row = frame.to_dict("records")[0]
    start = row["period_start"].date()
    end = None if pd.isna(row["period_end"]) else date(row["period_end"].year + 1, 1, 1)
    marks = [(str(FIGURE_MIDDLE), FIGURE_AT), (str(start + ((end or OPEN_END) - start) / 2), 0.5)]
    ref, text = f"fact:{row['fact_id']}", amount_text(row, lang)
    x, y = map(list, zip(*marks, strict=True))
    layout = {
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "xaxis": axis(type="date", range=[str(FIRST), str(LAST)], showticklabels=False),
        "yaxis": bare_axis(-1.9, 5.4),
        "shapes": [_bar(row, start, end), stroke(0, 0, 1, 0, xref="paper", colour="@second")],
        "annotations": [_figure(row_amount(row, lang)), *_dates(row, lang)],
    }
    return Plot(
        figure={"data": [target(x, y, [ref, ref], [text, text], size=34)], "layout": layout}, height=150
    )


def _figure(amount: Amount) -> Part:
    unit = f'<span style="font-size:17px">{amount.unit}</span>'
    text = f'<span style="font-size:17px">{amount.prefix}</span><b>{amount.number}</b>{unit}'
    return label(str(FIRST), FIGURE_AT, text, size=36, xanchor="left")


def _bar(row: Row, start: date, end: date | None) -> Part:
    low, high = BAR
    if end is None:
        tip = (OPEN_END, (low + high) / 2)
        return outline([(start, high), (NECK, high), tip, (NECK, low), (start, low)], fill="@in-province")
    fill = "@in-province-mid" if row["period_kind"] == "during" else "@in-province"
    return outline([(start, high), (end, high), (end, low), (start, low)], fill=fill)


def _dates(row: Row, lang: Lang) -> list[Part]:
    """The years below the bar, and at an open end the words that no end is stated."""
    first, kind = row["period_start"].year, row["period_kind"]
    if kind == "during":
        return [_under(date(first, 7, 1), say("span.within", lang, year=first), "center")]
    if kind == "since":
        return [
            _under(row["period_start"].date(), str(first), "left"),
            _under(LAST, say("span.open", lang), "right"),
        ]
    last = row["period_end"].year
    return [
        _under(row["period_start"].date(), str(first), "left"),
        _under(date(last + 1, 1, 1), str(last), "right"),
    ]


def _under(day: date, text: str, anchor: str) -> Part:
    return label(str(day), 0, text, colour="@second", xanchor=anchor, yanchor="top", yshift=-4)
