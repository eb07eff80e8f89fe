"""The menu of what a page can be taken away as: files of the page under its filters, and paper."""

import json

from dash import html

from dashboard.exhibits.filters import Choices, write_query
from dashboard.figures.words import Lang, say
from dashboard.pages import Page
from dashboard.pages.parts import button
from dashboard.render.html import attributes
from dashboard.render.site import Site

FILES = {"deck": "deck.pptx", "data": "data.xlsx", "snapshot": "snapshot.html", "facts": "facts.json"}
SAID = ("making", "done", "broken", "gone")


def view_mark(page: Page, choices: Choices) -> html.Data:
    """The filters in force as an address has them, for the links of the menu to follow; nothing is seen of it."""
    return html.Data(**attributes({"data-view": write_query(page.filters, choices)}))


def menu(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    """Links that a script turns into downloads with progress; without it they are downloads all the same."""
    query = "&".join(filter(None, (f"page={page.key}", write_query(page.filters, choices))))
    items: list[html.A | html.Button] = [_file(name, query, site, lang) for name in FILES]
    items.append(button([html.Strong(say("takeaway.print", lang))], {"data-print": ""}))
    label = html.Span(say("takeaway.label", lang), className="take-label")
    content = [html.P(say("takeaway.menu", lang)), html.Ul([html.Li(item) for item in items])]
    words = json.dumps({name: say(f"takeaway.{name}", lang) for name in SAID}, ensure_ascii=False)
    details = html.Details(
        [html.Summary(label), html.Div(content, className="menu")],
        className="choice take-away",
        **attributes({"data-page": page.key, "data-words": words}),
    )
    return html.Div([details, html.Span(role="status", className="take-told")], className="page-tools")


def _file(name: str, query: str, site: Site, lang: Lang) -> html.A:
    title, about = (say(f"takeaway.file.{name}.{one}", lang) for one in ("name", "about"))
    return html.A(
        [html.Strong(title), html.Span(about)],
        href=f"{site.href(f'/export/{FILES[name]}', lang)}?{query}",
        download="",
        **attributes({"data-take": title}),
    )
