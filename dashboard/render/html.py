"""Charts that are no plots as HTML: figures that open their proof, cards, cells, passages and tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.exhibits.charts import (
    Card,
    CardGroup,
    Cards,
    CaseCard,
    CaseCardGroup,
    CaseCards,
    Cell,
    Drawing,
    Passage,
    Passages,
    Plot,
    Table,
    Waffle,
    WaffleGroup,
)
from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.scope import accent_of
from dashboard.figures.words import Amount, Lang, Mention, Prose, Ref, say
from dashboard.package.load import Package
from dashboard.render.site import Site

Children = list[Any]


def accent_class(package: Package, side: str) -> str:
    """The class that gives what it stands on the colours of a side of the work."""
    accent = accent_of(package, side)
    return f"accent-{accent}" if accent else "accent-none"


def attributes(names: Mapping[str, str]) -> dict[str, Any]:
    """HTML attributes that Dash takes only as keywords with a dash in them, such as `data-fact` and `aria-label`."""
    return dict(names)


def grade_badge(grade: str, lang: Lang) -> html.Span:
    meaning = say(f"grade.{grade}", lang)
    name = attributes({"aria-label": f"{say('grade.label', lang)} {meaning}"})
    return html.Span(grade, className=f"grade grade-{grade}", title=meaning, role="img", **name)


def legend(items: Sequence[LegendItem]) -> html.Ul:
    """The marks a drawing uses, each with its name."""
    return html.Ul(
        [html.Li([html.Span(className=_swatch_class(item)), item.label]) for item in items],
        className="legend",
    )


def _swatch_class(item: LegendItem) -> str:
    shape = [] if item.swatch == "fill" else [f"swatch-{item.swatch}"]
    return " ".join(["swatch", *shape, *([f"fill-{item.accent}"] if item.accent else [])])


# Figures, cards, cells, tables --------------------------------------------------------------------------------


def figure(ref: Ref, children: Any, class_name: str = "fig") -> html.Button:
    """A figure that opens its proof."""
    return html.Button(
        children, type="button", className=class_name, **attributes({f"data-{ref.kind}": ref.id})
    )


def mentions(text: Prose) -> Children:
    return [figure(run.ref, run.text) if isinstance(run, Mention) else run for run in text]


def big_figure(amount: Amount, ref: Ref, marks: Sequence[str] = ()) -> html.Button:
    return figure(ref, amount_parts(amount), " ".join(["fig", "big", *(f"is-{mark}" for mark in marks)]))


def amount_parts(amount: Amount) -> Children:
    return [
        amount.prefix,
        html.Span(amount.number, className="number"),
        html.Span(amount.unit, className="unit"),
    ]


def draw_html(drawing: Drawing, site: Site, lang: Lang, named_by: str = "") -> Component:
    """The HTML of every drawing that is not a plot; `named_by` is the id of the heading that names a table."""
    match drawing:
        case Cards():
            groups = [_card_group(group, lang) for group in drawing.groups]
            return html.Div(groups, className="figure-groups")
        case CaseCards():
            return html.Div([_case_card_group(group, site, lang) for group in drawing.groups])
        case Waffle():
            return html.Div([_waffle_group(group) for group in drawing.groups], className="waffle")
        case Table():
            return html.Div(table(drawing, site, lang, named_by), className="scroll")
        case Passages():
            return html.Div([_passage(item, site, lang) for item in drawing.items], className="passages")
        case Plot():
            raise TypeError("a plot is drawn by plotly, not as HTML")


def _passage(item: Passage, site: Site, lang: Lang) -> html.Div:
    parts: Children = [html.H3(item.heading), html.P(mentions(item.text))]
    if item.links:
        parts.append(
            html.Ul([html.Li(dcc.Link(cell.text, href=site.href(cell.href, lang))) for cell in item.links])
        )
    return html.Div(parts)


def _card_group(group: CardGroup, lang: Lang) -> html.Section:
    title = [html.H3(group.title)] if group.title else []
    cards = [_card(card, lang) for card in group.cards]
    return html.Section(
        [*title, html.Div(cards, className="cards")],
        className=f"figure-group accent-{group.accent}",
        style={"--cards": len(cards)},
    )


def _card(card: Card, lang: Lang) -> html.Div:
    tags: Children = [html.Span(say(f"status.{card.status}", lang), className="tag")] if card.status else []
    if card.grade:
        tags.append(grade_badge(card.grade, lang))
    value = html.P([big_figure(card.amount, card.ref, card.marks), *tags], className="value")
    parts = [value, html.P(card.label, className="label")]
    if card.detail:
        parts.append(html.P(card.detail, className="detail"))
    return html.Div(parts, className="card-figure")


def _case_card_group(group: CaseCardGroup, site: Site, lang: Lang) -> html.Section:
    title = html.H3([group.title, " ", html.Span(str(len(group.cases)), className="count")])
    cards = html.Div([_case_card(card, site, lang) for card in group.cases], className="case-cards")
    return html.Section([title, cards], className=f"case-group accent-{group.accent}")


def _case_card(card: CaseCard, site: Site, lang: Lang) -> html.Article:
    parts: Children = [
        html.P(f"{card.place} · {card.theme}", className="eyebrow"),
        html.H4(dcc.Link(card.title, href=site.href(card.href, lang))),
        html.P(card.summary, className="summary"),
    ]
    if card.missing:
        parts.append(html.P(card.missing, className="missing"))
    if card.cards:
        parts.append(html.Div([_card(one, lang) for one in card.cards], className="card-figures"))
    return html.Article(parts, className="case-card")


def _waffle_group(group: WaffleGroup) -> html.Section:
    cells = [
        html.Button(
            cell.text,
            type="button",
            title=cell.title,
            className=f"cell fill-{cell.accent}{' dotted' if cell.dotted else ''}",
            **attributes({f"data-{cell.ref.kind}": cell.ref.id}),
        )
        for cell in group.cells
    ]
    body = html.Div(cells, className="cells", style={"--columns": str(group.columns)})
    return html.Section([html.H3(mentions(group.title)), body], style={"--columns": str(group.columns)})


def table(content: Table, site: Site, lang: Lang, named_by: str) -> html.Table:
    names: Sequence[Any] = [_sorter(name) for name in content.head] if content.sortable else content.head
    columns = [html.Th(name, scope="col", className=_width(content, at)) for at, name in enumerate(names)]
    head = html.Thead(html.Tr(columns))
    body = html.Tbody(
        [
            html.Tr([_cell(cell, first, site, lang) for first, cell in _flagged(row)], **_place(content, at))
            for at, row in enumerate(content.rows)
        ]
    )
    extra = {"aria-labelledby": named_by} | ({"id": content.html_id} if content.html_id else {})
    return html.Table([head, body], className="data-table", **attributes(extra))


LONG_TEXT = 30  # characters; a column with more keeps room for them where the table scrolls sideways


def _width(content: Table, column: int) -> str:
    return "wide" if any(len(row[column].text) > LONG_TEXT for row in content.rows) else ""


def _sorter(name: str) -> html.Button:
    return html.Button(name, type="button", className="sort")


def _place(content: Table, at: int) -> dict[str, Any]:
    """The row's own place, which decides between equals and is what unsorting goes back to."""
    return attributes({"data-row": str(at)}) if content.sortable else {}


