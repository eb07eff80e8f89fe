"""The Exhibit: a question, its data, a pure selection and a pure drawing; and how it becomes a `<figure>` of a page."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
from dash import Output, dcc, html
from dash.development.base_component import Component

from dashboard.drawing import (
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
from dashboard.figures import words
from dashboard.figures.amounts import told
from dashboard.figures.words import Amount, Lang, Mention, Prose, Ref, say
from dashboard.filters import Choices
from dashboard.package.load import Package
from dashboard.package.model import Source

Select = Callable[[Package, Choices], pd.DataFrame]
Draw = Callable[[pd.DataFrame, Lang], Drawing]
Tabulate = Callable[[pd.DataFrame, Lang], Table]
Children = list[Any]


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """`select` gives the rows on show, with `source_id` (or `class_source_ids`) so that sources can be named;
    `table` tells the same as `draw` in words and figures, and is None where the drawing itself is a table.

    Its words stand in the catalogue under `exhibit.KEY`: `finding`, `subtitle`, and if any `note`, `empty`, `alt`.
    """

    key: str
    side: Literal["in-province", "east-west", "both"]
    select: Select
    draw: Draw
    table: Tabulate | None
    plot_height: int | None = None  # the height to reserve; set if, and only if, `draw` gives a Plot
    topics: tuple[str, ...] = ()
    width: Literal["full", "half", "third", "wide", "narrow"] = "full"
    legend: tuple[str, ...] = ()
    province_wide: bool = False  # its figures cannot be split by city

    def on_topic(self, choices: Choices) -> bool:
        """Whether it belongs to the chosen topics; where none is chosen, or it has none, it does."""
        topics = choices.get("topic")
        return topics is None or not self.topics or not set(topics).isdisjoint(self.topics)


@dataclass(frozen=True)
class Shown:
    """An exhibit under certain choices; `drawing` is None when no row is left, by the filters `emptied_by`."""

    drawing: Drawing | None
    table: Table | None
    sources: tuple[str, ...]
    paragraphs: tuple[int, ...]
    emptied_by: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Site:
    """What every page needs besides its choices: the data, where the app is mounted, and the texts of sources."""

    package: Package
    prefix: str = "/"
    texts: Mapping[str, str]
    map_approval: str = ""
    asset_root: str = ""  # where the browser finds boundaries of maps

    def href(self, path: str, lang: Lang) -> str:
        return f"{self.prefix.rstrip('/')}{'/en' if lang == 'en' else ''}{path}"

    def asset(self, path: str) -> str:
        return f"{self.asset_root or f'{self.prefix}assets/'}{path}"


def freeze(choices: Choices) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(choices.items()))


def show(exhibit: Exhibit, package: Package, choices: Choices, lang: Lang) -> Shown:
    """Select and draw; remembered by choices, but for a free search, which would fill the memory with what is typed."""
    if choices.get("q"):
        return _show(exhibit, package, freeze(choices), lang)
    return _remembered(exhibit, package, freeze(choices), lang)


def _show(exhibit: Exhibit, package: Package, choices: tuple[tuple[str, Any], ...], lang: Lang) -> Shown:
    every, whole = _unfiltered(exhibit, package, lang)
    if all(choice is None for _, choice in choices):
        return whole
    frame = exhibit.select(package, dict(choices))
    if frame.empty:
        return Shown(None, None, (), (), _emptied_by(exhibit, package, dict(choices)))
    return whole if frame.equals(every) else _drawn(exhibit, frame, lang)


@lru_cache(maxsize=128)
def _unfiltered(exhibit: Exhibit, package: Package, lang: Lang) -> tuple[pd.DataFrame, Shown]:
    """All rows and their drawing, which stands for every choice that leaves the rows as they are."""
    frame = exhibit.select(package, {})
    return frame, _drawn(exhibit, frame, lang)


def _drawn(exhibit: Exhibit, frame: pd.DataFrame, lang: Lang) -> Shown:
    if frame.empty:
        return Shown(None, None, (), ())
    table = exhibit.table(frame, lang) if exhibit.table else None
    return Shown(exhibit.draw(frame, lang), table, _sources(frame), _paragraphs(frame))


_remembered = lru_cache(maxsize=128)(_show)


def _emptied_by(exhibit: Exhibit, package: Package, choices: Choices) -> tuple[str, ...]:
    """The filters of which one alone could be dropped to leave rows; all in force where no single one would do."""
    active = tuple(name for name, choice in choices.items() if choice is not None)
    alone = (name for name in active if not exhibit.select(package, {**choices, name: None}).empty)
    return tuple(alone) or active


def _sources(frame: pd.DataFrame) -> tuple[str, ...]:
    """Source ids of the rows, first seen first."""
    ids: dict[str, None] = {}
    for column in ("source_id", "source_ids", "class_source_ids", "partner_source_ids"):
        if column in frame:
            for value in frame[column]:
                ids.update(dict.fromkeys((value,) if isinstance(value, str) else value))
    return tuple(ids)


def _paragraphs(frame: pd.DataFrame) -> tuple[int, ...]:
    if "paragraph" not in frame:
        return ()
    return tuple(sorted({int(number) for number in frame["paragraph"].dropna()}))


def attributes(names: Mapping[str, str]) -> dict[str, Any]:
    """HTML attributes that Dash takes only as keywords with a dash in them, such as `data-fact` and `aria-label`."""
    return dict(names)


# As a page shows it -------------------------------------------------------------------------------------------


def outputs(exhibit: Exhibit) -> list[Output]:
    """The parts of the figure that change with the filters, in the order of `slots`."""
    figure = f"x-{exhibit.key}"
    parts = [
        Output(figure, "className"),
        Output(f"{figure}-body", "children"),
        Output(f"{figure}-foot", "children"),
    ]
    if exhibit.plot_height:
        parts.append(Output({"role": "plot", "key": exhibit.key}, "data"))
    return parts


def slots(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> list[Any]:
    shown = show(exhibit, site.package, choices, lang)
    parts: list[Any] = [
        _class_name(exhibit, choices, shown),
        _body(exhibit, shown, site, lang),
        _foot(exhibit, shown, site, choices, lang),
    ]
    if exhibit.plot_height:
        parts.append(_plot_data(shown))
    return parts


def render(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> html.Figure:
    """The whole figure, drawn, for a page's first layout."""
    parts = slots(exhibit, site, choices, lang)
    figure = f"x-{exhibit.key}"
    children: Children = [
        html.H2(
            mentions(told(site.package, f"exhibit.{exhibit.key}.finding", lang)),
            id=_name_id(exhibit),
            className="finding",
        ),
        html.P(mentions(told(site.package, f"exhibit.{exhibit.key}.subtitle", lang)), className="subtitle"),
    ]
    if exhibit.legend:
        children.append(legend(exhibit.legend, lang))
    if exhibit.plot_height:
        children += _graph(exhibit, parts[3], lang)
    children.append(html.Div(parts[1], id=f"{figure}-body", className="drawing"))
    children.append(html.Figcaption(parts[2], id=f"{figure}-foot"))
    return html.Figure(
        children, id=figure, className=parts[0], **attributes({"aria-labelledby": _name_id(exhibit)})
    )


