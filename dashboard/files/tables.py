"""An exhibit's table as CSV, with or without a head that says what it is."""

import csv
import re
from collections.abc import Iterable
from datetime import date
from io import StringIO

from dashboard.figures.words import Lang, grade_letter, say
from dashboard.files.grid import Link, Number, Value, grid_of, table_of
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import first_sources, titled_sources
from dashboard.render.site import Site

BOM = "\ufeff"  # tells a spreadsheet that the file is UTF-8
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # a spreadsheet takes the wide forms too
NEGATIVE = re.compile(r"-[0-9][0-9,]*(\.[0-9]+)?%?")


def make_csv(site: Site, view: View, context: ExportContext) -> bytes:
    """The first exhibit of a view."""
    return item_csv(view.items[0], site, view.lang, context)


def item_csv(item: Item, site: Site, lang: Lang, context: ExportContext) -> bytes:
    """Its head is of comments, and begins with what tells a spreadsheet the encoding; a program wants neither."""
    table = table_of(item.shown(lang), lang)
    grid = grid_of(table, site.package, lang) if table else None
    rows = [grid.head, *(map(_written, row) for row in grid.rows)] if grid else []
    if not context.head:
        return csv_lines(rows).encode()
    return (BOM + csv_lines([*_provenance(item, site, lang, context), [], *rows])).encode()


def _written(value: Value) -> str:
    """A cell on one line: a number with its digits alone, a day as ISO 8601 writes it."""
    match value:
        case None:
            return ""
        case Number():
            return str(value.value)
        case Link():
            return _line(value.text)
        case date():
            return value.isoformat()
        case _:
            return _line(str(value))


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    written = StringIO()
    csv.writer(written).writerows(map(_harmless, row) for row in rows)
    return written.getvalue()


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if FORMULA.match(text) and not NEGATIVE.fullmatch(text) else text


def _provenance(item: Item, site: Site, lang: Lang, context: ExportContext) -> list[tuple[str, str]]:
    """What the exhibit says, under which filters, on whose word, from which data, and when."""
    values = {
        "title": " · ".join(filter(None, (item.title(lang), item.subtitle(lang)))),
        "filters": item.filters(site, lang),
        "note": " ".join(item.notes(lang)),
        "sources": source_line(item, site, lang),
        "version": site.package.version,
        "made": context.made.isoformat(),
        "address": context.origin + item.href(site, lang),
    }
    return [(f"# {say(f'download.{name}', lang)}", _line(value)) for name, value in values.items() if value]


def source_line(item: Item, site: Site, lang: Lang) -> str:
    titled = titled_sources(item.shown(lang), site, lang)
    named = [f"{title} {grade_letter(source.grade, lang)}" for source, title in titled]
    return first_sources(named, lang, "exhibit.more-sources")


def _line(text: str) -> str:
    return " ".join(text.split())
