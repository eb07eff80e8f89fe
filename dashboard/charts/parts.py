"""The pieces several plots are made of: axes, labels, outlines and the hatch that means "not known"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

Part = dict[str, Any]
Row = Mapping[Any, Any]  # a record of a frame
Rows = Sequence[Row]

HATCH: Part = {
    "color": "@hatch-ground",
    "line": {"color": "@hatch", "width": 1},
    "pattern": {
        "shape": "/",
        "fgcolor": "@hatch",
        "bgcolor": "@hatch-ground",
        "size": 7,
        "solidity": 0.15,
    },
}


def grouped(rows: Rows, column: str) -> dict[Any, list[Row]]:
    """Records by what stands in a column, first seen first; as many small frames would take far longer."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def days(row: Row) -> tuple[date | None, date | None]:
    """The first and the last day of a figure's period, as far as they are stated."""
    return _day(row["period_start"]), _day(row["period_end"])


def _day(moment: pd.Timestamp | None) -> date | None:
    return None if moment is None or pd.isna(moment) else moment.date()


def axis(**own: Any) -> Part:
    """An axis with no grid and no line at zero, which cannot be dragged."""
    plain: Part = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickangle": 0}
    return {**plain, "tickfont": {"size": 13, "color": "@muted"}, **own}


def bare_axis(low: Any, high: Any, **own: Any) -> Part:
    """An axis that is not written: its marks are labelled directly."""
    return axis(range=[low, high], showticklabels=False, **own)


def label(x: Any, y: Any, text: str, *, size: float = 14, colour: str = "@ink", **own: Any) -> Part:
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "font": {"size": size, "color": colour},
        **own,
    }


def computed(text: str) -> str:
    """A computed figure as labels write it."""
    return f'<span style="text-decoration:underline dotted">{text}</span>'


def stroke(x0: Any, y0: Any, x1: Any, y1: Any, *, dash: str = "solid", **own: Any) -> Part:
    line = {"color": own.pop("colour", "@muted"), "width": own.pop("width", 1), "dash": dash}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line, **own}


def outline(points: Iterable[tuple[Any, Any]], *, fill: str, **own: Any) -> Part:
    """A filled shape through the points."""
    path = "M " + " L ".join(f"{x},{y}" for x, y in points) + " Z"
    return {"type": "path", "path": path, "fillcolor": fill, "line": {"width": 0}, **own}


def hatched_bar(x: Any, width: float, height: float) -> Part:
    """Hatching from the base line up, centred on `x`; it is no mark of a figure, so nothing can be opened there."""
    return {
        "type": "bar",
        "x": [x],
        "y": [height],
        "width": [width],
        "marker": HATCH,
        "hoverinfo": "skip",
    }


def target(x: list[Any], y: list[Any], refs: list[str], texts: list[str], *, size: int = 24) -> Part:
    """Invisible points that can be chosen, over marks that are shapes or labels."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"size": size, "symbol": "square", "color": "@clear"},
        "customdata": refs,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }
