"""A plot in a picture: one function a mark, on the margins and in the type of the page."""

from collections.abc import Mapping
from typing import assert_never

from dashboard import theme
from dashboard.exhibits import marks
from dashboard.layout.box import Box, bounds
from dashboard.layout.labels import bar_label
from dashboard.layout.panel import PanelLayout, axis_rules
from dashboard.layout.text import TextRun, width_of
from dashboard.package.boundaries import Spot
from dashboard.render.svg.canvas import DASHED, HATCH, Canvas, Style, filled

OFF = 2.0  # pixels between words and what they stand above or below
TICK_GAP = 6.0  # pixels between an axis and its labels
ARROW = 8.0  # pixels: the head of an arrow
RULES: Mapping[str, Style] = {
    "axis": Style(line="second"),
    "grid": Style(line="grid"),
    "light": Style(line="rule"),
    "break": Style(line="second", width=1.5, dash=DASHED),
    "help": Style(line="muted", dash="1.5 3"),
}
BELOW, MIDDLE, ABOVE = range(3)


def draw_plot(canvas: Canvas, area: Box, plot: marks.Plot) -> None:
    for stage in (Stage(canvas, plot, panel, area) for panel in plot.panels):
        stage.grids()
        for mark in sorted(stage.panel.marks, key=_layer):
            stage.draw(mark)
        stage.ticks()


def _layer(mark: marks.Mark) -> int:
    """Words are on top, and the ground of a panel is beneath all."""
    match mark:
        case marks.Label():
            return ABOVE
        case marks.Rule():
            return BELOW if mark.style in ("grid", "light") else MIDDLE
        case marks.Gap():
            return BELOW
    return MIDDLE


