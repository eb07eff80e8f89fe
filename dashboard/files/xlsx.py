"""A workbook of a view: what it is, a sheet for each exhibit on show, and sheets of what these rest on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard import theme
from dashboard.figures.words import Lang, half_widths, listed, say
from dashboard.files.facts_json import licences
from dashboard.files.reference import registers, used
from dashboard.files.tables import Grid, Value, grid_of, source_line, table_of
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.site import Site

# Text stays text, whatever it begins with; nothing is written to disk on the way.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NARROWEST, UNSET, WIDEST = 8, 8, 52  # widths of a column, in characters
READABLE = 90  # characters that a line of text has room for at least
LINE = 15.5  # points
TALLEST = 409  # points that Excel allows a row
SPARE = 1.12  # room that the ends of lines leave empty
ABOUT_WIDTH = 100
PRINTABLE = 300  # characters that a printed page has room for
ARROW = 3  # characters that the arrow of a filter takes
A4 = 9  # as the format counts sizes of paper
LONGEST_NAME = 31  # characters of a sheet's name
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")  # in a sheet's name
RESERVED = ("History",)
LONGEST_LINK = 2000  # Excel refuses links over 2079 characters

WRAPPED = {"text_wrap": True, "valign": "top"}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "finding": WRAPPED | {"bold": True, "font_size": 14},
    "muted": WRAPPED | {"font_color": theme.LIGHT["muted"]},
    "name": {"bold": True, "valign": "top"},
    "head": WRAPPED | {"bold": True, "bg_color": theme.LIGHT["band"], "bottom": 1, "indent": 1},
    "text": WRAPPED | {"indent": 1},
    "plain": {"valign": "top"},
    "link": {"font_color": theme.LIGHT["teal-text"], "underline": 1, "valign": "top"},
}

Styles = Mapping[str, Format]
Lines = Sequence[tuple[str, str]]  # a key of the catalogue, and what is told under its word


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its name, what it says, the lines over its table (a heading first), the table, the lines below."""

    name: str
    says: str
    above: tuple[str, ...]
    grid: Grid | None
    below: tuple[str, ...] = ()


def make_workbook(site: Site, view: View, context: ExportContext) -> bytes:
    about = say("sheet.about-title", view.lang)
    found = registers(used(view, site), site, view.lang)
    sheets = [_exhibit(item, site, view.lang) for item in view.items]
    sheets += [Sheet(name=title, says=lead, above=(title, lead), grid=grid) for title, lead, grid in found]
    sheets = list(_distinct(sheets, about))
    title = " · ".join(dict.fromkeys((site.name(view.lang), view.title(site))))
    told = {
        "title": title,
        "subject": view.filters(site),
        "comments": f"{say('download.version', view.lang)} {site.package.version}",
        "created": datetime.combine(context.made, time()),  # so that one day's workbooks are the same
    }
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(told)
        styles = {name: book.add_format(dict(properties)) for name, properties in FORMATS.items()}
        lines = _facts_about(site, view, context)
        _write_about(_add(book, about), title, lines, sheets, styles, view.lang)
        for sheet in sheets:
            _write_sheet(_add(book, sheet.name), sheet, styles)
    return buffer.getvalue()


def _distinct(sheets: Iterable[Sheet], *taken: str) -> Iterator[Sheet]:
    """With names that a workbook can hold: short, of characters it allows, and each another one."""
    known = {name.casefold() for name in (*taken, *RESERVED)}
    for sheet in sheets:
        plain = FORBIDDEN.sub(" ", sheet.name).strip(" '") or "-"
        name, at = plain[:LONGEST_NAME].rstrip(" '"), 1
        while name.casefold() in known:
            at += 1
            name = f"{plain[: LONGEST_NAME - len(str(at)) - 1]} {at}"
        known.add(name.casefold())
        yield replace(sheet, name=name)


def _add(book: Workbook, name: str) -> Worksheet:
    worksheet = book.add_worksheet(name)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.set_footer("&R&P / &N")
    return worksheet


def _exhibit(item: Item, site: Site, lang: Lang) -> Sheet:
    table = table_of(item.shown(lang), lang)
    finding, sources, told = item.title(lang), source_line(item, site, lang), item.notes(lang)
    filters = f"{say('download.filters', lang)}{say('download.colon', lang)}{item.filters(site, lang)}"
    return Sheet(
        name=item.exhibit.short.pick(lang),
        says=finding if table else told[0],
        above=(finding, item.subtitle(lang), filters),
        grid=grid_of(table, site.package, lang) if table else None,
        below=(*told, *([say("exhibit.source", lang) + sources] if sources else [])),
    )


