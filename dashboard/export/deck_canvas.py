"""Native shapes of a slide, written as DrawingML: a map has hundreds, and python-pptx makes each one step by step.

Lengths are points, from the upper left corner of the slide; colours are tokens of `theme.LIGHT`, `@` or not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from dashboard import theme
from dashboard.figures.words import Lang

EMU = 12_700  # to a point
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
TAGS: dict[Lang, str] = {"zh": 'lang="zh-CN" altLang="en-US"', "en": 'lang="en-US" altLang="zh-CN"'}
FONTS = (
    f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/>'
    f'<a:sym typeface="{EAST_ASIAN}"/>'
)
_SPACES = nsdecls("a", "p", "r")
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]")
_BREAKABLE = re.compile(f"{_WIDE.pattern}|[^{_WIDE.pattern[1:-1]} ]+ *| +")
# How wide the characters of Arial are, as parts of the size; those not named are as wide as a digit.
LATIN_WIDTH = 0.556
_SAME_WIDTHS = {
    0.222: "ijl'",
    0.278: " !,./:;ftI[]|\u00b7",
    0.333: "()-r\u201c\u201d",
    0.5: "ckssvxyzJ",
    0.611: "FTZ",
    0.667: "ABEKPSVXY",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.833: "mM",
    0.944: "W",
    1: "\u2192\u25b8@\u2026\u2197",
}
_WIDTHS = {sign: width for width, signs in _SAME_WIDTHS.items() for sign in signs}
BOLD = 1.09  # how much wider bold type is
LINE_HEIGHT = 1.25  # of the size
EMPTY = 8.0  # the size of an empty line

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]


def emu(points: float) -> int:
    return round(points * EMU)


def clean(text: str) -> str:
    """Without the characters that XML cannot hold, which a search text may have."""
    return _UNWRITABLE.sub("", text)


def colour(token: str) -> str:
    """The value of a colour as DrawingML writes it; empty for one that is not seen."""
    value = theme.LIGHT[token.removeprefix("@")] if token else ""
    return value.removeprefix("#") if value.startswith("#") else ""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a shape is filled and edged; `pattern` is a preset pattern, drawn in `ink` on the fill."""

    fill: str = ""
    line: str = ""
    width: float = 1
    dash: str = "solid"
    pattern: str = ""
    ink: str = ""
    opacity: float = 1
    fades: bool = False  # to nothing, from left to right
    arrow: bool = False  # at the end of a line


HATCH = Look(fill="hatch-ground", line="hatch", width=1, pattern="wdUpDiag", ink="hatch")
DASHES = {"solid": "solid", "dash": "dash", "dot": "sysDot"}


@dataclass(frozen=True, kw_only=True)
class Run:
    text: str
    size: float
    colour: str = "ink"
    bold: bool = False
    italic: bool = False
    computed: bool = False  # underlined with dots
    link: str = ""
    glow: str = ""  # colour of a halo
    slide_number: bool = False


Line = Sequence[Run]


def width_of(line: Line) -> float:
    return sum(text_width(run.text, run.size) * (BOLD if run.bold else 1) for run in line)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    return sum(1 if _WIDE.match(sign) else _WIDTHS.get(sign, LATIN_WIDTH) for sign in text) * size


