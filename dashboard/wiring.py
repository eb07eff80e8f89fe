"""The app, the layout that holds a page, and its callbacks: one shows the page of an address, one a page answers its
filters, one opens a proof; the rest is the browser's own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import dash
import flask
from dash import MATCH, ClientsideFunction, Input, Output, State, dcc, html

from dashboard import theme
from dashboard.exhibits.filters import chosen_label, parse_controls
from dashboard.figures.words import Lang, say
from dashboard.head import head_of
from dashboard.pages import case, chart, contents, exhibiting, filter_bar, frame, parts, search, section_index
from dashboard.pages.proof import proof
from dashboard.pages.view import ViewError
from dashboard.render.figure import outputs, slots
from dashboard.render.html import Children, mentions
from dashboard.render.site import Site
from dashboard.slides import presentation

READY = "readyz"  # tells whether the data is loaded, and of which version all is


class DashboardApp(dash.Dash):
    """A Dash whose first answer is the whole page asked for (see `document`)."""

    site: Site
    answer_page: Callable[[], flask.Response]

    def index(self, *_args: Any, **_kwargs: Any) -> flask.Response:
        return self.answer_page()


def layout(
    site: Site,
    scripts: Mapping[str, str | list[str]] | None = None,
    page: Children | None = None,
    route: Any = None,
) -> html.Div:
    """`scripts` are addresses that the browser loads when it needs them; `page` stands at `route` already."""
    base = {"layout": theme.PLOT_LAYOUT, "config": theme.PLOT_CONFIG, "assets": site.asset("")}
    base |= {"version": site.version, "ready": f"{site.prefix}{READY}"}
    content = [
        dcc.Location(id="url", refresh=False),
        dcc.Store(id="theme", data=""),
        dcc.Store(id="plot-base", data={**base, "scripts": dict(scripts or {})}),
        dcc.Store(id="proof-request"),
        dcc.Store(id="route", data=route or {}),
        dcc.Store(id="done-url"),
        dcc.Store(id="done-route"),
        *_skips(route or {}),
        html.Div(page, id="page"),
        html.Div(html.Div(id="proof-body"), id="proof", className="proof", role="dialog", hidden=True),
    ]
    return html.Div(content)


def _skips(route: Mapping[str, Any]) -> list[Any]:
    """The ways past the header, and what a table or a list says of itself; the browser keeps them to the page."""
    index = route.get("sections")
    return [
        html.A(route.get("skip"), id="skip", href="#main", className="skip-link"),
        html.A(
            index, id="skip-sections", href=f"#{section_index.ID}", className="skip-link", hidden=not index
        ),
        html.P(route.get("arrows"), id="arrows", hidden=True),
    ]


def register(app: dash.Dash, site: Site) -> None:
    @app.callback(
        Output("page", "children"),
        Output("route", "data"),
        Input("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,  # the first page comes with the document
    )
    def render_page(pathname: Any, search: Any) -> tuple[Children, dict[str, Any]]:
        route = contents.resolve(pathname if isinstance(pathname, str) else site.prefix, site)
        query = search if isinstance(search, str) else ""
        return page_of(route, site, query), about(route, site, query)

    filtered = [page for page in contents.pages_of(site) if page.filters]
    for page in filtered:
        wire(app, page, site)

    @app.callback(Output("proof-body", "children"), Input("proof-request", "data"), prevent_initial_call=True)
    def show_proof(request: Any) -> Children:
        asked = request if isinstance(request, dict) else {}
        lang = next((one for one in site.languages if one == asked.get("lang")), site.languages[0])
        return proof(site, str(asked.get("kind", "")), str(asked.get("id", "")), lang)

    _register_clientside(app, filtered)


def about(route: contents.Route, site: Site, query: str) -> dict[str, Any]:
    """What the browser has to know of the page on show."""
    here = route.current(site)
    return {
        "lang": route.lang,
        "title": head_of(route, query, site).title(route, site),
        "skip": say("site.skip", route.lang),
        "sections": say("sections.skip", route.lang) if _has_index(route, site) else "",
        "arrows": say("site.arrows", route.lang),
        "page": here.key if here else "",
        "proof": say("proof.label", route.lang),
    }


def _has_index(route: contents.Route, site: Site) -> bool:
    return bool(route.page and section_index.has_index(route.page, site, route.lang))


def page_of(route: contents.Route, site: Site, query: str) -> Children:
    """What stands at an address; where it asks for what is not there, the sentence that says so and the ways out."""
    try:
        content = _content(route, site, query)
    except ViewError as error:
        title, said = html.H1(say("view.refused", route.lang)), html.P(str(error), className="deck")
        ways = [
            html.A(say("view.way-out", route.lang), href=site.href(route.path, route.lang)),
            dcc.Link(say("not-found.home", route.lang), href=site.href("/", route.lang)),
        ]
        content = [parts.main([title, said, html.P(ways, className="actions")])]
    else:
        if route.presents or route.chart:
            return content
    return [frame.header(site, route), *content, frame.footer(site, route.lang)]


def _content(route: contents.Route, site: Site, query: str) -> Children:
    """Of slides and of an exhibit by itself all there is, else what stands between header and footer; raises
    ViewError."""
    lang = route.lang
    if route.presents:
        return presentation.body(presentation.read(query, site, lang), site)
    if route.chart:
        return chart.body(chart.read(route.chart, query, site, lang), site, lang)
    if route.searches:
        return search.body(search.read(query, lang), site, lang)
    if route.page:
        return frame.body(route.page, site, query, lang)
    if route.case_id:
        taken = route.taken(site)
        files = [html.Div(frame.files(taken, site, {}, lang), className="above-exhibits")] if taken else []
        return [parts.main([*files, *case.body(site, route.case_id, lang)], "page page-case")]
    way_out = dcc.Link(say("not-found.home", lang), href=site.href("/", lang))
    text = html.P([say("not-found.text", lang), " ", way_out])
    return [parts.main([html.H1(say("not-found.title", lang)), text])]


def status_of(route: contents.Route, site: Site, query: str) -> int:
    """The HTTP status of what `page_of` gives."""
    try:
        if route.presents:
            presentation.read(query, site, route.lang)
        elif route.chart:
            chart.read(route.chart, query, site, route.lang)
        elif route.searches:
            search.read(query, route.lang)
    except ViewError as error:
        return error.status
    return 200 if route.exists else 404


def wire(app: dash.Dash, page: exhibiting.Page, site: Site) -> None:
    """One callback for a page: all its filters in; its notices, summary line, chips, counts and exhibits out."""
    own = ("notices", "title", "summary", "filter-count", "chips", "show")
    labels = [item for item in page.filters if item.kind != "text"]
    changing = [
        *(Output(f"{page.key}-{name}", "children") for name in own),
        Output(f"{page.key}-counts", "data"),
        *(Output(f"{filter_bar.control_id(page, item)}-label", "children") for item in labels),
        *(part for exhibit in page.exhibits for part in outputs(exhibit)),
    ]

    @app.callback(
        output=changing,
        inputs={
            "held": [Input(filter_bar.control_id(page, item), "data") for item in page.filters],
            "language": State(f"{page.key}-lang", "data"),
        },
        prevent_initial_call=True,
    )
    def update(held: list[Any], language: Any) -> list[Any]:
        lang: Lang = language if language in site.languages else site.languages[0]
        choices = parse_controls(page.filters, held)
        return [
            [],
            mentions(exhibiting.page_title(page, site.package, choices, lang)),
            frame.summary_line(page, site, choices, lang),
            filter_bar.count_in_force(choices),
            filter_bar.chips(page, site, choices, lang),
            filter_bar.show_label(page, site, choices, lang),
            filter_bar.option_counts(page, site, choices),
            *(chosen_label(item, choices[item.name], site.package, lang) for item in labels),
            *(part for exhibit in page.exhibits for part in slots(exhibit, site, choices, lang)),
        ]


def _register_clientside(app: dash.Dash, filtered: Iterable[exhibiting.Page]) -> None:
    """Painting, the address, and clicks need no server; their functions stand in assets/src/*.js."""
    app.clientside_callback(
        ClientsideFunction("dashboard", "paint"),
        Output({"role": "graph", "key": MATCH}, "className"),  # never written: plotly draws into the element
        Input({"role": "plot", "key": MATCH}, "data"),
        Input("theme", "data"),
        State("plot-base", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("dashboard", "enter"), Output("done-route", "data"), Input("route", "data")
    )
    for page in filtered:
        app.clientside_callback(
            ClientsideFunction("dashboard", "writeAddress"),
            Output("done-url", "data", allow_duplicate=True),
            *(Input(filter_bar.control_id(page, item), "data") for item in page.filters),
            prevent_initial_call=True,
        )
        app.clientside_callback(
            ClientsideFunction("dashboard", "nameTab"),
            Output("done-url", "data", allow_duplicate=True),
            Input(f"{page.key}-summary", "children"),
            prevent_initial_call=True,
        )
        app.clientside_callback(
            ClientsideFunction("dashboard", "showCounts"),
            Output("done-url", "data", allow_duplicate=True),
            Input(f"{page.key}-counts", "data"),
            prevent_initial_call=True,
        )
