"""Speaker notes: blocks of paragraphs, each below its heading."""

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide

from dashboard.deck.canvas import Canvas
from dashboard.deck.content import Block
from dashboard.deck.drawingml import TextLine, TextRun
from dashboard.figures.words import Lang

SIZE = 12.0


def write_notes(slide: Slide, blocks: Sequence[Block], lang: Lang) -> None:
    page: Any = slide.notes_slide
    lines: list[TextLine] = []
    for heading, texts in blocks:
        said = [text for text in texts if text]
        if said:
            lines.append([TextRun(text=heading, size=SIZE, bold=True)])
            lines += [[TextRun(text=text, size=SIZE, link=_link(text))] for text in said]
    old = page.notes_placeholder._element
    old.replace(old.txBody, parse_xml(Canvas(page, lang).words_xml(lines, tag="p:txBody", spaces=True)))


def _link(text: str) -> str:
    """A paragraph that is an address leads there."""
    return text if text.startswith(("http://", "https://")) and " " not in text else ""
