"""A plot on a slide: what a native chart can hold is one, every other mark is a shape in its place. One mark, one
function."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from dashboard import theme
from dashboard.deck.canvas import Canvas
from dashboard.deck.chart import draw_chart
from dashboard.deck.charted import Charted, charted
from dashboard.deck.drawingml import (
    EDGE,
    HATCH,
    PRESETS,
    Align,
    Anchor,
    Box,
    Style,
    TextLine,
    TextRun,
    bounds,
)
from dashboard.deck.meaning import bar_style, point_style
from dashboard.deck.stage import SIZES, TICK_SIZE, Stage, ink, stages
from dashboard.exhibits.marks import (
    Across,
    Along,
    Axis,
    Bar,
    Bracket,
    Cell,
    Gap,
    Label,
    Mark,
    Place,
    Plot,
    Point,
    Rule,
    Run,
    Tick,
)

LARGEST = 1.8  # points a pixel of the page may become
ROOM = 1.5  # how much larger type may grow than the plot, whose rows have air between them
WIDER = 1.15  # how much larger it may grow than the width
TIP = 0.07  # of the axis: how far a pointed end reaches beyond its shoulders
CELL = 9.0  # half of a cell's side, pixels
TICK_GAP = 6.0  # pixels between an axis and its labels
BESIDE = 4.0  # pixels between a bar and its label
LETTER = 12.5  # pixels
ACROSS: Mapping[Across, Align] = {"left": "l", "center": "ctr", "right": "r"}
ALONG: Mapping[Along, Anchor] = {"top": "t", "middle": "ctr", "bottom": "b"}
# What part of the label of a bar lies where it is to stand.
LYING: Mapping[str, Align] = {"inside": "ctr", "end": "r", "outside": "l"}
STANDING: Mapping[str, Anchor] = {"inside": "ctr", "end": "t", "outside": "b"}
GROUNDS = {"": "", "page": "page", "hatch": "hatch-ground"}
RULES: Mapping[str, Style] = {
    "axis": Style(line="second", width=1),
    "grid": Style(line="grid", width=0.75),
    "light": Style(line="rule", width=0.75),
    "break": Style(line="second", width=1.5, dash="dash"),
    "help": Style(line="muted", width=1, dash="dot"),
}
CELLS: Mapping[str, tuple[Style, str]] = {
    "full": (Style(fill="second", line="second"), "page"),
    "hollow": (Style(line="second"), "second"),
    "pale": (Style(fill="grid"), "second"),
    "hatched": (replace(HATCH, pattern="ltUpDiag"), "second"),  # a wide one does not show in a cell,
}


def type_factor(plot: Plot, area: Box, page_width: float) -> float:
    """Points that a pixel of the page becomes on the slide."""
    return min(LARGEST, ROOM * area.height / plot.height, WIDER * area.width / page_width)


def draw_plot(
    canvas: Canvas, area: Box, plot: Plot, *, page_width: float, made: date, title: str, alt: str
) -> None:
    for stage in stages(plot, area, type_factor(plot, area, page_width)):
        chart = charted(stage)
        _draw_panel(canvas, stage, chart, partial(draw_chart, made=made, title=title, alt=alt))


def _draw_panel(
    canvas: Canvas, stage: Stage, chart: Charted | None, draw: Callable[[Canvas, Charted], None]
) -> None:
    """What lies below the chart first, then the chart, then what lies over it."""
    painter = _Painter(canvas, stage)
    below, over = painter.layers(chart)
    painter.grids(chart)
    painter.marks(below)
    if chart:
        draw(canvas, chart)
        painter.open_ends(chart)
    painter.ticks(chart)
    painter.marks(over)


def _is_below(mark: Mark) -> bool:
    return (
        isinstance(mark, Gap)
        or (isinstance(mark, Bar) and not mark.series)
        or (isinstance(mark, Rule) and mark.style in ("grid", "light"))
    )


class _Painter:
    def __init__(self, canvas: Canvas, stage: Stage) -> None:
        self.canvas = canvas
        self.stage = stage

    def layers(self, chart: Charted | None) -> tuple[list[Mark], list[Mark]]:
        """The marks beneath the chart, and those over it."""
        held = {id(mark) for mark in chart.held} if chart else set()
        left = [mark for mark in self.stage.panel.marks if id(mark) not in held]
        return [mark for mark in left if _is_below(mark)], [mark for mark in left if not _is_below(mark)]

    def marks(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self.mark(mark)

    def mark(self, mark: Mark) -> None:
        match mark:
            case Bar():
                self.bar(mark)
            case Point():
                self.point(mark)
            case Run():
                self.run(mark)
            case Gap():
                self.gap(mark)
            case Cell():
                self.cell(mark)
            case Label():
                self.label(mark)
            case Rule():
                self.rule(mark)
            case Bracket():
                self.bracket(mark)

    # One function a mark --------------------------------------------------------------------------------------

    def bar(self, bar: Bar) -> None:
        """With a pointed end it is a polygon: from one shoulder over the tip to the other."""
        name = bar.of.says or bar.series or "bar"
        style = bar_style(bar, lying=self.stage.panel.lying)
        near, far, start, end = self._edges(bar)
        if _is_pointed(bar):
            neck, middle = self._neck(bar), (near + far) / 2
            corners = [(near, start), (near, neck), (middle, end), (far, neck), (far, start)]
            self.canvas.polygon([self.stage.turned(*corner) for corner in corners], style, name, closed=True)
        else:
            corner, opposite = self.stage.turned(near, start), self.stage.turned(far, end)
            self.canvas.shape(bounds([corner, opposite]), style, name)
        if bar.label:
            self._bar_label(bar)

    def _edges(self, bar: Bar) -> tuple[float, float, float, float]:
        """Where a bar's two sides, its start and its end lie."""
        along, values = self.stage.along, self.stage.values
        half = along.length(bar.thick) / 2
        middle = along.at(bar.at)
        return middle - half, middle + half, values.at(bar.start), values.at(bar.end)

    def _neck(self, bar: Bar) -> float:
        """Where the shoulders of a pointed end lie, no further back than its start."""
        values = self.stage.values
        start, end = values.at(bar.start), values.at(bar.end)
        back = min(TIP * abs(values.end - values.start), abs(end - start))
        return end - back if end > start else end + back

    def _bar_label(self, bar: Bar) -> None:
        near, far, start, end = self._edges(bar)
        gap = BESIDE * self.stage.factor * (1 if end > start else -1)
        value = {"inside": (start + end) / 2, "end": end - gap, "outside": end + gap}[bar.labelled]
        lying = self.stage.panel.lying
        part: Align = LYING[bar.labelled] if lying else "ctr"
        along: Anchor = "ctr" if lying else STANDING[bar.labelled]
        colour = "ink" if bar.labelled == "outside" else theme.ON_FILLS.get(bar.accent, "ink")
        lines = self.stage.words(bar.label, SIZES[bar.label_size], colour)
        spot = self.stage.turned((near + far) / 2, value)
        self.canvas.label(*spot, lines, across=part, along=along, style=Style())

    def point(self, point: Point) -> None:
        x, y = self.stage.spot(point.x, point.y)
        size = point.size * self.stage.factor
        box = Box(x - size / 2, y - size / 2, size, size)
        self.canvas.shape(box, point_style(point), point.of.says or "point", preset=PRESETS[point.symbol])

    def run(self, run: Run) -> None:
        line = Style(line=theme.FILLS[run.accent], width=2 * self.stage.factor)
        if len(run.points) > 1:
            spots = [self.stage.spot(point.x, point.y) for point in run.points]
            self.canvas.polygon(spots, line, run.series, closed=False)
        self.marks(run.points)

    def gap(self, gap: Gap) -> None:
        ends = self.stage.turned(self.stage.along.at(gap.start), self.stage.values.at(0))
        others = self.stage.turned(self.stage.along.at(gap.end), self.stage.values.at(gap.height))
        self.canvas.shape(bounds([ends, others]), HATCH, gap.why.replace("_", " "))

    def cell(self, cell: Cell) -> None:
        style, colour = CELLS[cell.tone]
        x, y = self.stage.spot(cell.x, cell.y)
        half = CELL * self.stage.factor
        letter = [TextRun(text=cell.letter, size=LETTER * self.stage.factor, colour=colour)]
        self.canvas.shape(
            Box(x - half, y - half, 2 * half, 2 * half),
            style,
            cell.of.says or cell.letter or "cell",
            lines=[letter] if cell.letter else (),
            across="ctr",
            along="ctr",
            wrap=False,
        )

    def label(self, label: Label) -> None:
        if "wide" not in label.on:
            return
        x, y = self.stage.spot(label.x, label.y)
        across, up = label.shift
        self.canvas.label(
            x + across * self.stage.factor,
            y - up * self.stage.factor,
            self.stage.words(label.words, SIZES[label.size], ink(label.ink, label.accent)),
            across=ACROSS[label.across],
            along=ALONG[label.along],
            style=Style(fill=GROUNDS[label.ground]),
        )

    def rule(self, rule: Rule) -> None:
        box = self.stage.box
        (x0, x1), (y0, y1) = rule.x, rule.y
        start = self._end(x0, "x", box.left), self._end(y0, "y", box.bottom)
        end = self._end(x1, "x", box.right), self._end(y1, "y", box.top)
        style = Style(line="ink", width=1.4, arrow=True) if rule.arrow else RULES[rule.style]
        self.canvas.rule(start, end, style, "arrow" if rule.arrow else "line")

    def _end(self, place: Place | None, name: str, edge: float) -> float:
        scale = self.stage.x if name == "x" else self.stage.y
        return edge if place is None else scale.at(place)

    def bracket(self, bracket: Bracket) -> None:
        along, values = self.stage.along, self.stage.values
        foot, height = values.at(bracket.foot), values.at(bracket.height)
        start, end = along.at(bracket.start), along.at(bracket.end)
        corners = [(start, foot), (start, height), (end, height), (end, foot)]
        spots = [self.stage.turned(*corner) for corner in corners]
        self.canvas.polygon(spots, Style(line="second", width=1.2), "bracket", closed=False)

    # Ends that a chart's own bars lack ------------------------------------------------------------------------

    def open_ends(self, chart: Charted) -> None:
        """Over the bars of a chart that have a pointed end, the corners they lack; and labels it cannot write."""
        for bar in chart.bars:
            if bar.label and not chart.labels(bar):
                self._bar_label(bar)
            if _is_pointed(bar):
                near, far, _, end = self._edges(bar)
                neck, middle = self._neck(bar), (near + far) / 2
                for edge in (near, far):
                    corner = [(edge, end), (middle, end), (edge, neck)]
                    spots = [self.stage.turned(*spot) for spot in corner]
                    page = Style(fill="page", line="page", width=EDGE / 3)
                    self.canvas.polygon(spots, page, "point", closed=True)

    # Axes -----------------------------------------------------------------------------------------------------

    def grids(self, chart: Charted | None) -> None:
        """Lines of axes, where there is no chart that draws them."""
        if chart:
            return
        x, y = self.stage.panel.x, self.stage.panel.y
        for tick in x.ticks if x.grid else ():
            self.rule(Rule(x=(tick.at, tick.at), y=(None, None), style="grid"))
        for tick in y.ticks if y.grid else ():
            self.rule(Rule(x=(None, None), y=(tick.at, tick.at), style="grid"))
        if x.line:
            self.rule(Rule(x=(None, None), y=(y.low, y.low)))
        if y.line:
            self.rule(Rule(x=(x.low, x.low), y=(None, None)))

    def ticks(self, chart: Charted | None) -> None:
        """The labels of the axes, but for those that a chart writes."""
        panel = self.stage.panel
        for axis in (panel.x, panel.y):
            if axis.written and not (chart and axis is chart.axis):
                for tick in axis.ticks:
                    self._tick(axis, tick)

    def _tick(self, axis: Axis, tick: Tick) -> None:
        colour, size = axis.ink, TICK_SIZE[axis.ink] * self.stage.factor
        lines: list[TextLine] = [
            [TextRun(text=text, size=size, colour=colour, bold=tick.bold)] for text in tick.text.split("\n")
        ]
        box, gap = self.stage.box, TICK_GAP * self.stage.factor
        if axis is self.stage.panel.y:
            self.canvas.label(
                box.left - gap, self.stage.y.at(tick.at), lines, across="r", along="ctr", style=Style()
            )
        elif axis.side == "top":
            self.canvas.label(
                self.stage.x.at(tick.at), box.top - gap, lines, across="ctr", along="b", style=Style()
            )
        else:
            self.canvas.label(
                self.stage.x.at(tick.at), box.bottom + gap, lines, across="ctr", along="t", style=Style()
            )


def _is_pointed(bar: Bar) -> bool:
    """Of a figure by what is said of it; of a time where no end is stated."""
    return bar.of.open_end == "pointed" if bar.series else bar.of.period == "since"