class Stage(PanelLayout):
    """A panel in a picture."""

    def __init__(self, canvas: Canvas, plot: marks.Plot, panel: marks.Panel, area: Box) -> None:
        super().__init__(plot, panel, area)
        self.canvas = canvas

    def draw(self, mark: marks.Mark) -> None:
        match mark:
            case marks.Bar():
                self._bar(mark)
            case marks.Point():
                self._point(mark)
            case marks.Run():
                self._run(mark)
            case marks.Gap():
                start, end = self.along.at(mark.start), self.along.at(mark.end)
                spots = (self.turned(start, self.values.start), self.turned(end, self.values.end))
                self.canvas.box(bounds(spots), Style(fill="missing"))
            case marks.Cell():
                self._cell(mark)
            case marks.Label():
                self._label(mark, theme.ink(mark.ink, mark.accent))
            case marks.Rule():
                self._rule(mark)
            case marks.Bracket():
                ends: tuple[tuple[marks.Place, float], ...] = (
                    (mark.start, mark.foot),
                    (mark.start, mark.height),
                )
                ends += ((mark.end, mark.height), (mark.end, mark.foot))
                self.canvas.line([self.place(*one) for one in ends], Style(line="second", width=1.2))
            case _:
                assert_never(mark)

    def _bar(self, bar: marks.Bar) -> None:
        """With a pointed end it is a polygon: from one shoulder over the tip to the other."""
        (near, middle, far), (start, neck, end) = self.edges(bar)
        corners = [(near, start), (near, neck), (middle, end), (far, neck), (far, start)]
        spots = [self.turned(*corner) for corner in corners]
        style = _bar_style(bar, lying=self.panel.lying)
        if bar.pointed:
            self.canvas.polygon([spots], style)
        else:
            self.canvas.box(bounds(spots), style)
        if not bar.label:
            return
        words = "ink" if bar.labelled == "outside" else theme.PAINTS[bar.accent].words
        if bar.labelled == "inside":
            lines = self.words(bar.label, theme.SIZES[bar.label_size], words)
            self.canvas.label(self.turned(middle, (start + end) / 2), lines)
        else:
            self._label(bar_label(bar, self.panel), words)

    def _point(self, point: marks.Point) -> None:
        fill = theme.PAINTS[point.accent].fill
        style = Style(fill="page", line=fill, width=2) if point.of.planned else Style(fill=fill)
        symbol(self.canvas, self.spot(point.x, point.y), point.size, point.symbol, style)

    def _run(self, run: marks.Run) -> None:
        spots = [self.spot(point.x, point.y) for point in run.points]
        self.canvas.line(spots, Style(line=theme.PAINTS[run.accent].fill, width=2))
        for point in run.points:
            self._point(point)

    def _cell(self, cell: marks.Cell) -> None:
        spot, paint = self.spot(cell.x, cell.y), theme.CELLS[cell.tone]
        style = HATCH if cell.tone == "hatched" else Style(fill=paint.fill, line=paint.edge)
        self.canvas.box(Box.around(spot, 2 * theme.CELL), style)
        if cell.letter:
            self.canvas.label(spot, [[TextRun(cell.letter, theme.SIZES["tag"], paint.words)]])

    def _label(self, label: marks.Label, colour: str) -> None:
        """Inside the picture: words near its edge begin or end there."""
        if "wide" not in label.on:
            return
        x, y = self.spot(label.x, label.y)
        lines = self.words(label.words, theme.SIZES[label.size], colour)
        width = max(map(width_of, lines), default=0)
        before = {"left": 0, "center": 0.5, "right": 1}[label.across] * width
        left = min(max(x + label.shift[0] - before, self.area.left), self.area.right - width)
        off = {"top": OFF, "middle": 0, "bottom": -OFF}[label.along]
        spot = left + before, y - label.shift[1] + off
        self.canvas.label(spot, lines, across=label.across, along=label.along, ground=label.ground)

    def _rule(self, rule: marks.Rule) -> None:
        (x0, x1), (y0, y1) = self.x.ends(rule.x), self.y.ends(rule.y)
        if rule.arrow:
            arrow(self.canvas, (x0, y0), (x1, y1))
        else:
            self.canvas.line([(x0, y0), (x1, y1)], RULES[rule.style])

    def grids(self) -> None:
        for line in axis_rules(self.panel):
            self._rule(line)

    def ticks(self) -> None:
        for axis in (self.panel.x, self.panel.y):
            for at, lines in self.written(axis) if axis.written else ():
                if axis is self.panel.y:
                    self.canvas.label((self.box.left - TICK_GAP, at), lines, across="right")
                elif axis.side == "top":
                    self.canvas.label((at, self.box.top - TICK_GAP), lines, along="bottom")
                else:
                    self.canvas.label((at, self.box.bottom + TICK_GAP), lines, along="top")


def _bar_style(bar: marks.Bar, *, lying: bool) -> Style:
    """The grammar of marks: planned is hollow and dashed, about fades, unknown is hatched, a part has dots."""
    paint = theme.PAINTS[bar.accent]
    if bar.of.planned:
        return Style(line=paint.edge or paint.fill, width=1.5, dash=DASHED)
    if bar.dotted:
        return Style(fill=paint.fill, pattern="dots", ink=paint.edge or "on-fill")
    if bar.series and bar.of.open_end == "faded":
        return Style(fill=paint.fill, fades="right" if lying else "up")
    return filled(bar.accent)


def symbol(canvas: Canvas, spot: Spot, size: float, name: str, style: Style) -> None:
    if name == "circle":
        canvas.circle(spot, size, style)
    elif name == "square":
        canvas.box(Box.around(spot, size), style)
    else:
        (x, y), half = spot, size * 0.65
        canvas.polygon([[(x, y - half), (x + half, y), (x, y + half), (x - half, y)]], style)


def arrow(canvas: Canvas, start: Spot, end: Spot) -> None:
    """A line with a head, drawn as a shape: not every program draws markers."""
    (x0, y0), (x1, y1) = start, end
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    back, half = (x1 - ux * ARROW, y1 - uy * ARROW), ARROW * 0.4
    canvas.line([start, back], Style(line="ink", width=1.4))
    wings = [(back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half)]
    canvas.polygon([[end, *wings]], Style(fill="ink"))
