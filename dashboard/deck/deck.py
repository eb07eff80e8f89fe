"""The slides of a deck: a cover, then its subjects, each on as many slides as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pptx.slide import Slide

from dashboard.deck.blocks import card_pages, case_pages, draw_cards, draw_cases, draw_passages, draw_waffle
from dashboard.deck.canvas import Canvas
from dashboard.deck.content import Block, Content, Cover, Subject
from dashboard.deck.drawingml import Box, Style, TextLine, TextRun, ink_of, text_width
from dashboard.deck.file import blank_file, file_bytes
from dashboard.deck.frame import FOOT_TOP, INNER, MARGIN, WIDTH, Frame, draw_frame, frame_of
from dashboard.deck.map import draw_map
from dashboard.deck.notes import write_notes
from dashboard.deck.plot import draw_plot
from dashboard.deck.tables import draw_table, measure, pages
from dashboard.exhibits.charts import Cards, CaseCards, Passages, Table, Waffle
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import Lang, say

Draw = Callable[[Canvas, Box], None]


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A slide to be made: the words around it, and what draws the rest."""

    subject: Subject
    frame: Frame
    draw: Draw


def make_deck(content: Content) -> bytes:
    file = blank_file()
    slides = [slide for subject in content.subjects for slide in _planned(subject, content)]
    _cover(file, content, slides)
    for number, slide in enumerate(slides, 2):
        made = _slide(file, content, slide, number, len(slides) + 1)
        write_notes(made, slide.subject.notes, content.lang)
    return file_bytes(file, content)


# Planning -----------------------------------------------------------------------------------------------------


def _planned(subject: Subject, content: Content) -> list[Planned]:
    """The slides of a subject, each with its place among them where there are several."""
    frame = frame_of(subject.words)
    draws = _draws(subject, content, frame.area)
    if len(draws) == 1:
        return [Planned(subject=subject, frame=frame, draw=draws[0])]
    longest = frame_of(replace(frame.words, part="99/99"))
    draws = _draws(subject, content, longest.area)
    parts = [replace(frame.words, part=f"{at}/{len(draws)}") for at in range(1, len(draws) + 1)]
    return [
        Planned(subject=subject, frame=replace(longest, words=words), draw=draw)
        for words, draw in zip(parts, draws, strict=True)
    ]


def _draws(subject: Subject, content: Content, area: Box) -> list[Draw]:
    """What draws each slide of a subject."""
    chart, address = subject.chart, content.address
    title, alt = subject.words.title, subject.alt or subject.words.subtitle
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
            draw = partial(draw_passages, passages=chart, accent=subject.words.accent, address=address)
        case Map():
            draw = partial(draw_map, chart=chart, remarks=subject.remarks, title=title, alt=alt)
        case _:
            raise TypeError(f"no slide can show a {type(chart).__name__}")
    return [draw]


# Drawing ------------------------------------------------------------------------------------------------------


def _draw_empty(canvas: Canvas, area: Box, subject: Subject) -> None:
    """That nothing is left, and where filters did it, by which, and the way out."""
    lang, home = canvas.lang, subject.home
    why: TextLine = [TextRun(text=subject.remarks[0], size=16, colour="second")]
    lines = [
        [TextRun(text=say("deck.emptied", lang), size=20, bold=True)],
        why,
        [TextRun(text=say("deck.clear", lang), size=14), TextRun(text=home, size=14, link=home)],
    ]
    if not subject.emptied:
        lines = [why]
    box = Box(area.left, area.top + 20, area.width * 0.8, area.height - 20)
    canvas.text(box, lines, "empty", after=10)


def _slide(file: Any, content: Content, planned: Planned, number: int, slides: int) -> Slide:
    slide: Slide = file.slides.add_slide(file.slide_layouts[0])
    canvas = Canvas(slide, content.lang)
    draw_frame(canvas, planned.frame, number, slides)
    planned.draw(canvas, planned.frame.area)
    return slide


def _cover(file: Any, content: Content, slides: Sequence[Planned]) -> None:
    slide = file.slides.add_slide(file.slide_layouts[0])
    canvas, cover, lang = Canvas(slide, content.lang), content.cover, content.lang
    for at, accent in enumerate(cover.accents):
        canvas.shape(Box(MARGIN + 60 * at, 0, 60, 7), Style(fill=ink_of(accent)), "accent")
    name = [TextRun(text=cover.site, size=14, bold=True, colour="second")]
    canvas.text(Box(MARGIN, 70, INNER, 20), [name], "site")
    size = 46 if text_width(cover.title, 46) < INNER else 34
    title = Box(MARGIN, 96, INNER, 2 * size * 1.2)
    canvas.title(title, [TextRun(text=cover.title, size=size, bold=True)])
    holds = say("deck.holds", lang, exhibits=len(content.subjects), slides=len(slides) + 1)
    lines: list[TextLine] = [[TextRun(text=holds, size=16, colour="second")], [TextRun(text="", size=8)]]
    lines += [[TextRun(text=line, size=16)] for line in cover.counts]
    canvas.text(Box(MARGIN, 220, INNER * 0.86, 200), lines, "about", after=4, spacing=110)
    _cover_foot(canvas, cover)
    write_notes(slide, _cover_notes(cover, slides, holds, lang), lang)


def _cover_foot(canvas: Canvas, cover: Cover) -> None:
    top = FOOT_TOP - 48
    canvas.rule((MARGIN, top), (WIDTH - MARGIN, top), Style(line="rule", width=0.75), "rule")
    opened = say("deck.open", canvas.lang, address=cover.home)
    lines: list[TextLine] = [
        [TextRun(text=say("deck.filters", canvas.lang, filters=cover.filters), size=12)],
        [TextRun(text=cover.made, size=12, colour="second")],
        [TextRun(text=opened, size=12, colour="second", link=cover.home)],
    ]
    canvas.text(Box(MARGIN, top + 8, INNER, 84), lines, "filters", after=3)


def _cover_notes(cover: Cover, slides: Sequence[Planned], holds: str, lang: Lang) -> list[Block]:
    contents = [
        f"{number}  {slide.frame.words.title}  {slide.frame.words.part}"
        for number, slide in enumerate(slides, 2)
    ]
    blocks = {"about": [holds], "notes.filters": [cover.filters, cover.made], "notes.back": [cover.home]}
    blocks["notes.contents"] = contents
    return [(say(f"deck.{name}", lang), texts) for name, texts in blocks.items()]
