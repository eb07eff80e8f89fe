"""What plotly draws of each mark: its trace or shape, with the colours and words of marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from typing import Any

from dashboard import theme
from dashboard.exhibits.marks import (
    Bar,
    Cell,
    Gap,
    Label,
    Line,
    Meaning,
    Piece,
    Place,
    Point,
    Run,
)

Part = dict[str, Any]

# Colours of accents, as names for the browser to fill in.
FILLS, INKS, ON_FILLS, EDGES = (
    {accent: f"@{colour}" for accent, colour in colours.items()}
    for colours in (theme.FILLS, theme.INKS, theme.ON_FILLS, theme.EDGES)
)
EDGE = 1.5  # pixels
SIZES = {"figure": 36, "large": 17, "normal": 14, "small": 13}
SMALLEST = 12.5  # of labels on a phone
UNIT = 17  # of what stands beside a figure in its largest size
DAY = 86_400_000  # plotly counts widths on an axis of days in milliseconds
FADE, STRIPS = 0.25, 6  # of its length: how far a bar fades, and in how many strips
CELL = 9  # half of a cell's side, pixels
HATCH: Part = {"shape": "/", "fgcolor": "@hatch", "bgcolor": "@hatch-ground", "size": 7, "solidity": 0.15}


# Colours, words and places ------------------------------------------------------------------------------------


def words(text: Iterable[Line]) -> str:
    """Lines of words as plotly's markup."""
    return "<br>".join("".join(map(_piece, line)) for line in text)


def _piece(piece: Piece) -> str:
    written = escape(piece.text, quote=False)
    if piece.computed:
        written = f'<span style="text-decoration:underline dotted">{written}</span>'
    if piece.size:
        size = UNIT if piece.size == "large" else SIZES[piece.size]
        written = f'<span style="font-size:{size}px">{written}</span>'
    if piece.accent:
        colour = INKS.get(piece.accent, "@ink").removeprefix("@")
        written = f'<span style="color:var(--{colour})">{written}</span>'
    if piece.italic:
        written = f"<i>{written}</i>"
    return f"<b>{written}</b>" if piece.bold else written


def ink(label: Label) -> str:
    return INKS.get(label.accent, "@ink") if label.ink == "accent" else f"@{label.ink}"


def at(place: Place) -> Any:
    return str(place) if isinstance(place, date) else place


def key_of(meaning: Meaning) -> str | None:
    return f"{meaning.ref.kind}:{meaning.ref.id}" if meaning.ref else None


def moved(place: Place, by: float) -> Place:
    """A place so many units of its axis further; a unit of an axis of days is a day."""
    return place + timedelta(days=by) if isinstance(place, date) else place + by


def distance(first: Place, last: Place) -> float:
    if isinstance(first, date) and isinstance(last, date):
        return (last - first).days
    if isinstance(first, date) or isinstance(last, date):
        raise TypeError("a day and a number lie on no axis together")
    return last - first


def middle(first: Place, last: Place) -> Place:
    return moved(first, distance(first, last) / 2)


# Traces -------------------------------------------------------------------------------------------------------