@lru_cache(maxsize=8192)
def lines_taken(text: str, size: float, width: float) -> int:
    """How many lines a text takes; English breaks between words, Chinese between any two characters."""
    lines = 0
    for part in text.split("\n"):
        lines += 1
        left = width
        for word in _BREAKABLE.findall(part):
            taken = text_width(word.rstrip(), size)
            if taken > left and left < width:
                lines, left = lines + 1, width
            lines, left = lines + int(taken // width), left - text_width(word, size) % width
    return lines


# DrawingML ----------------------------------------------------------------------------------------------------


def solid(token: str, opacity: float = 1) -> str:
    value = colour(token)
    if not value:
        return "<a:noFill/>"
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{value}">{alpha}</a:srgbClr></a:solidFill>'


def fill_xml(look: Look) -> str:
    if look.pattern:
        ink, ground = (f'<a:srgbClr val="{colour(token)}"/>' for token in (look.ink, look.fill))
        return f'<a:pattFill prst="{look.pattern}"><a:fgClr>{ink}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'
    if look.fades:
        shade = f'<a:srgbClr val="{colour(look.fill)}">'
        stops = f'<a:gs pos="40000">{shade}</a:srgbClr></a:gs>'
        stops += f'<a:gs pos="100000">{shade}<a:alpha val="0"/></a:srgbClr></a:gs>'
        return f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
    return solid(look.fill, look.opacity)


def line_xml(look: Look) -> str:
    if not colour(look.line):
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{DASHES[look.dash]}"/>' if look.dash != "solid" else ""
    arrow = '<a:tailEnd type="arrow" w="med" len="med"/>' if look.arrow else ""
    opacity = look.opacity if not look.fill else 1
    return f'<a:ln w="{emu(look.width)}">{solid(look.line, opacity)}{dash}<a:round/>{arrow}</a:ln>'


def run_properties(run: Run, tags: str, tag: str = "a:rPr", link: str = "") -> str:
    names = f'{tags} sz="{round(run.size * 100)}" b="{int(run.bold)}" i="{int(run.italic)}"'
    names += ' u="dotted"' if run.computed else ""
    glow = f'<a:effectLst><a:glow rad="31750"><a:srgbClr val="{colour(run.glow)}"/></a:glow></a:effectLst>'
    return f"<{tag} {names}>{solid(run.colour)}{glow if run.glow else ''}{FONTS}{link}</{tag}>"


def path_xml(width: float, height: float, steps: str) -> str:
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{emu(width)}" h="{emu(height)}">{steps}</a:path></a:pathLst></a:custGeom>'
    )


def steps_xml(points: Iterable[tuple[float, float]], *, closed: bool) -> str:
    """One stroke through points, which are counted from the corner of its shape."""
    written = [f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in points]
    first, rest = written[0], written[1:]
    moves = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return moves + ("<a:close/>" if closed else "")


