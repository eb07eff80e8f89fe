"""Charts that are no plots as HTML: cards, cells, passages and tables."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.exhibits import charts
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.layout.cards import bands_of
from dashboard.render.html import Children, amount_parts, figure, grade_badge, mentions, pointed
from dashboard.render.site import Site
from dashboard.render.table import folded, tabled

MANY_CARDS, FIRST_GROUPS = 24, 2
LAST_WORD = re.compile(r"[!-~–’]{1,16}$|.{1,2}$")


def draw_html(
    drawing: charts.Drawing,
    site: Site,
    lang: Lang,
    named_by: str = "",
    ways: Mapping[str, Children] = MappingProxyType({}),
) -> Component:
    """The HTML of every drawing that is not a plot; `named_by` is the id of the heading that names a table, `ways` are
    links beside the heads of groups of cells, by their places."""
    match drawing:
        case charts.Cards():
            return _card_groups(drawing, lang)
        case charts.CaseCards():
            return html.Div([_case_card_group(group, site, lang) for group in drawing.groups])
        case charts.Waffle():
            groups = [_waffle_group(group, ways.get(group.place, [])) for group in drawing.groups]
            return html.Div(groups, className="waffle")
        case charts.Table():
            return tabled(drawing, site, lang, named_by)
        case charts.Passages():
            return html.Div([_passage(item, site, lang) for item in drawing.items], className="passages")
        case charts.Plot():
            raise TypeError("a plot is drawn by plotly, not as HTML")


def _card_groups(cards: charts.Cards, lang: Lang) -> html.Div:
    """Of many figures the first groups are on show, as in the style sheet."""
    groups = cards.groups
    name = f"figure-groups{' in-rows' if cards.lined else ' key-figures' if cards.key else ''}"
    parts = [
        _card_group(group, lang, cards.columns // len(band)) for band in bands_of(groups) for group in band
    ]
    whole = html.Div(parts, className=name)
    counts = [len(group.cards) for group in groups]
    if sum(counts) <= MANY_CARDS:
        return whole
    return html.Div(folded(whole, sum(counts), lang, sum(counts[:FIRST_GROUPS])))


def _passage(item: charts.Passage, site: Site, lang: Lang) -> html.Div:
    parts: Children = [html.H3(item.heading), html.P(mentions(item.text))]
    if item.links:
        links = [html.Li(_linked(cell, site, lang)) for cell in item.links]
        parts.append(html.Ul(links))
    return html.Div(parts)


def _linked(cell: charts.Cell, site: Site, lang: Lang) -> Any:
    return dcc.Link(cell.text, href=site.href(cell.href, lang)) if cell.href else cell.text


def _card_group(group: charts.CardGroup, lang: Lang, in_row: int) -> html.Section:
    """On a slide it has so many cards in a row, where that is told."""
    title = [html.H3(pointed(group.title))] if group.title else []
    cards = [_card(card, lang) for card in group.cards]
    return html.Section(
        [*title, html.Div(cards, className="cards")],
        className=f"figure-group accent-{group.accent}{' minor' if group.minor else ''}",
        style={"--cards": len(cards)} | ({"--in-row": in_row} if in_row else {}),
    )


def _card(card: charts.Card, lang: Lang) -> html.Div:
    tags: Children = [html.Span(say(f"status.{card.status}", lang), className="tag")] if card.status else []
    names = " ".join(["fig big", *(f"is-{mark}" for mark in card.marks)])
    big = figure(card.ref, amount_parts(card.amount), names)
    label = _badged(card.label, grade_badge(card.grade, lang)) if card.grade else [card.label]
    parts = [html.P([big, *tags], className="value"), html.P(label, className="label")]
    if card.detail:
        parts.append(html.P(pointed(card.detail), className="detail"))
    return html.Div(parts, className="card-figure")


def _badged(words: str, badge: html.Span) -> Children:
    """A badge stays on the line of the last word; of Chinese, of the last two characters."""
    last = LAST_WORD.search(words)
    at = last.start() if last else len(words)
    return [words[:at], html.Span([words[at:], " ", badge], className="unbroken")]


def _case_card_group(group: charts.CaseCardGroup, site: Site, lang: Lang) -> html.Section:
    title = html.H3([group.title, " ", html.Span(str(len(group.cases)), className="count")])
    cards = html.Div([_case_card(card, site, lang) for card in group.cases], className="case-cards")
    return html.Section([title, cards], className=f"case-group accent-{group.accent}")


def _heading(card: charts.CaseCard) -> Children:
    """What the document writes over a case; in other languages after what that means."""
    return [card.heading_said, " ", html.Span(card.heading, lang=HTML_LANG["zh"])]


def _case_card(card: charts.CaseCard, site: Site, lang: Lang) -> html.Article:
    parts: Children = [
        html.P(pointed(f"{card.place} · {card.theme}"), className="eyebrow"),
        html.H4(dcc.Link(card.title, href=site.href(card.href, lang))),
        *([html.P(_heading(card), className="heading")] if card.heading else []),
        html.P(card.summary, className="summary"),
    ]
    if card.missing:
        parts.append(html.P(card.missing, className="missing"))
    if card.cards:
        parts.append(html.Div([_card(one, lang) for one in card.cards], className="card-figures"))
    return html.Article(parts, className="case-card")


def _waffle_group(group: charts.WaffleGroup, way: Children) -> html.Section:
    cells = []
    for cell in group.cells:
        class_name = f"cell fill-{cell.accent}{' dotted' if cell.dotted else ''}"
        tag = [html.Span(cell.tag, className="cell-tag")] if cell.tag else []
        cells.append(figure(cell.ref, [cell.text, *tag] if tag else cell.text, class_name, title=cell.title))
    width = {"--columns": str(group.columns)}
    body = html.Div(cells, className="cells", style=width)
    head = [*mentions(group.title), *([" ", *way] if way else [])]
    return html.Section([html.H3(head), body], style=width)
