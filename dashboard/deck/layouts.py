"""The layouts of a deck, with placeholders that a person can go on with: title, content, section, two columns, exhibit,
blank. A slide of ours has that of a title or of an exhibit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pptx.oxml import parse_xml

from dashboard.deck import scheme
from dashboard.deck.drawingml import DECORATIVE, SPACES, TAGS, Align, Anchor, offset_xml, solid, text_xml
from dashboard.figures.words import Lang, say
from dashboard.layout.box import Box

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 48.0  # the width of every proportion, the height of the usual one
INNER = WIDTH - 2 * MARGIN
FOOT = 53.0  # points at the lower edge
NUMBER = 150.0  # points at the right of the foot
GUTTER, GAP = 32.0, 16.0  # between columns, and between smaller parts
SMALLEST = 14.0  # nothing is set smaller but the line of the sources
TITLE_SIZE, BODY_SIZES = 30, (20, 18, 16, 14, 14)
SUBTITLE_AT, SOURCE_AT, NUMBER_AT = 13, 14, 15  # the numbers of the placeholders of an exhibit

Name = Literal["title", "content", "section", "columns", "exhibit", "blank"]
NAMES: Sequence[Name] = get_args(Name)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A placeholder; without a size it has the sizes of the master, level by level."""

    kind: str
    box: Box
    at: int = 0
    size: float = 0
    token: str = "ink"
    across: Align = "l"
    along: Anchor = "t"

    def xml(self, number: int, lang: Lang) -> str:
        words = {"title": "title", "ctrTitle": "title"}.get(self.kind, "text")
        name = say(f"deck.holder.{words}", lang)
        if self.kind == "sldNum":
            run = f"<a:rPr {TAGS[lang]}/><a:t>‹#›</a:t>"
            lines = [f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">{run}</a:fld>']
        elif self.kind == "ftr":
            lines = [f"<a:endParaRPr {TAGS[lang]}/>"]
        else:
            lines = [f"<a:r><a:rPr {TAGS[lang]}/>{text_xml(name)}</a:r>"]
        text = "".join(f"<a:p>{line}</a:p>" for line in lines)
        kind, place = f' type="{self.kind}"' if self.kind else "", f' idx="{self.at}"' if self.at else ""
        edges = f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{self.along}"'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{place}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>{offset_xml(self.box, 'off', 'ext')}"
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f'<p:txBody><a:bodyPr vert="horz" {edges}><a:normAutofit/></a:bodyPr>'
            f"<a:lstStyle>{self._style()}</a:lstStyle>{text}</p:txBody></p:sp>"
        )

    def _style(self) -> str:
        if not self.size:
            return ""
        look = f'sz="{round(self.size * 100)}"' + (' b="1"' if "itle" in self.kind else "")
        run = f"<a:defRPr {look}>{solid(self.token)}</a:defRPr>"
        return f'<a:lvl1pPr marL="0" indent="0" algn="{self.across}"><a:buNone/>{run}</a:lvl1pPr>'


HEAD = Box(MARGIN, 40, INNER, 48)
TITLE = Holder(kind="title", box=HEAD, size=TITLE_SIZE)


def foot_boxes(foot_top: float) -> tuple[Box, Box]:
    """Of the sources, and of the number of a slide."""
    return Box(MARGIN, foot_top + 5, INNER - NUMBER, 44), Box(
        WIDTH - MARGIN - NUMBER, foot_top + 5, NUMBER, 20
    )


def _foot(foot_top: float) -> tuple[Holder, Holder]:
    source, number = foot_boxes(foot_top)
    return (
        Holder(kind="ftr", box=source, at=SOURCE_AT, size=10, token="muted"),
        Holder(kind="sldNum", box=number, at=NUMBER_AT, size=SMALLEST, across="r"),
    )


def _layouts(foot_top: float) -> Mapping[Name, tuple[str, bool, Sequence[Holder]]]:
    """With the type that the format has for it, and whether it has a bar of the first accent."""
    body, foot = _body(foot_top), _foot(foot_top)
    left, right = body.grid(2, 1, GUTTER)
    return {
        "title": (
            "title",
            False,
            (
                Holder(kind="ctrTitle", box=Box(MARGIN, 96, INNER, 112), size=44),
                Holder(kind="subTitle", box=Box(MARGIN, 220, INNER, 200), at=1, size=20, token="second"),
            ),
        ),
        "content": ("obj", True, (TITLE, Holder(kind="", box=body, at=1), *foot)),
        "section": (
            "secHead",
            True,
            (
                Holder(kind="title", box=Box(MARGIN, 150, INNER, 110), size=40, along="b"),
                Holder(kind="body", box=Box(MARGIN, 276, INNER, 120), at=1, size=20, token="second"),
            ),
        ),
        "columns": (
            "twoObj",
            True,
            (TITLE, Holder(kind="", box=left, at=1), Holder(kind="", box=right, at=2), *foot),
        ),
        "exhibit": (
            "titleOnly",
            False,
            (
                TITLE,
                Holder(kind="body", box=Box(MARGIN, 90, INNER, 20), at=SUBTITLE_AT, size=14, token="second"),
                *foot,
            ),
        ),
        "blank": ("blank", False, foot),
    }


def _body(foot_top: float) -> Box:
    return Box(MARGIN, 112, INNER, foot_top - 124)


KEPT = (0, 1, 2, 3, 5, 6)  # of the layouts of python-pptx's own file, those that become ours


def write_layouts(file: Any, lang: Lang, height: float) -> None:
    """Ours in place of those of a new file."""
    foot_top = height - FOOT
    every = list(file.slide_layouts)
    kept = [every[at] for at in KEPT]
    for layout in every:
        if layout not in kept:
            file.slide_layouts.remove(layout)
    for layout, (name, (kind, barred, holders)) in zip(kept, _layouts(foot_top).items(), strict=True):
        layout._element.set("type", kind)
        layout._element.cSld.set("name", say(f"deck.layout.{name}", lang))
        _fill(layout._element.cSld, holders, lang, barred=barred)
    master = file.slide_master._element
    body = Holder(kind="body", box=_body(foot_top), at=1)
    _fill(master.cSld, (TITLE, body, *_foot(foot_top)), lang)
    styles = master.find("{*}txStyles")
    for style, sizes in (("titleStyle", (TITLE_SIZE,)), ("bodyStyle", BODY_SIZES)):
        for level, size in zip(styles.find(f"{{*}}{style}"), sizes, strict=False):
            level.find("{*}defRPr").set("sz", str(size * 100))
            level.set("algn", "l")
    styles.find("{*}titleStyle")[0].find("{*}defRPr").set("b", "1")


def _fill(slide: Any, holders: Sequence[Holder], lang: Lang, *, barred: bool = False) -> None:
    parts = [holder.xml(number, lang) for number, holder in enumerate(holders, 2)]
    if barred:
        parts.insert(0, "".join(_bar(len(holders) + 2)))
    head = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
        "</p:grpSpPr>"
    )
    tree = parse_xml(f"<p:spTree {SPACES}>{head}{''.join(parts)}</p:spTree>")
    slide.replace(slide.find("{*}spTree"), tree)


def _bar(number: int) -> Iterator[str]:
    yield f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="accent">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
    yield f"<p:spPr><a:xfrm>{offset_xml(Box(MARGIN, 0, 60, 7), 'off', 'ext')}</a:xfrm>"
    yield '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    yield f"<a:solidFill>{scheme.colour('teal')}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
