"""When the paired counties were delisted: by assessment year, against the number the document states."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts.counties import (
    LOOKS,
    Trace,
    bare_axis,
    count_cell,
    count_ref,
    count_text,
    is_filtered,
    key_of,
    stated,
    stated_cell,
)
from dashboard.charts.parts import computed
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures.words import Lang, Ref, say

STATED_DELISTED = "delisted-by-2018"
UNDATED_GAP = 1  # sets what has no year apart from the years
BRACKET = 1.12  # of the highest column


def _columns() -> tuple[tuple[str, dict[str, str], str], ...]:
    """Key of the label, the criteria counted, and the look, from left to right."""
    years = tuple(
        (year, {"year": year}, "late" if year in ("2019", "2020") else "early")
        for year in ("2016", "2017", "2018", "<=2018", "2019", "2020")
    )
    return (
        *years,
        ("unknown", {"year": "none", "class": "unknown"}, "unknown"),
        ("not-applicable", {"year": "none", "class": "none"}, "none"),
    )


COLUMNS = _columns()
COLUMN_LOOKS: Mapping[str, Mapping[str, Any]] = {
    **LOOKS,
    "early": {"color": "@east-west"},
    "late": {"color": "@comparison"},
}


def _matching(frame: pd.DataFrame, criteria: Mapping[str, str]) -> int:
    year = "" if criteria["year"] == "none" else criteria["year"]
    found = frame["delisted_year"] == year
    if "class" in criteria:
        found &= frame["county_class"] == criteria["class"]
    return int(found.sum())


def _place(number: int) -> float:
    return number + UNDATED_GAP if COLUMNS[number][0] in ("unknown", "not-applicable") else number


def draw_delisting(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: county rows with the `stated_` number of counties delisted by 2018."""
    counts = [_matching(frame, criteria) for _, criteria, _ in COLUMNS]
    top = max(counts) * 1.42
    traces = [_column(frame, number, count, lang) for number, count in enumerate(counts) if count]
    shapes: list[dict[str, Any]] = []
    if not is_filtered(frame):
        traces.append(_bracket_text(frame, max(counts), lang))
        shapes = _bracket(max(counts))
    layout = {
        "margin": {"l": 2, "r": 2, "t": 4, "b": 44},
        "xaxis": _year_axis(lang),
        "yaxis": bare_axis(top),
        "shapes": shapes,
    }
    names = [f"<br>{name}" if name.startswith("≤") else name for name in _names(lang)]
    narrow = {"xaxis": {"tickfont": {"size": 12.5}, "ticktext": names}}
    return Plot(figure={"data": traces, "layout": layout}, height=430, narrow=narrow, narrow_height=360)


def _column(frame: pd.DataFrame, number: int, count: int, lang: Lang) -> Trace:
    key, criteria, look = COLUMNS[number]
    return {
        "type": "bar",
        "name": say("counties.number", lang),
        "x": [_place(number)],
        "y": [count],
        "width": 0.66,
        "marker": dict(COLUMN_LOOKS[look]),
        "text": [computed(f"<b>{count}</b>")],
        "textposition": "outside",
        "textfont": {"size": 15},
        "cliponaxis": False,
        "customdata": [key_of(count_ref(frame, **criteria))],
        "hovertemplate": f"{say(f'counties.year-{_slug(key)}-long', lang)} {count_text(count, lang)}<extra></extra>",
    }


def _slug(key: str) -> str:
    return key.replace("<=", "by-")


def _names(lang: Lang) -> list[str]:
    return [say(f"counties.year-{_slug(key)}", lang) for key, _, _ in COLUMNS]


def _year_axis(lang: Lang) -> dict[str, Any]:
    return {
        "range": [-0.6, _place(len(COLUMNS) - 1) + 0.6],
        "tickvals": [_place(number) for number in range(len(COLUMNS))],
        "ticktext": _names(lang),
        "tickangle": 0,
        "tickfont": {"size": 13},
        "showgrid": False,
        "showline": True,
        "linecolor": "@second",
        "zeroline": False,
        "fixedrange": True,
    }


def _bracket(highest: int) -> list[dict[str, Any]]:
    """Over the columns that count as delisted by assessment year 2018."""
    height, foot, left, right = highest * BRACKET, highest * (BRACKET - 0.04), -0.36, 3.36
    path = f"M {left},{foot} L {left},{height} L {right},{height} L {right},{foot}"
    return [{"type": "path", "path": path, "line": {"color": "@second", "width": 1.2}, "layer": "above"}]


def _bracket_text(frame: pd.DataFrame, highest: int, lang: Lang) -> Trace:
    named = int((frame["delisted_by"] <= 2018).sum())
    total = stated(frame, STATED_DELISTED)
    texts = (
        say("counties.named", lang, count=computed(str(named))),
        say("counties.stated", lang, count=total, gap=computed(str(total - named))),
    )
    return {
        "type": "scatter",
        "mode": "text",
        "x": [-0.36, -0.36],
        "y": [highest * (BRACKET + 0.16), highest * (BRACKET + 0.06)],
        "text": list(texts),
        "textposition": "middle right",
        "textfont": {"size": 15},
        "cliponaxis": False,
        "customdata": [key_of(count_ref(frame, by="2018")), key_of(Ref("fact", STATED_DELISTED))],
        "hoverinfo": "text",
    }


def table_delisting(frame: pd.DataFrame, lang: Lang) -> Table:
    counts = [(key, criteria, _matching(frame, criteria)) for key, criteria, _ in COLUMNS]
    rows = [
        (
            Cell(text=say(f"counties.year-{_slug(key)}-long", lang)),
            count_cell(frame, number, lang, **criteria),
        )
        for key, criteria, number in counts
        if number
    ]
    total = stated_cell(frame, STATED_DELISTED, lang)
    rows.append((Cell(text=say("counties.stated-by-2018", lang)), total))
    return Table(head=(say("county.delisted", lang), say("counties.number", lang)), rows=tuple(rows))
