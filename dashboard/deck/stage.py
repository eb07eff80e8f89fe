"""Where the places of a panel lie on a slide, in points, and how its words and marks are set.

The grammar of marks as fills and lines: planned is hollow and dashed, about fades, unknown is hatched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.deck.drawingml import EDGE, Box, Canvas, Style, TextLine, TextRun, accented
from dashboard.exhibits.marks import Axis, Bar, Line, Panel, Place, Plot, Point, distance


@dataclass(frozen=True)
class Scale:
    """An axis that reaches from `start` to `end`."""

    axis: Axis
    start: float
    end: float

    def at(self, place: Place) -> float:
        return self.start + self._part(distance(self.axis.low, place)) * (self.end - self.start)

    def ends(self, places: tuple[Place | None, Place | None]) -> tuple[float, float]:
        """Those of a line from one place to another; a place that is None lies at the end of the axis."""
        first, last = places
        return self.start if first is None else self.at(first), self.end if last is None else self.at(last)

    def length(self, units: float) -> float:
        """The points that so many units take."""
        return abs(self._part(units) * (self.end - self.start))

    def _part(self, units: float) -> float:
        return units / distance(self.axis.low, self.axis.high)


class Stage:
    """A panel on a slide; `inner` is the room of all panels, `factor` the points that a pixel of the page becomes."""

    def __init__(self, canvas: Canvas, plot: Plot, panel: Panel, area: Box, factor: float) -> None:
        self.canvas, self.panel, self.area, self.factor = canvas, panel, area, factor
        left, top = plot.margins.left * factor, plot.margins.top * factor
        right, bottom = plot.margins.right * factor, plot.margins.bottom * factor
        inner = Box(area.left + left, area.top + top, area.width - left - right, area.height - top - bottom)
        low, high = panel.room
        start = inner.left + panel.inset * inner.width
        top, height = inner.bottom - high * inner.height, (high - low) * inner.height
        self.inner, self.box = inner, Box(start, top, inner.right - start, height)
        self.x = Scale(panel.x, self.box.left, self.box.right)
        self.y = Scale(panel.y, self.box.bottom, self.box.top)
        # Bars stand side by side on the one, and reach along the other.
        self.along, self.values = (self.y, self.x) if panel.lying else (self.x, self.y)

    def spot(self, x: Place | None, y: Place | None) -> tuple[float, float]:
        """A place that is None lies at the left edge of all panels, or at their top."""
        left = self.inner.left if x is None else self.x.at(x)
        return left, self.inner.top if y is None else self.y.at(y)

    def place(self, along: Place, value: Place) -> tuple[float, float]:
        return self.turned(self.along.at(along), self.values.at(value))

    def turned(self, along: float, value: float) -> tuple[float, float]:
        """A point by where it lies along the bars and on the axis of values."""
        return (value, along) if self.panel.lying else (along, value)

    def words(self, lines: Iterable[Line], size: float, colour: str) -> list[TextLine]:
        """Lines in a size of the page's pixels."""
        return [runs_of(line, TextRun("", size * self.factor, colour), self.factor) for line in lines]

    def label_of(self, bar: Bar) -> list[TextLine]:
        colour = "ink" if bar.labelled == "outside" else theme.PAINTS[bar.accent].words
        return self.words(bar.label, theme.SIZES[bar.label_size], colour)


def runs_of(line: Line, base: TextRun, factor: float) -> TextLine:
    """Words that look like `base`, but for what each piece has of its own."""
    return [
        replace(
            base,
            text=piece.text,
            size=theme.SIZES[piece.size] * factor if piece.size else base.size,
            colour=theme.ink_of(piece.accent) if piece.accent else base.colour,
            bold=piece.bold,
            italic=piece.italic,
            computed=piece.computed,
        )
        for piece in line
    ]


def mark_style(mark: Bar | Point) -> Style:
    paint = theme.PAINTS[mark.accent]
    if mark.of.planned:
        return Style(line=paint.edge or paint.fill, width=EDGE, dash="dash")
    return accented(mark.accent)


def bar_style(bar: Bar, *, lying: bool) -> Style:
    style = mark_style(bar)
    if bar.of.planned:
        return style
    if bar.dotted:
        ink = style.line or theme.PAINTS[bar.accent].words
        return replace(style, width=EDGE, pattern="dotGrid", ink=ink)
    if bar.series and bar.of.open_end == "faded":
        return Style(fill=style.fill, fades="right" if lying else "up")
    return style


def run_style(accent: str, factor: float) -> Style:
    return Style(line=theme.PAINTS[accent].fill, width=2 * factor)