def bounds(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


class Canvas:
    """A slide, or a group on it, to put shapes on."""

    def __init__(self, slide: Slide, lang: Lang, parent: Any = None, ids: Any = None) -> None:
        self.slide = slide
        self.lang = lang
        self._parent = slide.shapes._spTree if parent is None else parent
        self._ids = ids or count(1000)  # above those that python-pptx gives

    def next_id(self) -> int:
        number: int = next(self._ids)
        return number

    def group(self, name: str, box: Box, alt: str) -> "Canvas":
        """A named group, to which shapes are added as to the slide."""
        place = _place(box).replace("</a:xfrm>", f"{_offset(box, 'chOff', 'chExt')}</a:xfrm>")
        element = parse_xml(
            f"<p:grpSp {_SPACES}><p:nvGrpSpPr>{self._named(name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{place}</p:grpSpPr></p:grpSp>"
        )
        self._parent.append(element)
        return Canvas(self.slide, self.lang, element, self._ids)

    def shape(self, box: Box, look: Look, name: str, *, preset: str = "rect", **words: Any) -> None:
        geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        self._add(box, geometry, look, name, **words)

    def polygon(self, points: Sequence[tuple[float, float]], look: Look, name: str, *, closed: bool) -> None:
        box = bounds(points)
        steps = steps_xml(((x - box.left, y - box.top) for x, y in points), closed=closed)
        self.path(box, steps, look, name)

    def path(self, box: Box, steps: str, look: Look, name: str) -> None:
        """A shape whose outline is given; `steps` count from the corner of its box."""
        self._add(box, path_xml(box.width, box.height, steps), look, name)

    def rule(self, start: tuple[float, float], end: tuple[float, float], look: Look, name: str) -> None:
        (x0, y0), (x1, y1) = start, end
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        box = Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        place = _place(box).replace("<a:xfrm>", f"<a:xfrm{flips}>")
        self._parent.append(
            parse_xml(
                f"<p:cxnSp {_SPACES}><p:nvCxnSpPr>{self._named(name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
                f'<p:spPr>{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(look)}</p:spPr></p:cxnSp>'
            )
        )

    def text(self, box: Box, lines: Sequence[Line], name: str, **how: Any) -> None:
        """A text box without margins; `how` as for `words_xml`."""
        self._add(box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', Look(), name, lines=lines, **how)

    def title(self, box: Box, runs: Line) -> None:
        """The slide's own title, which outlines and screen readers go by."""
        title = self.slide.shapes.title
        if title is None:
            raise ValueError("the layout of the slide has no title")
        element: Any = title._element
        element.nvSpPr.cNvPr.set("name", clean("".join(run.text for run in runs)))
        place, words = parse_xml(
            f"<p:sp {_SPACES}><p:spPr>{_place(box)}</p:spPr>{self.words_xml([runs])}</p:sp>"
        )
        element.replace(element.spPr, place)
        element.replace(element.txBody, words)

    def label(
        self, x: float, y: float, lines: Sequence[Line], *, across: Align, along: Anchor, look: Look
    ) -> None:
        """A text whose left, middle or right is at x, and whose top, middle or bottom is at y."""
        width = max(width_of(line) for line in lines) + 2
        height = sum(max((run.size for run in line), default=EMPTY) for line in lines) * LINE_HEIGHT
        left = {"l": x, "ctr": x - width / 2, "r": x - width}[across]
        top = {"t": y, "ctr": y - height / 2, "b": y - height}[along]
        name = "".join(run.text for line in lines for run in line)
        self._add(
            Box(left, top, width, height),
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
            look,
            name[:60],
            lines=lines,
            across=across,
            along=along,
            wrap=False,
        )

    def frame(self, box: Box, name: str, alt: str, content: str) -> None:
        """A graphic frame, such as a table stands in."""
        place = f"<p:xfrm>{_offset(box, 'off', 'ext')}</p:xfrm>"
        self._parent.append(
            parse_xml(
                f"<p:graphicFrame {_SPACES}><p:nvGraphicFramePr>{self._named(name, alt)}<p:cNvGraphicFramePr/><p:nvPr/>"
                f"</p:nvGraphicFramePr>{place}<a:graphic>{content}</a:graphic></p:graphicFrame>"
            )
        )

    def _add(
        self,
        box: Box,
        geometry: str,
        look: Look,
        name: str,
        *,
        lines: Sequence[Line] = (),
        alt: str = "",
        **how: Any,
    ) -> None:
        element = parse_xml(
            f"<p:sp {_SPACES}><p:nvSpPr>{self._named(name, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_place(box)}{geometry}{fill_xml(look)}{line_xml(look)}</p:spPr>"
            f"{self.words_xml(lines, **how) if lines else ''}</p:sp>"
        )
        self._parent.append(element)

    def words_xml(
        self,
        lines: Sequence[Line],
        *,
        across: Align = "l",
        along: Anchor = "t",
        wrap: bool = True,
        inset: float = 0,
        spacing: float = 100,
        after: float = 0,
        tag: str = "p:txBody",
        spaces: bool = False,
    ) -> str:
        """`inset` is the margin on all sides; with `spaces` it can be read alone."""
        edges = " ".join(f'{side}Ins="{emu(inset)}"' for side in "ltrb")
        shape = f'wrap="{"square" if wrap else "none"}" {edges} anchor="{along}" rtlCol="0"'
        body = f"<a:bodyPr {shape}><a:noAutofit/></a:bodyPr>"
        space = f'<a:lnSpc><a:spcPct val="{round(spacing * 1000)}"/></a:lnSpc>'
        space += f'<a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft>'
        paragraphs = [
            f'<a:p><a:pPr algn="{across}">{space}</a:pPr>{self._line_xml(line)}</a:p>' for line in lines
        ]
        opening = f"{tag} {_SPACES}" if spaces else tag
        return f"<{opening}>{body}<a:lstStyle/>{''.join(paragraphs)}</{tag}>"

    def _line_xml(self, line: Line) -> str:
        empty = f'<a:endParaRPr sz="{EMPTY * 100:.0f}"/>'
        return "".join(self._run_xml(run) for run in line) or empty

    def _run_xml(self, run: Run) -> str:
        tags = TAGS[self.lang]
        link = self._link_xml(run.link) if run.link else ""
        properties = run_properties(run, tags, link=link)
        text = f"<a:t>{escape(clean(run.text))}</a:t>"
        if run.slide_number:
            return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{properties}{text}</a:fld>'
        return f"<a:r>{properties}{text}</a:r>"

    def _link_xml(self, address: str) -> str:
        known = self.slide.part.relate_to(clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<a:hlinkClick r:id="{known}"/>'

    def _named(self, name: str, alt: str = "") -> str:
        descr = f" descr={quoteattr(clean(alt))}" if alt else ""
        return f'<p:cNvPr id="{self.next_id()}" name={quoteattr(clean(name))}{descr}/>'


def _place(box: Box) -> str:
    return f"<a:xfrm>{_offset(box, 'off', 'ext')}</a:xfrm>"


def _offset(box: Box, corner: str, size: str) -> str:
    return (
        f'<a:{corner} x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:{size} cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    )


def scaled(line: Line, factor: float) -> list[Run]:
    return [replace(run, size=run.size * factor) for run in line]
