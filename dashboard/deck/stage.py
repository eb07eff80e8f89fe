"""A panel on a slide, in points, and how its marks are filled and edged.

The grammar of marks as fills and lines: planned is hollow and dashed, about fades, unknown is hatched.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from dashboard import theme
from dashboard.deck.content import Leads
from dashboard.deck.drawingml import EDGE, Canvas, Style, accented
from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits.marks import Bar, Line, Panel, Plot, Point
from dashboard.layout.box import Box
from dashboard.layout.panel import PanelLayout
from dashboard.layout.text import TextLine
from dashboard.layout.text import runs_of as runs_of


class Stage(PanelLayout):
    """A panel on a slide."""

    def __init__(
        self, canvas: Canvas, plot: Plot, panel: Panel, area: Box, factor: float, leads: Leads
    ) -> None:
        super().__init__(plot, panel, area, factor)
        self.canvas, self.leads = canvas, leads

    def on(self, canvas: Canvas) -> "Stage":
        """It in a group."""
        other = copy(self)
        other.canvas = canvas
        return other

    def words(self, lines: Iterable[Line], size: float, colour: str) -> list[TextLine]:
        found = super().words(lines, size, colour)
        return [[replace(run, size=max(SMALLEST, run.size)) for run in line] for line in found]

    def type_size(self, pixels: float) -> float:
        return max(SMALLEST, pixels * self.factor)


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
