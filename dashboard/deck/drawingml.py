"""Native shapes of a slide as DrawingML, with their words, fills and lines, and how much room words take.

A map has hundreds, and python-pptx makes each one step by step, so they are written here. Lengths are points, from the
upper left corner of the slide; colours are tokens of `theme.LIGHT`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from dashboard import theme
from dashboard.figures.words import Lang
from dashboard.layout.box import Box as Box
from dashboard.layout.box import bounds as bounds
from dashboard.layout.text import BOLD as BOLD
from dashboard.layout.text import LINE_HEIGHT as LINE_HEIGHT
from dashboard.layout.text import TextLine as TextLine
from dashboard.layout.text import TextRun as TextRun
from dashboard.layout.text import clean as clean
from dashboard.layout.text import lines_taken as lines_taken
from dashboard.layout.text import text_width as text_width
from dashboard.layout.text import width_of as width_of
from dashboard.package.boundaries import Spot

EMU = 12_700  # to a point
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
TAGS: dict[Lang, str] = {"zh": 'lang="zh-CN" altLang="en-US"', "en": 'lang="en-US" altLang="zh-CN"'}
FONTS = (
    f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/>'
    f'<a:sym typeface="{EAST_ASIAN}"/>'
)
EMPTY = 8.0  # the size of an empty line

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]


def emu(points: float) -> int:
    return round(points * EMU)


def colour(token: str) -> str:
    """The value of a colour as DrawingML writes it; empty for one that is not seen."""
    return theme.LIGHT[token].partition("#")[2] if token else ""


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a shape is filled and edged; `pattern` is a preset pattern, drawn in `ink` on the fill."""

    fill: str = ""
    line: str = ""
    width: float = 1
    dash: Literal["", "dash", "sysDot"] = ""
    pattern: str = ""
    ink: str = ""
    opacity: float = 1  # of its line
    fades: Literal["", "right", "up"] = ""  # to nothing, in that direction
    arrow: bool = False  # at the end of a line


PRESETS = {"circle": "ellipse", "square": "rect", "diamond": "diamond"}
EDGE = 1.5
BARE = Style()
DOTTED = "• • •"  # on a fill, where a pattern would be too fine
MISSING = Style(fill="missing")
HATCH = Style(fill="hatch-ground", line="hatch", pattern="wdUpDiag", ink="hatch")
FADES = {"right": 0, "up": 16_200_000}  # in sixtieths of a thousandth of a degree, clockwise


def accented(accent: str) -> Style:
    """How what has an accent is filled and edged."""
    paint = theme.PAINTS[accent]
    return HATCH if accent == "hatched" else Style(fill=paint.fill, line=paint.edge, width=EDGE)


# DrawingML ----------------------------------------------------------------------------------------------------


def _shade(token: str, opacity: float = 1) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour(token)}">{alpha}</a:srgbClr>'


def solid(token: str, opacity: float = 1) -> str:
    return f"<a:solidFill>{_shade(token, opacity)}</a:solidFill>" if colour(token) else "<a:noFill/>"


def fill_xml(style: Style) -> str:
    full = _shade(style.fill)
    if style.pattern:
        ink = f"<a:fgClr>{_shade(style.ink)}</a:fgClr>"
        return f'<a:pattFill prst="{style.pattern}">{ink}<a:bgClr>{full}</a:bgClr></a:pattFill>'
    if style.fades:
        stops = f'<a:gs pos="40000">{full}</a:gs><a:gs pos="100000">{_shade(style.fill, 0)}</a:gs>'
        angle = f'<a:lin ang="{FADES[style.fades]}" scaled="0"/>'
        return f"<a:gradFill><a:gsLst>{stops}</a:gsLst>{angle}</a:gradFill>"
    return solid(style.fill)


def line_xml(style: Style) -> str:
    if not colour(style.line):
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{style.dash}"/>' if style.dash else ""
    arrow = '<a:tailEnd type="arrow" w="med" len="med"/>' if style.arrow else ""
    return f'<a:ln w="{emu(style.width)}">{solid(style.line, style.opacity)}{dash}<a:round/>{arrow}</a:ln>'


