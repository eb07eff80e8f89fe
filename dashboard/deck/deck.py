"""The file of a deck: a cover, then its subjects, each on as many slides as it takes.

The file is python-pptx's own made ours, and saved so that one view gives one file.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import cache, partial
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE

from dashboard import theme
from dashboard.deck.blocks import card_pages, case_pages, draw_cards, draw_cases, draw_passages, draw_waffle
from dashboard.deck.content import Block, Content, Subject
from dashboard.deck.drawingml import EAST_ASIAN, LATIN, Box, Canvas, Style, TextRun, clean, emu, text_width
from dashboard.deck.frame import FOOT_TOP, HEIGHT, INNER, MARGIN, WIDTH, Frame, draw_frame, frame_of
from dashboard.deck.map import draw_map
from dashboard.deck.plot import draw_plot
from dashboard.deck.tables import draw_table, measure, pages
from dashboard.exhibits.charts import Cards, CaseCards, Passages, Table, Waffle
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import HTML_LANG, say

NOTES_SIZE = 12.0
TITLE_ONLY = "Title Only"  # python-pptx's name of the layout that all slides have

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
    chart, address = subject.shown.chart, content.address
    named: Any = {"title": subject.title, "alt": subject.shown.alt or subject.subtitle}
    match chart:
        case None:
            return [partial(_draw_empty, subject=subject)]
        case Plot():
            plot = partial(draw_plot, page_width=subject.width, made=content.made, **named)
            return [partial(plot, plot=one) for one in chart.parts or (chart,)]
        case Table():
            parts = pages(measure(chart, area.width, content.lang), area.height)
            return [partial(draw_table, sized=part, address=address, **named) for part in parts]
        case Cards():
            runs = card_pages(chart.groups, area)
            return [partial(draw_cards, rows=rows, sizes=sizes) for sizes, rows in runs]
        case CaseCards():
            groups = case_pages(chart.groups, area, content.lang, address)
            return [partial(draw_cases, group=group, address=address) for group in groups]
        case Waffle():
            return [partial(draw_waffle, waffle=chart, **named)]
        case Passages():
            return [partial(draw_passages, passages=chart, accent=subject.accent, address=address)]
        case Map():
            return [partial(draw_map, chart=chart, remarks=subject.remarks, **named)]
        case _:
            raise TypeError(f"no slide can show a {type(chart).__name__}")


def _draw_empty(canvas: Canvas, area: Box, subject: Subject) -> None:
    """That nothing is left, and where filters did it, by which, and the way out."""
    lang, home = canvas.lang, subject.home
    lines = [[TextRun(subject.remarks[0], 16, "second")]]
    if subject.shown.emptied_by:
        lines.insert(0, [TextRun(say("deck.emptied", lang), 20, bold=True)])
        lines.append([TextRun(say("deck.clear", lang), 14), TextRun(home, 14, link=home)])
    box = Box(area.left, area.top + 20, area.width * 0.8, area.height - 20)
    canvas.text(box, lines, "empty", after=10)


def _new_slide(file: Any, content: Content) -> Canvas:
    return Canvas(file.slides.add_slide(file.slide_layouts[0]), content.lang)


def _cover(canvas: Canvas, content: Content, slides: Sequence[Slide]) -> None:
    lang = content.lang
    for at, accent in enumerate(content.accents):
        canvas.shape(Box(MARGIN + 60 * at, 0, 60, 7), Style(fill=theme.ink_of(accent)), "accent")
    canvas.text(Box(MARGIN, 70, INNER, 20), [[TextRun(content.site, 14, "second", bold=True)]], "site")
    size = 46 if text_width(content.title, 46) < INNER else 34
    canvas.title(Box(MARGIN, 96, INNER, 2 * size * 1.2), [TextRun(content.title, size, bold=True)])
    holds = say("deck.holds", lang, exhibits=len(content.subjects), slides=len(slides) + 1)
    lines = [[TextRun(holds, 16, "second")], [TextRun("", 8)]]
    lines += [[TextRun(line, 16)] for line in content.counts]
    canvas.text(Box(MARGIN, 220, INNER * 0.86, 200), lines, "about", after=4, spacing=110)
    top = FOOT_TOP - 48
    canvas.rule((MARGIN, top), (WIDTH - MARGIN, top), Style(line="rule", width=0.75), "rule")
    lines = [
        [TextRun(say("deck.filters", lang, filters=content.filters), 12)],
        [TextRun(content.edition, 12, "second")],
        [TextRun(say("deck.open", lang, address=content.home), 12, "second", link=content.home)],
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


# The file -----------------------------------------------------------------------------------------------------

ACCENTS = ("teal", "brick", "teal-mid", "brick-mid", "stone", "muted")
THEME_COLOURS = {f"accent{at}": token for at, token in enumerate(ACCENTS, 1)}
THEME_COLOURS |= {"dk1": "ink", "lt1": "page", "dk2": "second", "lt2": "band"}
THEME_COLOURS |= {"hlink": "teal-text", "folHlink": "muted"}


def blank_file() -> Any:
    return Presentation(BytesIO(_blank()))


@cache
def _blank() -> bytes:
    """16:9, with one layout, in our fonts and colours, and without the picture that python-pptx's own file has."""
    file: Any = Presentation()
    old = file.slide_width
    file.slide_width, file.slide_height = emu(WIDTH), emu(HEIGHT)
    for layout in list(file.slide_layouts):
        if layout.name != TITLE_ONLY:
            file.slide_layouts.remove(layout)
    master = file.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    for shape in (*master.placeholders, *file.slide_layouts[0].placeholders):
        shape.left, shape.width = (round(side * emu(WIDTH) / old) for side in (shape.left, shape.width))
    unwanted = {RELATIONSHIP_TYPE.THUMBNAIL: file.part.package, RELATIONSHIP_TYPE.PRINTER_SETTINGS: file.part}
    for kind, part in unwanted.items():
        for number in [number for number, one in part._rels.items() if one.reltype == kind]:
            part._rels.pop(number)
    # What is added by hand later has the same fonts and colours.
    look = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = look.blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{LATIN}"/>', text)
    text = re.sub(r'<a:ea typeface="[^"]*"/>', f'<a:ea typeface="{EAST_ASIAN}"/>', text)
    for name, token in THEME_COLOURS.items():
        colour = f'<a:srgbClr val="{theme.LIGHT[token].removeprefix("#")}"/>'
        text = re.sub(f"<a:{name}>.*?</a:{name}>", f"<a:{name}>{colour}</a:{name}>", text, flags=re.DOTALL)
    look._blob = text.encode("utf-8")
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def file_bytes(file: Any, content: Content) -> bytes:
    """With the date of making on each of its parts, so that the same view gives the same bytes."""
    about = file.core_properties
    about.title = clean(content.title)
    about.subject = clean(content.filters)[:250]
    about.author = about.last_modified_by = content.site
    about.comments = content.version
    about.keywords = ""
    about.language = HTML_LANG[content.lang]
    about.created = about.modified = about.last_printed = datetime.combine(content.made, time())
    about.revision = 1
    saved, dated, day = BytesIO(), BytesIO(), content.made.timetuple()[:6]
    file.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, day), old.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
