"""One exhibit by itself, at /chart/KEY under the filters of its page: to be sent on, or shown in another page."""

from dash import dcc, html

from dashboard.exhibits.charts import Plot
from dashboard.figures.words import Lang, say
from dashboard.pages.frame import footer, print_line
from dashboard.pages.parts import main
from dashboard.pages.proof import PROOFS, actions, copy_button, copying_button
from dashboard.pages.view import Item, parse_exhibit
from dashboard.render.figure import DEFAULT_HEIGHT, drawing_of, render
from dashboard.render.html import Children
from dashboard.render.site import Site

AROUND = 460  # pixels that the words around a drawing take at the width of a text


def read(key: str, query: str, site: Site, lang: Lang) -> Item:
    """The exhibit that an address names; raises ViewError."""
    return parse_exhibit(key, query, site, lang, PROOFS).items[0]


def body(item: Item, site: Site, lang: Lang) -> Children:
    """The exhibit, above it what it is taken from and under which filters, below it the ways to pass it on."""
    name: Children = [html.Span(className="emblem"), site.name(lang)]
    brand = dcc.Link(name, href=site.href("/", lang), className="brand")
    said: Children = [say("download.filters", lang), say("download.colon", lang), item.filters(site, lang)]
    page = html.H1(dcc.Link(item.page.name(lang), href=item.href(site, lang)))
    figure = render(item.exhibit, site, item.choices, lang)
    content = [
        html.Div([page, html.P(said)], className="taken-from"),
        html.Div([figure], className="exhibits"),
        actions([copy_button(lang), _copy_frame(item, lang)]),
    ]
    head = html.Header([html.Div([brand]), print_line(site, lang)])
    return [head, main(content, "page page-chart"), footer(site, lang)]


def _copy_frame(item: Item, lang: Lang) -> html.Button:
    """Copies the HTML that shows this address in another page."""
    drawing = drawing_of(item.shown(lang))
    height = (drawing.height if isinstance(drawing, Plot) else DEFAULT_HEIGHT) + AROUND
    return copying_button("chart.frame", {"data-copy-frame": str(height)}, lang)
