"""Yearly figures whose definition changed: no line across the change, none across a year without a figure.

Below the axis stands one cell a year and line: its grade, or the hatch where no figure was found.
"""

import pandas as pd

from dashboard.charts.listing import amount_text
from dashboard.charts.parts import Part, Row, Rows, axis, bare_axis, hatched_bar, label, stroke
from dashboard.drawing import Plot
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, say

FIRST_NEW_YEAR = 2014  # the first year of the definition in force
SYMBOLS = {"old": "square", "new": "circle"}
COLOURS = {"rural": "@in-province", "urban": "@comparison", "ratio": "@in-province"}
FLOOR, CELLS_TOP = 0.24, 0.13  # of the height: where the plot ends and where the cells begin
FEW_YEARS = 9  # fit side by side in half a page
CELL = 9  # half of a cell's side, pixels
GRADE_LOOKS = {"A": ("@second", "@second"), "B": ("@clear", "@second"), "C": ("@grid", "@clear")}


def draw_series(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: facts of whole years with `line`, `basis` (old, new) and `year`, and in every row `first` and `last`, the
    years on show, and `not_found`, the (year, line) pairs that no figure was found for."""
    rows = frame.sort_values(["line", "year"]).to_dict("records")
    first, last = int(frame["first"].iloc[0]), int(frame["last"].iloc[0])
    lines = list(dict.fromkeys(frame["line"]))
    missing = frame["not_found"].iloc[0]
    top = frame["value"].max() * 1.15
    traces = [*_hatched_years(missing, lines, top), *_runs(rows, lang), _grades(rows, lines)]
    wide = len(lines) > 1 or last - first < FEW_YEARS
    labels = _break_labels(first, last, lang) + [_line_name(line, lines, lang) for line in lines]
    ends = [_end_label(row, lang) for row in _last_rows(rows)]
    layout = {
        "margin": {"l": 52, "r": 76, "t": 30, "b": 8},
        "xaxis": axis(
            range=[first - 0.55, last + 0.55],
            tickvals=list(range(first, last + 1, 1 if wide else 2)),
            tickformat="d",
            anchor="free",
            position=FLOOR - 0.01,
        ),
        "yaxis": axis(range=[0, top], domain=[FLOOR, 1], **_ruler(lines, top, lang)),
        "yaxis2": bare_axis(len(lines) - 0.4, -0.6, domain=[0, CELLS_TOP], anchor="x"),
        "shapes": [*_break_line(first, last), *_cells(rows, missing, lines)],
        "annotations": labels + ends + _value_labels(rows, lines, lang),
    }
    narrow = {
        "margin": {"l": 44 if lang == "zh" else 52, "r": 64},
        "xaxis": {"tickvals": list(range(first, last + 1, 3))},
        "annotations": labels + ends,
    }
    return Plot(figure={"data": traces, "layout": layout}, height=430, narrow=narrow, narrow_height=400)


def _ruler(lines: list[str], top: float, lang: Lang) -> Part:
    if lines == ["ratio"]:
        return {"tickvals": [0, 1, 2], "showgrid": True, "gridcolor": "@grid"}
    values = [value for value in range(0, 80_001, 20_000) if value < top]
    texts = [say("income.tick", lang, value=value // (10_000 if lang == "zh" else 1_000)) for value in values]
    return {"tickvals": values, "ticktext": ["0", *texts[1:]], "showgrid": True, "gridcolor": "@grid"}


def _hatched_years(missing: frozenset[tuple[int, str]], lines: list[str], top: float) -> list[Part]:
    """Years without a figure for any line, over the whole height."""
    years = sorted({year for year, _ in missing})
    return [hatched_bar(year, 0.26, top) for year in years if all((year, line) in missing for line in lines)]


def _runs(rows: Rows, lang: Lang) -> list[Part]:
    """One trace for each run of years without a gap on one definition."""
    runs: list[list[Row]] = []
    for row in rows:
        before = runs[-1][-1] if runs else None
        if before and _follows(before, row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_run(run, lang) for run in runs]


def _follows(before: Row, row: Row) -> bool:
    same = (before["line"], before["basis"]) == (row["line"], row["basis"])
    return bool(same and row["year"] == before["year"] + 1)


def _run(run: Rows, lang: Lang) -> Part:
    colour = COLOURS[run[0]["line"]]
    return {
        "type": "scatter",
        "name": " · ".join(say(f"series.{run[0][part]}", lang) for part in ("line", "basis")),
        "mode": "lines+markers",
        "x": [row["year"] for row in run],
        "y": [row["value"] for row in run],
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "symbol": SYMBOLS[run[0]["basis"]], "size": 9},
        "customdata": [f"fact:{row['fact_id']}" for row in run],
        "text": [f"{row['year']} · {row[f'indicator_{lang}']} {amount_text(row, lang)}" for row in run],
        "hovertemplate": "%{text}<extra></extra>",
    }


# The change of definition -------------------------------------------------------------------------------------


def _breaks(first: int, last: int) -> bool:
    return first < FIRST_NEW_YEAR <= last


def _break_line(first: int, last: int) -> list[Part]:
    if not _breaks(first, last):
        return []
    at = FIRST_NEW_YEAR - 0.5
    return [stroke(at, FLOOR, at, 1.06, yref="paper", dash="dash", colour="@second", width=1.5)]


def _break_labels(first: int, last: int, lang: Lang) -> list[Part]:
    if not _breaks(first, last):
        return []
    sides = (("old", "right", -8), ("new", "left", 8))
    return [
        label(
            FIRST_NEW_YEAR - 0.5,
            1,
            say(f"series.{basis}", lang),
            colour="@second",
            yref="paper",
            xanchor=anchor,
            yanchor="bottom",
            xshift=shift,
            yshift=4,
        )
        for basis, anchor, shift in sides
    ]


# Labels -------------------------------------------------------------------------------------------------------


def _last_rows(rows: Rows) -> Rows:
    return list({row["line"]: row for row in rows}.values())


def _end_label(row: Row, lang: Lang) -> Part:
    name = say(f"series.{row['line']}", lang)
    text = f"<b>{name}<br>{row_amount(row, lang).number}</b>"
    return label(
        row["year"], row["value"], text, colour=_text_colour(row), xanchor="left", align="left", xshift=9
    )


def _text_colour(row: Row) -> str:
    return "@ink" if row["line"] == "urban" else "@in-province-text"


def _value_labels(rows: Rows, lines: list[str], lang: Lang) -> list[Part]:
    """Where a line begins and ends on each definition; with one line, every year. The last has its own label."""
    last = {row["fact_id"] for row in _last_rows(rows)}
    labelled = rows if len(lines) == 1 else _ends(rows)
    return [
        label(row["year"], row["value"], row_amount(row, lang).number, size=13, yanchor="bottom", yshift=7)
        for row in labelled
        if row["fact_id"] not in last
    ]


def _ends(rows: Rows) -> Rows:
    firsts: dict[tuple[str, str], Row] = {}
    for row in rows:
        firsts.setdefault((row["line"], row["basis"]), row)
    lasts = {(row["line"], row["basis"]): row for row in rows}
    return list({row["fact_id"]: row for row in (*firsts.values(), *lasts.values())}.values())


# The cells below the axis -------------------------------------------------------------------------------------


def _line_name(line: str, lines: list[str], lang: Lang) -> Part:
    place = {"xref": "paper", "yref": "y2", "xanchor": "right", "xshift": -4}
    return label(0, lines.index(line), say(f"series.{line}-short", lang), size=13, colour="@second", **place)


def _cells(rows: Rows, missing: frozenset[tuple[int, str]], lines: list[str]) -> list[Part]:
    known = [_cell(row["year"], lines.index(row["line"]), *GRADE_LOOKS[row["grade"]]) for row in rows]
    unknown = [
        part
        for year, line in sorted(missing)
        if line in lines
        for place in (_place(year, lines.index(line)),)
        for part in (_cell(year, lines.index(line), "@hatch-ground", "@hatch"), *_strokes(place))
    ]
    return known + unknown


def _place(year: int, row: int) -> Part:
    return {"xsizemode": "pixel", "xanchor": year, "yref": "y2", "ysizemode": "pixel", "yanchor": row}


def _cell(year: int, row: int, fill: str, edge: str) -> Part:
    corners = {"x0": -CELL, "x1": CELL, "y0": -CELL + 1, "y1": CELL - 1}
    return {
        "type": "rect",
        **_place(year, row),
        **corners,
        "fillcolor": fill,
        "line": {"color": edge, "width": 1},
        "layer": "below",
    }


def _strokes(place: Part) -> list[Part]:
    side = CELL - 1
    ends = ((-side, 0, 0, side), (-side, -side, side, side), (0, -side, side, 0))
    return [stroke(x0, y0, x1, y1, colour="@hatch", layer="below", **place) for x0, y0, x1, y1 in ends]


def _grades(rows: Rows, lines: list[str]) -> Part:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["year"] for row in rows],
        "y": [lines.index(row["line"]) for row in rows],
        "yaxis": "y2",
        "marker": {"size": 2 * CELL, "symbol": "square", "color": "@clear"},
        "text": [row["grade"] for row in rows],
        "textfont": {"size": 12.5, "color": ["@page" if row["grade"] == "A" else "@second" for row in rows]},
        "customdata": [f"fact:{row['fact_id']}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }
