"""How a briefing stands in Word: page, styles, numbering and faces, by language.

The Chinese one is laid out as GB/T 9704—2012 asks of official documents: A4, a text area of 156 × 225 mm, 22 lines of
28 characters, faces and sizes by level, numbers of pages at the outer edge. For faces that a machine lacks the table of
fonts names others, which programs look for instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.figures.words import Lang

# Sizes of type by their Chinese names, in points.
TWO, THREE, FOUR, SMALL_FOUR, FIVE = 22.0, 16.0, 14.0, 12.0, 10.5
LINE = 28.95  # points; 22 of them in 225 mm
TIGHTER = -0.25  # points between two characters, so that 28 of size 三号 stand in 156 mm
FIRST, HANGING = "firstLine", "hanging"

SONG, TITLE, FANG, HEI, KAI = "宋体", "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
ROMAN = "Times New Roman"
WITHOUT_SERIFS = (HEI,)
# Each face and those to look for where it is not installed: on Windows, macOS and Linux.
FACES: Mapping[str, str] = {
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    SONG: "SimSun,华文宋体,STSong,Noto Serif CJK SC",
    ROMAN: "Times,Liberation Serif",
}

Written = dict[str, Any]  # what styles share


@dataclass(frozen=True, kw_only=True)
class Look:
    """A style of paragraphs. Lengths are points, `indent` is in characters; `line` 0 is as tall as what
    stands in it."""

    name: str
    face: str
    size: float
    line: float = 0
    align: str = "left"
    indent: tuple[str, float] = (FIRST, 0)
    before: float = 0
    after: float = 0
    bold: bool = False
    level: int | None = None  # of the outline, from 0
    list: tuple[int, int] | None = None  # its list and its level there
    keeps: bool = False  # on the page of what follows


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`margins` are top, right, bottom, left and the foot, in millimetres; `levels` the form and the text of
    numbers."""

    margins: tuple[float, float, float, float, float]
    styles: Mapping[str, Look]
    levels: tuple[tuple[str, str], ...]
    feet: Mapping[str, str]  # alignment of the page's number on odd and even pages
    dashes: tuple[str, str]
    foot: Look
    latin: str
    spacing: float = 0

    @property
    def width(self) -> float:
        """Of the text, in points."""
        return (210 - self.margins[1] - self.margins[3]) / 25.4 * 72


def _chinese() -> Layout:
    body: Written = {"face": FANG, "size": THREE, "line": LINE, "align": "both", "indent": (FIRST, 2)}
    small: Written = {"face": FANG, "size": SMALL_FOUR, "line": 20.0}
    return Layout(
        margins=(37, 26, 35, 28, 25),
        styles={
            "Normal": Look(name="Normal", face=FANG, size=THREE, line=LINE),
            "Title": Look(name="Title", face=TITLE, size=TWO, line=35, align="center", before=LINE),
            "Subtitle": Look(name="Subtitle", face=KAI, size=THREE, line=LINE, align="center", after=LINE),
            "BodyText": Look(name="Body Text", **body),
            "Heading1": Look(name="heading 1", **body | {"face": HEI}, level=0, list=(1, 0), keeps=True),
            "Heading2": Look(name="heading 2", **body | {"face": KAI}, level=1, list=(1, 1), keeps=True),
            "ListNumber": Look(name="List Number", **body, list=(1, 2)),
            "Caption": Look(name="caption", **small | {"face": HEI}, align="center", before=6, keeps=True),
            "Figure": Look(name="Figure", face=FANG, size=SMALL_FOUR, align="center", after=8),
            "Gap": Look(name="Gap", face=FANG, size=FIVE, line=10),
            "TableHead": Look(name="Table Head", face=HEI, size=FIVE, line=16, keeps=True),
            "TableText": Look(name="Table Text", face=FANG, size=FIVE, line=16, keeps=True),
            "TableLast": Look(name="Table Last Row", face=FANG, size=FIVE, line=16),
            "Remark": Look(name="Remark", **small, after=6, before=2),
            "NotesHead": Look(name="Notes Head", **body | {"face": HEI}, level=0, before=LINE, keeps=True),
            "Notes": Look(name="Notes", **small, indent=(HANGING, 2.5), list=(2, 0)),
        },
        levels=(
            ("chineseCountingThousand", "%1、"),
            ("chineseCountingThousand", "（%2）"),
            ("decimal", "%3."),
        ),
        feet={"default": "right", "even": "left"},
        dashes=("— ", " —"),
        foot=Look(name="footer", face=SONG, size=FOUR),
        latin=ROMAN,
        spacing=TIGHTER,
    )


def _english() -> Layout:
    body: Written = {"face": SONG, "size": 11.0, "line": 16.0, "after": 6.0}
    head: Written = {"face": HEI, "bold": True, "keeps": True}
    small: Written = {"face": SONG, "size": 9.5, "line": 13.0}
    return Layout(
        margins=(25, 25, 25, 25, 12),
        styles={
            "Normal": Look(name="Normal", face=SONG, size=11, line=16),
            "Title": Look(name="Title", face=HEI, size=20, line=26, bold=True, after=4),
            "Subtitle": Look(name="Subtitle", face=SONG, size=11, line=16, after=14),
            "BodyText": Look(name="Body Text", **body),
            "Heading1": Look(name="heading 1", **head, size=14, before=14, after=4, level=0, list=(1, 0)),
            "Heading2": Look(name="heading 2", **head, size=12, before=10, after=3, level=1, list=(1, 1)),
            "ListNumber": Look(
                name="List Number", **body | {"after": 3.0}, indent=(HANGING, 1.8), list=(1, 2)
            ),
            "Caption": Look(name="caption", **small | head, before=8, after=3),
            "Figure": Look(name="Figure", face=SONG, size=11, after=8),
            "Gap": Look(name="Gap", face=SONG, size=6, line=6),
            "TableHead": Look(name="Table Head", **small, bold=True, keeps=True),
            "TableText": Look(name="Table Text", **small, keeps=True),
            "TableLast": Look(name="Table Last Row", **small),
            "Remark": Look(name="Remark", **small, before=2, after=8),
            "NotesHead": Look(name="Notes Head", **head, size=14, before=18, after=4, level=0),
            "Notes": Look(name="Notes", **small, after=2, indent=(HANGING, 2.5), list=(2, 0)),
        },
        levels=(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")),
        feet={"default": "center", "even": "center"},
        dashes=("", ""),
        foot=Look(name="footer", face=SONG, size=9.5),
        latin=ROMAN,
    )


LAYOUTS: Mapping[Lang, Layout] = {"zh": _chinese(), "en": _english()}
