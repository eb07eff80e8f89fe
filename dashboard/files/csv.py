"""An exhibit's table as CSV; what it is stands in its head, in lines that begin with `#`."""

import re
from collections.abc import Iterable

from dashboard.exhibits.charts import Cell
from dashboard.figures.words import Lang, say
from dashboard.files.tables import table_of
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import more_sources, named_sources
from dashboard.render.site import Site

BOM = "\ufeff"  # tells a spreadsheet that the file is UTF-8
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # a spreadsheet takes the wide forms too
NEGATIVE = re.compile(r"-[0-9][0-9,]*(\.[0-9]+)?%?")
QUOTED = re.compile(r'[",\r\n]')


def make_csv(site: Site, view: View, context: ExportContext) -> bytes:
    """The first exhibit of a view."""
    return item_csv(view.items[0], site, view.lang, context)


def item_csv(item: Item, site: Site, lang: Lang, context: ExportContext) -> bytes:
    head = ([f"# {name}", value] for name, value in provenance(item, site, lang, context) if value)
    lines = [*head, [], *_rows(item, lang)]
    return (BOM + "".join(f"{','.join(map(csv_cell, line))}\r\n" for line in lines)).encode()


def provenance(item: Item, site: Site, lang: Lang, context: ExportContext) -> Iterable[tuple[str, str]]:
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
    return [(say(f"download.{name}", lang), _line(value)) for name, value in values.items()]


def source_line(item: Item, site: Site, lang: Lang) -> str:
    shown = item.shown(lang)
    named = [f"{title} {source.grade}" for source, title in named_sources(shown, site, lang)]
    return ("；" if lang == "zh" else "; ").join(named) + more_sources(shown, lang)


def _rows(item: Item, lang: Lang) -> list[list[str]]:
    table = table_of(item.shown(lang), lang)
    if table is None:
        return []
    return [list(table.head), *([cell_text(cell) for cell in row] for row in table.rows)]


def cell_text(cell: Cell) -> str:
    """A cell on one line."""
    if cell.parts:
        return "; ".join(map(cell_text, cell.parts))
    return _line(f"{cell.text} {cell.label}")


def _line(text: str) -> str:
    return " ".join(text.split())


def csv_cell(text: str) -> str:
    """Quoted where it has to be; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    safe = f"'{text}" if FORMULA.match(text) and not NEGATIVE.fullmatch(text) else text
    return '"{}"'.format(safe.replace('"', '""')) if QUOTED.search(safe) else safe
