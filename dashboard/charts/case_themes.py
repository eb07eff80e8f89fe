"""What the cases are about: one square a case, a row a theme."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.case_places import SYMBOLS
from dashboard.charts.parts import Row
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures.words import Lang, say

ROW_HEIGHT = 40
ACROSS = 4  # marks in a row, each with room for a name
SIDES = tuple(SYMBOLS)


def draw_case_themes(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: a row for each case, with `where_*`. Themes with most cases come first, in-province before east–west."""
    themes = list(frame["theme"].value_counts(sort=True).index)
    placed = frame.sort_values("side", key=lambda side: side.map(SIDES.index), kind="stable")
    placed = placed.assign(place=placed.groupby("theme").cumcount() + 1)
    traces = [
        _squares(placed[placed["side"] == side].to_dict("records"), side, themes, lang) for side in SIDES
    ]
    layout = {
        "margin": {"l": 150 if lang == "zh" else 180, "r": 8, "t": 4, "b": 4},
        "xaxis": {"range": [0.9, ACROSS + 0.9], "visible": False, "fixedrange": True},
        "yaxis": _theme_axis(themes, lang),
        "annotations": [_label(row, themes, lang) for row in placed.to_dict("records")],
    }
    return Plot(
        figure={"data": traces, "layout": layout},
        height=len(themes) * ROW_HEIGHT + 8,
        narrow={"annotations": [], "xaxis": {"range": [0.6, ACROSS + 0.6]}},
        narrow_height=len(themes) * ROW_HEIGHT + 8,
    )


def _label(row: Row, themes: Sequence[str], lang: Lang) -> dict[str, Any]:
    return {
        "x": row["place"],
        "y": themes.index(row["theme"]),
        "text": row[f"where_{lang}"],
        "showarrow": False,
        "xanchor": "left",
        "xshift": 18,
        "font": {"size": 14, "color": "@second"},
    }


def _theme_axis(themes: Sequence[str], lang: Lang) -> dict[str, Any]:
    return {
        "range": [len(themes) - 0.5, -0.5],
        "tickvals": list(range(len(themes))),
        "ticktext": [f"{say(f'theme.{theme}', lang)}  " for theme in themes],
        "tickfont": {"size": 14},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _squares(rows: Sequence[Row], side: str, themes: Sequence[str], lang: Lang) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["place"] for row in rows],
        "y": [themes.index(row["theme"]) for row in rows],
        "marker": {"symbol": SYMBOLS[side], "size": 20, "color": f"@{side}"},
        "customdata": [f"case:{row['case_id']}" for row in rows],
        "text": [row[f"title_{lang}"] for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def table_case_themes(frame: pd.DataFrame, lang: Lang) -> Table:
    names = ("theme", "case", "side", "place")
    return Table(
        head=tuple(say(f"case.column.{name}", lang) for name in names),
        rows=tuple(
            (
                Cell(text=say(f"theme.{row['theme']}", lang)),
                Cell(text=row[f"title_{lang}"], href=f"/cases/{row['case_id']}"),
                Cell(text=say(f"side.{row['side']}", lang)),
                Cell(text=row[f"place_{lang}"]),
            )
            for row in frame.to_dict("records")
        ),
    )
