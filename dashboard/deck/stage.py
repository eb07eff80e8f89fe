"""Where the places of a panel lie on a slide, in points, and how its words are set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard import theme
from dashboard.deck.drawingml import Box, TextLine, TextRun
from dashboard.exhibits.marks import Axis, Ink, Line, Panel, Piece, Place, Plot, Size

# Pixels of the page, as the plots' heights and margins are counted in.
SIZES: dict[Size, float] = {"figure": 36, "large": 17, "normal": 14, "small": 13}
TICK_SIZE = {"muted": 13.0, "second": 14.0, "ink": 14.0}


def number(place: Place) -> float:
    """A place as a number; a day counts in days."""
    return place.toordinal() if isinstance(place, date) else place


@dataclass(frozen=True)
class Scale:
    """One axis: `low` and `high` lie at `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, place: Place) -> float:
        return self.start + (number(place) - self.low) / (self.high - self.low) * (self.end - self.start)

    def length(self, units: float) -> float:
        """The points that so many units take."""
        return abs(units / (self.high - self.low) * (self.end - self.start))


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A panel on a slide; `inner` is the room of all panels, `factor` the points that a pixel of the page becomes."""

    panel: Panel
    area: Box
    inner: Box
    factor: float

    @property
    def box(self) -> Box:
        panel, inner = self.panel, self.inner
        low, high = panel.room
        left = inner.left + panel.inset * inner.width
        return Box(left, inner.bottom - high * inner.height, inner.right - left, (high - low) * inner.height)

    @property
    def x(self) -> Scale:
        return _scale(self.panel.x, self.box.left, self.box.right)

    @property
    def y(self) -> Scale:
        return _scale(self.panel.y, self.box.bottom, self.box.top)

    @property
    def along(self) -> Scale:
        """The axis that bars stand side by side on."""
        return self.y if self.panel.lying else self.x

    @property
    def values(self) -> Scale:
        return self.x if self.panel.lying else self.y

    def spot(self, x: Place | None, y: Place | None) -> tuple[float, float]:
        """A place that is None lies at the left edge of all panels, or at their top."""
        left = self.inner.left if x is None else self.x.at(x)
        return left, self.inner.top if y is None else self.y.at(y)

    def turned(self, along: float, value: float) -> tuple[float, float]:
        """A point by where it lies along the bars and on the axis of values."""
        return (value, along) if self.panel.lying else (along, value)

    def words(self, lines: Iterable[Line], size: float, colour: str) -> list[TextLine]:
        return [
            [_run(piece, SIZES[piece.size] if piece.size else size, colour, self.factor) for piece in line]
            for line in lines
        ]


def _scale(axis: Axis, start: float, end: float) -> Scale:
    return Scale(number(axis.low), number(axis.high), start, end)


def _run(piece: Piece, size: float, colour: str, factor: float) -> TextRun:
    return TextRun(
        text=piece.text,
        size=size * factor,
        colour=colour,
        bold=piece.bold,
        italic=piece.italic,
        computed=piece.computed,
    )


def stages(plot: Plot, area: Box, factor: float) -> list[Stage]:
    margins = plot.margins
    left, right, top, bottom = (
        side * factor for side in (margins.left, margins.right, margins.top, margins.bottom)
    )
    inner = Box(area.left + left, area.top + top, area.width - left - right, area.height - top - bottom)
    return [Stage(panel=panel, area=area, inner=inner, factor=factor) for panel in plot.panels]


def ink(name: Ink, accent: str) -> str:
    return theme.INKS.get(accent, "ink") if name == "accent" else name
