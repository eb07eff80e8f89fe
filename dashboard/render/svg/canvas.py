"""Shapes and words of an SVG, written so that office programs draw them as browsers do.

So words stand on a baseline that is counted here, every attribute is on its element, and neither style sheets nor
`foreignObject` are used. Lengths are pixels; colours are tokens of the light theme, on white paper.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from dashboard import theme
from dashboard.exhibits.marks import Across, Along
from dashboard.figures.words import Lang
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, LINE_HEIGHT, TextLine, TextRun, clean, text_width, width_of, wrapped
from dashboard.package.boundaries import Spot

PAPER = "surface"
COLOURS = {**theme.LIGHT, "page": theme.LIGHT[PAPER]}
RISE = 0.36  # of the size: how far the middle of a line is above its baseline
KEPT = {"xml:space": "preserve"}  # spaces where one kind of words ends and another begins
HALO = 3.0  # pixels
LEADING = 1.5  # of the size: a line of running text
STEP = 6.0  # pixels between two strokes of a hatching, or two dots
SERIF_BOLD = 1.24  # how much wider than Arial the bold Latin letters of Chinese serif fonts are
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+")
QUOTES = re.compile("[\u2018\u2019\u201c\u201d]")  # which Chinese fonts have as wide as a character
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def number(value: float) -> str:
    return f"{round(value, 2) + 0:.8g}"


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a shape is filled and edged."""

    fill: str = ""
    line: str = ""
    width: float = 1
    dash: str = ""
    pattern: Literal["", "hatch", "dots"] = ""
    ink: str = ""  # of its pattern
    fades: Literal["", "right", "up"] = ""  # to the colour of paper, in that direction
    opacity: float = 1


HATCH = Style(fill="hatch-ground", line="hatch", pattern="hatch", ink="hatch")
DASHED, DOTTED = "6 4", "1.5 3"


def filled(accent: str) -> Style:
    """How what has an accent is filled and edged."""
    paint = theme.PAINTS[accent]
    return HATCH if accent == "hatched" else Style(fill=paint.fill, line=paint.edge, width=1.5)


