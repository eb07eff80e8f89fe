"""Plots as plotly figures: one function a mark, and the axes they lie on.

Colours are written `@token` (see `theme`); what a mark leads to stands in `customdata`. Labels, ticks and margins have
a form for a phone, which is laid over the other there.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import dashboard.render.plotly_traces as traces
from dashboard.exhibits import charts, marks
from dashboard.layout.labels import bar_label, moved
from dashboard.render.plotly_traces import EDGE, SMALLEST, TOLD, Part, at, key_of, words
from dashboard.theme import CELL, CELLS, PAINTS, SIZES, TICK_SIZES, ink

STANDOFF = 6  # pixels between the axis of a plot and its dates, so that the lowest number keeps clear of them
NAMES_APART = 4  # pixels between lying bars and their names
TARGET = 24  # pixels across of what can be chosen where the mark itself is a shape or a label
RULES: dict[str, Part] = {
    "axis": {"color": "@second", "width": 1, "dash": "solid"},
    "grid": {"color": "@grid", "width": 1, "dash": "solid"},
    "light": {"color": "@rule", "width": 1, "dash": "solid"},
    "break": {"color": "@second", "width": 1.5, "dash": "dash"},
    "help": {"color": "@muted", "width": 1, "dash": "dot"},
}


def figure(plot: marks.Plot) -> charts.Plot:
    """The plot as the browser draws it."""
    drawn = [_Drawn(panel, number) for number, panel in enumerate(plot.panels, 1)]
    layout: Part = {
        "margin": _margin(plot.margins),
        "barmode": "overlay",
        "shapes": [shape for one in drawn for shape in one.shapes],
        "annotations": [part for one in drawn for part in one.annotations["wide"]],
    }
    narrow: Part = {"annotations": [part for one in drawn for part in one.annotations["narrow"]]}
    if plot.narrow_margins:
        narrow["margin"] = _margin(plot.narrow_margins)
    for one in drawn:
        layout |= one.axes()
        narrow |= one.narrow_axes()
    figure = {"data": [trace for one in drawn for trace in one.traces], "layout": layout}
    return charts.Plot(figure=figure, height=plot.height, narrow=narrow, narrow_height=plot.narrow_height)


def _margin(margins: marks.Margins) -> Part:
    return {"l": margins.left, "r": margins.right, "t": margins.top, "b": margins.bottom}


class _Drawn:
    """The traces and shapes of a panel, and its labels for either screen."""

    def __init__(self, panel: marks.Panel, number: int) -> None:
        self.panel = panel
        suffix = "" if number == 1 else str(number)
        self.x, self.y = f"x{suffix}", f"y{suffix}"
        self.names = f"xaxis{suffix}", f"yaxis{suffix}"
        self._traces: list[Part] = []
        self.shapes: list[Part] = []
        self.annotations: dict[marks.Screen, list[Part]] = {"wide": [], "narrow": []}
        for mark in panel.marks:
            self._draw(mark)
        self.traces = list(traces.joined(self._traces))

    def _draw(self, mark: marks.Mark) -> None:
        match mark:
            case marks.Bar():
                self._bar(mark)
            case marks.Point():
                self._trace(traces.points_trace([mark]))
            case marks.Run():
                self._trace(traces.run_trace(mark))
            case marks.Gap():
                self._shape(traces.band(mark) | {"yref": f"{self.y} domain"})
            case marks.Cell():
                self._cell(mark)
            case marks.Label():
                self._label(mark)
            case marks.Rule():
                self._rule(mark)
            case marks.Bracket():
                self._bracket(mark)

    def _trace(self, trace: Part) -> None:
        self._traces.append({**trace, "xaxis": self.x, "yaxis": self.y})

    def _shape(self, shape: Part) -> None:
        self.shapes.append({"xref": self.x, "yref": self.y, **shape})

    def _bar(self, bar: marks.Bar) -> None:
        """With an open end, or planned, it is a shape, and a bar that is not seen can be chosen in its place. Planned
        is an outline of dashes; an end that fades is made of strips that are fainter and fainter."""
        paint = PAINTS[bar.accent]
        shaped = not bar.series or bar.of.planned or bool(bar.of.open_end)
        self._trace(traces.bar_trace(bar, lying=self.panel.lying, unseen=shaped))
        if bar.label and bar.labelled != "inside":
            self._bar_label(bar)
        if bar.of.planned:
            edge = {"color": f"@{paint.edge or paint.fill}", "width": EDGE, "dash": "dash"}
            self._shape(self._outline(bar, "@clear") | {"line": edge})
        elif bar.series and bar.of.open_end == "faded":
            for part, opacity in traces.faded(bar):
                self._shape(self._outline(part, f"@{paint.fill}") | {"opacity": opacity})
        elif shaped:
            self._shape(self._outline(bar, f"@{paint.fill}"))

    def _bar_label(self, bar: marks.Bar) -> None:
        """An annotation, which plotly keeps inside the plot; the text of a trace it does not."""
        label = bar_label(bar, self.panel)
        part = self._annotation(label)
        if bar.labelled != "outside":
            part["font"]["color"] = f"@{PAINTS[bar.accent].words}"
        self._annotate(label, part)

    def _outline(self, bar: marks.Bar, fill: str) -> Part:
        near, far = moved(bar.at, -bar.thick / 2), moved(bar.at, bar.thick / 2)
        axis = self.panel.x if self.panel.lying else self.panel.y
        reach = min(marks.TIP * abs(marks.distance(axis.low, axis.high)), marks.distance(bar.start, bar.end))
        neck = moved(bar.end, -reach) if bar.pointed else bar.end
        corners = [(bar.start, near), (neck, near), (bar.end, bar.at), (neck, far), (bar.start, far)]
        spots = corners if self.panel.lying else [(place, value) for value, place in corners]
        path = "M " + " L ".join(f"{at(x)},{at(y)}" for x, y in spots) + " Z"
        return {"type": "path", "path": path, "fillcolor": fill, "line": {"width": 0}, "layer": "below"}

    def _cell(self, cell: marks.Cell) -> None:
        paint = CELLS[cell.tone]
        place = {"xsizemode": "pixel", "xanchor": at(cell.x), "ysizemode": "pixel", "yanchor": at(cell.y)}
        line = {"color": f"@{paint.edge}", "width": 1}
        box = {"x0": -CELL, "x1": CELL, "y0": -CELL + 1, "y1": CELL - 1, "line": line}
        self._shape({"type": "rect", **place, **box, "fillcolor": f"@{paint.fill}", "layer": "below"})
        if cell.tone == "hatched":
            for stroke in traces.hatching(place):
                self._shape(stroke)
        else:
            self._trace(traces.letter(cell, f"@{paint.words}"))

    def _label(self, label: marks.Label) -> None:
        """Words that lead somewhere are points with text; all others are annotations."""
        if label.opens:
            (across, up), count = label.shift, len(label.opens)
            trace: Part = {
                "type": "scatter",
                "mode": "markers",
                "x": [_shifted(label.x, self.panel.x, across)] * count,
                "y": [_shifted(label.y, self.panel.y, up)] * count,
                "marker": {"size": TARGET, "symbol": "square", "color": "@clear"},
                "customdata": [key_of(one) for one in label.opens],
                "text": [one.says for one in label.opens],
                "hovertemplate": TOLD,
            }
            self._trace(trace)
        self._annotate(label, self._annotation(label))

    def _annotation(self, label: marks.Label) -> Part:
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
            "font": {"size": SIZES[label.size], "color": f"@{ink(label.ink, label.accent)}"},
        }
        part |= {name: by for name, by in zip(("xshift", "yshift"), label.shift, strict=True) if by}
        if label.ground:
            part |= {"bgcolor": f"@{label.ground}", "borderpad": 3}
        return part

    def _annotate(self, label: marks.Label, part: Part) -> None:
        size = SIZES[label.size] if label.size in ("figure", "large") else SMALLEST
        narrow = {**part, "font": part["font"] | {"size": size}}
        for screen in label.on:
            self.annotations[screen].append(part if screen == "wide" else narrow)

    def _rule(self, rule: marks.Rule) -> None:
        if rule.arrow:
            self._annotate(marks.Label(words=(), x=None, y=None), self._arrow(rule))
            return
        ends: Part = {}
        for name, axis, (first, last) in (("x", self.x, rule.x), ("y", self.y, rule.y)):
            ends[f"{name}0"] = 0 if first is None else at(first)
            ends[f"{name}1"] = 1 if last is None else at(last)
            if first is None and last is None:
                ends[f"{name}ref"] = f"{axis} domain"
        layer = {"layer": "below"} if rule.style in ("grid", "light") else {}
        self._shape({"type": "line", "line": RULES[rule.style], **ends, **layer})

    def _arrow(self, rule: marks.Rule) -> Part:
        (x0, x1), (y0, y1) = rule.x, rule.y
        ends = {"ax": x0, "ay": y0, "x": x1, "y": y1}
        written = {name: at(end) for name, end in ends.items() if end is not None}
        refs = {"axref": self.x, "ayref": self.y, "xref": self.x, "yref": self.y, "text": "", "font": {}}
        drawn = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.4, "arrowcolor": "@ink", "standoff": 2}
        return {**written, **refs, **drawn}

    def _bracket(self, bracket: marks.Bracket) -> None:
        left, right, foot, height = at(bracket.start), at(bracket.end), bracket.foot, bracket.height
        path = f"M {left},{foot} L {left},{height} L {right},{height} L {right},{foot}"
        line = {"color": "@second", "width": 1.2}
        self._shape({"type": "path", "path": path, "line": line, "layer": "above"})

    def axes(self) -> Part:
        panel = self.panel
        across, up = _axis(panel.x), _axis(panel.y)
        across |= {"anchor": self.y} | ({} if panel.lying else {"ticklabelstandoff": STANDOFF})
        up |= {"anchor": self.x, "domain": list(panel.room)}
        up |= {"ticklabelstandoff": NAMES_APART} if panel.lying else {}
        if panel.inset:
            across["domain"] = [panel.inset, 1]
        return dict(zip(self.names, (across, up), strict=True))

    def narrow_axes(self) -> Part:
        axes = zip(self.names, (self.panel.x, self.panel.y), strict=True)
        narrow = {name: _ticks(axis.narrow_ticks) for name, axis in axes if axis.narrow_ticks is not None}
        if self.panel.narrow_inset:
            narrow.setdefault(self.names[0], {})["domain"] = [self.panel.narrow_inset, 1]
        return narrow


def _shifted(place: marks.Place | None, axis: marks.Axis, pixels: float) -> Any:
    """About where a shift by pixels leads: the length of an axis is not known here."""
    start = axis.low if place is None else place
    return at(moved(start, marks.distance(axis.low, axis.high) * pixels / 600))


def _axis(axis: marks.Axis) -> Part:
    part: Part = {
        "range": [at(axis.low), at(axis.high)],
        "showgrid": axis.grid,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
        **_ticks(axis.ticks if axis.written else ()),
        "tickfont": {"size": TICK_SIZES[axis.ink], "color": f"@{axis.ink}"},
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


def _ticks(ticks: Sequence[marks.Tick]) -> Part:
    if not ticks:
        return {"showticklabels": False, "tickvals": [], "ticktext": []}
    texts = (escape(tick.text, quote=False).replace("\n", "<br>") for tick in ticks)
    bold = [f"<b>{text}</b>" if tick.bold else text for tick, text in zip(ticks, texts, strict=True)]
    return {"tickvals": [at(tick.at) for tick in ticks], "ticktext": bold}
