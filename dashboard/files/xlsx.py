"""A workbook of a view: what it is, a sheet for each table on show, sheets of what these rest on, and notes to all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, count
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard import theme
from dashboard.figures.words import Lang, half_widths, listed, say
from dashboard.files.facts_json import licences
from dashboard.files.grid import Grid, Link, Number, Value, grid_of, table_of
from dashboard.files.reference import registers, used
from dashboard.files.tables import source_line
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.site import Site

# Text stays text, whatever it begins with; nothing is written to disk on the way.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NARROWEST, WIDEST = 8, 52  # widths of a column, in characters
LINE = 15.5  # points
TALLEST = 409  # points that Excel allows a row
SPARE = 1.12  # room that the ends of lines leave empty
ABOUT_WIDTH = 100
PRINTABLE = 300  # characters that a printed page has room for
ARROW = 3  # characters that the arrow of a filter takes
A4 = 9  # as the format counts sizes of paper
LONGEST_NAME, LONGEST_KEY = 31, 255  # characters of the name of a sheet and of a table
LONGEST_HEADING = 80  # characters over a printed page
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")  # in a sheet's name
NO_NAME = re.compile(r"[^A-Za-z0-9_]")  # in a table's name
RESERVED = ("History",)
LONGEST_LINK = 2000  # Excel refuses links over 2079 characters
MOST_LINKS = 60_000  # of one sheet, of which Excel takes 65,530
FIRST_YEAR = 1900  # of Excel's calendar

WRAPPED = {"text_wrap": True, "valign": "top"}
LINKED = {"font_color": theme.LIGHT["teal-text"], "underline": 1}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "name": {"bold": True, "valign": "top"},
    "head": WRAPPED | {"bold": True, "bg_color": theme.LIGHT["band"], "bottom": 1, "indent": 1},
    "text": WRAPPED | {"indent": 1},
    "ordinal": {"valign": "top", "num_format": "0"},
    "day": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
    "link": WRAPPED | LINKED,
}
TABLE_STYLE = "Table Style Light 1"  # bands of grey, which follow the theme of the workbook


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet that is one table: its name, that of its table, what it says, and what is noted to each exhibit of it."""

    name: str
    key: str
    says: str
    grid: Grid
    items: tuple[Item, ...] = ()


@dataclass
class Styles:
    """The formats of a workbook; those of numbers are made as numbers need them."""

    book: Workbook
    made: dict[str, Format] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Format:
        if name not in self.made:
            self.made[name] = self.book.add_format(dict(FORMATS[name]))
        return self.made[name]

    def of_number(self, number: Number) -> Format:
        """Thousands are parted, all decimals shown and no more; what is in per cent says so."""
        decimals = len(str(number.value).partition(".")[2]) if isinstance(number.value, float) else 0
        form = "#,##0" + ("." + "0" * decimals if decimals else "") + ('"%"' if number.unit == "%" else "")
        if form not in self.made:
            self.made[form] = self.book.add_format({"valign": "top", "num_format": form})
        return self.made[form]


def make_workbook(site: Site, view: View, context: ExportContext) -> bytes:
    lang = view.lang
    about, notes = say("sheet.about-title", lang), say("sheet.notes-title", lang)
    found = registers(used(view, site), site, lang)
    sheets = [*_exhibits(view, site)]
    sheets += [Sheet(name=one.title, key=f"from_{one.key}", says=one.lead, grid=one.grid) for one in found]
    sheets = list(_distinct(sheets, about, notes))
    noted = Grid.of(_notes(view, sheets, site))
    sheets.append(Sheet(name=notes, key="notes", says=say("sheet.notes-lead", lang), grid=noted))
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(_properties(site, view, context))
        styles = Styles(book)
        lines = _facts_about(site, view, context)
        _write_about(_add(book, about, about), _title(site, view), lines, sheets, styles, lang)
        for sheet in sheets:
            _write_sheet(_add(book, sheet.name, sheet.says), sheet, styles)
    return buffer.getvalue()


def _title(site: Site, view: View) -> str:
    return " · ".join(dict.fromkeys((site.name(view.lang), view.title(site))))


def _properties(site: Site, view: View, context: ExportContext) -> dict[str, Any]:
    """What the file tells of itself without being opened."""
    return {
        "title": _title(site, view),
        "author": site.operator or site.name(view.lang),
        "subject": view.filters(site),
        "comments": f"{say('download.version', view.lang)} {site.package.version}",
        "created": datetime.combine(context.made, time()),  # so that one day's workbooks are the same
    }


# Sheets -------------------------------------------------------------------------------------------------------


def _exhibits(view: View, site: Site) -> Iterator[Sheet]:
    """A sheet for each table; exhibits that have the same one share its sheet, and one that is empty has none."""
    shared: dict[Grid, list[Item]] = {}
    for item in view.items:
        if table := table_of(item.shown(view.lang), view.lang):
            shared.setdefault(grid_of(table, site.package, view.lang), []).append(item)
    for grid, items in shared.items():
        first = items[0].exhibit
        says = items[0].title(view.lang)
        key = f"table_{first.key}"
        yield Sheet(name=first.short.pick(view.lang), key=key, says=says, grid=grid, items=tuple(items))


