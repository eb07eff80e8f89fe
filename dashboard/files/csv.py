"""An exhibit's table as CSV; what it is stands in its head, in lines that begin with `#`."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from dashboard.exhibits.charts import Cell
from dashboard.figures.words import Lang, in_clauses, say
from dashboard.files.tables import table_of
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import more_sources, named_sources
from dashboard.render.site import Site

BOM = "\ufeff"  # tells a spreadsheet that the file is UTF-8
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # a spreadsheet takes the wide forms too
NEGATIVE = re.compile(r"-[0-9][0-9,]*(\.[0-9]+)?%?")


def make_csv(site: Site, view: View, context: ExportContext) -> bytes:
    """The first exhibit of a view."""
    return item_csv(view.items[0], site, view.lang, context)


def item_csv(item: Item, site: Site, lang: Lang, context: ExportContext) -> bytes:
    table = table_of(item.shown(lang), lang)
    rows = [table.head, *(map(cell_text, row) for row in table.rows)] if table else []
    return (BOM + csv_lines([*_provenance(item, site, lang, context), [], *rows])).encode()


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
    shown = item.shown(lang)
    named = [f"{title} {source.grade}" for source, title in named_sources(shown, site, lang)]
    return in_clauses(named, lang) + more_sources(shown, lang)


def cell_text(cell: Cell) -> str:
    """A cell on one line."""
    if cell.parts:
        return "; ".join(map(cell_text, cell.parts))
    return _line(f"{cell.text} {cell.label}")


def _line(text: str) -> str:
    return " ".join(text.split())
