"""The menu of what a page can be taken away as: files of the page under its filters, and paper."""

import json

from dash import html

from dashboard.exhibits.filters import Choices, write_query
from dashboard.figures.words import Lang, say
from dashboard.pages import Page
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site

FILES = {"deck": "deck.pptx", "data": "data.xlsx", "snapshot": "snapshot.html", "facts": "facts.json"}
SAID = ("making", "done", "broken", "gone")


def view_mark(page: Page, choices: Choices) -> html.Data:
    """The filters in force as an address has them, for the links of the menu to follow; nothing is seen of it."""
    return html.Data(**attributes({"data-view": write_query(page.filters, choices)}))


def menu(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    """Links that a script turns into downloads with progress; without it they are downloads all the same."""
    query = "&".join(filter(None, (f"page={page.key}", write_query(page.filters, choices))))
    items = [html.Li(_file(name, file, query, site, lang)) for name, file in FILES.items()]
    items.append(html.Li(_print(lang)))
    label = html.Span(say("takeaway.label", lang), className="take-label")
    words = {name: say(f"takeaway.{name}", lang) for name in SAID}
    details = html.Details(
        [
            html.Summary(label),
            html.Div([html.P(say("takeaway.menu", lang)), html.Ul(items)], className="menu"),
        ],
        className="choice take-away",
        **attributes({"data-page": page.key, "data-words": json.dumps(words, ensure_ascii=False)}),
    )
    return html.Div([details, html.Span(role="status", className="take-told")], className="page-tools")


def _file(name: str, file: str, query: str, site: Site, lang: Lang) -> html.A:
    title = say(f"takeaway.file.{name}.name", lang)
    return html.A(
        _titled(title, say(f"takeaway.file.{name}.about", lang)),
        href=f"{site.href(f'/export/{file}', lang)}?{query}",
        download="",
        **attributes({"data-take": title}),
    )


def _print(lang: Lang) -> html.Button:
    name = attributes({"data-print": ""})
    return html.Button(_titled(say("takeaway.print", lang), ""), type="button", **name)


def _titled(title: str, about: str) -> Children:
    return [html.Strong(title), *([html.Span(about)] if about else [])]