def _distinct(sheets: Iterable[Sheet], *taken: str) -> Iterator[Sheet]:
    """With names that a workbook can hold, of sheets and tables: short, of characters it allows, each another one."""
    names, keys = {name.casefold() for name in (*taken, *RESERVED)}, set[str]()
    for sheet in sheets:
        plain = FORBIDDEN.sub(" ", sheet.name).strip(" '") or "-"
        name = _another(plain, names, LONGEST_NAME, " ")
        yield replace(sheet, name=name, key=_another(NO_NAME.sub("_", sheet.key), keys, LONGEST_KEY, "_"))


def _another(name: str, known: set[str], longest: int, mark: str) -> str:
    """The name, or as much of it as leaves room for a number; it is known from now on."""
    numbered = (f"{name[: longest - len(str(at)) - 1]}{mark}{at}" for at in count(2))
    found = next(
        one for one in chain((name[:longest].rstrip(" '"),), numbered) if one.casefold() not in known
    )
    known.add(found.casefold())
    return found


def _notes(view: View, sheets: Sequence[Sheet], site: Site) -> Iterator[tuple[str, list[Value]]]:
    """What a page says around each exhibit; of one that is empty, why."""
    lang = view.lang
    places = {item.exhibit.key: _place(sheet) for sheet in sheets for item in sheet.items}
    told: dict[str, list[Value]] = {
        say("sheet.exhibit", lang): [item.exhibit.short.pick(lang) for item in view.items],
        say("sheet.sheet", lang): [places.get(item.exhibit.key) for item in view.items],
        say("download.title", lang): [item.title(lang) for item in view.items],
        say("sheet.subtitle", lang): [item.subtitle(lang) or None for item in view.items],
        say("download.filters", lang): [item.filters(site, lang) for item in view.items],
        say("download.note", lang): [" ".join(item.notes(lang)) or None for item in view.items],
        say("download.sources", lang): [source_line(item, site, lang) or None for item in view.items],
    }
    yield from told.items()


def _place(sheet: Sheet) -> Link:
    return Link(sheet.name, f"internal:'{sheet.name}'!A1")


def _add(book: Workbook, name: str, heading: str) -> Worksheet:
    """A sheet as it is printed: what it says over each page, its name and the page's number below."""
    worksheet = book.add_worksheet(name)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    shown = heading if len(heading) <= LONGEST_HEADING else f"{heading[: LONGEST_HEADING - 1]}…"
    worksheet.set_header(f"&L{shown.replace('&', '&&')}")
    worksheet.set_footer("&L&A&R&P / &N")
    return worksheet


def _write_sheet(worksheet: Worksheet, sheet: Sheet, styles: Styles) -> None:
    grid = sheet.grid
    widths = list(map(_width, grid.head, zip(*grid.rows, strict=True)))
    worksheet.fit_to_pages(ceil(sum(widths) / PRINTABLE) or 1, 0)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, LINE * max(map(_lines, grid.head, widths)))
    heads = [{"header": name, "header_format": styles["head"]} for name in grid.head]
    options = {"name": sheet.key, "style": TABLE_STYLE, "columns": heads}
    worksheet.add_table(0, 0, len(grid.rows) or 1, len(grid.head) - 1, options)
    links = 0
    for row, values in enumerate(grid.rows, 1):
        worksheet.set_row(row, min(TALLEST, LINE * max(map(_lines, values, widths))))
        for column, value in enumerate(values):
            links += isinstance(value, Link)
            plain = isinstance(value, Link) and (links > MOST_LINKS or len(value.address) > LONGEST_LINK)
            _write(worksheet, row, column, _text(value) if plain else value, styles)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)


def _write(worksheet: Worksheet, row: int, column: int, value: Value, styles: Styles) -> None:
    match value:
        case Number():
            worksheet.write_number(row, column, value.value, styles.of_number(value))
        case Link(text, address) if address:
            worksheet.write_url(row, column, address, styles["link"], text)
        case date() if value.year >= FIRST_YEAR:
            worksheet.write_datetime(row, column, datetime.combine(value, time()), styles["day"])
        case int():
            worksheet.write_number(row, column, value, styles["ordinal"])
        case _ if text := _text(value):
            worksheet.write_string(row, column, text, styles["text"])


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case Link(text):
            return text
        case Number(number):
            return str(number)
        case _:
            return str(value)


def _lines(value: Value, width: float) -> int:
    """How many lines a text takes in a cell; not every program works it out."""
    return ceil(half_widths(_text(value)) * SPARE / width) if isinstance(value, (str, Link)) else 1


def _width(name: str, cells: Sequence[Value]) -> int:
    widest = max((half_widths(_text(cell)) for cell in cells), default=0)
    return min(max(ceil(widest * SPARE) + 2, half_widths(name) + ARROW, NARROWEST), WIDEST)


# The first sheet ----------------------------------------------------------------------------------------------

Lines = Sequence[tuple[str, str]]  # a key of the catalogue, and what is told under its word


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
    told = [(sheet, says) for sheet in sheets for says in _said(sheet, lang)]
    for row, (sheet, says) in enumerate(told, top + 1):
        _write(worksheet, row, 0, _place(sheet), styles)
        worksheet.set_row(row, LINE * _lines(says, ABOUT_WIDTH))
        worksheet.write_string(row, 1, says, styles["text"])


def _said(sheet: Sheet, lang: Lang) -> list[str]:
    """What each of its exhibits says."""
    return list(dict.fromkeys(item.title(lang) for item in sheet.items)) or [sheet.says]


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
