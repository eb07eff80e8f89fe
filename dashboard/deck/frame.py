"""What stands on every slide around its chart: finding, legend of marks, filters, sources, number, way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.deck.canvas import Canvas
from dashboard.deck.content import Words
from dashboard.deck.drawingml import (
    BOLD,
    HATCH,
    PRESETS,
    Box,
    Style,
    TextLine,
    TextRun,
    accented,
    ink_of,
    lines_taken,
    text_width,
)
from dashboard.exhibits.charts import LegendItem
from dashboard.figures.words import Lang, say

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 48.0
INNER = WIDTH - 2 * MARGIN
TITLE_TOP = 40.0
TITLE_SIZES = ((30.0, 1), (25.0, 2), (22.0, 2), (19.0, 3))  # size, lines it may take
SUBTITLE = 14.0
FOOT_TOP = 487.0
FOOT_SIZE = 10.5
NUMBER = 150.0  # points at the right of the foot
FILLED = 0.95  # of its lines: words leave their ends free
LEGEND_SIZE, LEGEND_ROW = 11.5, 17.0
SWATCH = 22.0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where the words of a slide stand, and the area they leave to the drawing."""

    words: Words
    title_size: float
    title: Box
    subtitle: Box
    legend: list[list[LegendItem]]

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
        words=words, title_size=size, title=title, subtitle=subtitle, legend=_legend_rows(words.legend)
    )


def draw_frame(canvas: Canvas, frame: Frame, number: int, slides: int) -> None:
    words = frame.words
    ink = ink_of(words.accent)
    canvas.shape(Box(MARGIN, 0, 60, 7), Style(fill=ink), "accent")
    eyebrow = [TextRun(text=words.eyebrow, size=12, bold=True, colour=ink)]
    canvas.text(Box(MARGIN, 20, INNER, 17), [eyebrow], "page")
    title = [TextRun(text=words.title, size=frame.title_size, bold=True)]
    if words.part:
        title.append(TextRun(text=_part(words), size=frame.title_size * 0.7, colour="muted"))
    canvas.title(frame.title, title)
    if words.subtitle:
        line = [TextRun(text=words.subtitle, size=SUBTITLE, colour="second")]
        canvas.text(frame.subtitle, [line], "subtitle")
    _foot(canvas, words, number, slides)
    for at, row in enumerate(frame.legend):
        _legend_row(canvas, row, frame.legend_top + at * LEGEND_ROW, words.accent)


def _part(words: Words) -> str:
    return f"  {words.part}" if words.part else ""


def _foot(canvas: Canvas, words: Words, number: int, slides: int) -> None:
    canvas.rule((MARGIN, FOOT_TOP), (WIDTH - MARGIN, FOOT_TOP), Style(line="rule", width=0.75), "rule")
    lines: list[TextLine] = [
        [TextRun(text=words.filters, size=FOOT_SIZE, colour="second")],
        [TextRun(text=_sources(words, canvas.lang), size=FOOT_SIZE, colour="muted")],
    ]
    canvas.text(
        Box(MARGIN, FOOT_TOP + 5, INNER - NUMBER, 44), [line for line in lines if line[0].text], "source"
    )
    right = Box(WIDTH - MARGIN - NUMBER, FOOT_TOP + 5, NUMBER, 44)
    back = [TextRun(text=say("deck.back", canvas.lang), size=FOOT_SIZE, colour="second", link=words.link)]
    place = [
        TextRun(text=str(number), size=13, bold=True, slide_number=True),
        TextRun(text=f" / {slides}", size=13, bold=True),
    ]
    canvas.text(right, [back, place], "number", across="r", after=3)


def _sources(words: Words, lang: Lang) -> str:
    """As many sources as there is room for, and how many more there are; then where the map is from."""
    lines = [_source_line(words.sources, 1 if words.map_note else 2, lang), words.map_note]
    return "\n".join(line for line in lines if line)


def _source_line(sources: Sequence[str], lines: int, lang: Lang) -> str:
    between = "；" if lang == "zh" else "; "
    line = ""
    for count in range(len(sources), 0, -1):
        rest = len(sources) - count
        more = say("deck.more-sources", lang, count=rest) if rest else ""
        line = say("deck.sources", lang, sources=between.join(sources[:count]) + more)
        if text_width(line, FOOT_SIZE) < (INNER - NUMBER) * lines * FILLED:
            break
    return line


# Legend -------------------------------------------------------------------------------------------------------


def _legend_rows(items: Sequence[LegendItem]) -> list[list[LegendItem]]:
    """The marks used, each with its name, in as many rows as they take."""
    rows: list[list[LegendItem]] = []
    left = INNER
    for item in items:
        if left + _entry_width(item.label) > INNER:
            rows.append([])
            left = 0.0
        rows[-1].append(item)
        left += _entry_width(item.label)
    return rows


def _entry_width(name: str) -> float:
    return SWATCH + 6 + text_width(name, LEGEND_SIZE) + 18


def _legend_row(canvas: Canvas, row: Sequence[LegendItem], top: float, accent: str) -> None:
    left = MARGIN
    for item in row:
        _swatch(canvas, item, Box(left, top + 2, SWATCH, 11), accent)
        box = Box(left + SWATCH + 6, top, text_width(item.label, LEGEND_SIZE) + 12, LEGEND_ROW - 2)
        run = TextRun(text=item.label, size=LEGEND_SIZE, colour="second")
        canvas.text(box, [[run]], item.label, along="ctr", wrap=False)
        left += _entry_width(item.label)


def _swatch(canvas: Canvas, item: LegendItem, box: Box, accent: str) -> None:
    name, ink = item.swatch, ink_of(accent)
    if name == "dotted":
        dots = [TextRun(text="• • •", size=7, colour="on-fill")]
        canvas.shape(box, Style(fill=ink), name, lines=[dots], across="ctr", along="ctr", wrap=False)
    elif name == "line":
        canvas.rule((box.left, box.middle), (box.right, box.middle), Style(line=ink, width=1.5), name)
    elif name == "computed":
        dotted = Style(line="ink", width=1.5, dash="dot")
        canvas.rule((box.left, box.bottom - 1), (box.right, box.bottom - 1), dotted, name)
    elif name in PRESETS:
        fill = accented(item.accent) if item.accent else Style(fill="second")
        canvas.shape(Box(box.left + 6, box.top + 1, 9, 9), fill, name, preset=PRESETS[name])
    elif name == "fill":
        canvas.shape(box, accented(item.accent), name)
    else:
        place, style, preset = _grammar(box, ink, accent)[name]
        canvas.shape(place, style, name, preset=preset)


def _grammar(box: Box, ink: str, accent: str) -> dict[str, tuple[Box, Style, str]]:
    """How a legend draws the marks that any chart may have."""
    full, pale = Style(fill=ink), accented(f"{accent}-mid" if accent in theme.INKS else "stone")
    return {
        "at_least": (box, full, "homePlate"),
        "open_end": (box, full, "homePlate"),
        "about": (box, Style(fill=ink, fades="right"), "rect"),
        "planned": (box, Style(line=ink, width=1.5, dash="dash"), "rect"),
        "within": (Box(box.left + 4, box.top + 2, 14, 7), pale, "rect"),
        "cumulative": (Box(box.left, box.top + 2, SWATCH, 7), full, "rect"),
        "not_stated": (box, HATCH, "rect"),
        "not_found": (box, HATCH, "rect"),
    }
