"""Where the places of a panel lie: its axes, and the boxes that its margins and its room leave them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard import theme
from dashboard.exhibits.marks import TIP, Axis, Bar, Line, Panel, Piece, Place, Plot, Rule, distance
from dashboard.layout.box import Box
from dashboard.layout.text import TextLine, TextRun, runs_of, width_of

BETWEEN = 0.4  # of their size, at least, is free between two years of an axis
Written = tuple[float, Sequence[TextLine]]  # where on an axis a label stands, and its lines


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


class PanelLayout:
    """`inner` is the room of all panels, `box` that of this one; `factor` is what a pixel of the page becomes."""

    def __init__(self, plot: Plot, panel: Panel, area: Box, factor: float = 1) -> None:
        self.panel, self.area, self.factor = panel, area, factor
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

    def written(self, axis: Axis) -> Sequence[Written]:
        """The labels of an axis; of years side by side all, or every second, third ... so that none meets another."""
        scale = self.y if axis is self.panel.y else self.x
        lines = [[(Piece(text, bold=tick.bold),) for text in tick.text.split("\n")] for tick in axis.ticks]
        labels = [
            (scale.at(tick.at), self.words(one, theme.TICK_SIZES[axis.ink], axis.ink))
            for tick, one in zip(axis.ticks, lines, strict=True)
        ]
        years = scale is self.x and all(tick.text.isdecimal() for tick in axis.ticks)
        steps = range(1, len(labels) if years else 1)
        return next((labels[::step] for step in steps if _apart(labels[::step])), labels)

    def edges(self, bar: Bar) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        """Where the sides of a bar lie, with its middle between them; and its start and end, with the shoulders of a
        pointed end, which lie no further back than its start."""
        along, values = self.along, self.values
        half = along.length(bar.thick) / 2
        near, far = along.at(bar.at) - half, along.at(bar.at) + half
        start, end = values.at(bar.start), values.at(bar.end)
        back = min(TIP * abs(values.end - values.start), abs(end - start))
        return (near, (near + far) / 2, far), (start, end - back if end > start else end + back, end)


def _apart(labels: Sequence[Written]) -> bool:
    """Whether labels of one line each, centred side by side, leave room between any two."""
    wide = [width_of(line) + BETWEEN * line[0].size for _, (line,) in labels]
    ends = [(at - width / 2, at + width / 2) for (at, _), width in zip(labels, wide, strict=True)]
    return all(first[1] <= second[0] for first, second in pairwise(ends))


def axis_rules(panel: Panel) -> list[Rule]:
    """The lines of the axes and of their ticks."""
    x, y, ends = panel.x, panel.y, (None, None)
    lines = [Rule(x=(tick.at, tick.at), y=ends, style="grid") for tick in x.ticks if x.grid]
    lines += [Rule(x=ends, y=(tick.at, tick.at), style="grid") for tick in y.ticks if y.grid]
    lines += [Rule(x=ends, y=(y.low, y.low))] if x.line else []
    lines += [Rule(x=(x.low, x.low), y=ends)] if y.line else []
    return lines
