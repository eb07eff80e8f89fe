"""A plot on a slide: its named traces as native charts, the rest of it as native shapes in the same places."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dashboard.drawing import Plot
from dashboard.export.deck_canvas import Align, Anchor, Box, Canvas, Line, Look, Run, bounds, colour, scaled
from dashboard.export.deck_charts import draw_charts, mark_look
from dashboard.export.deck_markup import plain_markup, read_markup
from dashboard.export.deck_stage import Part, Stage, each, number
from dashboard.pages.view import ExportContext

LARGEST = 1.8  # points a pixel of the page may become
ROOM = 1.5  # how much larger type may grow than the plot, whose rows have air between them
PRESETS = {"circle": "ellipse", "square": "rect", "diamond": "diamond"}
ACROSS: Mapping[str, Align] = {"left": "l", "center": "ctr", "right": "r"}
ALONG: Mapping[str, Anchor] = {"top": "t", "middle": "ctr", "bottom": "b"}
# Where a text lies beside its point, by plotly's word for it: what of the text is at the point.
BESIDE_X: Mapping[str, Align] = {"left": "r", "center": "ctr", "right": "l"}
BESIDE_Y: Mapping[str, Anchor] = {"top": "b", "middle": "ctr", "bottom": "t"}
COLUMN = "column"  # the name of a shape that a chart's own column stands for
TICK_GAP = 6  # pixels between an axis and its labels
_POINT = re.compile(r"[ML] ([^,]+),(\S+)")


def type_factor(plot: Plot, area: Box, page_width: float) -> float:
    """Points that a pixel of the page becomes on the slide."""
    return min(LARGEST, ROOM * area.height / plot.height, 1.15 * area.width / page_width)


def draw_plot(
    canvas: Canvas, plot: Plot, area: Box, *, factor: float, title: str, alt: str, context: ExportContext
) -> None:
    """What lies below the charts first, then the charts, then what lies over them."""
    data, layout = plot.figure["data"], plot.figure["layout"]
    shapes = layout.get("shapes", ())
    painter = _Painter(canvas, Stage(area, layout, factor))
    painter.shapes([shape for shape in shapes if shape.get("layer") == "below"])
    for trace in data:
        if trace["type"] == "bar" and "name" not in trace:
            painter.bars(trace)
    charted = draw_charts(canvas, painter.stage, data, title=title, alt=alt, context=context)
    painter.point_columns([shape for shape in shapes if shape.get("name") == COLUMN])
    painter.shapes([shape for shape in shapes if shape.get("layer") != "below"])
    painter.ticks(charted)
    for trace in data:
        if trace["type"] == "scatter" and "name" not in trace:
            painter.marks(trace)
    for label in layout.get("annotations", ()):
        painter.annotation(label)


class _Painter:
    def __init__(self, canvas: Canvas, stage: Stage) -> None:
        self.canvas = canvas
        self.stage = stage

    def _lines(self, text: str, font: Part) -> list[Line]:
        base = Run(text="", size=font.get("size", 14), colour=font.get("color", "@ink"))
        return [scaled(line, self.stage.factor) for line in read_markup(text, base)]

    # Shapes ---------------------------------------------------------------------------------------------------

    def _spot(self, shape: Part, direction: str, end: str) -> float:
        """Where an end (`x0`, `y1`) of a shape lies."""
        scale = self.stage.reference(shape, direction)
        value: float = shape[end]
        if shape.get(f"{direction}sizemode") != "pixel":
            return scale.at(value)
        upwards = -1 if direction == "y" else 1
        return scale.at(shape[f"{direction}anchor"]) + upwards * value * self.stage.factor

    def _ends(self, shape: Part) -> tuple[tuple[float, float], tuple[float, float]]:
        first, last = (
            (self._spot(shape, "x", f"x{end}"), self._spot(shape, "y", f"y{end}")) for end in (0, 1)
        )
        return first, last

    def _points(self, shape: Part) -> list[tuple[float, float]]:
        across, along = self.stage.reference(shape, "x"), self.stage.reference(shape, "y")
        return [(across.at(_value(x)), along.at(_value(y))) for x, y in _POINT.findall(shape["path"])]

    def shapes(self, shapes: Sequence[Part]) -> None:
        for shape in shapes:
            if shape.get("name") != COLUMN:
                self._shape(shape)

    def _shape(self, shape: Part) -> None:
        look = self._shape_look(shape)
        if shape["type"] == "line":
            self.canvas.rule(*self._ends(shape), look, "line")
        elif shape["type"] == "rect":
            self.canvas.shape(bounds(self._ends(shape)), look, "cell")
        else:
            closed = shape["path"].endswith("Z")
            self.canvas.polygon(self._points(shape), look, shape.get("name", "shape"), closed=closed)

    def _shape_look(self, shape: Part) -> Look:
        line = shape["line"]
        width = line.get("width", 2)
        return Look(
            fill=shape.get("fillcolor", ""),
            line=line.get("color", "") if width else "",
            width=max(0.75, width * min(1, self.stage.factor)),
            dash=_dash(line.get("dash", "solid")),
        )

    def point_columns(self, shapes: Sequence[Part]) -> None:
        """The corners that a pointed column lacks, laid over the column of the chart."""
        for shape in shapes:
            self._point_column(shape)

    def _point_column(self, shape: Part) -> None:
        points = self._points(shape)
        box = bounds(points)
        (left, _), (_, shoulder), tip, (right, _), *_ = points
        if shoulder - box.top < 1:
            return
        for edge in (left, right):
            corner = [(edge, box.top), tip, (edge, shoulder)]
            self.canvas.polygon(corner, Look(fill="page", line="page", width=0.5), "point", closed=True)

    # Traces ---------------------------------------------------------------------------------------------------

    def bars(self, trace: Part) -> None:
        """Bars that are no figures, such as the hatch over years without any."""
        across, along = (
            self.stage.scale(trace.get("xaxis", "x")),
            self.stage.scale(trace.get("yaxis", "y")),
        )
        for x, y, width in zip(trace["x"], trace["y"], trace["width"], strict=True):
            half = across.width(width) / 2
            left, right = across.place(number(x) - half), across.place(number(x) + half)
            box = Box(left, along.at(y), right - left, along.at(0) - along.at(y))
            self.canvas.shape(box, mark_look(trace["marker"]), "not stated")

    def marks(self, trace: Part) -> None:
        length = len(trace["x"])
        texts = each(trace.get("text", ""), length)
        for at in range(length):
            spot = self._at(trace, at)
            if "markers" in trace["mode"]:
                self._marker(trace, at, spot, plain_markup(texts[at] or "mark"))
            if "text" in trace["mode"]:
                self._beside(trace, at, spot, texts[at])

    def _at(self, trace: Part, at: int) -> tuple[float, float]:
        across, along = (self.stage.scale(trace.get(f"{name}axis", name)) for name in "xy")
        return across.at(trace["x"][at]), along.at(trace["y"][at])

    def _marker(self, trace: Part, at: int, spot: tuple[float, float], name: str) -> None:
        marker = trace["marker"]
        fill = each(marker["color"], len(trace["x"]))[at]
        if not colour(fill) or not marker.get("opacity", 1):
            return
        size = marker["size"] * self.stage.factor
        box = Box(spot[0] - size / 2, spot[1] - size / 2, size, size)
        preset = PRESETS[each(marker.get("symbol", "circle"), len(trace["x"]))[at]]
        self.canvas.shape(box, Look(fill=fill), name, preset=preset)

    def _beside(self, trace: Part, at: int, spot: tuple[float, float], text: str) -> None:
        font = dict(trace.get("textfont", {}))
        font["color"] = each(font.get("color", "@ink"), len(trace["x"]))[at]
        along, across = each(trace.get("textposition", "middle center"), len(trace["x"]))[at].split()
        lines = self._lines(text, font)
        self.canvas.label(*spot, lines, across=BESIDE_X[across], along=BESIDE_Y[along], look=Look())

    # Words ----------------------------------------------------------------------------------------------------

    def annotation(self, label: Part) -> None:
        x, y = (self.stage.reference(label, name).at(label[name]) for name in "xy")
        if label.get("showarrow"):
            start = self.stage.scale("x").at(label["ax"]), self.stage.scale("y").at(label["ay"])
            arrow = Look(line=label["arrowcolor"], width=label["arrowwidth"], arrow=True)
            self.canvas.rule(start, (x, y), arrow, "arrow")
            return
        factor = self.stage.factor
        self.canvas.label(
            x + label.get("xshift", 0) * factor,
            y - label.get("yshift", 0) * factor,
            self._lines(label["text"], label.get("font", {})),
            across=ACROSS[label.get("xanchor", "center")],
            along=ALONG[label.get("yanchor", "middle")],
            look=Look(fill=label.get("bgcolor", "")),
        )

    def ticks(self, charted: Collection[str]) -> None:
        """The labels of axes that no chart writes."""
        for name in (*self.stage.names("x"), *self.stage.names("y")):
            if name not in charted:
                self._ticks(name)

    def _ticks(self, name: str) -> None:
        axis = self.stage.axis(name)
        if not (axis.get("visible", True) and axis.get("showticklabels", True)):
            return
        values = axis.get("tickvals", ())
        texts = axis.get("ticktext") or [f"{value:g}" for value in values]
        scale, gap = self.stage.scale(name), TICK_GAP * self.stage.factor
        for value, text in zip(values, texts, strict=True):
            lines = self._lines(text, {"size": 13, "color": "@muted", **axis.get("tickfont", {})})
            if name[0] == "y":
                left = self.stage.inner.left - gap
                self.canvas.label(left, scale.at(value), lines, across="r", along="ctr", look=Look())
            elif axis.get("side") == "top":
                top = self.stage.inner.top - gap
                self.canvas.label(scale.at(value), top, lines, across="ctr", along="b", look=Look())
            else:
                bottom = self._foot(axis) + gap
                self.canvas.label(scale.at(value), bottom, lines, across="ctr", along="t", look=Look())

    def _foot(self, axis: Part) -> float:
        free = axis.get("anchor") == "free"
        return self.stage.paper("y").at(axis["position"]) if free else self.stage.inner.bottom


def _value(text: str) -> Any:
    """A number or a date in a path."""
    return text if text.count("-") == 2 else float(text)


def _dash(dash: str) -> str:
    return dash if dash in ("solid", "dash", "dot") else "dash"