def element(name: str, content: str = "", /, **attributes: Any) -> str:
    """`font_size` is the attribute `font-size`; what is None or empty is left out."""
    written = "".join(
        f" {key.replace('_', '-')}={quoteattr(clean(value) if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def written(text: str) -> str:
    return escape(clean(text))


@dataclass
class Canvas:
    """What is drawn so far, in its order, and the patterns that it is drawn with."""

    lang: Lang
    parts: list[str] = field(default_factory=list)
    patterns: dict[str, str] = field(default_factory=dict)

    # Shapes ---------------------------------------------------------------------------------------------------

    def box(self, box: Box, style: Style, rounded: float = 0) -> None:
        place = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
        self.parts.append(element("rect", **place, rx=rounded or None, **self._look(style)))

    def circle(self, spot: Spot, size: float, style: Style) -> None:
        self.parts.append(element("circle", cx=spot[0], cy=spot[1], r=size / 2, **self._look(style)))

    def line(self, spots: Sequence[Spot], style: Style) -> None:
        self.parts.append(element("path", d=_path(spots), **self._look(style)))

    def polygon(self, rings: Iterable[Sequence[Spot]], style: Style) -> None:
        steps = "".join(f"{_path(ring)}Z" for ring in rings)
        joined = {"stroke_linejoin": "round", "fill_rule": "evenodd"}
        self.parts.append(element("path", d=steps, **self._look(style), **joined))

    def _look(self, style: Style) -> dict[str, Any]:
        line, seen = COLOURS.get(style.line, ""), style.line not in ("", "clear")
        return {
            "fill": self._fill(style),
            "stroke": line if seen else None,
            "stroke_width": style.width if seen else None,
            "stroke_dasharray": style.dash if seen else None,
            "stroke_opacity": style.opacity if seen and style.opacity < 1 else None,
        }

    def _fill(self, style: Style) -> str:
        if style.fill in ("", "clear"):
            return "none"
        if style.pattern:
            return self._pattern(style)
        return self._fading(style) if style.fades else COLOURS[style.fill]

    def _pattern(self, style: Style) -> str:
        name = f"{style.pattern}-{style.fill}-{style.ink}"
        ground = element("rect", width=STEP, height=STEP, fill=COLOURS[style.fill])
        ink = COLOURS[style.ink]
        if style.pattern == "dots":
            drawn = element("circle", cx=STEP / 2, cy=STEP / 2, r=1.2, fill=ink)
        else:  # twice over the corners, where the strokes of neighbours meet
            strokes = f"M-1 1L1 -1M0 {STEP}L{STEP} 0M{STEP - 1} {STEP + 1}L{STEP + 1} {STEP - 1}"
            drawn = element("path", d=strokes, stroke=ink, stroke_width=1)
        size = {"width": STEP, "height": STEP, "patternUnits": "userSpaceOnUse"}
        self.patterns[name] = element("pattern", ground + drawn, id=name, **size)
        return f"url(#{name})"

    def _fading(self, style: Style) -> str:
        name = f"fade-{style.fades}-{style.fill}"
        ends = {"x1": 0, "x2": 1, "y1": 0, "y2": 0} if style.fades == "right" else {"y1": 1, "y2": 0, "x2": 0}
        stops = element("stop", offset="0.7", stop_color=COLOURS[style.fill])
        stops += element("stop", offset="1", stop_color=COLOURS[PAPER])
        self.patterns[name] = element(
            "linearGradient", stops, id=name, **{k: str(v) for k, v in ends.items()}
        )
        return f"url(#{name})"

    def clipped(self, box: Box, parts: Iterable[str]) -> None:
        """What is drawn of a map is cut at its box."""
        name = f"clip-{len(self.patterns)}"
        place = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
        self.patterns[name] = element("clipPath", element("rect", **place), id=name)
        self.parts.append(element("g", "".join(parts), clip_path=f"url(#{name})"))

    # Words ----------------------------------------------------------------------------------------------------

    def label(
        self,
        spot: Spot,
        lines: Sequence[TextLine],
        *,
        across: Across = "center",
        along: Along = "middle",
        ground: str = "",
        serif: bool = False,
    ) -> None:
        """Lines whose left, middle or right, and whose top, middle or bottom is at a spot."""
        heights = [max((run.size for run in line), default=8) * LINE_HEIGHT for line in lines]
        (x, y), height = spot, sum(heights)
        top = {"top": y, "middle": y - height / 2, "bottom": y - height}[along]
        if ground:
            width = max(map(width_of, lines), default=0)
            left = x - {"left": 0, "center": width / 2, "right": width}[across]
            self.box(Box(left - 3, top - 3, width + 6, height + 6), Style(fill=ground))
        for line, tall in zip(lines, heights, strict=True):
            size = tall / LINE_HEIGHT
            self._line_of_words((x, top + tall / 2 + RISE * size), line, across, serif=serif)
            top += tall

    def paragraph(
        self,
        spot: Spot,
        width: float,
        text: str,
        run: TextRun,
        *,
        leading: float = LEADING,
        serif: bool = False,
    ) -> float:
        """Running text that looks like `run`, broken to a width; gives where it ends."""
        x, y = spot
        wider = SERIF_BOLD if serif and self.lang == "en" else BOLD if run.bold else 1
        for line in wrapped(text, run.size * wider, width):
            middle = y + run.size * leading / 2 + RISE * run.size
            self._line_of_words((x, middle), [replace(run, text=line)], "left", serif=serif)
            y += run.size * leading
        return y

    def _line_of_words(self, spot: Spot, line: TextLine, across: Across, *, serif: bool) -> None:
        """What has a halo is written twice: office programs draw a stroke of words over their fill. A line of
        several kinds of words begins where it is counted to: LibreOffice sets them apart where it ends at a spot."""
        runs = [run for run in line if run.text]
        if not runs:
            return
        x, y = spot
        left = x - {"left": 0, "center": 0.5, "right": 1}[across] * width_of(runs)
        counted = across == "left" or len(runs) > 1
        about = {"x": left if counted else x, "y": y, "text_anchor": None if counted else ANCHORS[across]}
        if serif:
            about["font_family"] = theme.MEASURED_FONTS["serif"]
        if halo := runs[0].glow:
            edge = {
                "stroke": COLOURS[halo],
                "stroke_width": HALO,
                "stroke_linejoin": "round",
                "aria_hidden": "true",
            }
            self._write([replace(run, colour=halo) for run in runs], {**about, **edge})
        self._write(runs, about)
        for run in runs:
            width = width_of([run])
            if run.computed:
                under = y + run.size * 0.22
                self.line(
                    [(left, under), (left + width, under)], Style(line=run.colour, width=1.5, dash=DOTTED)
                )
            left += width

    def _write(self, runs: TextLine, about: Mapping[str, Any]) -> None:
        if len(runs) == 1:
            self.parts.append(element("text", self._words(runs[0], about), **about, **_type(runs[0])))
        else:
            spans = (element("tspan", self._words(run, about), **_type(run)) for run in runs)
            self.parts.append(element("text", "".join(spans), **about, **KEPT))

    def _words(self, run: TextRun, about: Mapping[str, Any]) -> str:
        """Chinese within another language has its fonts by name: not every program looks for them by itself. Quotes of
        another language have no Chinese font."""
        words = written(run.text)
        if self.lang == "zh":
            return words
        if "font_family" in about:
            words = QUOTES.sub(partial(_in_font, theme.MEASURED_FONTS[self.lang]), words)
        return CHINESE.sub(partial(_in_font, theme.MEASURED_FONTS["zh"]), words)


def _in_font(family: str, found: re.Match[str]) -> str:
    return f"<tspan font-family={quoteattr(family)}>{found[0]}</tspan>"


def _type(run: TextRun) -> dict[str, Any]:
    return {
        "font_size": run.size,
        "fill": COLOURS[run.colour],
        "font_weight": "700" if run.bold else None,
        "font_style": "italic" if run.italic else None,
    }


def _path(spots: Sequence[Spot]) -> str:
    """In tenths of a pixel, each point from the one before: outlines have thousands."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in spots]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths)]
    (x, y), rest = tenths[0], " ".join(f"{number(across / 10)} {number(down / 10)}" for across, down in steps)
    return f"M{number(x / 10)} {number(y / 10)}" + (f"l{rest}" if rest else "")


def fitting(text: str, size: float, width: float, least: float = 9) -> float:
    """The size in which a text has room in a line; no smaller than the least."""
    taken = text_width(text, size)
    return size if taken <= width else max(least, size * width / taken)
