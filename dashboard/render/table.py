"""Tables of which no width hides anything: cells wrap, what all rows say stands above them once, a row is a card on a
phone, and a long table shows its first rows and opens to the whole. All of it is the same markup (`tables.css`)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import dcc, html

from dashboard.exhibits import charts
from dashboard.figures.words import HTML_LANG, Lang, in_clauses, say
from dashboard.layout.text import lines_taken, text_width
from dashboard.render.html import attributes, dated, figure
from dashboard.render.site import Site
from dashboard.theme import SIZES

FIRST = 10  # rows or items of a long one that are on show, as in the style sheet
FEW = 5  # of the cards that a long table is on a phone
LONG = 15
WORDS = ("first", "open", "close", "on-paper")  # of what opens it
COLUMNS = 6  # of a card on a phone, as in the style sheet
SPANS = {
    2: (110, 1),
    3: (170, 2),
}  # so many of them: the pixels they have, and the lines that most texts may take
MOST_LINES, MOST_OF_NAMES = 3, 2  # of the longest text, and of the name above it
NOT_STATED = "not_stated"


def folded(whole: Any, count: int, lang: Lang, first: int = FIRST, few: int = 0) -> list[Any]:
    """A table or a list behind its first rows where it is long; `few` are those of a phone, where it has fewer there.
    What opens it stands before it: so a style can tell without a script, and without one a link into it still shows
    its row."""
    if count <= LONG:
        return [whole]
    shown = {" many": first, " few": few} if few else {"": first}
    words = [
        html.Span(say(f"table.{name}", lang, first=number, count=count), className=f"{name}{where}")
        for name in WORDS
        for where, number in shown.items()
    ]
    opener = html.Summary(words)
    return [html.Details(opener, className="rows"), whole]


def framed(
    parts: Sequence[Any], heads: Sequence[str], count: int, lang: Lang, *, fold: bool = True, **names: Any
) -> html.Div:
    """A table of so many rows whose cards name their cells by its heads, which the style sheet reads from the table
    itself; what a name `style` adds to it says how wide cells are there."""
    style = {f"--c{number}": json.dumps(head, ensure_ascii=False) for number, head in enumerate(heads, 1)}
    style |= names.pop("style", {})
    table = html.Table(parts, style=style, **{"className": "data-table carded", **names})
    return html.Div(folded(table, count, lang, few=FEW) if fold else [table], className="tabled")


def tabled(
    content: charts.Table, site: Site, lang: Lang, named_by: str = "", *, fold: bool = True
) -> html.Div:
    """`named_by` is the id of the heading that names it."""
    said, varied = told_apart(content)
    parts = _head_and_rows(varied, site, lang)
    if said:
        colon = "：" if lang == "zh" else ": "
        told = in_clauses((f"{head}{colon}{text}" for head, text in said), lang)
        parts.insert(0, html.Caption(say("table.in-all", lang, told=told)))
    names = attributes({"aria-labelledby": named_by})
    if content.html_id:
        names["id"] = content.html_id
    names["className"] = f"data-table carded in-columns{' sortable' if content.sortable else ''}"
    style = {f"--s{number}": f"span {span}" for number, span in enumerate(_spans(varied), 2)}
    return framed(parts, varied.head, len(varied.rows), lang, fold=fold, style=style, **names)


def _spans(content: charts.Table) -> list[int]:
    """How many of the six columns of a card each cell but its head takes: cells of all cards stand below one another,
    and a line is full."""
    spans: list[int] = []
    left = COLUMNS
    for head, *cells in list(zip(content.head, *content.rows, strict=True))[1:]:
        parts = [part for cell in cells if NOT_STATED not in cell.marks for part in cell.parts or (cell,)]
        wide = sorted(text_width(part.text, SIZES["text"]) for part in parts) or [0]
        names = (head, *(part.label for part in parts))
        fitting = (
            span
            for span, (room, lines) in SPANS.items()
            if wide[len(wide) // 2] <= room * lines
            and wide[-1] / MOST_LINES <= room
            and all(lines_taken(name, SIZES["small"], room) <= MOST_OF_NAMES for name in names)
        )
        span = next(fitting, COLUMNS)
        if span > left:
            spans[-1] += left
            left = COLUMNS
        spans.append(span)
        left = left - span or COLUMNS
    if spans:
        spans[-1] += left % COLUMNS
    return spans


def told_apart(content: charts.Table, *, heads: bool = True) -> tuple[list[tuple[str, str]], charts.Table]:
    """What a column says in every row, by its head, and the table without such columns; one of nothing is left out. The
    first stays where its cells are `heads` of the rows, or nothing else would be left."""
    columns = list(zip(*content.rows, strict=True))
    left = [at for at, cells in enumerate(columns) if (heads and not at) or _vary(cells)] or [0]
    rows = tuple(tuple(row[at] for at in left) for row in content.rows)
    varied = replace(content, head=tuple(content.head[at] for at in left), rows=rows)
    same = ((content.head[at], cells[0].text) for at, cells in enumerate(columns) if at not in left)
    return [(head, text) for head, text in same if text not in ("", charts.NONE)], varied


def _vary(cells: Sequence[charts.Cell]) -> bool:
    """What leads somewhere stays where it is."""
    first = cells[0]
    return len(cells) == 1 or len(set(cells)) > 1 or bool(first.ref or first.href or first.parts)


def table(
    content: charts.Table, site: Site, lang: Lang, named_by: str, before: Sequence[Any] = ()
) -> html.Table:
    """All its columns and rows, as a slide shows them."""
    names = attributes({"aria-labelledby": named_by})
    return html.Table([*before, *_head_and_rows(content, site, lang)], className="data-table", **names)


def _head_and_rows(content: charts.Table, site: Site, lang: Lang) -> list[Any]:
    names: Sequence[Any] = content.head
    if content.sortable:
        names = [html.Button(name, type="button", className="sort") for name in names]
    columns = [html.Th(name, scope="col") for name in names]
    rows = []
    for at, row in enumerate(content.rows):
        # The row's own place, which decides between equals and is what unsorting goes back to.
        place = attributes({"data-row": str(at)}) if content.sortable else {}
        cells = [_cell(cell, site, lang, first=not column) for column, cell in enumerate(row)]
        rows.append(html.Tr(cells, **place))
    return [html.Thead(html.Tr(columns)), html.Tbody(rows)]


def _cell(cell: charts.Cell, site: Site, lang: Lang, *, first: bool) -> html.Td | html.Th:
    parts = [
        html.Div(_content(part, site, lang), className=f"part {_class_of(part)}".strip())
        for part in cell.parts
    ]
    extra = {} if cell.sort is None else attributes({"data-sort": cell.sort})
    if "quoted" in cell.marks:
        extra["lang"] = HTML_LANG["zh"]
    extra |= {"children": parts or _content(cell, site, lang), "className": _class_of(cell)}
    return html.Th(scope="row", **extra) if first and cell.text else html.Td(**extra)


def _class_of(cell: charts.Cell) -> str:
    marks = ("not-stated" if mark == NOT_STATED else f"is-{mark}" for mark in cell.marks)
    return " ".join(filter(None, (cell.accent and f"accent-{cell.accent}", *marks)))


def _content(cell: charts.Cell, site: Site, lang: Lang) -> Any:
    told = dated(cell.text)
    content: Any = dcc.Link(told, href=site.href(cell.href, lang)) if cell.href else told
    if cell.ref is not None:
        content = figure(cell.ref, content)
    return [content, html.Span(cell.label, className="cell-label")] if cell.label else content
