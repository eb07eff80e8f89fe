"""Words in runs of one style, how much room they take, and where their lines break.

Widths are those of Arial, and of the fonts that have its widths; Chinese characters are as wide as they are high. The
unit is that of the size: points on a slide, pixels in a picture.
"""

import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import lru_cache
from itertools import repeat

from dashboard import theme
from dashboard.exhibits.marks import Line

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]")
_SAME_IN_BOLD = re.compile(f"[0-9,.%{_WIDE.pattern[1:-1]}]")
_STOPS = "，。；：、！？）”》…"
_BREAKABLE = re.compile(f"{_WIDE.pattern}[{_STOPS}]*|[^{_WIDE.pattern[1:-1]} ]+[{_STOPS}]* *| +")
_SEAM = re.compile(
    "(?<=[\u2e80-\u2fff\u3040-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u2e80-\u2fff\u3040-\u9fff])"
)
# How wide the characters of Arial are, as parts of the size; those not named are as wide as a digit.
LATIN_WIDTH = 0.556
_THIN = "\u2009"
_SAME_WIDTHS = {
    0.222: "ijl'",
    0.278: " \u00a0!,./:;ftI[]|\u00b7",
    0.333: "()-r\u201c\u201d",
    0.5: "ckssvxyzJ",
    0.611: "FTZ",
    0.667: "ABEKPSVXY",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.833: "mM",
    0.889: "%",
    0.944: "W",
    1: "\u2192\u25b8@\u2026\u2197",
}
SEAM = 0.25  # of its size: the gap that LibreOffice and WPS leave between Chinese and Latin letters
_WIDTHS = {_THIN: SEAM} | {sign: width for width, signs in _SAME_WIDTHS.items() for sign in signs}
_CHINESE_WIDTHS = {**_WIDTHS, **dict.fromkeys("“”‘’—…·", 1)}  # among Chinese these are of its font
BOLD = 1.09  # how much wider bold type is
QUOTE = 0.15  # by how much more a quotation mark is
LINE_HEIGHT = 1.25  # of the size
CLAUSES = " · "  # between the clauses of what is said in short


def clean(text: str) -> str:
    """Without the characters that XML cannot hold, which a search text may have."""
    return _UNWRITABLE.sub("", text)


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
    heading: bool = False  # in the font for headings


TextLine = Sequence[TextRun]


def width_of(line: TextLine) -> float:
    return sum(text_width(run.text, run.size) * (BOLD if run.bold else 1) for run in line)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    others, wide = _WIDE.subn("", text)
    widths = _CHINESE_WIDTHS if wide else _WIDTHS
    return (wide + sum(map(widths.get, others, repeat(LATIN_WIDTH)))) * size


def bold_width(text: str, size: float) -> float:
    """In bold, in which figures and Chinese are as wide as in plain type, and quotation marks much wider."""
    quotes = sum(text.count(sign) for sign in "“”") * QUOTE * size if not _WIDE.search(text) else 0
    return text_width(text, size) + (BOLD - 1) * text_width(_SAME_IN_BOLD.sub("", text), size) + quotes


def spaced(text: str) -> str:
    """With a thin space, which is as wide, in each seam of Chinese and Latin letters, to be measured."""
    return _SEAM.sub(_THIN, text)


def seams(text: str) -> int:
    """How many of these gaps it has."""
    return len(_SEAM.findall(text))


def lines_taken(text: str, size: float, width: float) -> int:
    return len(wrapped(text, size, width))


@lru_cache(maxsize=8192)
def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """The lines a text takes; English breaks between words, Chinese between any two characters but before a stop."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for word in _BREAKABLE.findall(part):
            for piece in _broken(word, size, width):
                if line and text_width(line + piece.rstrip(), size) > width:
                    lines.append(line.rstrip())
                    line = ""
                line += piece
        lines.append(line.rstrip())
    return tuple(lines)


def _broken(word: str, size: float, width: float) -> list[str]:
    """A word in pieces that have room in a line; nearly all are one."""
    if text_width(word.rstrip(), size) <= width:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def runs_of(line: Line, base: TextRun, factor: float) -> TextLine:
    """Words that look like `base`, but for what each piece has of its own."""
    return [
        replace(
            base,
            text=piece.text,
            size=theme.SIZES[piece.size] * factor if piece.size else base.size,
            colour=theme.ink_of(piece.accent) if piece.accent else base.colour,
            bold=piece.bold,
            italic=piece.italic,
            computed=piece.computed,
        )
        for piece in line
    ]