def _name_id(exhibit: Exhibit) -> str:
    """The heading that names the figure and its tables."""
    return f"x-{exhibit.key}-finding"


def _graph(exhibit: Exhibit, data: Any, lang: Lang) -> Children:
    alt = say_if(f"exhibit.{exhibit.key}.alt", lang)
    return graph(exhibit.key, data, alt=alt, height=exhibit.plot_height)


def graph(key: str, data: Any, *, alt: str, height: int | None) -> Children:
    """A plot that the browser paints and whose marks can be chosen; `height` is kept free where `data` is None."""
    height = (data or {}).get("height") or height
    return [
        dcc.Store(id={"role": "plot", "key": key}, data=data),
        html.Div(
            html.Div(id={"role": "graph", "key": key}),
            className="plot",
            role="img",
            style={
                "--height": f"{height}px",
                "--narrow-height": f"{(data or {}).get('narrow_height') or height}px",
            },
            **attributes({"aria-label": alt}),
        ),
    ]


def say_if(key: str, lang: Lang) -> str:
    """The sentence of a key, or nothing where the catalogue has none."""
    return say(key, lang) if words.has(key) else ""


def _plot_data(shown: Shown) -> dict[str, Any] | None:
    return plot_data(shown.drawing) if isinstance(shown.drawing, Plot) else None


def plot_data(plot: Plot) -> dict[str, Any]:
    """A plot as the browser gets it."""
    return {
        "figure": plot.figure,
        "height": plot.height,
        "narrow": plot.narrow,
        "narrow_height": plot.narrow_height or plot.height,
    }


def _class_name(exhibit: Exhibit, choices: Choices, shown: Shown) -> str:
    names = ["exhibit", f"side-{exhibit.side}", f"width-{exhibit.width}"]
    if not exhibit.on_topic(choices):
        names.append("not-chosen")
    if shown.drawing is None:
        names.append("is-empty")
    return " ".join(names)


def _body(exhibit: Exhibit, shown: Shown, site: Site, lang: Lang) -> Children:
    if shown.drawing is None:
        return [_empty(exhibit, shown, lang)]
    return (
        [] if isinstance(shown.drawing, Plot) else [draw_html(shown.drawing, site, lang, _name_id(exhibit))]
    )


