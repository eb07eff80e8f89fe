"""What happened when, at true dates: points for moments, bars for periods, an open end where no end is stated."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures import row_amount
from dashboard.words import Lang, Ref, say

FIRST, LAST = date(2012, 1, 1), date(2020, 1, 1)
ROW_HEIGHT = 46
BAR = 0.42
Shape = dict[str, Any]


def draw_timeline(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a facts frame with `lane` (row from the top) and `side`."""
    lanes = int(frame["lane"].max()) + 1
    marks = [_mark(row, lang) for row in frame.to_dict("records")]
    layout = {
        "margin": {"l": 150 if lang == "zh" else 190, "r": 12, "t": 34, "b": 8},
        "xaxis": {
            "type": "date",
            "range": [str(FIRST), str(LAST)],
            "side": "top",
            "tickvals": [f"{year}-07-01" for year in range(FIRST.year, LAST.year)],
            "ticktext": [str(year) for year in range(FIRST.year, LAST.year)],
            "tickfont": {"size": 13, "color": "@muted"},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [lanes - 0.4, -0.6],
            "tickvals": list(range(lanes)),
            "ticktext": [say(f"timeline.lane-{lane}", lang) for lane in range(lanes)],
            "tickfont": {"size": 14},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [_year_line(year) for year in range(FIRST.year, LAST.year + 1)] + [s for m in marks for s in m["shapes"]],
        "annotations": [note for mark in marks for note in mark["annotations"]],
    }
    data = [mark["trace"] for mark in marks]
    height = lanes * ROW_HEIGHT + 46
    return Plot(
        figure={"data": data, "layout": layout},
        height=height,
        narrow={
            "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
            "yaxis": {"showticklabels": False},
            "xaxis": {
                "tickvals": [f"{year}-07-01" for year in range(FIRST.year, LAST.year, 2)],
                "ticktext": [str(year) for year in range(FIRST.year, LAST.year, 2)],
            },
            "annotations": [{**note, "font": {"size": 12.5}} for mark in marks for note in mark["narrow_annotations"]],
        },
        narrow_height=lanes * 62 + 40,
    )


def _year_line(year: int) -> Shape:
    day = f"{year}-01-01"
    return {
        "type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": "@grid", "width": 1}, "layer": "below",
    }  # fmt: skip


def _mark(row: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    kind = row["period_kind"]
    start = None if pd.isna(row["period_start"]) else row["period_start"].date()
    end = None if pd.isna(row["period_end"]) else row["period_end"].date()
    label = say(f"timeline.{row['fact_id']}", lang, amount=row_amount(row, lang))
    if kind == "at":
        return _moment(row, end, label)
    left, right = start or FIRST, end or date(2018, 12, 31)
    return _span(row, left, right + timedelta(days=1), label, open_end=kind == "since")


def _moment(row: Mapping[str, Any], day: date, label: str) -> dict[str, Any]:
    late = day.year > (FIRST.year + LAST.year) // 2
    side, x = row["side"], str(day)
    trace = _trace([x], [row["lane"]], row, label)
    trace["marker"] = {"color": f"@{side}", "size": 13}
    anchor, shift = ("right", -14) if late else ("left", 14)
    note = _note(x, row["lane"], label, anchor, shift)
    return {"trace": trace, "shapes": [], "annotations": [note], "narrow_annotations": [_above(note, anchor)]}


def _span(row: Mapping[str, Any], left: date, right: date, label: str, *, open_end: bool) -> dict[str, Any]:
    lane, side = row["lane"], row["side"]
    within = row["period_kind"] == "during"
    colour = f"@{side}-mid" if within else f"@{side}"
    middle = left + (right - left) / 2
    path = _arrow(left, right, lane) if open_end else _box(left, right, lane)
    shape = {"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}
    inside = (right - left).days > 900
    note = (
        _note(str(middle), lane, label, "center", 0, "@on-fill")
        if inside
        else _note(str(left if right.year > 2017 else right), lane, label, "right" if right.year > 2017 else "left", -8 if right.year > 2017 else 8)
    )
    trace = _trace([str(middle)], [lane], row, label)
    trace["marker"] = {"color": colour, "size": 18, "opacity": 0}
    above = _note(str(left if not right.year > 2017 or inside else right), lane, label, "left" if not right.year > 2017 or inside else "right", 0)
    return {"trace": trace, "shapes": [shape], "annotations": [note], "narrow_annotations": [_above(above, above["xanchor"])]}


def _box(left: date, right: date, lane: int) -> str:
    top, bottom = lane - BAR / 2, lane + BAR / 2
    return f"M {left},{top} L {right},{top} L {right},{bottom} L {left},{bottom} Z"


def _arrow(left: date, right: date, lane: int) -> str:
    top, bottom, neck = lane - BAR / 2, lane + BAR / 2, right - timedelta(days=70)
    return f"M {left},{top} L {neck},{top} L {right},{lane} L {neck},{bottom} L {left},{bottom} Z"


def _trace(x: list[str], y: list[int], row: Mapping[str, Any], label: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": x, "y": y, "customdata": [f"fact:{row['fact_id']}"],
        "hovertemplate": f"{label}<extra></extra>",
    }  # fmt: skip


def _note(x: str, lane: int, text: str, anchor: str, shift: int, colour: str = "@ink") -> dict[str, Any]:
    return {
        "x": x, "y": lane, "text": text, "showarrow": False, "xanchor": anchor, "xshift": shift,
        "font": {"size": 14, "color": colour},
    }  # fmt: skip


def _above(note: Mapping[str, Any], anchor: str) -> dict[str, Any]:
    return {**note, "xanchor": anchor, "xshift": 0, "yshift": 20, "font": {"size": 12.5, "color": "@ink"}}


def table_timeline(frame: pd.DataFrame, lang: Lang) -> Table:
    rows = tuple(
        (
            Cell(text=row[f"indicator_{lang}"]),
            Cell(text=str(row_amount(row, lang)), ref=Ref("fact", row["fact_id"])),
            Cell(text=_when(row, lang)),
        )
        for row in frame.to_dict("records")
    )
    return Table(head=(say("column.indicator", lang), say("column.figure", lang), say("column.period", lang)), rows=rows)


def _when(row: Mapping[str, Any], lang: Lang) -> str:
    start, end = (None if pd.isna(row[name]) else row[name].date() for name in ("period_start", "period_end"))
    return words.period(row["period_kind"], start, end, lang)
