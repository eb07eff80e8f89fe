"""What stands on every slide around its chart: finding, legend of marks, filters, sources, number, way back."""

from dataclasses import dataclass, replace

from dashboard.deck import drawingml
from dashboard.deck.content import Subject
from dashboard.deck.drawingml import Canvas, Style, accented
from dashboard.deck.layouts import (
    FOOT,
    INNER,
    MARGIN,
    NUMBER,
    NUMBER_AT,
    SMALLEST,
    SOURCE_AT,
    SUBTITLE_AT,
    WIDTH,
    foot_boxes,
)
from dashboard.exhibits.charts import LegendItem
from dashboard.figures.words import Lang, in_clauses, say
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, TextRun, lines_taken, spaced, text_width, wrapped
from dashboard.theme import INKS, ink_of

TITLE_TOP = 40.0
TITLE_SIZES = ((30.0, 1), (25.0, 1), (23.0, 1), (25.0, 2), (22.0, 2), (19.0, 3))  # size, lines it may take
PART = 0.7  # of its size is the number of a part
SUBTITLE = 14.0
SOURCE_SIZE = 10.0
FILLED = 0.95  # of its lines: words leave their ends free
LEGEND_SIZE, LEGEND_ROW = SMALLEST, 20.0
SWATCH = 22.0


@dataclass(frozen=True)
class Frame:
    """Where the words of a slide stand, and the area they leave to the drawing."""

    subject: Subject
    title_size: float
    title: Box
    subtitle: Box
    legend: list[tuple[LegendItem, int, float]]  # each mark with its row, and where in that it begins
    legend_top: float
    area: Box
    foot_top: float


def frame_of(subject: Subject, height: float) -> Frame:
    """On a slide so high; the finding is set as large as its length allows."""
    fitting = (size for size, most in TITLE_SIZES if _title_lines(subject, size) <= most)
    size = next(fitting, TITLE_SIZES[-1][0])
    title = Box(MARGIN, TITLE_TOP, INNER, _title_lines(subject, size) * size * 1.25)
    lines = lines_taken(subject.subtitle, SUBTITLE, INNER) if subject.subtitle else 0
    subtitle = Box(MARGIN, title.bottom + 3, INNER, lines * SUBTITLE * 1.25)
    legend, row, left = [], 0, 0.0
    for item in subject.shown.legend:  # in as many rows as they take
        width = SWATCH + 6 + text_width(item.label, LEGEND_SIZE) + 18
        if left and left + width > INNER:
            row, left = row + 1, 0.0
        legend.append((item, row, left))
        left += width
    foot_top = height - FOOT
    legend_top = foot_top - 7 - LEGEND_ROW * (row + 1 if legend else 0)
    top = subtitle.bottom + 12
    area = Box(MARGIN, top, INNER, legend_top - 6 - top)
    return Frame(subject, size, title, subtitle, legend, legend_top, area, foot_top)


def _title_lines(subject: Subject, size: float) -> int:
    """With the number of its part behind the last."""
    *before, last = wrapped(subject.title, size * BOLD, INNER)
    rest = text_width(last, size) * BOLD + text_width(_part(subject), PART * size)
    return len(before) + (1 if rest <= INNER else 2)


def draw_head(canvas: Canvas, frame: Frame) -> None:
    """What is read before the drawing, the finding first."""
    subject, ink = frame.subject, ink_of(frame.subject.accent)
    title = [TextRun(subject.title, frame.title_size, bold=True, heading=True)]
    if subject.part:
        title.append(TextRun(_part(subject), PART * frame.title_size, "muted", heading=True))
    canvas.placeholder("title", frame.title, [title], subject.title)
    canvas.shape(Box(MARGIN, 0, 60, 7), Style(fill=ink), "accent")
    eyebrow = [TextRun(subject.eyebrow, SMALLEST, ink, bold=True)]
    eyebrow += [TextRun(f"  {subject.why}", SMALLEST, "muted")] if subject.why else []
    canvas.text(Box(MARGIN, 20, INNER, 17), [eyebrow], "page")
    if subject.subtitle:
        subtitle = [[TextRun(subject.subtitle, SUBTITLE, "second")]]
        canvas.placeholder("body", frame.subtitle, subtitle, "subtitle", at=SUBTITLE_AT)


