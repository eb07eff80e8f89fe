"""Native shapes of a slide as DrawingML, with their words, fills and lines, and how much room words take.

A map has hundreds, and python-pptx makes each one step by step, so they are written here. Lengths are points, from the
upper left corner of the slide; colours are tokens of `theme.LIGHT`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import namespaces, nsdecls
from pptx.slide import Slide

from dashboard import theme
from dashboard.deck import scheme
from dashboard.figures.words import Lang
from dashboard.layout.box import Box, bounds
from dashboard.layout.text import LINE_HEIGHT, TextLine, TextRun, clean, width_of
from dashboard.package.boundaries import Spot

EMU = 12_700  # to a point
TAGS: dict[Lang, str] = {"zh": 'lang="zh-CN" altLang="en-US"', "en": 'lang="en-US" altLang="zh-CN"'}
# What leads somewhere is a run for each word: LibreOffice makes a field of each, and parts a field anywhere.
BREAK = re.compile(r"(?<=\s)(?=\S)|(?<=[A-Za-z][-–])(?=[A-Za-z])")
EMPTY = 8.0  # the size of an empty line

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]


def emu(points: float) -> int:
    return round(points * EMU)


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
DOT, DOTS_APART = 3.0, 6.0  # the dots on a fill where a pattern would be too fine
MISSING = Style(fill="missing")
HATCH = Style(fill="hatch-ground", line="hatch", pattern="wdUpDiag", ink="hatch")
FADES = {"right": 0, "up": 16_200_000}  # in sixtieths of a thousandth of a degree, clockwise


def accented(accent: str) -> Style:
    """How what has an accent is filled and edged."""
    paint = theme.PAINTS[accent]
    return HATCH if accent == "hatched" else Style(fill=paint.fill, line=paint.edge, width=EDGE)


# DrawingML ----------------------------------------------------------------------------------------------------


def solid(token: str, opacity: float = 1) -> str:
    return (
        f"<a:solidFill>{scheme.colour(token, opacity)}</a:solidFill>"
        if scheme.is_seen(token)
        else "<a:noFill/>"
    )


def fill_xml(style: Style) -> str:
    if not (scheme.is_seen(style.fill) or style.pattern):
        return "<a:noFill/>"
    full = scheme.colour(style.fill if scheme.is_seen(style.fill) else "page")
    if style.pattern:
        ink = f"<a:fgClr>{scheme.colour(style.ink)}</a:fgClr>"
        return f'<a:pattFill prst="{style.pattern}">{ink}<a:bgClr>{full}</a:bgClr></a:pattFill>'
    if style.fades:
        stops = f'<a:gs pos="40000">{full}</a:gs><a:gs pos="100000">{scheme.colour(style.fill, 0)}</a:gs>'
        angle = f'<a:lin ang="{FADES[style.fades]}" scaled="0"/>'
        return f"<a:gradFill><a:gsLst>{stops}</a:gsLst>{angle}</a:gradFill>"
    return solid(style.fill)


def line_xml(style: Style) -> str:
    if not scheme.is_seen(style.line):
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{style.dash}"/>' if style.dash else ""
    arrow = '<a:tailEnd type="arrow" w="med" len="med"/>' if style.arrow else ""
    return f'<a:ln w="{emu(style.width)}">{solid(style.line, style.opacity)}{dash}<a:round/>{arrow}</a:ln>'


def run_properties(run: TextRun, lang: Lang, link: str = "") -> str:
    names = f'{TAGS[lang]} sz="{round(run.size * 100)}" b="{int(run.bold)}" i="{int(run.italic)}"'
    names += ' u="dotted"' if run.computed else ""
    halo = (
        f'<a:effectLst><a:glow rad="31750">{scheme.colour(run.glow)}</a:glow></a:effectLst>'
        if run.glow
        else ""
    )
    return f"<a:rPr {names}>{solid(run.colour)}{halo}{scheme.fonts(heading=run.heading)}{link}</a:rPr>"


def text_xml(text: str) -> str:
    return f"<a:t>{escape(clean(text))}</a:t>"


def steps_xml(points: Iterable[Spot], box: Box, *, closed: bool) -> str:
    """One stroke through points of a shape that takes a box."""
    written = [f'<a:pt x="{emu(x - box.left)}" y="{emu(y - box.top)}"/>' for x, y in points]
    first, rest = written[0], written[1:]
    moves = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return moves + ("<a:close/>" if closed else "")


def label_box(spot: Spot, lines: Sequence[TextLine], across: Align, along: Anchor) -> Box:
    """What words take whose left, middle or right, and whose top, middle or bottom is at a spot."""
    x, y = spot
    width = max(width_of(line) for line in lines) + 2
    height = sum(max((run.size for run in line), default=EMPTY) for line in lines) * LINE_HEIGHT
    left = {"l": x, "ctr": x - width / 2, "r": x - width}[across]
    return Box(left, {"t": y, "ctr": y - height / 2, "b": y - height}[along], width, height)


# Shapes -------------------------------------------------------------------------------------------------------

SPACES = nsdecls("a", "p", "r")
MAIN, PRESENTATION = namespaces("a", "p").values()
LONGEST_ALT = 500
# That a shape says nothing of its own, so that a screen reader passes over it.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class Canvas:
    """A slide, or a group on it, to put shapes on."""

    slide: Slide
    lang: Lang
    parent: Any = None  # the group
    ids: Iterator[int] = field(default_factory=lambda: count(1000))  # above those that python-pptx gives

    @contextmanager
    def group(self, name: str, box: Box, alt: str = "") -> Iterator["Canvas"]:
        """A named group, to which shapes are added as to the slide. Without a description it is described by the words
        in it, or else by what is said of its shapes; one to which nothing is added is left out."""
        place = _place(box, inner=offset_xml(box, "chOff", "chExt"))
        element = self._add("grpSp", name, f"<p:grpSpPr>{place}</p:grpSpPr>", DECORATIVE)
        yield Canvas(self.slide, self.lang, element, self.ids)
        paragraphs = ("".join(one.itertext(f"{{{MAIN}}}t")) for one in element.iter(f"{{{MAIN}}}p"))
        described = (one.get("descr") for one in element.iter(f"{{{PRESENTATION}}}cNvPr"))
        told = alt or "; ".join(filter(None, paragraphs)) or "; ".join(dict.fromkeys(filter(None, described)))
        if len(element) == len(("nvGrpSpPr", "grpSpPr")):
            element.getparent().remove(element)
        elif told:
            about = element[0][0]
            about.remove(about[0])
            about.set("descr", clean(told)[:LONGEST_ALT])

    def shape(
        self,
        box: Box,
        style: Style,
        name: str,
        *,
        preset: str = "rect",
        steps: str = "",
        lines: Sequence[TextLine] = (),
        alt: str = "",
        link: str = "",
        **how: Any,
    ) -> None:
        """Its outline is a preset, or `steps` that count from the corner of its box; `how` as for `words_xml`. What has
        neither words nor a description is decoration."""
        outline = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        if steps:
            path = f'<a:path w="{emu(box.width)}" h="{emu(box.height)}">{steps}</a:path>'
            outline = (
                '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
                f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
            )
        words = self.words_xml(lines, **how) if lines else ""
        look = f"{fill_xml(style)}{line_xml(style)}"
        said = alt if alt or lines else DECORATIVE
        self._add("sp", name, f"<p:spPr>{_place(box)}{outline}{look}</p:spPr>{words}", said, link)

    def polygon(
        self, points: Sequence[Spot], style: Style, name: str, *, closed: bool, alt: str = ""
    ) -> None:
        box = bounds(points)
        self.shape(box, style, name, steps=steps_xml(points, box, closed=closed), alt=alt)

    def rule(self, start: Spot, end: Spot, style: Style, name: str) -> None:
        (x0, y0), (x1, y1) = start, end
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        line = f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(style)}'
        self._add("cxnSp", name, f"<p:spPr>{_place(bounds([start, end]), flips)}{line}</p:spPr>", DECORATIVE)

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
        name, box = "".join(run.text for line in lines for run in line), label_box(spot, lines, across, along)
        self.shape(box, style, name[:60], lines=lines, across=across, along=along, wrap=False)

    def frame(self, box: Box, name: str, alt: str, content: str) -> None:
        """A graphic frame, such as a table stands in."""
        place = f"<p:xfrm>{offset_xml(box, 'off', 'ext')}</p:xfrm>"
        self._add("graphicFrame", name, f"{place}<a:graphic>{content}</a:graphic>", alt)

    def dots(self, middle: Spot, ink: str) -> None:
        """Three in a row."""
        x, y = middle
        row = [(x + at * DOTS_APART, y) for at in (-1, 0, 1)]
        boxes = [Box.around(spot, DOT) for spot in row]
        around = Box(boxes[0].left, boxes[0].top, boxes[-1].right - boxes[0].left, DOT)
        steps = ""
        for (left, level), box in zip(row, boxes, strict=True):
            ends = ((left, box.top), (box.right, level), (left, box.bottom), (box.left, level))
            steps += steps_xml(ends, around, closed=True)
        self.shape(around, Style(fill=ink), "dots", steps=steps)

    def placeholder(
        self, kind: str, box: Box, lines: Sequence[TextLine], name: str, *, at: int = 0, **how: Any
    ) -> None:
        """Words in the placeholder of that kind and number of the slide's layout; the title is what outlines and
        screen readers go by."""
        words = self.words_xml(lines, **how)
        number = f' idx="{at}"' if at else ""
        self._add(
            "sp", name, f"<p:spPr>{_place(box)}</p:spPr>{words}", holds=f'<p:ph type="{kind}"{number}/>'
        )

    def fill(self, placeholder: Any, lines: Sequence[TextLine]) -> None:
        """Words in place of those of a placeholder."""
        element = placeholder._element
        words = parse_xml(f"<p:sp {SPACES}>{self.words_xml(lines)}</p:sp>")[0]
        element.replace(element.txBody, words)

    def _add(self, tag: str, name: str, content: str, alt: str = "", link: str = "", holds: str = "") -> Any:
        """`alt` is what is said of it, or that it is decoration; `holds` the placeholder that it fills."""
        kind = f"{tag[0].upper()}{tag[1:]}"
        said = f" descr={quoteattr(clean(alt))}" if alt and alt != DECORATIVE else ""
        about = f'id="{next(self.ids)}" name={quoteattr(clean(name))}{said}'
        more = self._link_xml(link) + (DECORATIVE if alt == DECORATIVE else "")
        lock = '<a:spLocks noGrp="1"/>' if holds else ""
        properties = f"<p:cNvPr {about}>{more}</p:cNvPr><p:cNv{kind}Pr>{lock}</p:cNv{kind}Pr>"
        properties += f"<p:nvPr>{holds}</p:nvPr>"
        element = parse_xml(f"<p:{tag} {SPACES}><p:nv{kind}Pr>{properties}</p:nv{kind}Pr>{content}</p:{tag}>")
        (self.slide.shapes._spTree if self.parent is None else self.parent).append(element)
        return element

    def _link_xml(self, address: str) -> str:
        if not address:
            return ""
        part, kind = self.slide.part, RELATIONSHIP_TYPE.HYPERLINK
        return f'<a:hlinkClick r:id="{part.relate_to(clean(address), kind, is_external=True)}"/>'

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
        opening = f'<a:p><a:pPr algn="{across}" hangingPunct="0">{space}</a:pPr>'
        empty = f'<a:endParaRPr sz="{EMPTY * 100:.0f}"/>'
        paragraphs = [f"{opening}{''.join(map(self._run_xml, line)) or empty}</a:p>" for line in lines]
        body = f"<a:bodyPr {shape}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
        return f"<{tag}>{body}{''.join(paragraphs)}</{tag}>"

    def _run_xml(self, run: TextRun) -> str:
        link = self._link_xml(run.link)
        about = run_properties(run, self.lang, link)
        if link:
            return "".join(f"<a:r>{about}{text_xml(word)}</a:r>" for word in BREAK.split(run.text))
        content = f"{about}{text_xml(run.text)}"
        if run.slide_number:
            return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{content}</a:fld>'
        return f"<a:r>{content}</a:r>"


def _place(box: Box, flips: str = "", inner: str = "") -> str:
    return f"<a:xfrm{flips}>{offset_xml(box, 'off', 'ext')}{inner}</a:xfrm>"


def offset_xml(box: Box, corner: str, size: str) -> str:
    spot, room = f'x="{emu(box.left)}" y="{emu(box.top)}"', f'cx="{emu(box.width)}" cy="{emu(box.height)}"'
    return f"<a:{corner} {spot}/><a:{size} {room}/>"
