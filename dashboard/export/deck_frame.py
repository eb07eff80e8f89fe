"""What stands on every slide around its drawing: finding, legend of marks, filters, sources, number, way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exhibits.marks import LegendItem
from dashboard.export.deck_blocks import accent
from dashboard.export.deck_canvas import (
    BOLD,
    HATCH,
    Box,
    Canvas,
    Line,
    Look,
    Run,
    lines_taken,
    text_width,
)
from dashboard.figures.words import say

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 48.0
INNER = WIDTH - 2 * MARGIN
TITLE_TOP = 40.0
TITLE_SIZES = ((30.0, 1), (25.0, 2), (22.0, 2), (19.0, 3))  # size, lines it may take
SUBTITLE = 14.0
FOOT_TOP = 487.0
FOOT_SIZE = 10.5
LEGEND_SIZE, LEGEND_ROW = 11.5, 17.0
SWATCH = 22.0


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a slide says around its drawing."""

    eyebrow: str
    title: str
    subtitle: str
    filters: str
    sources: str
    link: str
    side: str
    marks: tuple[LegendItem, ...] = ()
    part: str = ""  # "2/4" where an exhibit takes several slides


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where the words of a slide stand, and the area they leave to the drawing."""

    words: Words
    title_size: float
    title: Box
    subtitle: Box
    legend: list[list[tuple[str, str]]]

    @property
    def legend_top(self) -> float:
        return FOOT_TOP - 7 - LEGEND_ROW * len(self.legend)

    @property
    def area(self) -> Box:
        top = self.subtitle.bottom + 12
        return Box(MARGIN, top, INNER, self.legend_top - 6 - top)


def frame_of(words: Words) -> Frame:
    """The finding is set as large as its length allows."""
    text = f"{words.title}{_part(words)}"
    size = next(
        (size for size, most in TITLE_SIZES if lines_taken(text, size * BOLD, INNER) <= most),
        TITLE_SIZES[-1][0],
    )
    title = Box(MARGIN, TITLE_TOP, INNER, lines_taken(text, size * BOLD, INNER) * size * 1.25)
    lines = lines_taken(words.subtitle, SUBTITLE, INNER) if words.subtitle else 0
    subtitle = Box(MARGIN, title.bottom + 3, INNER, lines * SUBTITLE * 1.25)
    return Frame(
        words=words, title_size=size, title=title, subtitle=subtitle, legend=_legend_rows(words.marks)
    )


def draw_frame(canvas: Canvas, frame: Frame, number: int, slides: int) -> None:
    words = frame.words
    ink = accent(words.side)
    canvas.shape(Box(MARGIN, 0, 60, 7), Look(fill=ink), "accent")
    eyebrow = [Run(text=words.eyebrow, size=12, bold=True, colour=ink)]
    canvas.text(Box(MARGIN, 20, INNER, 17), [eyebrow], "page")
    title = [Run(text=words.title, size=frame.title_size, bold=True)]
    if words.part:
        title.append(Run(text=_part(words), size=frame.title_size * 0.7, colour="muted"))
    canvas.title(frame.title, title)
    if words.subtitle:
        line = [Run(text=words.subtitle, size=SUBTITLE, colour="second")]
        canvas.text(frame.subtitle, [line], "subtitle")
    _foot(canvas, words, number, slides)
    for at, row in enumerate(frame.legend):
        _legend_row(canvas, row, frame.legend_top + at * LEGEND_ROW, words.side)


def _part(words: Words) -> str:
    return f"  {words.part}" if words.part else ""


def _foot(canvas: Canvas, words: Words, number: int, slides: int) -> None:
    canvas.rule((MARGIN, FOOT_TOP), (WIDTH - MARGIN, FOOT_TOP), Look(line="rule", width=0.75), "rule")
    side = 150.0
    lines: list[Line] = [
        [Run(text=words.filters, size=FOOT_SIZE, colour="second")],
        [Run(text=words.sources, size=FOOT_SIZE, colour="muted")],
    ]
    canvas.text(
        Box(MARGIN, FOOT_TOP + 5, INNER - side, 44), [line for line in lines if line[0].text], "source"
    )
    right = Box(WIDTH - MARGIN - side, FOOT_TOP + 5, side, 44)
    back = [Run(text=say("deck.back", canvas.lang), size=FOOT_SIZE, colour="second", link=words.link)]
    place = [
        Run(text=str(number), size=13, bold=True, slide_number=True),
        Run(text=f" / {slides}", size=13, bold=True),
    ]
    canvas.text(right, [back, place], "number", across="r", after=3)


# Legend -------------------------------------------------------------------------------------------------------


def _legend_rows(marks: Sequence[LegendItem]) -> list[list[tuple[str, str]]]:
    """The marks used, each with its name, in as many rows as they take."""
    rows: list[list[tuple[str, str]]] = []
    left = INNER
    for mark in marks:
        name = mark.label
        if left + _entry_width(name) > INNER:
            rows.append([])
            left = 0.0
        rows[-1].append((mark.swatch, name))
        left += _entry_width(name)
    return rows


def _entry_width(name: str) -> float:
    return SWATCH + 6 + text_width(name, LEGEND_SIZE) + 18


def _legend_row(canvas: Canvas, row: Sequence[tuple[str, str]], top: float, side: str) -> None:
    left = MARGIN
    for mark, name in row:
        _swatch(canvas, mark, Box(left, top + 2, SWATCH, 11), side)
        box = Box(left + SWATCH + 6, top, text_width(name, LEGEND_SIZE) + 12, LEGEND_ROW - 2)
        run = Run(text=name, size=LEGEND_SIZE, colour="second")
        canvas.text(box, [[run]], name, along="ctr", wrap=False)
        left += _entry_width(name)


def _swatch(canvas: Canvas, mark: str, box: Box, side: str) -> None:
    ink = accent(side)
    middle = Box(box.left + 6, box.top, 11, 11)
    line = Look(line=ink, width=1.5)
    shapes: dict[str, tuple[Box, Look, str]] = {
        "at_least": (box, Look(fill=ink), "homePlate"),
        "open_end": (box, Look(fill=ink), "homePlate"),
        "about": (box, Look(fill=ink, fades=True), "rect"),
        "planned": (box, Look(line=ink, width=1.5, dash="dash"), "rect"),
        "within": (Box(box.left + 4, box.top + 2, 14, 7), Look(fill=_mid(side)), "rect"),
        "cumulative": (Box(box.left, box.top + 2, SWATCH, 7), Look(fill=ink), "rect"),
        "not_stated": (box, HATCH, "rect"),
        "not_found": (box, HATCH, "rect"),
        "unknown": (box, HATCH, "rect"),
        "provincial": (box, Look(fill=_mid(side), line=ink, width=1.5), "rect"),
        "none": (box, Look(line="second", width=1.25), "rect"),
        "part": (box, Look(fill=f"{ink}-tint", line=ink, width=1.5), "rect"),
        "case": (middle, Look(fill="in-province"), "rect"),
        "case_away": (middle, Look(fill="east-west"), "diamond"),
        "helper": (Box(box.left + 7, box.top + 2, 8, 8), Look(fill="in-province"), "ellipse"),
        "city": (Box(box.left + 7, box.top + 2, 8, 8), Look(fill="in-province"), "ellipse"),
        "old_basis": (Box(box.left + 6, box.top + 1, 9, 9), Look(fill="second"), "rect"),
        "new_basis": (Box(box.left + 6, box.top + 1, 9, 9), Look(fill="second"), "ellipse"),
    }
    if mark == "line":
        canvas.rule((box.left, box.middle), (box.right, box.middle), line, mark)
    elif mark == "deep":
        dots = [Run(text="• • •", size=7, colour="on-fill")]
        canvas.shape(box, Look(fill=ink), mark, lines=[dots], across="ctr", along="ctr", wrap=False)
    elif mark == "computed":
        dotted = Look(line="ink", width=1.5, dash="dot")
        canvas.rule((box.left, box.bottom - 1), (box.right, box.bottom - 1), dotted, mark)
    else:
        place, look, preset = shapes.get(mark, (box, Look(fill=ink), "rect"))
        canvas.shape(place, look, mark, preset=preset)


def _mid(side: str) -> str:
    return f"{side}-mid" if side in ("in-province", "east-west") else "second"
