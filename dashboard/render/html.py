"""Charts that are no plots as HTML: figures that open their proof, cards, cells, passages and tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.exhibits import charts
from dashboard.exhibits.exhibit import accent_of
from dashboard.figures.words import HTML_LANG, Amount, Lang, Mention, Prose, Ref, grade_letter, say
from dashboard.package.load import Package
from dashboard.render.site import Site

Children = list[Any]


def accent_class(package: Package, side: str) -> str:
    """The class that gives what it stands on the colours of a side of the work."""
    return f"accent-{accent_of(package, side) or 'none'}"


def attributes(names: Mapping[str, str]) -> dict[str, Any]:
    """HTML attributes that Dash takes only as keywords with a dash in them, such as `data-fact` and `aria-label`."""
    return dict(names)


def grade_badge(grade: str, lang: Lang) -> html.Span:
    meaning = say(f"grade.{grade}", lang)
    name = attributes({"aria-label": f"{say('grade.label', lang)} {meaning}"})
    return html.Span(
        grade_letter(grade, lang), className=f"grade grade-{grade}", title=meaning, role="img", **name
    )


def legend(items: Sequence[charts.LegendItem]) -> html.Ul:
    """The marks a drawing uses, each with its name."""
    lines = []
    for item in items:
        shape = "" if item.swatch == "fill" else f"swatch-{item.swatch}"
        names = ("swatch", shape, item.accent and f"fill-{item.accent}")
        lines.append(html.Li([html.Span(className=" ".join(filter(None, names))), item.label]))
    return html.Ul(lines, className="legend")


def figure(ref: Ref, children: Any, class_name: str = "fig", **more: Any) -> html.Button:
    """A figure that opens its proof."""
    name = attributes({f"data-{ref.kind}": ref.id})
    return html.Button(children, type="button", className=class_name, **name, **more)


def mentions(text: Prose) -> Children:
    return [figure(run.ref, run.text) if isinstance(run, Mention) else run for run in text]


def amount_parts(amount: Amount) -> Children:
    number, unit = html.Span(amount.number, className="number"), html.Span(amount.unit, className="unit")
    return [amount.prefix, number, unit]


def draw_html(drawing: charts.Drawing, site: Site, lang: Lang, named_by: str = "") -> Component:
    """The HTML of every drawing that is not a plot; `named_by` is the id of the heading that names a table."""
    match drawing:
        case charts.Cards():
            return html.Div([_card_group(group, lang) for group in drawing.groups], className="figure-groups")
        case charts.CaseCards():
            return html.Div([_case_card_group(group, site, lang) for group in drawing.groups])
        case charts.Waffle():
            return html.Div([_waffle_group(group) for group in drawing.groups], className="waffle")
        case charts.Table():
            return html.Div(table(drawing, site, lang, named_by), className="scroll")
        case charts.Passages():
            return html.Div([_passage(item, site, lang) for item in drawing.items], className="passages")
        case charts.Plot():
            raise TypeError("a plot is drawn by plotly, not as HTML")


def _passage(item: charts.Passage, site: Site, lang: Lang) -> html.Div:
    parts: Children = [html.H3(item.heading), html.P(mentions(item.text))]
    if item.links:
        links = [html.Li(dcc.Link(cell.text, href=site.href(cell.href, lang))) for cell in item.links]
        parts.append(html.Ul(links))
    return html.Div(parts)


def _card_group(group: charts.CardGroup, lang: Lang) -> html.Section:
    title = [html.H3(group.title)] if group.title else []
    cards = [_card(card, lang) for card in group.cards]
    return html.Section(
        [*title, html.Div(cards, className="cards")],
        className=f"figure-group accent-{group.accent}{' minor' if group.minor else ''}",
        style={"--cards": len(cards)},
    )


def _card(card: charts.Card, lang: Lang) -> html.Div:
    tags: Children = [html.Span(say(f"status.{card.status}", lang), className="tag")] if card.status else []
    if card.grade:
        tags.append(grade_badge(card.grade, lang))
    names = " ".join(["fig big", *(f"is-{mark}" for mark in card.marks)])
    big = figure(card.ref, amount_parts(card.amount), names)
    parts = [html.P([big, *tags], className="value"), html.P(card.label, className="label")]
    if card.detail:
        parts.append(html.P(card.detail, className="detail"))
    return html.Div(parts, className="card-figure")


def _case_card_group(group: charts.CaseCardGroup, site: Site, lang: Lang) -> html.Section:
    title = html.H3([group.title, " ", html.Span(str(len(group.cases)), className="count")])
    cards = html.Div([_case_card(card, site, lang) for card in group.cases], className="case-cards")
    return html.Section([title, cards], className=f"case-group accent-{group.accent}")


def _heading(card: charts.CaseCard) -> Children:
    """What the document writes over a case; in other languages after what that means."""
    return [card.heading_said, " ", html.Span(card.heading, lang=HTML_LANG["zh"])]


def _case_card(card: charts.CaseCard, site: Site, lang: Lang) -> html.Article:
    parts: Children = [
        html.P(f"{card.place} · {card.theme}", className="eyebrow"),
        html.H4(dcc.Link(card.title, href=site.href(card.href, lang))),
        *([html.P(_heading(card), className="heading")] if card.heading else []),
        html.P(card.summary, className="summary"),
    ]
    if card.missing:
        parts.append(html.P(card.missing, className="missing"))
    if card.cards:
        parts.append(html.Div([_card(one, lang) for one in card.cards], className="card-figures"))
    return html.Article(parts, className="case-card")


def _waffle_group(group: charts.WaffleGroup) -> html.Section:
    cells = []
    for cell in group.cells:
        class_name = f"cell fill-{cell.accent}{' dotted' if cell.dotted else ''}"
        cells.append(figure(cell.ref, cell.text, class_name, title=cell.title))
    width = {"--columns": str(group.columns)}
    body = html.Div(cells, className="cells", style=width)
    return html.Section([html.H3(mentions(group.title)), body], style=width)


LONG_TEXT = 30  # characters; a column with more keeps room for them where the table scrolls sideways


def table(content: charts.Table, site: Site, lang: Lang, named_by: str) -> html.Table:
    names: Sequence[Any] = content.head
    if content.sortable:
        names = [html.Button(name, type="button", className="sort") for name in names]
    columns = []
    for at, name in enumerate(names):
        wide = any(len(row[at].text) > LONG_TEXT for row in content.rows)
        columns.append(html.Th(name, scope="col", className="wide" if wide else ""))
    rows = []
    for at, row in enumerate(content.rows):
        # The row's own place, which decides between equals and is what unsorting goes back to.
        place = attributes({"data-row": str(at)}) if content.sortable else {}
        cells = [_cell(cell, not column, site, lang) for column, cell in enumerate(row)]
        rows.append(html.Tr(cells, **place))
    extra = {"aria-labelledby": named_by} | ({"id": content.html_id} if content.html_id else {})
    parts = [html.Thead(html.Tr(columns)), html.Tbody(rows)]
    return html.Table(parts, className="data-table", **attributes(extra))


def _cell(cell: charts.Cell, first: bool, site: Site, lang: Lang) -> html.Td | html.Th:
    parts = [
        html.Div(_cell_content(part, site, lang), className=f"part {_cell_class(part)}".strip())
        for part in cell.parts
    ]
    extra = {} if cell.sort is None else attributes({"data-sort": cell.sort})
    if "quoted" in cell.marks:
        extra["lang"] = HTML_LANG["zh"]
    extra |= {"children": parts or _cell_content(cell, site, lang), "className": _cell_class(cell)}
    return html.Th(scope="row", **extra) if first else html.Td(**extra)


def _cell_class(cell: charts.Cell) -> str:
    marks = ("not-stated" if mark == "not_stated" else f"is-{mark}" for mark in cell.marks)
    return " ".join(filter(None, (cell.accent and f"accent-{cell.accent}", *marks)))


def _cell_content(cell: charts.Cell, site: Site, lang: Lang) -> Any:
    content: Any = dcc.Link(cell.text, href=site.href(cell.href, lang)) if cell.href else cell.text
    if cell.ref is not None:
        content = figure(cell.ref, content)
    return [content, html.Span(cell.label, className="cell-label")] if cell.label else content
