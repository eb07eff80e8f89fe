"""The file of a deck: python-pptx's own made ours, and saved so that one view gives one file."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu

from dashboard.deck import scheme
from dashboard.deck.content import Content
from dashboard.deck.dated import dated
from dashboard.deck.drawingml import SPACES, emu
from dashboard.deck.layouts import HEIGHT, WIDTH, write_layouts
from dashboard.figures.words import HTML_LANG, Lang
from dashboard.layout.box import Box
from dashboard.layout.text import clean

# On a page of notes: the slide, narrower where its proportions ask for it, and the notes below it.
NOTES_PICTURE, NOTES_TEXT = Box(54, 90, 432, 243), Box(54, 346, 432, 290)
APP_TYPES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


FORMATS = {540: "Widescreen", 720: "On-screen Show (4:3)"}  # by the height of a slide


def blank_file(lang: Lang, height: float = HEIGHT) -> Any:
    file: Any = Presentation(BytesIO(_blank(lang, height)))
    file.part.package.next_partname = _counted(file.part.package.next_partname)
    return file


def _counted(free: Callable[[str], PackURI]) -> Callable[[str], PackURI]:
    """Names of new parts by their pattern. Python-pptx walks through the whole file for each, of hundreds in a deck."""
    numbers = cache(lambda pattern: count(int(re.sub(r"\D", "", free(pattern)))))
    return lambda pattern: PackURI(pattern % next(numbers(pattern)))


@cache
def _blank(lang: Lang, height: float) -> bytes:
    """Of that height, with our layouts, fonts and colours, and without the picture that python-pptx's own file has."""
    file: Any = Presentation()
    file.slide_width, file.slide_height = emu(WIDTH), emu(height)
    size = file.part._element.find("{*}sldSz")
    del size.attrib["type"]  # that of 4:3
    write_layouts(file, lang, height)
    master = file.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    unwanted = {RELATIONSHIP_TYPE.THUMBNAIL: file.part.package, RELATIONSHIP_TYPE.PRINTER_SETTINGS: file.part}
    for kind, part in unwanted.items():
        for number in [number for number, one in part._rels.items() if one.reltype == kind]:
            part._rels.pop(number)
    look = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    look._blob = scheme.themed(look.blob)
    _write_notes_master(file, height)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _write_notes_master(file: Any, height: float) -> None:
    """With our theme, room for a slide of our proportions, and in the list of the presentation, from which python-pptx
    leaves it out."""
    notes = file.notes_master
    picture = replace(NOTES_PICTURE, width=NOTES_PICTURE.height * WIDTH / height)
    picture = replace(picture, left=NOTES_TEXT.left + (NOTES_TEXT.width - picture.width) / 2)
    look = notes.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    look._element = parse_xml(scheme.themed(look.blob))
    for holder in notes.placeholders:
        box = {"SLIDE_IMAGE": picture, "BODY": NOTES_TEXT}.get(holder.placeholder_format.type.name)
        if box:
            holder.left, holder.top = Emu(emu(box.left)), Emu(emu(box.top))
            holder.width, holder.height = Emu(emu(box.width)), Emu(emu(box.height))
    number = file.part.relate_to(notes.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = f'<p:notesMasterIdLst {SPACES}><p:notesMasterId r:id="{number}"/></p:notesMasterIdLst>'
    file.part._element.find("{*}sldMasterIdLst").addnext(parse_xml(listed))


def _about_app(file: Any, content: Content) -> bytes:
    """What a list of files shows: how many slides there are, and their titles."""
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    parts = "".join(f"<vt:lpstr>{escape(clean(title))}</vt:lpstr>" for title in titles)
    count = len(titles)
    counted = "<vt:variant><vt:lpstr>Slide Titles</vt:lpstr></vt:variant>"
    counted += f"<vt:variant><vt:i4>{count}</vt:i4></vt:variant>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {APP_TYPES}>'
        f"<PresentationFormat>{FORMATS[round(content.height)]}</PresentationFormat><Slides>{count}</Slides><Notes>{count}</Notes>"
        "<HiddenSlides>0</HiddenSlides><ScaleCrop>false</ScaleCrop>"
        f'<HeadingPairs><vt:vector size="2" baseType="variant">{counted}</vt:vector></HeadingPairs>'
        f'<TitlesOfParts><vt:vector size="{count}" baseType="lpstr">{parts}</vt:vector></TitlesOfParts>'
        "</Properties>"
    ).encode()


def file_bytes(file: Any, content: Content) -> bytes:
    about = file.core_properties
    about.title = clean(content.title)
    about.subject = clean(content.filters)[:250]
    about.author = about.last_modified_by = content.site
    about.comments = content.version
    about.keywords = ""
    about.language = HTML_LANG[content.lang]
    about.created = about.modified = about.last_printed = datetime.combine(content.made, time())
    about.revision = 1
    app = file.part.package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    app._blob = _about_app(file, content)
    saved = BytesIO()
    file.save(saved)
    return dated(saved.getvalue(), content.made)
