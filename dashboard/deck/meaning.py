"""The grammar of marks as fills and lines: planned is hollow and dashed, about fades, unknown is hatched."""

from dashboard import theme
from dashboard.deck.drawingml import EDGE, Style, accented
from dashboard.exhibits.marks import Bar, Point


def bar_style(bar: Bar, *, lying: bool) -> Style:
    style = accented(bar.accent)
    if bar.of.planned:
        return planned(bar.accent)
    if bar.dotted:
        return Style(
            fill=style.fill,
            line=style.line,
            width=EDGE,
            pattern="dotGrid",
            ink=style.line or theme.ON_FILLS.get(bar.accent, "ink"),
        )
    if bar.series and bar.of.open_end == "faded":
        return Style(fill=style.fill, fades="right" if lying else "up")
    return style


def point_style(point: Point) -> Style:
    return planned(point.accent) if point.of.planned else accented(point.accent)


def planned(accent: str) -> Style:
    return Style(line=theme.EDGES.get(accent) or theme.FILLS[accent], width=EDGE, dash="dash")