def _empty(exhibit: Exhibit, shown: Shown, lang: Lang) -> html.P:
    """Why nothing is left, and the way out."""
    parts: Children = [why_empty(exhibit, shown, lang)]
    if shown.emptied_by:
        reset = html.Button(
            say("filter.reset", lang), type="button", className="plain", **attributes({"data-reset-page": ""})
        )
        parts += [" ", reset]
    return html.P(parts, className="empty")


def why_empty(exhibit: Exhibit, shown: Shown, lang: Lang) -> str:
    """That nothing is left to show, and which filters did it."""
    key = f"exhibit.{exhibit.key}.empty"
    sentence = say(key if words.has(key) else "exhibit.empty", lang)
    if not shown.emptied_by:
        return sentence
    # A city is where an area lies, or on the other side a county's partner.
    own = [f"filter.{exhibit.side}.{name}" for name in shown.emptied_by]
    names = [
        say(one if words.has(one) else f"filter.{name}.label", lang)
        for name, one in zip(shown.emptied_by, own, strict=True)
    ]
    listed = ("、" if lang == "zh" else ", ").join(names)
    return f"{sentence} {say('exhibit.emptied-by', lang, filters=listed)}"


def _foot(exhibit: Exhibit, shown: Shown, site: Site, choices: Choices, lang: Lang) -> Children:
    parts: Children = []
    if words.has(f"exhibit.{exhibit.key}.note"):
        parts.append(
            html.P(mentions(told(site.package, f"exhibit.{exhibit.key}.note", lang)), className="note")
        )
    if exhibit.province_wide and choices.get("city") is not None:
        parts.append(html.P(say("exhibit.province-wide", lang), className="note"))
    if shown.sources:
        parts.append(html.P(_source_line(shown, site, lang), className="source-line"))
    if shown.drawing is not None:
        parts.append(_downloads(exhibit, site, lang))
    if shown.table:
        summary = html.Summary(say("exhibit.table", lang))
        content = html.Div(table(shown.table, site, lang, _name_id(exhibit)), className="scroll")
        parts.append(html.Details([summary, content]))
    return parts


def _downloads(exhibit: Exhibit, site: Site, lang: Lang) -> html.Div:
    """The browser writes table and pictures from what is on show; here are the words for them."""
    names = ("title", "filters", "note", "sources", "version", "made", "address", "colon", "stop")
    said = {name: say(f"download.{name}", lang) for name in names}
    said |= {"source": say("exhibit.source", lang), "data": site.package.version}
    said |= {"map": map_note(site, lang), "unfiltered": say("view.unfiltered", lang)}
    said |= {"failed": say("picture.failed", lang)}
    name = {"data-download": exhibit.key, "data-words": json.dumps(said, ensure_ascii=False)}
    csv = html.Button(say("download.label", lang), type="button", className="plain", **attributes(name))
    told = html.Span(role="status")
    return html.Div([csv, *(_picture(kind, lang) for kind in ("png", "svg")), told], className="downloads")


def _picture(kind: str, lang: Lang) -> html.Button:
    name = {"data-picture": kind, "aria-label": say("picture.label", lang, kind=kind.upper())}
    return html.Button(kind.upper(), type="button", className="plain", **attributes(name))


def map_note(site: Site, lang: Lang) -> str:
    if site.map_approval:
        return say("site.map-approval", lang, number=site.map_approval)
    return say("site.map-note", lang)


MANY_SOURCES = 4


def _source_line(shown: Shown, site: Site, lang: Lang) -> Children:
    line: Children = [say("exhibit.source", lang)]
    for number, (source, title) in enumerate(named_sources(shown, site, lang)):
        line += [
            "；" if number and lang == "zh" else "; " if number else "",
            dcc.Link(title, href=f"{site.href('/sources', lang)}#source-{source.source_id}"),
            " ",
            grade_badge(source.grade, lang),
        ]
    return [*line, more_sources(shown, lang)]


def named_sources(shown: Shown, site: Site, lang: Lang) -> list[tuple[Source, str]]:
    """The sources that a figure names below it."""
    return titled_sources(shown, site, lang)[:MANY_SOURCES]


def titled_sources(shown: Shown, site: Site, lang: Lang) -> list[tuple[Source, str]]:
    """All sources of a figure with their titles; of the document, which paragraphs."""
    named = []
    for source_id in shown.sources:
        source = site.package.source(source_id)
        title = source.title_zh if lang == "zh" else source.title_en
        if source_id == "document" and shown.paragraphs:
            numbers = ("、" if lang == "zh" else ", ").join(map(str, shown.paragraphs))
            title = say("exhibit.document", lang, paragraphs=numbers)
        named.append((source, title))
    return named