def run_properties(run: TextRun, lang: Lang, link: str = "") -> str:
    names = f'{TAGS[lang]} sz="{round(run.size * 100)}" b="{int(run.bold)}" i="{int(run.italic)}"'
    names += ' u="dotted"' if run.computed else ""
    halo = f'<a:effectLst><a:glow rad="31750">{_shade(run.glow)}</a:glow></a:effectLst>' if run.glow else ""
    return f"<a:rPr {names}>{solid(run.colour)}{halo}{FONTS}{link}</a:rPr>"


def text_xml(text: str) -> str:
    return f"<a:t>{escape(clean(text))}</a:t>"


def steps_xml(points: Iterable[Spot], box: Box, *, closed: bool) -> str:
    """One stroke through points of a shape that takes a box."""
    written = [f'<a:pt x="{emu(x - box.left)}" y="{emu(y - box.top)}"/>' for x, y in points]
    first, rest = written[0], written[1:]
    moves = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return moves + ("<a:close/>" if closed else "")


# Shapes -------------------------------------------------------------------------------------------------------

_SPACES = nsdecls("a", "p", "r")


@dataclass(frozen=True)
class Canvas:
    """A slide, or a group on it, to put shapes on."""

    slide: Slide
    lang: Lang
    parent: Any = None  # the group
    ids: Iterator[int] = field(default_factory=lambda: count(1000))  # above those that python-pptx gives

    def group(self, name: str, box: Box, alt: str) -> "Canvas":
        """A named group, to which shapes are added as to the slide."""
        place = _place(box, inner=_offset(box, "chOff", "chExt"))
        element = self._add("grpSp", name, f"<p:grpSpPr>{place}</p:grpSpPr>", alt)
        return Canvas(self.slide, self.lang, element, self.ids)

    def shape(
        self,
        box: Box,
        style: Style,
        name: str,
        *,
        preset: str = "rect",
        steps: str = "",
        lines: Sequence[TextLine] = (),
        **how: Any,
    ) -> None:
        """Its outline is a preset, or `steps` that count from the corner of its box; `how` as for `words_xml`."""
        outline = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        if steps:
            path = f'<a:path w="{emu(box.width)}" h="{emu(box.height)}">{steps}</a:path>'
            outline = (
                '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
                f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
            )
        words = self.words_xml(lines, **how) if lines else ""
        look = f"{fill_xml(style)}{line_xml(style)}"
        self._add("sp", name, f"<p:spPr>{_place(box)}{outline}{look}</p:spPr>{words}")

    def polygon(self, points: Sequence[Spot], style: Style, name: str, *, closed: bool) -> None:
        box = bounds(points)
        self.shape(box, style, name, steps=steps_xml(points, box, closed=closed))

    def rule(self, start: Spot, end: Spot, style: Style, name: str) -> None:
        (x0, y0), (x1, y1) = start, end
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        line = f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(style)}'
        self._add("cxnSp", name, f"<p:spPr>{_place(bounds([start, end]), flips)}{line}</p:spPr>")

    def text(self, box: Box, lines: Sequence[TextLine], name: str, **how: Any) -> None:
        """A text box without margins; `how` as for `words_xml`."""
        self.shape(box, BARE, name, lines=lines, **how)

    def label(
        self,
        spot: Spot,
        lines: Sequence[TextLine],
        *,
        across: Align = "ctr",
        along: Anchor = "ctr",
        style: Style = BARE,
    ) -> None:
        """A text whose left, middle or right, and whose top, middle or bottom is at a spot."""
        (x, y), name = spot, "".join(run.text for line in lines for run in line)
        width = max(width_of(line) for line in lines) + 2
        height = sum(max((run.size for run in line), default=EMPTY) for line in lines) * LINE_HEIGHT
        left = {"l": x, "ctr": x - width / 2, "r": x - width}[across]
        top = {"t": y, "ctr": y - height / 2, "b": y - height}[along]
        box = Box(left, top, width, height)
        self.shape(box, style, name[:60], lines=lines, across=across, along=along, wrap=False)

    def frame(self, box: Box, name: str, alt: str, content: str) -> None:
        """A graphic frame, such as a table stands in."""
        place = f"<p:xfrm>{_offset(box, 'off', 'ext')}</p:xfrm>"
        self._add("graphicFrame", name, f"{place}<a:graphic>{content}</a:graphic>", alt)

    def title(self, box: Box, runs: TextLine) -> None:
        """The slide's own title, which outlines and screen readers go by."""
        title: Any = self.slide.shapes.title
        title.name = clean("".join(run.text for run in runs))
        place = parse_xml(f"<p:spPr {_SPACES}>{_place(box)}</p:spPr>")
        title._element.replace(title._element.spPr, place)
        self.fill(title, [runs])

    def fill(self, placeholder: Any, lines: Sequence[TextLine]) -> None:
        """Words in place of those of a placeholder."""
        element = placeholder._element
        words = parse_xml(f"<p:sp {_SPACES}>{self.words_xml(lines)}</p:sp>")[0]
        element.replace(element.txBody, words)

    def _add(self, tag: str, name: str, content: str, alt: str = "") -> Any:
        kind = f"{tag[0].upper()}{tag[1:]}"
        said = f" descr={quoteattr(clean(alt))}" if alt else ""
        named = f'id="{next(self.ids)}" name={quoteattr(clean(name))}{said}'
        about = f"<p:cNvPr {named}/><p:cNv{kind}Pr/><p:nvPr/>"
        element = parse_xml(f"<p:{tag} {_SPACES}><p:nv{kind}Pr>{about}</p:nv{kind}Pr>{content}</p:{tag}>")
        (self.slide.shapes._spTree if self.parent is None else self.parent).append(element)
        return element

    def words_xml(
        self,
        lines: Sequence[TextLine],
        *,
        across: Align = "l",
        along: Anchor = "t",
        wrap: bool = True,
        spacing: float = 100,
        after: float = 0,
        tag: str = "p:txBody",
    ) -> str:
        """Without margins; `spacing` is in per cent of a line, `after` in points below a paragraph."""
        edges = 'lIns="0" tIns="0" rIns="0" bIns="0"'
        shape = f'wrap="{"square" if wrap else "none"}" {edges} anchor="{along}" rtlCol="0"'
        space = f'<a:lnSpc><a:spcPct val="{round(spacing * 1000)}"/></a:lnSpc>'
        space += f'<a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft>'
        opening = f'<a:p><a:pPr algn="{across}">{space}</a:pPr>'
        empty = f'<a:endParaRPr sz="{EMPTY * 100:.0f}"/>'
        paragraphs = [f"{opening}{''.join(map(self._run_xml, line)) or empty}</a:p>" for line in lines]
        body = f"<a:bodyPr {shape}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
        return f"<{tag}>{body}{''.join(paragraphs)}</{tag}>"

    def _run_xml(self, run: TextRun) -> str:
        link = ""
        if run.link:
            part, kind = self.slide.part, RELATIONSHIP_TYPE.HYPERLINK
            link = f'<a:hlinkClick r:id="{part.relate_to(clean(run.link), kind, is_external=True)}"/>'
        content = f"{run_properties(run, self.lang, link)}{text_xml(run.text)}"
        if run.slide_number:
            return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{content}</a:fld>'
        return f"<a:r>{content}</a:r>"


def _place(box: Box, flips: str = "", inner: str = "") -> str:
    return f"<a:xfrm{flips}>{_offset(box, 'off', 'ext')}{inner}</a:xfrm>"


def _offset(box: Box, corner: str, size: str) -> str:
    spot, room = f'x="{emu(box.left)}" y="{emu(box.top)}"', f'cx="{emu(box.width)}" cy="{emu(box.height)}"'
    return f"<a:{corner} {spot}/><a:{size} {room}/>"
