"""What happened when, at true dates: points for moments, bars for periods, an open end where no end is stated."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.charts.parts import Row, days
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures import words
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say

FIRST, LAST = date(2012, 1, 1), date(2020, 1, 1)
OPEN_END = date(
    2018, 12, 31
)  # where an arrow without a stated end stops: the last date the document speaks of
NARROW_START = date(2013, 1, 1)  # on a phone a label that starts later would not end before the edge
ROW_HEIGHT, NARROW_ROW_HEIGHT = 46, 62
BAR = 0.42  # of a lane
LONG_SPAN = 900  # days; a longer bar has room for its label inside
Part = dict[str, Any]


def draw_timeline(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a facts frame with `lane` (row from the top) and `side`."""
    lanes = int(frame["lane"].max()) + 1
    marks = [_mark(row, lang) for row in frame.to_dict("records")]
    lines = [_year_line(year) for year in range(FIRST.year, LAST.year + 1)]
    layout = {
        "margin": {"l": 150 if lang == "zh" else 200, "r": 12, "t": 34, "b": 8},
        "xaxis": _year_axis(step=1),
        "yaxis": _lane_axis(lanes, lang),
        "shapes": lines + [mark.shape for mark in marks if mark.shape],
        "annotations": [mark.label for mark in marks],
    }
    narrow = {
        "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
        "xaxis": _year_axis(step=2),
        "yaxis": {"showticklabels": False},
        "annotations": [mark.narrow_label for mark in marks],
    }
    return Plot(
        figure={"data": [mark.trace for mark in marks], "layout": layout},
        height=lanes * ROW_HEIGHT + 46,
        narrow=narrow,
        narrow_height=lanes * NARROW_ROW_HEIGHT + 40,
    )


def _year_axis(step: int) -> dict[str, Any]:
    years = range(FIRST.year, LAST.year, step)
    return {
        "type": "date",
        "range": [str(FIRST), str(LAST)],
        "side": "top",
        "tickvals": [f"{year}-07-01" for year in years],
        "ticktext": [str(year) for year in years],
        "tickfont": {"size": 13, "color": "@muted"},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _lane_axis(lanes: int, lang: Lang) -> dict[str, Any]:
    return {
        "range": [lanes - 0.4, -0.6],
        "tickvals": list(range(lanes)),
        "ticktext": [say(f"timeline.lane-{lane}", lang) for lane in range(lanes)],
        "tickfont": {"size": 14},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _year_line(year: int) -> Part:
    day, line = f"{year}-01-01", {"color": "@grid", "width": 1}
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }


@dataclass(frozen=True, kw_only=True)
class Mark:
    trace: Part
    label: Part
    narrow_label: Part
    shape: Part | None = None


def _mark(row: Row, lang: Lang) -> Mark:
    start, end = days(row)
    text = say(f"timeline.{row['fact_id']}", lang, amount=row_amount(row, lang))
    if row["period_kind"] == "at":
        return _moment(row, end or LAST, text)
    return _span(row, start or FIRST, end or OPEN_END, text)


def _is_late(day: date) -> bool:
    """Right of the middle a label goes to the left of its mark, so that it stays inside."""
    return day.year > 2015


def _moment(row: Row, day: date, text: str) -> Mark:
    trace = _points(row, day, text, {"color": f"@{row['side']}", "size": 13})
    anchor = "right" if _is_late(day) else "left"
    label = _label(day, row["lane"], text, anchor, shift=14)
    return Mark(
        trace=trace, label=label, narrow_label=_beside(label, below=_is_late(day) and row["lane"] == 0)
    )


def _span(row: Row, first: date, last: date, text: str) -> Mark:
    lane, after = row["lane"], last + timedelta(days=1)
    colour = f"@{row['side']}-mid" if row["period_kind"] == "during" else f"@{row['side']}"
    path = _arrow(first, after, lane) if row["period_kind"] == "since" else _box(first, after, lane)
    middle = first + (after - first) / 2
    edge, anchor = (after, "right") if _is_late(first) else (min(first, NARROW_START), "left")
    if (after - first).days > LONG_SPAN:
        label = _label(middle, lane, text, "center", colour="@on-fill")
    elif _is_late(first):
        label = _label(first, lane, text, "right", shift=8)
    else:
        label = _label(after, lane, text, "left", shift=8)
    return Mark(
        trace=_points(row, middle, text, {"color": colour, "size": 18, "opacity": 0}),
        label=label,
        narrow_label=_beside(_label(edge, lane, text, anchor)),
        shape={"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"},
    )


def _box(left: date, right: date, lane: int) -> str:
    top, bottom = lane - BAR / 2, lane + BAR / 2
    return f"M {left},{top} L {right},{top} L {right},{bottom} L {left},{bottom} Z"


def _arrow(left: date, right: date, lane: int) -> str:
    top, bottom, neck = lane - BAR / 2, lane + BAR / 2, right - timedelta(days=70)
    return f"M {left},{top} L {neck},{top} L {right},{lane} L {neck},{bottom} L {left},{bottom} Z"


def _points(row: Row, day: date, text: str, marker: Part) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [str(day)],
        "y": [row["lane"]],
        "marker": marker,
        "customdata": [f"fact:{row['fact_id']}"],
        "hovertemplate": f"{text}<extra></extra>",
    }


def _label(day: date, lane: int, text: str, anchor: str, *, shift: int = 0, colour: str = "@ink") -> Part:
    return {
        "x": str(day),
        "y": lane,
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "xshift": -shift if anchor == "right" else shift,
        "font": {"size": 14, "color": colour},
    }


def _beside(label: Part, *, below: bool = False) -> Part:
    """On a phone a label stands above its mark, or below it where two share a lane."""
    return {**label, "xshift": 0, "yshift": -19 if below else 19, "font": {"size": 12.5, "color": "@ink"}}


def table_timeline(frame: pd.DataFrame, lang: Lang) -> Table:
    rows = tuple(
        (
            Cell(text=row[f"indicator_{lang}"]),
            Cell(text=str(row_amount(row, lang)), ref=Ref("fact", row["fact_id"])),
            Cell(text=_when(row, lang)),
        )
        for row in frame.to_dict("records")
    )
    return Table(
        head=(say("column.indicator", lang), say("column.figure", lang), say("column.period", lang)),
        rows=rows,
    )


def _when(row: Row, lang: Lang) -> str:
    return words.period(row["period_kind"], *days(row), lang)