def more_sources(shown: Shown, lang: Lang) -> str:
    """How many sources a figure has besides those it names."""
    rest = len(shown.sources) - MANY_SOURCES
    return say("exhibit.more-sources", lang, count=rest) if rest > 0 else ""


def grade_badge(grade: str, lang: Lang) -> html.Span:
    meaning = say(f"grade.{grade}", lang)
    name = attributes({"aria-label": f"{say('grade.label', lang)} {meaning}"})
    return html.Span(grade, className=f"grade grade-{grade}", title=meaning, role="img", **name)


def legend(marks: Sequence[str], lang: Lang) -> html.Ul:
    """The marks a drawing uses, each with its name."""
    return html.Ul(
        [
            html.Li([html.Span(className=f"swatch swatch-{mark}"), say(f"mark.{mark}", lang)])
            for mark in marks
        ],
        className="legend",
    )


# Figures, cards, cells, tables --------------------------------------------------------------------------------


def figure(ref: Ref, children: Any, class_name: str = "fig") -> html.Button:
    """A figure that opens its proof."""
    return html.Button(
        children, type="button", className=class_name, **attributes({f"data-{ref.kind}": ref.id})
    )


def mentions(text: Prose) -> Children:
    return [figure(run.ref, run.text) if isinstance(run, Mention) else run for run in text]


def big_figure(amount: Amount, ref: Ref, marks: Sequence[str] = ()) -> html.Button:
    parts = [
        amount.prefix,
        html.Span(amount.number, className="number"),
        html.Span(amount.unit, className="unit"),
    ]
    return figure(ref, parts, " ".join(["fig", "big", *(f"is-{mark}" for mark in marks)]))


CARD_COLUMNS = ("group", "figure", "about", "detail")
PASSAGE_COLUMNS = ("heading", "text", "links")


def draw_html(drawing: Drawing, site: Site, lang: Lang, named_by: str = "") -> Component:
    """The HTML of every drawing that is not a plot; `named_by` is the id of the heading that names a table."""
    match drawing:
        case Cards():
            groups = [_card_group(group, lang) for group in drawing.groups]
            return html.Div(groups, className="figure-groups", **_table_head(CARD_COLUMNS, lang))
        case CaseCards():
            return html.Div([_case_card_group(group, site, lang) for group in drawing.groups])
        case Waffle():
            return html.Div([_waffle_group(group) for group in drawing.groups], className="waffle")
        case Table():
            return html.Div(table(drawing, site, lang, named_by), className="scroll")
        case Passages():
            items = [_passage(item, site, lang) for item in drawing.items]
            return html.Div(items, className="passages", **_table_head(PASSAGE_COLUMNS, lang))
        case Plot():
            raise TypeError("a plot is drawn by plotly, not as HTML")


def _table_head(columns: Sequence[str], lang: Lang) -> dict[str, Any]:
    """The heads of the table that such a drawing is downloaded as."""
    names = [say(f"sheet.{name}", lang) for name in columns]
    return attributes({"data-head": json.dumps(names, ensure_ascii=False)})


def _passage(item: Passage, site: Site, lang: Lang) -> html.Div:
    parts: Children = [html.H3(item.heading), html.P(mentions(item.text))]
    if item.links:
        parts.append(
            html.Ul([html.Li(dcc.Link(cell.text, href=site.href(cell.href, lang))) for cell in item.links])
        )
    return html.Div(parts)


def _card_group(group: CardGroup, lang: Lang) -> html.Section:
    title = [html.H3(group.title)] if group.title else []
    cards = html.Div([_card(card, lang) for card in group.cards], className="cards")
    return html.Section([*title, cards], className=f"figure-group side-{group.side}")


def _card(card: Card, lang: Lang) -> html.Div:
    tags: Children = (
        [html.Span(say("status.planned", lang), className="tag")] if "planned" in card.marks else []
    )
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
    return html.Section([title, cards], className=f"case-group side-{group.side}")


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
            className=f"cell look-{cell.look}{' dotted' if cell.dotted else ''}",
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
        return html.Th(content, scope="row", className=cell.look, **extra)
    return html.Td(content, className=cell.look, **extra)


def _cell_part(part: Cell, site: Site, lang: Lang) -> html.Div:
    return html.Div(_cell_content(part, site, lang), className=f"part {part.look}".strip())


def _cell_content(cell: Cell, site: Site, lang: Lang) -> Any:
    content: Any = dcc.Link(cell.text, href=site.href(cell.href, lang)) if cell.href else cell.text
    if cell.ref is not None:
        content = figure(cell.ref, content)
    return [content, html.Span(cell.label, className="cell-label")] if cell.label else content
