"""Native shapes of a slide; a map has hundreds, and python-pptx makes each one step by step, so they are written here.

Lengths are points, from the upper left corner of the slide.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from dashboard.deck.drawingml import (
    BARE,
    EMPTY,
    LINE_HEIGHT,
    Align,
    Anchor,
    Box,
    Style,
    TextLine,
    TextRun,
    bounds,
    clean,
    emu,
    fill_xml,
    line_xml,
    run_properties,
    steps_xml,
    text_xml,
    width_of,
)
from dashboard.figures.words import Lang

_SPACES = nsdecls("a", "p", "r")


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
        place = _place(box, inner=_offset(box, "chOff", "chExt"))
        element = self._add("grpSp", name, f"<p:grpSpPr>{place}</p:grpSpPr>", alt)
        return Canvas(self.slide, self.lang, element, self._ids)

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

    def polygon(
        self, points: Sequence[tuple[float, float]], style: Style, name: str, *, closed: bool
    ) -> None:
        box = bounds(points)
        steps = steps_xml(((x - box.left, y - box.top) for x, y in points), closed=closed)
        self.shape(box, style, name, steps=steps)

    def rule(self, start: tuple[float, float], end: tuple[float, float], style: Style, name: str) -> None:
        (x0, y0), (x1, y1) = start, end
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        line = f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(style)}'
        self._add("cxnSp", name, f"<p:spPr>{_place(bounds([start, end]), flips)}{line}</p:spPr>")

    def text(self, box: Box, lines: Sequence[TextLine], name: str, **how: Any) -> None:
        """A text box without margins; `how` as for `words_xml`."""
        self.shape(box, BARE, name, lines=lines, **how)

    def label(
        self,
        spot: tuple[float, float],
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
        about = (
            f'<p:cNvPr id="{self.next_id()}" name={quoteattr(clean(name))}{said}/><p:cNv{kind}Pr/><p:nvPr/>'
        )
        element = parse_xml(f"<p:{tag} {_SPACES}><p:nv{kind}Pr>{about}</p:nv{kind}Pr>{content}</p:{tag}>")
        self._parent.append(element)
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
    return (
        f'<a:{corner} x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:{size} cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    )