def _write_sheet(worksheet: Worksheet, sheet: Sheet, styles: Styles) -> None:
    widths = list(map(_width, sheet.grid.head, zip(*sheet.grid.rows, strict=True))) if sheet.grid else []
    worksheet.fit_to_pages(ceil(sum(widths) / PRINTABLE) or 1, 0)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    for row, line in enumerate(sheet.above):
        style, scale = ("muted", 1.0) if row else ("finding", 1.4)
        _write_line(worksheet, row, line, widths, styles[style], scale)
    end = len(sheet.above) + 1
    if sheet.grid:
        _write_grid(worksheet, end, sheet.grid, widths, styles)
        end += len(sheet.grid.rows) + 2
    for row, line in enumerate(sheet.below, end):
        _write_line(worksheet, row, line, widths, styles["muted"])


def _write_line(
    worksheet: Worksheet, row: int, text: str, widths: Sequence[int], style: Format, scale: float = 1
) -> None:
    """Over the width of the table, and of the columns beside it where that is too narrow; as high as it needs."""
    spare = max(0, ceil((READABLE - sum(widths)) / UNSET))
    room = sum(widths) + spare * UNSET
    worksheet.set_row(row, min(TALLEST, LINE * scale * _lines(text, room / scale)))
    worksheet.merge_range(row, 0, row, len(widths) + spare - 1, "", style)
    worksheet.write_string(row, 0, text, style)


def _write_grid(worksheet: Worksheet, top: int, grid: Grid, widths: Sequence[int], styles: Styles) -> None:
    worksheet.write_row(top, 0, grid.head, styles["head"])
    for row, values in enumerate(grid.rows, top + 1):
        worksheet.set_row(row, min(TALLEST, LINE * max(map(_lines, values, widths))))
        for column, value in enumerate(values):
            if value is not None:
                worksheet.write(row, column, value, styles["text" if isinstance(value, str) else "plain"])
    worksheet.autofilter(top, 0, top + len(grid.rows), len(grid.head) - 1)
    worksheet.freeze_panes(top + 1, 0)
    worksheet.repeat_rows(top)


def _lines(value: Value, width: float) -> int:
    """How many lines a text takes in a cell; not every program works it out."""
    return ceil(half_widths(str(value)) * SPARE / width) if isinstance(value, str) else 1


def _width(name: str, cells: Sequence[Value]) -> int:
    widest = max((half_widths(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(ceil(widest * SPARE) + 2, half_widths(name) + ARROW, NARROWEST), WIDEST)


def _write_about(
    worksheet: Worksheet, title: str, lines: Lines, sheets: Sequence[Sheet], styles: Styles, lang: Lang
) -> None:
    worksheet.fit_to_pages(1, 0)
    worksheet.set_column(0, 0, 30)
    worksheet.set_column(1, 1, ABOUT_WIDTH)
    worksheet.write_string(0, 0, title, styles["title"])
    for row, (name, text) in enumerate(lines, 2):
        worksheet.write_string(row, 0, say(name, lang), styles["name"])
        worksheet.set_row(row, LINE * _lines(text, ABOUT_WIDTH))
        if name == "download.address" and len(text) < LONGEST_LINK:
            worksheet.write_url(row, 1, text, styles["link"], text)
        else:
            worksheet.write_string(row, 1, text, styles["text"])
    top = len(lines) + 3
    worksheet.write_row(top, 0, [say(f"sheet.{one}", lang) for one in ("sheet", "says")], styles["head"])
    for row, sheet in enumerate(sheets, top + 1):
        worksheet.write_url(row, 0, f"internal:'{sheet.name}'!A1", styles["link"], sheet.name)
        worksheet.write_string(row, 1, sheet.says, styles["text"])


def _facts_about(site: Site, view: View, context: ExportContext) -> Lines:
    lang = view.lang
    return [
        ("sheet.contents", say("sheet.holds", lang, count=len(view.items))),
        ("sheet.pages", listed((page.name(lang) for page in view.pages), lang)),
        ("download.filters", view.filters(site)),
        ("download.version", site.package.version),
        ("download.made", context.made.isoformat()),
        *(("download.address", one) for one in view.addresses(site, context.origin)),
        ("sheet.reading", say("sheet.reading-text", lang)),
        ("sheet.citing", say("sheet.citing-text", lang)),
        *(("sheet.licence", say("sheet.licence-text", lang, name=one)) for one in licences(site.package)),
    ]
