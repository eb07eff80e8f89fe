"""The slides of a deck: a cover, then its subjects, each on as many slides as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.deck.blocks import card_pages, case_pages, draw_cards, draw_cases, draw_passages, draw_waffle
from dashboard.deck.content import Block, Content, Subject
from dashboard.deck.drawingml import Box, Canvas, Style, TextLine, TextRun, text_width
from dashboard.deck.file import blank_file, file_bytes
from dashboard.deck.frame import FOOT_TOP, INNER, MARGIN, WIDTH, Frame, draw_frame, frame_of
from dashboard.deck.map import draw_map
from dashboard.deck.plot import draw_plot
from dashboard.deck.tables import draw_table, measure, pages
from dashboard.exhibits.charts import Cards, CaseCards, Passages, Table, Waffle
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import say
from dashboard.theme import ink_of

NOTES_SIZE = 12.0

Draw = Callable[[Canvas, Box], None]


Slide = tuple[Frame, Draw]  # the words around it, and what draws the rest


def make_deck(content: Content) -> bytes:
    file = blank_file()
    slides = [slide for subject in content.subjects for slide in _slides(subject, content)]
    _cover(_new_slide(file, content), content, slides)
    for number, (frame, draw) in enumerate(slides, 2):
        canvas = _new_slide(file, content)
        draw_frame(canvas, frame, number, len(slides) + 1)
        draw(canvas, frame.area)
        _write_notes(canvas, frame.subject.notes)
    return file_bytes(file, content)


def _slides(subject: Subject, content: Content) -> list[Slide]:
    """The slides of a subject, each with its place among them where there are several."""
    frame = frame_of(subject)
    draws = _draws(subject, content, frame.area)
    if len(draws) == 1:
        return [(frame, draws[0])]
    frame = frame_of(replace(subject, part="99/99"))  # the longest there may be
    draws = _draws(subject, content, frame.area)
    parts = [replace(subject, part=f"{at}/{len(draws)}") for at in range(1, len(draws) + 1)]
    return [(replace(frame, subject=part), draw) for part, draw in zip(parts, draws, strict=True)]


def _draws(subject: Subject, content: Content, area: Box) -> list[Draw]:
    """What draws each slide of a subject."""
    chart, address = subject.chart, content.address
    title, alt = subject.title, subject.alt or subject.subtitle
    match chart:
        case None:
            draw: Draw = partial(_draw_empty, subject=subject)
        case Plot():
            draw = partial(
                draw_plot, plot=chart, page_width=subject.width, made=content.made, title=title, alt=alt
            )
        case Table():
            parts = pages(measure(chart, area.width, content.lang), area.height)
            return [partial(draw_table, sized=part, address=address, title=title, alt=alt) for part in parts]
        case Cards():
            runs = card_pages(chart.groups, area)
            return [partial(draw_cards, rows=rows, sizes=sizes) for sizes, rows in runs]
        case CaseCards():
            return [partial(draw_cases, group=group, address=address) for group in case_pages(chart.groups)]
        case Waffle():
            draw = partial(draw_waffle, waffle=chart, title=title, alt=alt)
        case Passages():
            draw = partial(draw_passages, passages=chart, accent=subject.accent, address=address)
        case Map():
            draw = partial(draw_map, chart=chart, remarks=subject.remarks, title=title, alt=alt)
        case _:
            raise TypeError(f"no slide can show a {type(chart).__name__}")
    return [draw]


def _draw_empty(canvas: Canvas, area: Box, subject: Subject) -> None:
    """That nothing is left, and where filters did it, by which, and the way out."""
    lang, home = canvas.lang, subject.home
    lines = [[TextRun(subject.remarks[0], 16, "second")]]
    if subject.emptied:
        lines.insert(0, [TextRun(say("deck.emptied", lang), 20, bold=True)])
        lines.append([TextRun(say("deck.clear", lang), 14), TextRun(home, 14, link=home)])
    box = Box(area.left, area.top + 20, area.width * 0.8, area.height - 20)
    canvas.text(box, lines, "empty", after=10)


def _new_slide(file: Any, content: Content) -> Canvas:
    return Canvas(file.slides.add_slide(file.slide_layouts[0]), content.lang)


# The cover ----------------------------------------------------------------------------------------------------


def _cover(canvas: Canvas, content: Content, slides: Sequence[Slide]) -> None:
    lang = content.lang
    for at, accent in enumerate(content.accents):
        canvas.shape(Box(MARGIN + 60 * at, 0, 60, 7), Style(fill=ink_of(accent)), "accent")
    canvas.text(Box(MARGIN, 70, INNER, 20), [[TextRun(content.site, 14, "second", bold=True)]], "site")
    size = 46 if text_width(content.title, 46) < INNER else 34
    canvas.title(Box(MARGIN, 96, INNER, 2 * size * 1.2), [TextRun(content.title, size, bold=True)])
    holds = say("deck.holds", lang, exhibits=len(content.subjects), slides=len(slides) + 1)
    lines = [[TextRun(holds, 16, "second")], [TextRun("", 8)]]
    lines += [[TextRun(line, 16)] for line in content.counts]
    canvas.text(Box(MARGIN, 220, INNER * 0.86, 200), lines, "about", after=4, spacing=110)
    _cover_foot(canvas, content)
    blocks = {
        "about": [holds],
        "notes.filters": [content.filters, content.edition],
        "notes.back": [content.home],
        "notes.contents": [
            f"{number}  {frame.subject.title}  {frame.subject.part}"
            for number, (frame, _) in enumerate(slides, 2)
        ],
    }
    _write_notes(canvas, [(say(f"deck.{name}", lang), texts) for name, texts in blocks.items()])


def _cover_foot(canvas: Canvas, content: Content) -> None:
    top, home = FOOT_TOP - 48, content.home
    canvas.rule((MARGIN, top), (WIDTH - MARGIN, top), Style(line="rule", width=0.75), "rule")
    lines = [
        [TextRun(say("deck.filters", canvas.lang, filters=content.filters), 12)],
        [TextRun(content.edition, 12, "second")],
        [TextRun(say("deck.open", canvas.lang, address=home), 12, "second", link=home)],
    ]
    canvas.text(Box(MARGIN, top + 8, INNER, 84), lines, "filters", after=3)


# Speaker notes ------------------------------------------------------------------------------------------------


def _write_notes(canvas: Canvas, blocks: Sequence[Block]) -> None:
    """Paragraphs below their heading; one that is an address leads there."""
    lines: list[TextLine] = []
    for heading, texts in blocks:
        said = [text for text in texts if text]
        lines += [[TextRun(heading, NOTES_SIZE, bold=True)]] if said else []
        for text in said:
            leads = text.startswith(("http://", "https://")) and " " not in text
            lines.append([TextRun(text, NOTES_SIZE, link=text if leads else "")])
    page: Any = canvas.slide.notes_slide
    Canvas(page, canvas.lang).fill(page.notes_placeholder, lines)
