"""Words, fills and lines as DrawingML, and how much room words take.

Lengths are points, from the upper left corner of the slide; colours are tokens of `theme.LIGHT`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from dashboard import theme
from dashboard.figures.words import Lang

EMU = 12_700  # to a point
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
TAGS: dict[Lang, str] = {"zh": 'lang="zh-CN" altLang="en-US"', "en": 'lang="en-US" altLang="zh-CN"'}
FONTS = (
    f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/>'
    f'<a:sym typeface="{EAST_ASIAN}"/>'
)
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
    return theme.LIGHT[token].partition("#")[2] if token else ""


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
class Style:
    """How a shape is filled and edged; `pattern` is a preset pattern, drawn in `ink` on the fill."""

    fill: str = ""
    line: str = ""
    width: float = 1
    dash: str = ""
    pattern: str = ""
    ink: str = ""
    opacity: float = 1  # of its line
    fades: Literal["", "right", "up"] = ""  # to nothing, in that direction
    arrow: bool = False  # at the end of a line


PRESETS = {"circle": "ellipse", "square": "rect", "diamond": "diamond"}
EDGE = 1.5
BARE = Style()
DOTTED = "• • •"  # on a fill, where a pattern would be too fine
HATCH = Style(fill="hatch-ground", line="hatch", pattern="wdUpDiag", ink="hatch")
FADES = {"right": 0, "up": 16_200_000}  # in sixtieths of a thousandth of a degree, clockwise
DASHES = {"dash": "dash", "dot": "sysDot"}


def accented(accent: str) -> Style:
    """How what has an accent is filled and edged."""
    paint = theme.PAINTS[accent]
    return HATCH if accent == "hatched" else Style(fill=paint.fill, line=paint.edge, width=EDGE)


@dataclass(frozen=True)
class TextRun:
    text: str
    size: float
    colour: str = "ink"
    _: KW_ONLY
    bold: bool = False
    italic: bool = False
    computed: bool = False  # underlined with dots
    link: str = ""
    glow: str = ""  # colour of a halo
    slide_number: bool = False


TextLine = Sequence[TextRun]


def width_of(line: TextLine) -> float:
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
    dash = f'<a:prstDash val="{DASHES[style.dash]}"/>' if style.dash else ""
    arrow = '<a:tailEnd type="arrow" w="med" len="med"/>' if style.arrow else ""
    return f'<a:ln w="{emu(style.width)}">{solid(style.line, style.opacity)}{dash}<a:round/>{arrow}</a:ln>'


def run_properties(run: TextRun, lang: Lang, link: str = "") -> str:
    names = f'{TAGS[lang]} sz="{round(run.size * 100)}" b="{int(run.bold)}" i="{int(run.italic)}"'
    names += ' u="dotted"' if run.computed else ""
    halo = f'<a:effectLst><a:glow rad="31750">{_shade(run.glow)}</a:glow></a:effectLst>' if run.glow else ""
    return f"<a:rPr {names}>{solid(run.colour)}{halo}{FONTS}{link}</a:rPr>"


def text_xml(text: str) -> str:
    return f"<a:t>{escape(clean(text))}</a:t>"


def steps_xml(points: Iterable[tuple[float, float]], *, closed: bool) -> str:
    """One stroke through points, which are counted from the corner of its shape."""
    written = [f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in points]
    first, rest = written[0], written[1:]
    moves = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return moves + ("<a:close/>" if closed else "")


def bounds(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
