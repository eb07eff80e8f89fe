"""The file around the slides: python-pptx's own made ours, and saved so that one view gives one file."""

import re
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu

from dashboard import theme
from dashboard.deck.content import Content
from dashboard.deck.drawingml import EAST_ASIAN, LATIN, clean, emu
from dashboard.deck.frame import HEIGHT, WIDTH
from dashboard.figures.words import HTML_LANG

TITLE_ONLY = "Title Only"  # python-pptx's name of the layout that all slides have


def blank_file() -> Any:
    """16:9, with one layout, in our fonts and colours, and without the picture that python-pptx's own file has."""
    file = Presentation()
    old = file.slide_width
    file.slide_width, file.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    for layout in list(file.slide_layouts):
        if layout.name != TITLE_ONLY:
            file.slide_layouts.remove(layout)
    master = file.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    for shape in (*master.placeholders, *file.slide_layouts[0].placeholders):
        left, width = (Emu(round(side * emu(WIDTH) / old)) for side in (shape.left, shape.width))
        shape.left, shape.width = left, width
    _drop(file.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(file.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    _set_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    return file


def _drop(part: Any, kind: str) -> None:
    for number, relation in list(part._rels.items()):
        if relation.reltype == kind:
            part._rels.pop(number)


THEME_COLOURS = {
    "dk1": "ink",
    "lt1": "page",
    "dk2": "second",
    "lt2": "band",
    "accent1": "teal",
    "accent2": "brick",
    "accent3": "teal-mid",
    "accent4": "brick-mid",
    "accent5": "stone",
    "accent6": "muted",
    "hlink": "teal-text",
    "folHlink": "muted",
}


def _set_theme(part: Any) -> None:
    """What is added by hand later has the same fonts and colours."""
    text = part.blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{LATIN}"/>', text)
    text = re.sub(r'<a:ea typeface="[^"]*"/>', f'<a:ea typeface="{EAST_ASIAN}"/>', text)
    for name, token in THEME_COLOURS.items():
        colour = f'<a:srgbClr val="{theme.LIGHT[token].removeprefix("#")}"/>'
        text = re.sub(f"<a:{name}>.*?</a:{name}>", f"<a:{name}>{colour}</a:{name}>", text, flags=re.DOTALL)
    part._blob = text.encode("utf-8")


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
    made = BytesIO()
    file.save(made)
    return _dated(made, content.made)


def _dated(content: BytesIO, made: date) -> bytes:
    """The same file with the date of making on each of its parts, so that the same view gives the same bytes."""
    dated = BytesIO()
    day = made.timetuple()[:6]
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, day), old.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
