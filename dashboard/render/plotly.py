"""Plots as plotly figures: one function a mark, and the axes they lie on.

Colours are written `@token` (see `theme`); what a mark leads to stands in `customdata`. Labels, ticks and margins have
a form for a phone, which is laid over the other there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from typing import Any

from dashboard import theme
from dashboard.exhibits.charts import Plot as PlotlyPlot
from dashboard.exhibits.marks import (
    Across,
    Along,
    Axis,
    Bar,
    Bracket,
    Cell,
    Gap,
    Label,
    Line,
    Margins,
    Mark,
    Meaning,
    Panel,
    Piece,
    Place,
    Plot,
    Point,
    Rule,
    Run,
    Screen,
    Tick,
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
TIP = 0.07  # of the value axis: how far a pointed end reaches beyond its shoulders
FADE, STRIPS = 0.25, 6  # of its length: how far a bar fades, and in how many strips
STANDOFF = 4  # pixels between the axis of a plot and its dates, so that the lowest number keeps clear of them
NEAR_EDGE = 0.2  # of an axis
CELL = 9  # half of a cell's side, pixels
BEHIND, ABOVE = 8, 2  # pixels between a bar and its label
TARGET = 24  # pixels across of what can be chosen where the mark itself is a shape or a label
HATCH: Part = {"shape": "/", "fgcolor": "@hatch", "bgcolor": "@hatch-ground", "size": 7, "solidity": 0.15}
RULES: dict[str, Part] = {
    "axis": {"colour": "@second", "width": 1},
    "grid": {"colour": "@grid", "width": 1, "layer": "below"},
    "light": {"colour": "@rule", "width": 1, "layer": "below"},
    "break": {"colour": "@second", "width": 1.5, "dash": "dash"},
    "help": {"colour": "@muted", "width": 1, "dash": "dot"},
}
GROUNDS = {"": "", "page": "@page", "hatch": "@hatch-ground"}
CELLS = {
    "full": ("@second", "@second", "@page"),
    "hollow": ("@clear", "@second", "@second"),
    "pale": ("@grid", "@clear", "@second"),
    "hatched": ("@hatch-ground", "@hatch", "@second"),
}


def figure(plot: Plot) -> PlotlyPlot:
    """The plot as the browser draws it."""
    drawn = [_Drawn(panel, number) for number, panel in enumerate(plot.panels, 1)]
    layout: Part = {
        "margin": _margin(plot.margins),
        "barmode": "overlay",
        "shapes": [shape for one in drawn for shape in one.shapes],
        "annotations": [part for one in drawn for part in one.annotations("wide")],
    }
    narrow: Part = {"annotations": [part for one in drawn for part in one.annotations("narrow")]}
    if plot.narrow_margins:
        narrow["margin"] = _margin(plot.narrow_margins)
    for one in drawn:
        layout |= one.axes()
        narrow |= one.narrow_axes()
    return PlotlyPlot(
        figure={"data": [trace for one in drawn for trace in one.traces], "layout": layout},
        height=plot.height,
        narrow=narrow,
        narrow_height=plot.narrow_height,
    )


def _margin(margins: Margins) -> Part:
    return {"l": margins.left, "r": margins.right, "t": margins.top, "b": margins.bottom}


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


def _moved(place: Place, by: float) -> Place:
    """A place so many units of its axis further; a unit of an axis of days is a day."""
    return place + timedelta(days=by) if isinstance(place, date) else place + by


def _distance(first: Place, last: Place) -> float:
    if isinstance(first, date) and isinstance(last, date):
        return (last - first).days
    if isinstance(first, date) or isinstance(last, date):
        raise TypeError("a day and a number lie on no axis together")
    return last - first


def _middle(first: Place, last: Place) -> Place:
    return _moved(first, _distance(first, last) / 2)


# One panel ----------------------------------------------------------------------------------------------------


class _Drawn:
    """The traces and shapes of a panel, and its labels for either screen."""

    def __init__(self, panel: Panel, number: int) -> None:
        self.panel = panel
        suffix = "" if number == 1 else str(number)
        self.x, self.y = f"x{suffix}", f"y{suffix}"
        self.names = f"xaxis{suffix}", f"yaxis{suffix}"
        self.traces: list[Part] = []
        self.shapes: list[Part] = []
        self._labels: list[tuple[Label, Part]] = []
        for mark in panel.marks:
            self._draw(mark)
        self.traces = _joined(self.traces)

    def _draw(self, mark: Mark) -> None:
        match mark:
            case Bar():
                self._bar(mark)
            case Point():
                self._trace(_point(mark))
            case Run():
                self._trace(_run(mark))
            case Gap():
                self._trace(_gap(mark))
            case Cell():
                self._cell(mark)
            case Label():
                self._label(mark)
            case Rule():
                self._rule(mark)
            case Bracket():
                self._bracket(mark)

    def _trace(self, trace: Part) -> None:
        self.traces.append({**trace, "xaxis": self.x, "yaxis": self.y})

    def _shape(self, shape: Part) -> None:
        self.shapes.append({"xref": self.x, "yref": self.y, **shape})

    # Marks ----------------------------------------------------------------------------------------------------

    def _bar(self, bar: Bar) -> None:
        """With an open end, or planned, it is a shape, and a bar that is not seen can be chosen in its place."""
        shaped = not bar.series or bar.of.planned or bool(bar.of.open_end)
        self._trace(_bar(bar, lying=self.panel.lying, unseen=shaped))
        if bar.label and bar.labelled != "inside":
            self._bar_label(bar)
        if shaped:
            self._bar_shapes(bar)

    def _bar_shapes(self, bar: Bar) -> None:
        """Planned is an outline of dashes; an end that fades is made of strips that are fainter and fainter."""
        if bar.of.planned:
            edge = {"color": EDGES.get(bar.accent, FILLS[bar.accent]), "width": EDGE, "dash": "dash"}
            self._shape(_outline(self._corners(bar), "@clear") | {"line": edge})
        elif bar.series and bar.of.open_end == "faded":
            for part, opacity in _faded(bar):
                self._shape(_outline(self._corners(part), FILLS[bar.accent]) | {"opacity": opacity})
        else:
            self._shape(_outline(self._corners(bar), FILLS[bar.accent]))

    def _bar_label(self, bar: Bar) -> None:
        """An annotation, which plotly keeps inside the plot; the text of a trace it does not."""
        beyond, lying = bar.labelled == "outside", self.panel.lying
        x, y = (bar.end, bar.at) if lying else (bar.at, bar.end)
        across: Across = ("left" if beyond else "right") if lying else "center"
        if bar.label_size == "large" and not lying:
            x, across = self._held(bar)
        along: Along = "middle" if lying else "bottom" if beyond else "top"
        shift = (BEHIND if lying else 0, 0 if lying else ABOVE)
        label = Label(
            words=bar.label,
            x=x,
            y=y,
            across=across,
            along=along,
            shift=shift if beyond else (-shift[0], -shift[1]),
            size=bar.label_size,
        )
        part = self._annotation(label)
        if not beyond:
            part["font"]["color"] = ON_FILLS.get(bar.accent, "@ink")
        self._labels.append((label, part))

    def _held(self, bar: Bar) -> tuple[Place, Across]:
        """Where long words above a column begin or end: near an edge of the plot at that edge of the column."""
        axis = self.panel.x
        share = _distance(axis.low, bar.at) / _distance(axis.low, axis.high)
        if share < NEAR_EDGE:
            return _moved(bar.at, -bar.thick / 2), "left"
        if share > 1 - NEAR_EDGE:
            return _moved(bar.at, bar.thick / 2), "right"
        return bar.at, "center"

    def _corners(self, bar: Bar) -> list[tuple[Place, Place]]:
        near, far = _moved(bar.at, -bar.thick / 2), _moved(bar.at, bar.thick / 2)
        axis = self.panel.x if self.panel.lying else self.panel.y
        pointed = bar.of.open_end == "pointed" if bar.series else bar.of.period == "since"
        reach = min(TIP * abs(_distance(axis.low, axis.high)), _distance(bar.start, bar.end))
        neck = _moved(bar.end, -reach) if pointed else bar.end
        along = [(bar.start, near), (neck, near), (bar.end, bar.at), (neck, far), (bar.start, far)]
        return along if self.panel.lying else [(place, value) for value, place in along]

    def _cell(self, cell: Cell) -> None:
        fill, edge, colour = CELLS[cell.tone]
        place = {"xsizemode": "pixel", "xanchor": at(cell.x), "ysizemode": "pixel", "yanchor": at(cell.y)}
        box = {"x0": -CELL, "x1": CELL, "y0": -CELL + 1, "y1": CELL - 1, "line": {"color": edge, "width": 1}}
        self._shape({"type": "rect", **place, **box, "fillcolor": fill, "layer": "below"})
        if cell.tone == "hatched":
            for stroke in _hatching(place):
                self._shape(stroke)
        else:
            self._trace(_letter(cell, colour))

    def _label(self, label: Label) -> None:
        """Words that lead somewhere are points with text; all others are annotations."""
        if label.opens:
            self._trace(self._target(label))
        self._labels.append((label, self._annotation(label)))

    def _target(self, label: Label) -> Part:
        x, y = self._place(label.x, self.panel.x), self._place(label.y, self.panel.y)
        across, up = label.shift
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [at(self._shifted(x, self.panel.x, across))] * len(label.opens),
            "y": [at(self._shifted(y, self.panel.y, up))] * len(label.opens),
            "marker": {"size": TARGET, "symbol": "square", "color": "@clear"},
            "customdata": [key_of(one) for one in label.opens],
            "text": [one.says for one in label.opens],
            "hovertemplate": "%{text}<extra></extra>",
        }

    def _shifted(self, place: Place, axis: Axis, pixels: float) -> Place:
        """About where a shift by pixels leads: the length of an axis is not known here."""
        return _moved(place, _distance(axis.low, axis.high) * pixels / 600)

    def _place(self, place: Place | None, axis: Axis) -> Place:
        return axis.low if place is None else place

    def _annotation(self, label: Label) -> Part:
        across, up = label.shift
        part: Part = {
            "x": 0 if label.x is None else at(label.x),
            "y": 1 if label.y is None else at(label.y),
            "xref": "paper" if label.x is None else self.x,
            "yref": "paper" if label.y is None else self.y,
            "text": words(label.words),
            "showarrow": False,
            "xanchor": label.across,
            "yanchor": label.along,
            "align": label.across,
            "font": {"size": SIZES[label.size], "color": ink(label)},
        }
        if across:
            part["xshift"] = across
        if up:
            part["yshift"] = up
        if label.ground:
            part |= {"bgcolor": GROUNDS[label.ground], "borderpad": 3}
        return part

    def annotations(self, screen: Screen) -> list[Part]:
        return [
            part if screen == "wide" else {**part, "font": {**part["font"], "size": _narrow_size(label)}}
            for label, part in self._labels
            if screen in label.on
        ]

    def _rule(self, rule: Rule) -> None:
        if rule.arrow:
            self._labels.append((_ARROW, self._arrow(rule)))
            return
        style = RULES[rule.style]
        line = {"color": style["colour"], "width": style["width"], "dash": style.get("dash", "solid")}
        ends: Part = {}
        for name, (first, last) in (("x", rule.x), ("y", rule.y)):
            whole = first is None and last is None
            ends |= {
                f"{name}0": 0 if first is None else at(first),
                f"{name}1": 1 if last is None else at(last),
            }
            if whole:
                ends[f"{name}ref"] = f"{getattr(self, name)} domain"
        layer = {"layer": style["layer"]} if "layer" in style else {}
        self._shape({"type": "line", "line": line, **ends, **layer})

    def _arrow(self, rule: Rule) -> Part:
        (x0, x1), (y0, y1) = rule.x, rule.y
        ends = {"ax": x0, "ay": y0, "x": x1, "y": y1}
        written = {name: at(end) for name, end in ends.items() if end is not None}
        refs = {"axref": self.x, "ayref": self.y, "xref": self.x, "yref": self.y, "text": "", "font": {}}
        drawn = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.4, "arrowcolor": "@ink", "standoff": 2}
        return {**written, **refs, **drawn}

    def _bracket(self, bracket: Bracket) -> None:
        left, right = at(bracket.start), at(bracket.end)
        path = (
            f"M {left},{bracket.foot} L {left},{bracket.height} L {right},{bracket.height} "
            f"L {right},{bracket.foot}"
        )
        line = {"color": "@second", "width": 1.2}
        self._shape({"type": "path", "path": path, "line": line, "layer": "above"})

    # Axes -----------------------------------------------------------------------------------------------------

    def axes(self) -> Part:
        panel = self.panel
        across, up = _axis(panel.x), _axis(panel.y)
        across |= {"anchor": self.y} | ({} if panel.lying else {"ticklabelstandoff": STANDOFF})
        up |= {"anchor": self.x, "domain": list(panel.room)}
        if panel.inset:
            across["domain"] = [panel.inset, 1]
        return dict(zip(self.names, (across, up), strict=True))

    def narrow_axes(self) -> Part:
        axes = zip(self.names, (self.panel.x, self.panel.y), strict=True)
        narrow = {name: _ticks(axis.narrow_ticks) for name, axis in axes if axis.narrow_ticks is not None}
        if self.panel.narrow_inset:
            narrow[self.names[0]] = narrow.get(self.names[0], {}) | {"domain": [self.panel.narrow_inset, 1]}
        return narrow


_ARROW = Label(words=(), x=None, y=None)


def _narrow_size(label: Label) -> float:
    return SIZES[label.size] if label.size in ("figure", "large") else SMALLEST


def _axis(axis: Axis) -> Part:
    part: Part = {
        "range": [at(axis.low), at(axis.high)],
        "showgrid": axis.grid,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
        **_ticks(axis.ticks, axis.written),
        "tickfont": {"size": 13 if axis.ink == "muted" else 14, "color": f"@{axis.ink}"},
    }
    if axis.grid:
        part["gridcolor"] = "@grid"
    if axis.line:
        part |= {"showline": True, "linecolor": "@second"}
    if axis.side:
        part["side"] = axis.side
    if isinstance(axis.low, date):
        part["type"] = "date"
    return part


def _ticks(ticks: Sequence[Tick], written: bool = True) -> Part:
    if not ticks or not written:
        return {"showticklabels": False, "tickvals": [], "ticktext": []}
    return {"tickvals": [at(tick.at) for tick in ticks], "ticktext": [_tick(tick) for tick in ticks]}


def _tick(tick: Tick) -> str:
    written = escape(tick.text, quote=False).replace("\n", "<br>")
    return f"<b>{written}</b>" if tick.bold else written


# Traces -------------------------------------------------------------------------------------------------------


def _bar(bar: Bar, *, lying: bool, unseen: bool) -> Part:
    along, across = ("x", "y") if lying else ("y", "x")
    marker = {"color": "@clear"} if unseen else _marker(bar)
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


def _faded(bar: Bar) -> Iterator[tuple[Bar, float]]:
    """The parts of a bar that fades, each with its opacity: the first is full, the last hardly seen."""
    length = _distance(bar.start, bar.end)
    ends = [1 - FADE + FADE * step / STRIPS for step in range(STRIPS + 1)]
    places = [bar.start, *(_moved(bar.start, length * end) for end in ends)]
    for number, (start, end) in enumerate(pairwise(places)):
        yield replace(bar, start=start, end=end), 1 - number / (STRIPS + 1)


def _length(bar: Bar) -> float:
    return _distance(bar.start, bar.end) * (DAY if isinstance(bar.start, date) else 1)


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


def _marker(bar: Bar) -> Part:
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


def _point(point: Point) -> Part:
    return _points([point], "markers")


def _points(points: Sequence[Point], mode: str) -> Part:
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


def _run(run: Run) -> Part:
    line = {"color": FILLS[run.accent], "width": 2}
    return {**_points(run.points, "lines+markers"), "name": run.series, "line": line}


def _gap(gap: Gap) -> Part:
    """It is no mark of a figure, so nothing can be opened there."""
    days = isinstance(gap.start, date)
    return {
        "type": "bar",
        "x": [at(_middle(gap.start, gap.end))],
        "y": [gap.height],
        "width": [_distance(gap.start, gap.end) * (DAY if days else 1)],
        "marker": {"color": "@hatch-ground", "line": {"color": "@hatch", "width": 1}, "pattern": HATCH},
        "hoverinfo": "skip",
    }


def _letter(cell: Cell, colour: str) -> Part:
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


def _hatching(place: Part) -> list[Part]:
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


def _outline(corners: Sequence[tuple[Place, Place]], fill: str) -> Part:
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


def _joined(traces: Sequence[Part]) -> list[Part]:
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
