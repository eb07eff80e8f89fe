"""Maps on a slide: areas as native freeform shapes named after their places, with links, points and names on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from dashboard import theme
from dashboard.deck import drawingml
from dashboard.deck.content import Leads
from dashboard.deck.drawingml import HATCH, PRESETS, Canvas, Style, label_box, steps_xml
from dashboard.deck.layouts import MARGIN
from dashboard.deck.layouts import SMALLEST as SMALLEST_TYPE
from dashboard.deck.stage import runs_of
from dashboard.exhibits import marks_map
from dashboard.exhibits.marks_map import (
    PALE_GROUNDS,
    Map,
    MapArea,
    MapFrame,
    MapLink,
    MapMark,
    MapName,
    MapPanel,
    MapPlace,
)
from dashboard.figures.words import Lang
from dashboard.layout.box import Box, bounds
from dashboard.layout.outlines import View, drawn, is_within, part_of, thinned
from dashboard.layout.text import TextRun, width_of
from dashboard.package.boundaries import Sheet, Spot
from dashboard.package.site import Accent

TOLERANCE = 0.6  # points that an outline may be off
SCRAP = 0.1  # of an area: less of it at the edge of a map is left out
SMALLEST = 1.5  # points across: what is smaller is left out, but for the largest part of an area
# How much larger than on the page, measured by the map, its type is; longer names leave less room.
LARGER: Mapping[Lang, float] = {"zh": 1.3, "en": 1.12}
LIST = 1.5  # the same of the list in its corner
LIST_SIZE, LIST_GAP = 14, 30  # of its type, and between two columns
THINNEST = 0.5
BELOW = 6  # left free below a map
PAIRED = 0.66  # of a slide's width: what a map takes at most with a list beside it
SPACED = 1.1  # of its width: room for a line of that list, with gaps between Chinese and Latin letters
NARROW = 0.55  # of a slide's width: what a map takes that has words beside it
MOVED = ("small", "tiny")  # names that may be moved aside, by so many points, to stand on their ground
ASIDE = (0, 4, -4, 8, -8, 12, -12, 16, -16)
ACROSS: Mapping[int, drawingml.Align] = {1: "l", 0: "ctr", -1: "r"}  # by which way from its point a name lies
GAPS = {"large": 3, "normal": 11, "small": 6, "tiny": 3}  # between a dot and its name; at the end of a line 3


@lru_cache(maxsize=32)
def outlines(sheet: Sheet, view: View) -> Mapping[str, tuple[Box, str]]:
    """The thinned outline of each area of a map, by its id: its box, and its steps from the corner of that."""
    shown = thinned(sheet, view, TOLERANCE, SMALLEST)
    return {area: _outline(rings) for area, rings in shown.items() if _is_no_scrap(area, rings, sheet, view)}


def _is_no_scrap(area: str, rings: Sequence[Sequence[Spot]], sheet: Sheet, view: View) -> bool:
    """Whether enough of it is seen to be told what it is."""
    spots = (zip(ring[::2], ring[1::2], strict=True) for ring in sheet.shapes[area].rings)
    whole, seen = bounds(map(view.at, chain.from_iterable(spots))), bounds(chain.from_iterable(rings))
    return seen.width * seen.height >= SCRAP * whole.width * whole.height


def _outline(rings: Sequence[Sequence[Spot]]) -> tuple[Box, str]:
    box = bounds(point for ring in rings for point in ring)
    return box, "".join(steps_xml(ring, box, closed=True) for ring in rings)


def draw_map(
    canvas: Canvas, area: Box, chart: Map, *, remarks: Sequence[str], title: str, alt: str, leads: Leads
) -> None:
    """Beside it stands who is paired with whom; else, where it leaves half of the slide free, its remarks."""
    area = replace(area, height=area.height - BELOW)
    width = chart.panels[0].aspect * area.height
    paired = [[TextRun(one.text, LIST_SIZE, bold=one.bold) for one in line] for line in chart.paired]
    alone = width > NARROW * area.width or len(chart.panels) > 1 or bool(chart.listing)
    left = area if alone else replace(area, width=width + 2 * MARGIN)
    if paired:
        room = area.width - MARGIN - min(width, PAIRED * area.width)
        listed = min(room, SPACED * max(map(width_of, paired)))
        left = replace(area, width=area.width - MARGIN - listed)
    with canvas.group(title, area, alt or title) as inner:
        _draw(inner, chart, left, leads)
    if paired or (remarks and not alone):
        beside = replace(area, left=left.right + MARGIN, width=area.right - left.right - MARGIN)
        lines = paired or [[TextRun(text, 14, "second")] for text in remarks]
        canvas.text(beside, lines, "note", along="ctr", after=8, spacing=110)


def _draw(canvas: Canvas, chart: Map, area: Box, leads: Leads) -> None:
    scale = area.height / chart.height
    for panel, (first, last) in zip(chart.panels, marks_map.side_by_side(chart.panels), strict=True):
        box = replace(area, left=area.left + first * area.width, width=(last - first) * area.width)
        painter = _Painter(canvas, panel, View(panel.bounds, box), LARGER[canvas.lang] * scale, leads)
        for mark in panel.marks:
            painter.draw(mark)
        painter.draw_names()
        if room := marks_map.locator_room(panel):
            small = replace(painter, view=View(panel.sheet.bounds, part_of(drawn(panel, box), room)))
            for one in marks_map.located(panel):
                small.draw(one)
    left, base = area.left, TextRun("", max(SMALLEST_TYPE, LIST_SIZE * LIST * scale), "second")
    for column in chart.listing:  # in the corner that the map leaves free
        lines = [runs_of(words, base, scale) for words in column]
        canvas.label((left, area.top), lines, across="l", along="t")
        left += max(map(width_of, lines)) + LIST_GAP * LIST * scale


@dataclass(frozen=True)
class _Painter:
    canvas: Canvas
    panel: MapPanel
    view: View
    factor: float  # the points that a pixel of the page becomes
    leads: Leads

    def draw(self, mark: MapMark | MapFrame) -> None:
        match mark:
            case MapFrame():
                self._frame(mark)
            case MapArea():
                if outline := outlines(self.panel.sheet, self.view).get(mark.area_id):
                    link, said = self.leads(mark.of.ref), mark.name if mark.accent else ""
                    self.canvas.shape(
                        outline[0], self._filled(mark), mark.name, steps=outline[1], alt=said, link=link
                    )
            case MapLink():
                style = Style(line=theme.on_land(mark.accent), width=self._thick(1), opacity=0.65)
                self._line(marks_map.curve(mark), style, mark.name)
            case MapPlace():
                kind = "end" if mark.accent is None else "large" if mark.large else "normal"
                fill = theme.on_land(mark.accent) if mark.accent else "ink"
                style = Style(fill=fill, line="page", width=self._thick(1))
                box = Box.around(self.view.at(mark.at), self.factor * theme.DOT_SIZES[kind][0])
                name = mark.of.says.replace("\n", " · ") or mark.name
                link = self.leads(mark.of.ref)
                self.canvas.shape(box, style, name, preset=PRESETS[mark.symbol], alt=name, link=link)

    def draw_names(self) -> None:
        """The larger first; one that would lie over another, or beyond the fill that its ink is for, is moved aside or
        left out, and said of its place alone."""
        names = [mark for mark in self.panel.marks if isinstance(mark, MapName) and "wide" in mark.screens]
        taken: list[Box] = []
        for name in sorted(names, key=lambda one: -theme.NAME_SIZES[one.size][0]):
            self._name(name, taken)

    def _frame(self, frame: MapFrame) -> None:
        left, bottom, right, top = frame.bounds
        spots = [self.view.at(spot) for spot in ((left, top), (right, top), (right, bottom), (left, bottom))]
        style = Style(fill="page", line="rule") if frame.ground else Style(line="ink", width=self._thick(1.4))
        self.canvas.polygon(spots, style, "locator", closed=True)

    def _thick(self, pixels: float) -> float:
        return max(THINNEST, pixels * self.factor)

    def _line(self, spots: Sequence[Spot], style: Style, name: str) -> None:
        self.canvas.polygon([self.view.at(spot) for spot in spots], style, name, closed=False)

    def _filled(self, area: MapArea) -> Style:
        if area.accent is None:
            return Style(fill="land", line="page" if area.within else "land-line", width=self._thick(0.7))
        edge = theme.PAINTS[area.accent].edge
        width = self._thick(1.2 if edge else 0.7)
        if area.accent == "hatched":
            return replace(HATCH, width=width)
        style = Style(fill=theme.on_land(area.accent), line=edge or "page", width=width)
        return replace(style, pattern="dotGrid", ink=edge or "on-fill") if area.dotted else style

    def _name(self, name: MapName, taken: list[Box]) -> None:
        towards = 1 if "right" in name.anchor else -1 if "left" in name.anchor else 0
        along: drawingml.Anchor = "b" if "above" in name.anchor else "t" if "below" in name.anchor else "ctr"
        gap = towards * self.factor * (GAPS["large"] if name.leader else GAPS[name.size])
        colour, halo = theme.ink(name.ink, name.accent), "page"
        if name.on:
            colour, halo = theme.PAINTS[name.on].words, theme.on_land(name.on)
        size = max(SMALLEST_TYPE, theme.NAME_SIZES[name.size][0] * self.factor)
        base = TextRun("", size, colour, glow=halo)
        lines = [runs_of(words, base, self.factor) for words in name.words]
        x, y = self.view.at(name.at)
        ways = ((x + gap + aside, y) for aside in (ASIDE if name.size in MOVED else (0,)))
        boxed = ((one, label_box(one, lines, ACROSS[towards], along)) for one in ways)
        free = [(one, box) for one, box in boxed if not any(map(box.meets, taken))]
        clean = [(one, box) for one, box in free if self._is_clean(name.on, box)]
        if not (clean or (free and name.on is None)):
            return
        spot, box = (clean or free)[0]
        taken.append(box)
        if name.leader:
            self._line((name.leader, name.at), Style(line="muted", width=self._thick(0.8)), "leader")
        self.canvas.label(spot, lines, across=ACROSS[towards], along=along)

    def _is_clean(self, accent: Accent | None, box: Box) -> bool:
        """Whether both ends of words are on areas of the colour that they are for, or on none that is dark."""
        rings = thinned(self.panel.sheet, self.view, TOLERANCE, SMALLEST)
        areas = [one for one in self.panel.marks if isinstance(one, MapArea) and one.accent]
        if accent is None:
            areas = [one for one in areas if one.accent not in PALE_GROUNDS]
        else:
            areas = [one for one in areas if one.accent == accent]
        ends = ((box.left + 1, box.middle), (box.right - 1, box.middle))
        on = [any(is_within(end, rings.get(one.area_id, ())) for one in areas) for end in ends]
        return not any(on) if accent is None else all(on)
