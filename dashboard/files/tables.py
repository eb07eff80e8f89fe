"""An exhibit as one table, whatever it is drawn as; that table with its figures as numbers, and as CSV."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from dashboard.exhibits.charts import Cards, Cell, Passages, Table
from dashboard.exhibits.exhibit import Shown
from dashboard.figures.computed import derive
from dashboard.figures.words import Lang, Ref, grade_letter, in_clauses, plain, quantity, say
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import more_sources, named_sources
from dashboard.render.site import Site

Value = str | int | float | None

FIGURES = ("fact", "derived")


@dataclass(frozen=True)
class Grid:
    """Rows for a spreadsheet: numbers are numbers, and an empty cell is None."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def table_of(shown: Shown, lang: Lang) -> Table | None:
    """The table behind a drawing, or the drawing itself where it is one; cards and passages give a row each."""
    if shown.table:
        return shown.table
    match shown.chart:
        case Table():
            return shown.chart
        case Cards():
            rows = [
                (group.title, Cell(text=str(card.amount), ref=card.ref), card.label, card.detail)
                for group in shown.chart.groups
                for card in group.cards
            ]
            return _table(("group", "figure", "about", "detail"), rows, lang)
        case Passages():
            passages = [
                (one.heading, plain(one.text), "; ".join(link.text for link in one.links))
                for one in shown.chart.items
            ]
            return _table(("heading", "text", "links"), passages, lang)
        case None:
            return None
        case _:
            raise TypeError(f"a {type(shown.chart).__name__} has no table")


def _table(columns: Iterable[str], rows: Iterable[Iterable[Cell | str]], lang: Lang) -> Table:
    cells = (tuple(one if isinstance(one, Cell) else Cell(text=one) for one in row) for row in rows)
    return Table(head=tuple(say(f"sheet.{name}", lang) for name in columns), rows=tuple(cells))


def grid_of(table: Table, package: Package, lang: Lang) -> Grid:
    """A column with figures becomes four: number, unit, qualifier, and the figure as the page writes it. The first goes
    by the table's own name; the others too where there are several such columns."""
    table = _unfolded(table, lang)
    columns = [tuple(row[at] for row in table.rows) for at in range(len(table.head))]
    several = sum(map(_has_figures, columns)) > 1
    heads: list[str] = []
    values: list[tuple[Value, ...]] = []
    for name, cells in zip(table.head, columns, strict=True):
        heads.append(name)
        if _has_figures(cells):
            prefix = f"{name} · " if several else ""
            heads += [f"{prefix}{say(f'sheet.{one}', lang)}" for one in ("unit", "qualifier", "shown")]
            values += zip(*(_figure(cell, package, lang) for cell in cells), strict=True)
        else:
            values.append(tuple(_word(cell.text) for cell in cells))
        if any(cell.label for cell in cells):
            heads.append(f"{name} · {say('sheet.about', lang)}")
            values.append(tuple(cell.label or None for cell in cells))
    return Grid(tuple(heads), tuple(zip(*values, strict=True)))


def _has_figures(cells: tuple[Cell, ...]) -> bool:
    return any(cell.ref is not None and cell.ref.kind in FIGURES for cell in cells)


def _unfolded(table: Table, lang: Lang) -> Table:
    """Where a cell may hold several figures, a row for each, and in a column of its own what the cell's column was."""
    columns = list(zip(*table.rows, strict=True))
    several = [all(one.parts or "not_stated" in one.marks for one in cells) for cells in columns]
    folded = [at for at, may_hold in enumerate(several) if may_hold]
    if not folded:
        return table
    lead = [at for at in range(len(columns)) if at not in folded]
    head = (*(table.head[at] for at in lead), say("sheet.measure", lang), say("sheet.figure", lang))
    rows = tuple(
        (*(row[at] for at in lead), Cell(text=table.head[number]), part)
        for row in table.rows
        for number in folded
        for part in row[number].parts or (row[number],)
    )
    return Table(head=head, rows=rows)


def _figure(cell: Cell, package: Package, lang: Lang) -> tuple[Value, ...]:
    """Number, unit, qualifier, and the text of the page; the text alone where it says why there is no figure."""
    if cell.ref is None or cell.ref.kind not in FIGURES:
        return None, None, None, cell.text or None
    stated, unit, qualifier = figure_values(cell.ref, package, lang)
    return stated if cell.number is None else cell.number, unit or None, qualifier or None, cell.text


def figure_values(ref: Ref, package: Package, lang: Lang) -> tuple[Value, str, str]:
    """Number, unit and qualifier of a fact or a computed figure: about, at least, more than, planned, computed; empty
    for a fact that is exact and has happened."""
    if ref.kind == "fact":
        fact = package.fact(ref.id)
        told = [] if fact.qualifier == "exact" else [say(f"qualifier.{fact.qualifier}", lang)]
        told += [] if fact.status == "actual" else [say(f"status.{fact.status}", lang)]
        value, unit, qualifier = fact.value, fact.unit, " · ".join(told)
    else:
        found = derive(package, ref.id)
        value, unit, qualifier = found.value, found.unit_zh, say("proof.computed", lang)
    if value is None:
        return None, "", qualifier
    value, unit = quantity(value, unit, lang)
    return number(value), unit, qualifier


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _word(text: str) -> Value:
    """A word, or the number that stands there alone, such as a year."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else text or None


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
    named = [
        f"{title} {grade_letter(source.grade, lang)}" for source, title in named_sources(shown, site, lang)
    ]
    return in_clauses(named, lang) + more_sources(shown, lang)


def cell_text(cell: Cell) -> str:
    """A cell on one line."""
    if cell.parts:
        return "; ".join(map(cell_text, cell.parts))
    return _line(f"{cell.text} {cell.label}")


def _line(text: str) -> str:
    return " ".join(text.split())