def _flagged(row: tuple[Cell, ...]) -> list[tuple[bool, Cell]]:
    return [(number == 0, cell) for number, cell in enumerate(row)]


def _cell(cell: Cell, first: bool, site: Site, lang: Lang) -> html.Td | html.Th:
    content = (
        [_cell_part(part, site, lang) for part in cell.parts]
        if cell.parts
        else _cell_content(cell, site, lang)
    )
    extra = {} if cell.sort is None else attributes({"data-sort": cell.sort})
    if first:
        return html.Th(content, scope="row", className=_cell_class(cell), **extra)
    return html.Td(content, className=_cell_class(cell), **extra)


def _cell_part(part: Cell, site: Site, lang: Lang) -> html.Div:
    return html.Div(_cell_content(part, site, lang), className=f"part {_cell_class(part)}".strip())


def _cell_class(cell: Cell) -> str:
    accent = [f"accent-{cell.accent}"] if cell.accent else []
    return " ".join(
        [*accent, *("not-stated" if mark == "not_stated" else f"is-{mark}" for mark in cell.marks)]
    )


def _cell_content(cell: Cell, site: Site, lang: Lang) -> Any:
    content: Any = dcc.Link(cell.text, href=site.href(cell.href, lang)) if cell.href else cell.text
    if cell.ref is not None:
        content = figure(cell.ref, content)
    return [content, html.Span(cell.label, className="cell-label")] if cell.label else content
