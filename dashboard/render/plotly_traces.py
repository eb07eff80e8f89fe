"""What plotly draws of each mark: its trace or shape, with the colours and words of marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from itertools import groupby, pairwise
from typing import Any

from dashboard.exhibits.marks import Bar, Cell, Gap, Line, Meaning, Piece, Place, Point, Run, distance
from dashboard.layout.labels import moved
from dashboard.theme import CELL, PAINTS, SIZES, ink_of

Part = dict[str, Any]

EDGE = 1.5  # pixels
SMALLEST = SIZES["tag"]  # of labels on a phone
DAY = 86_400_000  # plotly counts widths on an axis of days in milliseconds
FADE, STRIPS = 0.25, 6  # of its length: how far a bar fades, and in how many strips
HATCH: Part = {"shape": "/", "fgcolor": "@hatch", "bgcolor": "@hatch-ground", "size": 7, "solidity": 0.15}
TOLD = "%{text}<extra></extra>"


def dots(fill: str, over: str) -> Part:
    return {"shape": ".", "fgcolor": over, "bgcolor": fill, "size": 7, "solidity": 0.25}


def words(text: Iterable[Line]) -> str:
    """Lines of words as plotly's markup."""
    return "<br>".join("".join(map(_piece, line)) for line in text)


def _piece(piece: Piece) -> str:
    written = escape(piece.text, quote=False)
    if piece.computed:
        written = f'<span style="text-decoration:underline dotted">{written}</span>'
    if piece.size:
        written = f'<span style="font-size:{SIZES[piece.size]}px">{written}</span>'
    if piece.accent:
        written = f'<span style="color:var(--{ink_of(piece.accent)})">{written}</span>'
    if piece.italic:
        written = f"<i>{written}</i>"
    return f"<b>{written}</b>" if piece.bold else written


def at(place: Place) -> Any:
    return str(place) if isinstance(place, date) else place


def key_of(meaning: Meaning) -> str | None:
    return f"{meaning.ref.kind}:{meaning.ref.id}" if meaning.ref else None


def _long(units: float, place: Place) -> float:
    """So many units of the axis of a place, as plotly counts them."""
    return units * (DAY if isinstance(place, date) else 1)


def bar_trace(bar: Bar, *, lying: bool, unseen: bool) -> Part:
    along, across = ("x", "y") if lying else ("y", "x")
    trace: Part = {
        "type": "bar",
        along: [_long(distance(bar.start, bar.end), bar.start)],
        "base": [at(bar.start)],
        across: [at(bar.at)],
        "width": [_long(bar.thick, bar.at)],
        "marker": {"color": "@clear"} if unseen else _marker(bar),
        "customdata": [key_of(bar.of)],
        "text": [bar.of.says],
        "textposition": "none",
        "hovertemplate": TOLD,
    }
    if lying:
        trace["orientation"] = "h"
    if bar.series:
        trace["name"] = bar.series
    if not bar.of.says:
        trace["hoverinfo"] = "skip"
    if bar.label and bar.labelled == "inside":
        trace |= {
            "text": [words(bar.label)],
            "textposition": "inside",
            "hovertext": [bar.of.says],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "insidetextanchor": "middle",
            "constraintext": "none",
            "textangle": 0,
            "textfont": {"size": SIZES[bar.label_size], "color": f"@{PAINTS[bar.accent].words}"},
            "cliponaxis": False,
        }
    return trace


def faded(bar: Bar) -> Iterator[tuple[Bar, float]]:
    """The parts of a bar that fades, each with its opacity: the first is full, the last hardly seen."""
    length = distance(bar.start, bar.end)
    ends = [1 - FADE + FADE * step / STRIPS for step in range(STRIPS + 1)]
    places = [bar.start, *(moved(bar.start, length * end) for end in ends)]
    for place, (start, end) in enumerate(pairwise(places)):
        yield replace(bar, start=start, end=end), 1 - place / (STRIPS + 1)


def _marker(bar: Bar) -> Part:
    """What is pale or hollow has an edge, what is unknown is hatched, and dots lie over any."""
    paint = PAINTS[bar.accent]
    marker: Part = {"color": f"@{paint.fill}"}
    if paint.edge:
        marker["line"] = {"color": f"@{paint.edge}", "width": EDGE}
    if bar.accent == "hatched":
        marker["pattern"] = HATCH
    if bar.dotted:
        marker["pattern"] = dots(f"@{paint.fill}", f"@{paint.edge or 'on-fill'}")
    return marker


def points_trace(points: Sequence[Point], mode: str = "markers") -> Part:
    """A planned point is hollow; one symbol for all where none is another."""
    first = points[0]
    symbols: Any = [f"{point.symbol}-open" if point.of.planned else point.symbol for point in points]
    if len(set(symbols)) == 1:
        symbols = symbols[0]
    trace: Part = {
        "type": "scatter",
        "mode": mode,
        "x": [at(point.x) for point in points],
        "y": [at(point.y) for point in points],
        "marker": {"color": f"@{PAINTS[first.accent].fill}", "symbol": symbols, "size": first.size},
        "customdata": [key_of(point.of) for point in points],
        "text": [point.of.says for point in points],
        "hovertemplate": TOLD,
    }
    if first.series:
        trace["name"] = first.series
    return trace


def run_trace(run: Run) -> Part:
    line = {"color": f"@{PAINTS[run.accent].fill}", "width": 2}
    return {**points_trace(run.points, "lines+markers"), "name": run.series, "line": line}


def band(gap: Gap) -> Part:
    """It is no mark of a figure, so nothing can be opened there."""
    ends = {"x0": at(gap.start), "x1": at(gap.end), "y0": 0, "y1": 1}
    return {"type": "rect", **ends, "fillcolor": "@missing", "line": {"width": 0}, "layer": "below"}


def letter(cell: Cell, colour: str) -> Part:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [at(cell.x)],
        "y": [at(cell.y)],
        "marker": {"size": 2 * CELL, "symbol": "square", "color": "@clear"},
        "text": [cell.letter],
        "textfont": {"size": SMALLEST, "color": colour},
        "customdata": [key_of(cell.of)],
        "hovertemplate": TOLD,
    }


def hatching(place: Part) -> list[Part]:
    side, line = CELL - 1, {"color": "@hatch", "width": 1, "dash": "solid"}
    ends = ((-side, 0, 0, side), (-side, -side, side, side), (0, -side, side, 0))
    strokes = [dict(zip(("x0", "y0", "x1", "y1"), one, strict=True)) for one in ends]
    return [{"type": "line", **stroke, "line": line, "layer": "below", **place} for stroke in strokes]


LISTS = ("x", "y", "base", "width", "customdata", "text", "hovertext")


def joined(traces: Iterable[Part]) -> Iterator[Part]:
    """Neighbours that differ in their values alone are one trace: each costs the browser a pass of its own."""
    for _, alike in groupby(traces, key=_look):
        first, *more = alike
        lists = (name for name in LISTS if name in first)
        yield first | {name: [value for one in (first, *more) for value in one[name]] for name in lists}


def _look(trace: Part) -> tuple[Any, ...]:
    """What a trace has in common with those it is joined with, which a line is with none."""
    alone = id(trace) if "lines" in trace.get("mode", "") else None
    return alone, trace.keys(), {name: value for name, value in trace.items() if name not in LISTS}
