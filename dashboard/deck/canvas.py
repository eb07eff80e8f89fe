"""Native shapes of a slide; a map has hundreds, and python-pptx makes each one step by step, so they are written here.

Lengths are points, from the upper left corner of the slide.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from dashboard.deck.drawingml import (
    EMPTY,
    LINE_HEIGHT,
    TAGS,
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
    path_xml,
    run_properties,
    steps_xml,
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
        place = _place(box).replace("</a:xfrm>", f"{_offset(box, 'chOff', 'chExt')}</a:xfrm>")
        element = parse_xml(
            f"<p:grpSp {_SPACES}><p:nvGrpSpPr>{self._named(name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{place}</p:grpSpPr></p:grpSp>"
        )
        self._parent.append(element)
        return Canvas(self.slide, self.lang, element, self._ids)

    def shape(self, box: Box, style: Style, name: str, *, preset: str = "rect", **words: Any) -> None:
        geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        self._add(box, geometry, style, name, **words)

    def polygon(
        self, points: Sequence[tuple[float, float]], style: Style, name: str, *, closed: bool
    ) -> None:
        box = bounds(points)
        steps = steps_xml(((x - box.left, y - box.top) for x, y in points), closed=closed)
        self.path(box, steps, style, name)

    def path(self, box: Box, steps: str, style: Style, name: str) -> None:
        """A shape whose outline is given; `steps` count from the corner of its box."""
        self._add(box, path_xml(box.width, box.height, steps), style, name)

    def rule(self, start: tuple[float, float], end: tuple[float, float], style: Style, name: str) -> None:
        (x0, y0), (x1, y1) = start, end
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        box = Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        place = _place(box).replace("<a:xfrm>", f"<a:xfrm{flips}>")
        self._parent.append(
            parse_xml(
                f"<p:cxnSp {_SPACES}><p:nvCxnSpPr>{self._named(name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
                f'<p:spPr>{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(style)}</p:spPr></p:cxnSp>'
            )
        )

    def text(self, box: Box, lines: Sequence[TextLine], name: str, **how: Any) -> None:
        """A text box without margins; `how` as for `words_xml`."""
        self._add(box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', Style(), name, lines=lines, **how)

    def title(self, box: Box, runs: TextLine) -> None:
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
        self, x: float, y: float, lines: Sequence[TextLine], *, across: Align, along: Anchor, style: Style
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
            style,
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
        style: Style,
        name: str,
        *,
        lines: Sequence[TextLine] = (),
        alt: str = "",
        **how: Any,
    ) -> None:
        element = parse_xml(
            f"<p:sp {_SPACES}><p:nvSpPr>{self._named(name, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_place(box)}{geometry}{fill_xml(style)}{line_xml(style)}</p:spPr>"
            f"{self.words_xml(lines, **how) if lines else ''}</p:sp>"
        )
        self._parent.append(element)

    def words_xml(
        self,
        lines: Sequence[TextLine],
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

    def _line_xml(self, line: TextLine) -> str:
        empty = f'<a:endParaRPr sz="{EMPTY * 100:.0f}"/>'
        return "".join(self._run_xml(run) for run in line) or empty

    def _run_xml(self, run: TextRun) -> str:
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