def bar_trace(bar: Bar, *, lying: bool, unseen: bool) -> Part:
    along, across = ("x", "y") if lying else ("y", "x")
    marker = {"color": "@clear"} if unseen else marker_of(bar)
    days = isinstance(bar.at, date)
    trace: Part = {
        "type": "bar",
        along: [_length(bar)],
        "base": [at(bar.start)],
        across: [at(bar.at)],
        "width": [bar.thick * (DAY if days else 1)],
        "marker": marker,
        "customdata": [key_of(bar.of)],
        "text": [bar.of.says],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    if lying:
        trace["orientation"] = "h"
    if bar.series:
        trace["name"] = bar.series
    if not bar.of.says:
        trace["hoverinfo"] = "skip"
    if bar.label and bar.labelled == "inside":
        trace |= _bar_words(bar)
    return trace


def faded(bar: Bar) -> Iterator[tuple[Bar, float]]:
    """The parts of a bar that fades, each with its opacity: the first is full, the last hardly seen."""
    length = distance(bar.start, bar.end)
    ends = [1 - FADE + FADE * step / STRIPS for step in range(STRIPS + 1)]
    places = [bar.start, *(moved(bar.start, length * end) for end in ends)]
    for number, (start, end) in enumerate(pairwise(places)):
        yield replace(bar, start=start, end=end), 1 - number / (STRIPS + 1)


def _length(bar: Bar) -> float:
    return distance(bar.start, bar.end) * (DAY if isinstance(bar.start, date) else 1)


def _bar_words(bar: Bar) -> Part:
    return {
        "text": [words(bar.label)],
        "textposition": "inside",
        "hovertext": [bar.of.says],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": SIZES[bar.label_size], "color": ON_FILLS.get(bar.accent, "@ink")},
        "cliponaxis": False,
    }


def marker_of(bar: Bar) -> Part:
    """What is pale or hollow has an edge, what is unknown is hatched, and dots lie over any."""
    fill, edge = FILLS[bar.accent], EDGES.get(bar.accent)
    marker: Part = {"color": fill}
    if edge:
        marker["line"] = {"color": edge, "width": EDGE}
    if bar.accent == "hatched":
        marker["pattern"] = HATCH
    if bar.dotted:
        over = edge or "@on-fill"
        marker["pattern"] = {"shape": ".", "fgcolor": over, "bgcolor": fill, "size": 7, "solidity": 0.25}
    return marker


def point_trace(point: Point) -> Part:
    return points_trace([point], "markers")


def points_trace(points: Sequence[Point], mode: str) -> Part:
    first = points[0]
    trace: Part = {
        "type": "scatter",
        "mode": mode,
        "x": [at(point.x) for point in points],
        "y": [at(point.y) for point in points],
        "marker": {"color": FILLS[first.accent], "symbol": _symbols(points), "size": first.size},
        "customdata": [key_of(point.of) for point in points],
        "text": [point.of.says for point in points],
        "hovertemplate": "%{text}<extra></extra>",
    }
    if first.series:
        trace["name"] = first.series
    return trace


def _symbols(points: Sequence[Point]) -> Any:
    """A planned point is hollow; one symbol for all where none is another."""
    symbols = [f"{point.symbol}-open" if point.of.planned else point.symbol for point in points]
    return symbols[0] if len(set(symbols)) == 1 else symbols


def run_trace(run: Run) -> Part:
    line = {"color": FILLS[run.accent], "width": 2}
    return {**points_trace(run.points, "lines+markers"), "name": run.series, "line": line}


def gap_trace(gap: Gap) -> Part:
    """It is no mark of a figure, so nothing can be opened there."""
    days = isinstance(gap.start, date)
    return {
        "type": "bar",
        "x": [at(middle(gap.start, gap.end))],
        "y": [gap.height],
        "width": [distance(gap.start, gap.end) * (DAY if days else 1)],
        "marker": {"color": "@hatch-ground", "line": {"color": "@hatch", "width": 1}, "pattern": HATCH},
        "hoverinfo": "skip",
    }


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
        "hovertemplate": "%{text}<extra></extra>",
    }


def hatching(place: Part) -> list[Part]:
    side, line = CELL - 1, {"color": "@hatch", "width": 1, "dash": "solid"}
    ends = ((-side, 0, 0, side), (-side, -side, side, side), (0, -side, side, 0))
    return [
        {
            "type": "line",
            "x0": x0,
            "y0": y0,
            "x1": x1,
            "y1": y1,
            "line": line,
            "layer": "below",
            **place,
        }
        for x0, y0, x1, y1 in ends
    ]


def outline(corners: Sequence[tuple[Place, Place]], fill: str) -> Part:
    path = "M " + " L ".join(f"{at(x)},{at(y)}" for x, y in corners) + " Z"
    return {
        "type": "path",
        "path": path,
        "fillcolor": fill,
        "line": {"width": 0},
        "layer": "below",
    }


# Few traces instead of many -----------------------------------------------------------------------------------

LISTS = ("x", "y", "base", "width", "customdata", "text", "hovertext")


def joined(traces: Sequence[Part]) -> list[Part]:
    """Neighbours that differ in their values alone are one trace: each costs the browser a pass of its own."""
    joined: list[Part] = []
    for trace in traces:
        if joined and _alike(joined[-1], trace):
            joined[-1] |= {name: [*joined[-1][name], *trace[name]] for name in LISTS if name in trace}
        else:
            joined.append(trace)
    return joined


def _alike(one: Part, other: Part) -> bool:
    if "lines" in one.get("mode", "") or one.keys() != other.keys():
        return False
    return all(one[name] == other[name] for name in one if name not in LISTS)