def draw_foot(canvas: Canvas, frame: Frame, number: int, slides: int) -> None:
    """What is read after it: its marks, its sources, which slide it is, and the way back."""
    _legend(canvas, frame)
    subject, lang, top = frame.subject, canvas.lang, frame.foot_top
    left, right = foot_boxes(top)
    canvas.rule((MARGIN, top), (WIDTH - MARGIN, top), Style(line="rule", width=0.75), "rule")
    lines = [[TextRun(subject.filters, SMALLEST, "second")]]
    lines += [[TextRun(text, SOURCE_SIZE, "muted")] for text in filter(None, _sources(subject, lang))]
    canvas.placeholder("ftr", left, lines, "source", at=SOURCE_AT)
    right = replace(right, height=18)
    back = TextRun(say("deck.back", lang), SMALLEST, "second", link=subject.link)
    canvas.text(right, [[back]], "back", across="r")
    place = [
        TextRun(str(number), SMALLEST, bold=True, slide_number=True),
        TextRun(f" / {slides}", SMALLEST, bold=True),
    ]
    below = replace(right, top=right.bottom)
    canvas.placeholder("sldNum", below, [place], "number", at=NUMBER_AT, across="r")


def _legend(canvas: Canvas, frame: Frame) -> None:
    box = Box(MARGIN, frame.legend_top, INNER, frame.foot_top - frame.legend_top)
    with canvas.group("legend", box) as inner:
        for item, row, left in frame.legend:
            top = frame.legend_top + row * LEGEND_ROW
            _swatch(inner, item, Box(MARGIN + left, top + 2, SWATCH, 11), frame.subject.accent)
            width = text_width(item.label, LEGEND_SIZE) + 12
            label = Box(MARGIN + left + SWATCH + 6, top, width, LEGEND_ROW - 2)
            words = [[TextRun(item.label, LEGEND_SIZE, "second")]]
            inner.text(label, words, item.label, along="ctr", wrap=False)


def _part(subject: Subject) -> str:
    return f"  {subject.part}" if subject.part else ""


def _sources(subject: Subject, lang: Lang) -> tuple[str, str]:
    """As many sources as there is room for, and how many more there are; then where the map is from."""
    sources, most = subject.sources, 1 if subject.map_note else 2
    line = ""
    for count in range(len(sources), 0, -1):
        rest = len(sources) - count
        more = say("deck.more-sources", lang, count=rest) if rest else ""
        line = say("deck.sources", lang, sources=in_clauses(sources[:count], lang) + more)
        if lines_taken(spaced(line), SOURCE_SIZE, (INNER - NUMBER) * FILLED) <= most:
            break
    return line, subject.map_note


def _swatch(canvas: Canvas, item: LegendItem, box: Box, accent: str) -> None:
    name, full = item.swatch, Style(fill=ink_of(accent))
    match name:
        case "fill":
            canvas.shape(box, accented(item.accent), name)
        case "dotted":
            canvas.shape(box, full, name)
            canvas.dots((box.left + box.width / 2, box.middle), "on-fill")
        case "line" | "computed":
            dots = name == "computed"
            style = Style(line="ink" if dots else full.fill, width=1.5, dash="sysDot" if dots else "")
            at = box.bottom - 1 if dots else box.middle
            canvas.rule((box.left, at), (box.right, at), style, name)
        case "at_least" | "open_end":
            canvas.shape(box, full, name, preset="homePlate")
        case "about":
            canvas.shape(box, replace(full, fades="right"), name)
        case "planned":
            canvas.shape(box, Style(line=full.fill, width=1.5, dash="dash"), name)
        case "within":
            pale = accented(f"{accent}-mid" if accent in INKS else "stone")
            canvas.shape(Box(box.left + 4, box.top + 2, 14, 7), pale, name)
        case "cumulative":
            canvas.shape(Box(box.left, box.top + 2, SWATCH, 7), full, name)
        case "gap_not_stated" | "gap_not_found" | "not_stated" | "not_found":
            canvas.shape(box, drawingml.MISSING if name.startswith("gap") else drawingml.HATCH, name)
        case _:
            style = accented(item.accent) if item.accent else Style(fill="second")
            canvas.shape(Box(box.left + 6, box.top + 1, 9, 9), style, name, preset=drawingml.PRESETS[name])
