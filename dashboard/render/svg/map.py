"""A map in a picture: outlines thinned for its size, with links, places and names on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from dashboard import theme
from dashboard.exhibits import marks_map
from dashboard.exhibits.marks import Across, Along
from dashboard.exhibits.marks_map import Map, MapArea, MapFrame, MapLink, MapMark, MapName, MapPanel, MapPlace
from dashboard.layout.box import Box
from dashboard.layout.outlines import View, drawn, part_of, thinned
from dashboard.layout.text import TextRun, runs_of, width_of
from dashboard.render.svg.canvas import HATCH, Canvas, Style
from dashboard.render.svg.plot import symbol

TOLERANCE, SMALLEST = 0.4, 1.0  # pixels: how far an outline may be off, and what is too small to show
LIST_GAP = 40.0  # pixels between two columns of a listing
PALE = ("teal-tint", "brick-tint")
THIN, EDGE, HEAVY_EDGE = 0.7, 1.2, 2.0  # pixels; the pale need the strongest one
GAPS = {"large": 3, "normal": 9, "small": 5, "tiny": 3}  # pixels between a dot and its name
ACROSS: Mapping[int, Across] = {
    1: "left",
    0: "center",
    -1: "right",
}  # by which way from its point a name lies


def draw_map(canvas: Canvas, area: Box, chart: Map) -> None:
    for panel, (first, last) in zip(chart.panels, marks_map.side_by_side(chart.panels), strict=True):
        box = replace(area, left=area.left + first * area.width, width=(last - first) * area.width)
        painter = _Painter(canvas, panel, View(panel.bounds, box))
        painter.ground(drawn(panel, box), panel.marks)
        for mark in panel.marks:
            painter.name(mark)
        if room := marks_map.locator_room(panel):
            small = part_of(drawn(panel, box), room)
            located = _Painter(canvas, panel, View(panel.sheet.bounds, small))
            located.ground(small, marks_map.located(panel))
    left, base = area.left, TextRun("", theme.SIZES["normal"], "second")
    for column in chart.listing:  # in the corner that the map leaves free
        lines = [runs_of(words, base, 1) for words in column]
        canvas.label((left, area.top), lines, across="left", along="top")
        left += max(map(width_of, lines), default=0) + LIST_GAP


@dataclass(frozen=True)
class _Painter:
    canvas: Canvas
    panel: MapPanel
    view: View

    def ground(self, box: Box, found: Iterable[MapMark | MapFrame]) -> None:
        """What is cut at the edge of its box; names are written over all of it."""
        ground = Canvas(self.canvas.lang, patterns=self.canvas.patterns)
        for mark in found:
            self._draw(mark, ground)
        self.canvas.clipped(box, ground.parts)

    def _draw(self, mark: MapMark | MapFrame, ground: Canvas) -> None:
        match mark:
            case MapFrame(bounds=(left, bottom, right, top)):
                corners = ((left, top), (right, top), (right, bottom), (left, bottom))
                style = Style(fill="page", line="rule") if mark.ground else Style(line="ink", width=1.4)
                ground.polygon([[self.view.at(spot) for spot in corners]], style)
            case MapArea():
                outlines = thinned(self.panel.sheet, self.view, TOLERANCE, SMALLEST)
                if rings := outlines.get(mark.area_id):
                    ground.polygon(rings, _filled(mark))
            case MapLink():
                spots = [self.view.at(spot) for spot in marks_map.curve(mark)]
                ground.line(spots, Style(line=theme.on_land(mark.accent), width=1.1, opacity=0.65))
            case MapPlace():
                kind = "end" if mark.accent is None else "large" if mark.large else "normal"
                size = theme.DOT_SIZES[kind][0]
                fill = theme.on_land(mark.accent) if mark.accent else "ink"
                style = Style(fill=fill, line="" if kind == "end" else "page")
                symbol(ground, self.view.at(mark.at), size, mark.symbol, style)
            case MapName():
                if mark.leader and "wide" in mark.screens:
                    spots = [self.view.at(mark.leader), self.view.at(mark.at)]
                    ground.line(spots, Style(line="muted", width=0.8))
            case _:
                assert_never(mark)

    def name(self, mark: MapMark) -> None:
        if not isinstance(mark, MapName) or "wide" not in mark.screens:
            return
        towards = 1 if "right" in mark.anchor else -1 if "left" in mark.anchor else 0
        along: Along = "bottom" if "above" in mark.anchor else "top" if "below" in mark.anchor else "middle"
        gap = towards * (GAPS["large"] if mark.leader else GAPS[mark.size])
        colour, halo = theme.ink(mark.ink, mark.accent), "page"
        if mark.on:
            colour, halo = theme.PAINTS[mark.on].words, theme.on_land(mark.on)
        base = TextRun("", theme.NAME_SIZES[mark.size][0], colour, glow=halo)
        x, y = self.view.at(mark.at)
        lines = [runs_of(words, base, 1) for words in mark.words]
        self.canvas.label((x + gap, y), lines, across=ACROSS[towards], along=along)


def _filled(area: MapArea) -> Style:
    if area.accent is None:
        return Style(fill="land", line="page" if area.within else "land-line", width=THIN)
    edge = theme.PAINTS[area.accent].edge
    width = HEAVY_EDGE if area.accent in PALE else EDGE if edge else THIN
    if area.accent == "hatched":
        return replace(HATCH, width=width)
    style = Style(fill=theme.on_land(area.accent), line=edge or "page", width=width)
    return replace(style, pattern="dots", ink=edge or "on-fill") if area.dotted else style
