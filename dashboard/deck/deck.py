"""A deck: a cover, then its subjects, each on as many slides as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any

from dashboard import theme
from dashboard.deck.cards import Among, draw_cards
from dashboard.deck.cases import draw_cases
from dashboard.deck.content import Block, Content, Subject
from dashboard.deck.drawingml import Canvas, Style
from dashboard.deck.file import blank_file, file_bytes
from dashboard.deck.frame import Frame, draw_foot, draw_head, frame_of
from dashboard.deck.layouts import FOOT, GUTTER, INNER, MARGIN, NAMES, SMALLEST, WIDTH, Name
from dashboard.deck.map import draw_map
from dashboard.deck.passages import draw_passages
from dashboard.deck.plot import draw_plot
from dashboard.deck.tables import PlacedTable, draw_table, size_among
from dashboard.deck.waffle import draw_waffle
from dashboard.exhibits.charts import Cards, CaseCards, Passages, Table, Waffle
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import say
from dashboard.layout.box import Box
from dashboard.layout.text import TextRun, text_width

NOTES_SIZE = 12.0
FEW_COUNTS = 5  # lines of what is in it that a cover has one below the other
FEW_EMPTIED = 6  # exhibits that filters leave nothing of are named in larger type

Draw = Callable[[Canvas, Box], None]
Slide = tuple[Frame, Draw]  # the words around it, and what draws the rest


def make_deck(content: Content) -> bytes:
    """A cover, then what there is to show; what filters leave nothing of is told on one slide, which is all of it where
    they leave nothing at all."""
    file = blank_file(content.lang, content.height)
    exhibits = groupby(content.subjects, attrgetter("link"))
    slides = [slide for _, subjects in exhibits for slide in _slides(list(subjects), content)]
    slides += [_emptied(content.emptied, content)] if content.emptied else []
    before = 1 if content.subjects else 0
    if before:
        _cover(_new_slide(file, content, "title"), content, slides)
    for number, (frame, draw) in enumerate(slides, 1 + before):
        canvas = _new_slide(file, content, "exhibit")
        draw_head(canvas, frame)
        draw(canvas, frame.area)
        draw_foot(canvas, frame, number, before + len(slides))
        _write_notes(canvas, frame.subject.notes)
    return file_bytes(file, content)


def _slides(subjects: Sequence[Subject], content: Content) -> list[Slide]:
    """Those of an exhibit, whose type is the same on all."""
    frames = [frame_of(subject, content.height) for subject in subjects]
    charts = [(frame.area, frame.subject.shown.chart, frame.subject.shares) for frame in frames]
    tables = [
        PlacedTable(area, chart, shares, content.lang)
        for area, chart, shares in charts
        if isinstance(chart, Table)
    ]
    size = size_among(tables)
    cards = [(area, chart) for area, chart, _ in charts if isinstance(chart, Cards)]
    return [_slide(frame, size, cards, content) for frame in frames]


def _slide(frame: Frame, size: float, among: Among, content: Content) -> Slide:
    """`size` is that of tables, `among` has the cards of all slides of the exhibit."""
    subject = frame.subject
    chart, leads = subject.shown.chart, subject.leads
    named: Any = {
        "title": subject.title,
        "alt": subject.shown.alt or subject.subtitle or subject.title,
        "leads": leads,
    }
    match chart:
        case None:
            return frame, partial(_draw_empty, subject=subject)
        case Plot():
            return frame, partial(draw_plot, plot=chart, page_width=subject.width, made=content.made, **named)
        case Table():
            return frame, partial(
                draw_table, table=chart, size=size, shares=subject.shares, address=content.address, **named
            )
        case Cards():
            return frame, partial(draw_cards, cards=chart, among=among, leads=leads)
        case CaseCards():
            cases = partial(draw_cases, groups=chart.groups, title=subject.title, leads=leads)
            return frame, partial(cases, address=content.address)
        case Waffle():
            return frame, partial(draw_waffle, waffle=chart, **named)
        case Passages():
            passages = partial(draw_passages, passages=chart, accent=subject.accent)
            return frame, partial(passages, address=content.address)
        case Map():
            return frame, partial(draw_map, chart=chart, remarks=subject.remarks, **named)
        case _:
            raise TypeError(f"no slide can show a {type(chart).__name__}")


def _draw_empty(canvas: Canvas, area: Box, subject: Subject) -> None:
    """Why nothing is left, where no filter is the cause."""
    box = Box(area.left, area.top + 20, area.width * 0.8, area.height - 20)
    canvas.text(box, [[TextRun(subject.remarks[0], 16, "second")]], "empty", after=10)


def _emptied(subjects: Sequence[Subject], content: Content) -> Slide:
    """One slide for all that the filters leave nothing of: what that is, and the way out."""
    first, lang = subjects[0], content.lang
    notes = [(subject.title, subject.remarks[:1]) for subject in subjects]
    alone = len(subjects) == 1
    about = replace(
        first,
        title=say("deck.emptied", lang),
        subtitle=first.title if alone else say("deck.emptied-count", lang, count=len(subjects)),
        eyebrow=first.eyebrow if alone else content.title,
        shown=replace(first.shown, legend=()),
        sources=(),
        map_note="",
        filters=first.filters if alone else say("deck.filters", lang, filters=content.filters),
        link=first.link if alone else content.home,
        notes=[*notes, (say("deck.notes.back", lang), [content.home])],
    )
    return frame_of(about, content.height), partial(_draw_emptied, subjects=subjects)


def _draw_emptied(canvas: Canvas, area: Box, subjects: Sequence[Subject]) -> None:
    lang, home = canvas.lang, subjects[0].home
    few = len(subjects) <= FEW_EMPTIED
    said = [one.remarks[0] for one in subjects] if len(subjects) == 1 else [one.title for one in subjects]
    lines = [[TextRun(text, 20 if few else SMALLEST, "second")] for text in said]
    lines.append([TextRun(say("deck.clear", lang), 14), TextRun(home, 14, link=home)])
    halves = [lines] if few else [lines[: len(lines) // 2], lines[len(lines) // 2 :]]
    for box, half in zip(area.grid(len(halves), 1, 2 * MARGIN), halves, strict=True):
        canvas.text(replace(box, top=box.top + 12), half, "empty", after=10 if few else 2)


def _new_slide(file: Any, content: Content, layout: Name) -> Canvas:
    """Without its placeholders, which are written with their words, in the order in which they are read."""
    slide = file.slides.add_slide(file.slide_layouts[NAMES.index(layout)])
    for holder in list(slide.placeholders):
        holder._element.getparent().remove(holder._element)
    return Canvas(slide, content.lang)


def _cover(canvas: Canvas, content: Content, slides: Sequence[Slide]) -> None:
    lang = content.lang
    size = 46 if text_width(content.title, 46) < INNER else 34
    title = [[TextRun(content.title, size, bold=True, heading=True)]]
    canvas.placeholder("ctrTitle", Box(MARGIN, 96, INNER, 2 * size * 1.2), title, content.title)
    for at, accent in enumerate(content.accents):
        canvas.shape(Box(MARGIN + 60 * at, 0, 60, 7), Style(fill=theme.ink_of(accent)), "accent")
    canvas.text(Box(MARGIN, 70, INNER, 20), [[TextRun(content.site, 14, "second", bold=True)]], "site")
    several = any(frame.subject.part for frame, _ in slides)
    over = say("deck.over", lang) if several else ""
    holds = say("deck.holds", lang, exhibits=content.exhibits, over=over, slides=len(slides) + 1)
    about = Box(MARGIN, 220, INNER * 0.86, 48)
    canvas.placeholder("subTitle", about, [[TextRun(holds, 16, "second")]], "about", at=1, spacing=110)
    half = len(content.counts) if len(content.counts) <= FEW_COUNTS else ceil(len(content.counts) / 2)
    columns = Box(MARGIN, 280, INNER, 140).grid(2, 1, GUTTER) if half < len(content.counts) else [about]
    for column, first in zip(columns, (0, half), strict=False):
        lines = [[TextRun(line, 16)] for line in content.counts[first : first + half]]
        canvas.text(replace(column, top=280, height=140), lines, "contents", after=4)
    top = content.height - FOOT - 56
    canvas.rule((MARGIN, top), (WIDTH - MARGIN, top), Style(line="rule", width=0.75), "rule")
    lines = [
        [TextRun(say("deck.filters", lang, filters=content.filters), SMALLEST)],
        [TextRun(content.edition, SMALLEST, "second")],
        [TextRun(say("deck.open", lang, address=content.home), SMALLEST, "second", link=content.home)],
    ]
    canvas.text(Box(MARGIN, top + 8, INNER, 84), lines, "filters", after=3)
    subjects = enumerate((frame.subject for frame, _ in slides), 2)
    blocks = {
        "about": [holds],
        "notes.filters": [content.filters, content.edition],
        "notes.back": [content.home],
        "notes.contents": [f"{number}  {subject.title}  {subject.part}" for number, subject in subjects],
    }
    _write_notes(canvas, [(say(f"deck.{name}", lang), texts) for name, texts in blocks.items()])


def _write_notes(canvas: Canvas, blocks: Sequence[Block]) -> None:
    """Paragraphs below their heading; one that is an address leads there."""
    lines: list[list[TextRun]] = []
    for heading, texts in blocks:
        said = [text for text in texts if text]
        lines += [[TextRun(heading, NOTES_SIZE, bold=True)]] if said else []
        for text in said:
            leads = text.startswith(("http://", "https://")) and " " not in text
            lines.append([TextRun(text, NOTES_SIZE, link=text if leads else "")])
    page: Any = canvas.slide.notes_slide
    Canvas(page, canvas.lang).fill(page.notes_placeholder, lines)
