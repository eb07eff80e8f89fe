"""Parts that pages, the proof panel and slides are made of."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from dash import dcc, html

from dashboard.figures.computed import figure_text, is_computed
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.render.html import Children, attributes, figure, grade_badge
from dashboard.render.site import Site

# What a page can be taken away as, by the names of the catalogue.
FILES = {
    "briefing": "briefing.docx",
    "deck": "deck.pptx",
    "data": "data.xlsx",
    "snapshot": "snapshot.html",
    "facts": "facts.json",
}

Pairs = list[tuple[Any, Any]]


def main(parts: Children, class_name: str = "page", **more: Any) -> html.Main:
    return html.Main(parts, id="main", className=class_name, tabIndex=-1, **more)


def below_eyebrow(eyebrow: str, title: html.H1, deck: Any, class_name: str) -> html.Div:
    """The head of a page: a line above its title, where there is one, and what stands below."""
    above = [html.P(eyebrow, className="eyebrow")] if eyebrow else []
    below = [html.P(deck, className="deck")] if deck else []
    return html.Div([*above, title, *below], className=class_name)


def button(content: Any, names: Mapping[str, str] | None = None, **more: Any) -> html.Button:
    """`names` are attributes with a dash in them."""
    return html.Button(content, type="button", **more, **attributes(names or {}))


def nav(key: str, content: Any, lang: Lang, **more: Any) -> html.Nav:
    """Links; `key` is that of their name in the catalogue."""
    return html.Nav(content, **more, **attributes({"aria-label": say(key, lang)}))


def pairs(rows: Iterable[tuple[Any, Any]], class_name: str = "pairs") -> html.Dl:
    """Names, each with what is said of it."""
    parts = [part for name, value in rows for part in (html.Dt(name), html.Dd(value))]
    return html.Dl(parts, className=class_name)


def headed(key: str, content: Children, lang: Lang) -> Children:
    """Content below a heading of its own; nothing where there is none."""
    return [html.H3(say(key, lang)), *content] if content else []


def way(name: str, title: str, href: str, class_name: str) -> dcc.Link:
    """A link at the foot of a page to another."""
    return dcc.Link([html.Span(name), html.Strong(title)], href=href, className=f"way {class_name}")


def in_parts(exhibits: Iterable[tuple[str, Any]], lang: Lang) -> Children:
    """Exhibits, each with the part of its page that it belongs to: a grid for each part, below its heading."""
    content: Children = []
    for part, own in groupby(exhibits, key=itemgetter(0)):
        grid = html.Div([one for _, one in own], className="exhibits")
        title = html.H2(say(f"part.{part}", lang), className="part-title") if part else None
        content.append(html.Section([title, grid], className="page-part") if part else grid)
    return content


def place_of(row: Any, lang: Lang, key: str = "proof.place-of") -> str:
    """Where something stands in its source; paragraphs and characters are counted from 1."""
    return say(key, lang, paragraph=row.paragraph, first=row.start + 1, last=row.end)


def ref_of(package: Package, figure_id: str) -> Ref:
    """What the id of a figure leads to: a fact or a computed figure."""
    return Ref("derived" if is_computed(package, figure_id) else "fact", figure_id)


def figure_by_id(package: Package, figure_id: str, lang: Lang) -> html.Button:
    ref = ref_of(package, figure_id)
    return figure(ref, figure_text(package, ref, lang))


def source_href(site: Site, source_id: str, lang: Lang) -> str:
    return f"{site.href('/sources', lang)}#source-{source_id}"


def graded(named: Any, source: Source, lang: Lang) -> Children:
    """What names a source, and its grade."""
    return [named, " ", grade_badge(source.grade, lang)]
