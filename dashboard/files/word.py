"""A text in Word: what it is made of, and its file, with headings and notes that Word numbers.

A sentence leads to its notes by links within the file; one text made on one day gives one file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from dashboard.deck.dated import dated
from dashboard.figures.words import HTML_LANG, Lang
from dashboard.files.word_blank import MARK, POINT, blank
from dashboard.files.word_layout import LAYOUTS
from dashboard.layout.text import clean

JOINED = "\u2060"  # no line begins behind it
ADDRESS = "Hyperlink"  # the style of one
WITHIN_DATES = re.compile(r"(?<=\d)-(?=\d)")


@dataclass(frozen=True)
class Said:
    """Words, and the numbers of the notes that they rest on."""

    text: str
    notes: tuple[int, ...] = ()


Paragraph = tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; `shares` are the widths of its columns in per cent, `left` says what of it is not shown."""

    caption: Said
    head: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    shares: Sequence[float]
    left: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture as wide as the text; `alt` says it to who does not see it."""

    caption: str
    png: bytes
    alt: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading, from level 1 on, and what stands below it; `listed` are sentences with a number each."""

    level: int
    heading: Said
    told: tuple[Paragraph, ...] = ()
    figure: Figure | None = None
    listed: tuple[Paragraph, ...] = ()
    grid: Grid | None = None
    remarks: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Note:
    text: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """`about` stands below the title, `notes` below all sections, under a heading of their own."""

    lang: Lang
    made: date
    author: str
    title: str
    day: str
    subject: str
    about: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    notes_head: str
    notes: tuple[Note, ...]


def write(text: Text) -> bytes:
    file = Document(BytesIO(blank(text.lang)))
    body = _Body(file, text)
    body.paragraph("Title", (Said(text.title),))
    body.paragraph("Subtitle", (Said(text.day),))
    for one in text.about:
        body.paragraph("BodyText", one)
    for section in text.sections:
        body.section(section)
    if text.notes:
        body.paragraph("NotesHead", (Said(text.notes_head),))
    for number, note in enumerate(text.notes, 1):
        body.note(number, note)
    return _saved(file, text)


def _saved(file: Any, text: Text) -> bytes:
    about, saved = file.core_properties, BytesIO()
    about.title, about.subject = clean(text.title), clean(text.subject)[:250]
    about.author = about.last_modified_by = text.author
    about.language = HTML_LANG[text.lang]
    about.comments = about.keywords = ""
    about.created = about.modified = datetime.combine(text.made, time())
    about.revision = 1
    file.save(saved)
    return dated(saved.getvalue(), text.made)


class _Body:
    """The body of a file, to which parts are added in their order."""

    def __init__(self, file: Any, text: Text) -> None:
        self.part, self.lang, self.layout = file.part, text.lang, LAYOUTS[text.lang]
        self._end = file.element.body.sectPr
        self._known = len(text.notes)
        self._bookmarks = count(1)

    def section(self, section: Section) -> None:
        self.paragraph(f"Heading{section.level}", (section.heading,))
        for one in section.told:
            self.paragraph("BodyText", one)
        if section.figure:
            self._figure(section.figure)
        for one in section.listed:
            self.paragraph("ListNumber", one)
        if section.grid:
            self._grid(section.grid)
        for one in section.remarks:
            self.paragraph("BodyText", one)

    def paragraph(self, style: str, said: Paragraph) -> None:
        self._add(self._paragraph(style, said))

    def note(self, number: int, note: Note) -> None:
        """With the bookmark that sentences lead to."""
        at, name = next(self._bookmarks), _bookmark(number)
        parts = [f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>', _run(note.text)]
        if note.address:
            way = self.part.relate_to(clean(note.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            parts.append(f'<w:hyperlink r:id="{way}">{_run(note.address, ADDRESS)}</w:hyperlink>')
        parts.append(f'<w:bookmarkEnd w:id="{at}"/>')
        self._add(_styled("Notes", "".join(parts)))

    def _add(self, xml: str) -> None:
        self._end.addprevious(parse_xml(xml.replace(">", f" {nsdecls('w', 'r')}>", 1)))

    def _paragraph(self, style: str, said: Paragraph) -> str:
        return _styled(style, "".join(self._said(one) for one in said))

    def _said(self, said: Said) -> str:
        """The mark of notes stands before the stop of a sentence in Chinese, behind it in English."""
        text, stop = said.text, ""
        if self.lang == "zh" and said.notes and text.endswith(("。", "；")):
            text, stop = text[:-1], text[-1]
        return f"{_run(text)}{self._marks(said.notes)}{_run(stop) if stop else ''}"

    def _marks(self, notes: Sequence[int]) -> str:
        if not notes:
            return ""
        runs = []
        for first, last in _ranges(notes):
            ends = [first] if first == last else [first, last]
            between = _run("–" if last - first > 1 else ",", MARK)
            runs.append(between.join(map(_way, ends)))
        joined = JOINED if self.lang == "en" else ""
        return f"{_run(f'{joined}[', MARK)}{_run(',', MARK).join(runs)}{_run(']', MARK)}"

    def _figure(self, figure: Figure) -> None:
        self.paragraph("Caption", (Said(figure.caption),))
        self.paragraph("Figure", ())
        picture = self.part.new_pic_inline(BytesIO(figure.png), Pt(self.layout.width))
        picture.docPr.set("descr", clean(figure.alt))
        self._end.getprevious().add_r().add_drawing(picture)

    def _grid(self, grid: Grid) -> None:
        self.paragraph("Caption", (grid.caption,))
        widths = [round(share / 100 * self.layout.width * POINT) for share in grid.shares]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row([(Said(one),) for one in grid.head], widths, "TableHead")
        rows = [self._row(row, widths, "TableText") for row in grid.rows[:-1]]
        rows += [self._row(row, widths, "TableLast") for row in grid.rows[-1:]]
        look = (
            '<w:tblStyle w:val="Data"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        )
        about = f'<w:tblPr>{look}<w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr>'
        self._add(f"<w:tbl>{about}<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(rows)}</w:tbl>")
        self.paragraph("Remark" if grid.left else "Gap", (Said(grid.left),))

    def _row(self, cells: Iterable[Paragraph], widths: Sequence[int], style: str) -> str:
        parts = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(self._paragraph(style, (one,)) for one in cell)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        ]
        about = "<w:cantSplit/>" + ("<w:tblHeader/>" if style == "TableHead" else "")
        return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(parts)}</w:tr>"


def _styled(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _run(text: str, style: str = "") -> str:
    """A date stays on one line; an address may be parted."""
    about = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    parts = [text] if style == ADDRESS else WITHIN_DATES.split(text)
    words = (f'<w:t xml:space="preserve">{escape(clean(one))}</w:t>' for one in parts)
    return f"<w:r>{about}{'<w:noBreakHyphen/>'.join(words)}</w:r>"


def _bookmark(number: int) -> str:
    return f"note{number}"


def _way(number: int) -> str:
    return f'<w:hyperlink w:anchor="{_bookmark(number)}">{_run(str(number), MARK)}</w:hyperlink>'


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of numbers that follow each other."""
    run: list[int] = []
    for number in sorted(set(numbers)):
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]
