"""The app itself: the only place that makes a Dash and registers callbacks."""

import html as markup
import sys
from typing import Any

import dash
import flask
from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, dcc, html

from dashboard import theme
from dashboard.exhibit import Children, Site, outputs, slots
from dashboard.filters import parse_controls
from dashboard.package import PackageError, load_package
from dashboard.pages import Page, case, frame
from dashboard.pages.contents import PAGES, PATHS, Route, resolve
from dashboard.pages.proof import proof
from dashboard.provenance import load_texts
from dashboard.security import add_headers
from dashboard.settings import Settings, SettingsError
from dashboard.words import LANGS, Lang, say

PLOT_LAYOUT: dict[str, Any] = {
    "paper_bgcolor": "@clear",
    "plot_bgcolor": "@clear",
    "font": {"family": theme.SANS, "size": 14, "color": "@ink"},
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "hoverlabel": {
        "bgcolor": "@surface",
        "bordercolor": "@rule",
        "font": {"size": 14, "color": "@ink"},
        "align": "left",
    },
    "separators": ".,",
}


class DashboardApp(dash.Dash):
    """A Dash whose first answer already has the language, title, description and headline of the page asked for."""

    site: Site

    def interpolate_index(self, *_parts: Any, **kwargs: Any) -> str:
        route = resolve(flask.request.path, self.site)
        title, description = _title(route, self.site), _description(route)
        headline = markup.escape(title.partition(" · ")[0])
        skeleton = (
            f'<div id="react-entry-point"><div class="skeleton"><header></header>'
            f"<main><h1>{headline}</h1><p>{markup.escape(description)}</p></main></div></div>"
        )
        return INDEX.format(
            lang="zh-CN" if route.lang == "zh" else "en",
            title=markup.escape(title),
            description=markup.escape(description, quote=True),
            colours=theme.stylesheet(),
            icon=self.get_asset_url("icon.svg"),
            bootstrap=self.get_asset_url("vendor/bootstrap.min.css"),
            theme_script=self.get_asset_url("theme-first.js"),
            css=kwargs["css"],
            skeleton=skeleton,
            config=kwargs["config"],
            scripts=kwargs["scripts"],
            renderer=kwargs["renderer"],
        )


INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{icon}">
<style>{colours}</style>
<script src="{theme_script}"></script>
<link rel="stylesheet" href="{bootstrap}">
{css}
</head>
<body>
{skeleton}
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


def _title(route: Route, site: Site) -> str:
    name = say("site.name", route.lang)
    if route.case_id:
        return f"{case.title(site, route.case_id, route.lang)} · {name}"
    key = f"page.{route.page.key}.name" if route.page else "not-found.title"
    return f"{say(key, route.lang)} · {name}"


def _description(route: Route) -> str:
    key = route.page.key if route.page else "cases" if route.case_id else "overview"
    return say(f"page.{key}.description", route.lang)


def create_app(settings: Settings) -> DashboardApp:
    """The app on a checked data package; raises PackageError when the package has faults."""
    package = load_package(settings.data)
    site = Site(
        package=package,
        prefix=settings.url_prefix,
        texts=load_texts(settings.source_texts, package),
        map_approval=settings.map_approval,
    )
    app = DashboardApp(
        "dashboard",
        assets_folder=str(settings.assets),
        assets_ignore=r"theme-first\.js|bootstrap\.min\.css|.*\.(md|txt|json)",
        url_base_pathname=settings.url_prefix,
        suppress_callback_exceptions=True,  # pages come one at a time; a test compares ids and layouts instead
        compress=True,
        health_endpoint="healthz",
        update_title="",
        enable_mcp=False,
    )
    app.site = site
    app.layout = _layout(site)
    _register(app, site)
    _answer_unknown_pages(app, site)
    add_headers(app)
    return app


def create_server() -> flask.Flask:
    """The WSGI application; a fault in settings or data is told in plain sentences and ends the process."""
    try:
        server: flask.Flask = create_app(Settings.from_env()).server
    except SettingsError as error:
        sys.exit(f"dashboard: {error}")
    except PackageError as error:
        sys.exit(f"dashboard: the data package cannot be used.\n{error}")
    return server


def _layout(site: Site) -> html.Div:
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="theme", data=""),
            dcc.Store(id="plot-base", data={"layout": PLOT_LAYOUT, "assets": site.asset("")}),
            dcc.Store(id="proof-request"),
            dcc.Store(id="route", data={}),
            dcc.Store(id="done-url"),
            dcc.Store(id="done-route"),
            dcc.Store(id="done-click"),
            html.A(id="skip", href="#main", className="skip-link"),
            html.Div(id="page"),
            html.Aside(html.Div(id="proof-body"), id="proof", className="proof", role="dialog", hidden=True),
        ]
    )


def _register(app: dash.Dash, site: Site) -> None:
    _register_router(app, site)
    for page in PAGES:
        if page.filters:
            wire(app, page, site)
    _register_proof(app, site)
    _register_clientside(app)


def _register_router(app: dash.Dash, site: Site) -> None:
    @app.callback(
        Output("page", "children"),
        Output("route", "data"),
        Input("url", "pathname"),
        State("url", "search"),
    )
    def render_page(pathname: str | None, search: str | None) -> tuple[Children, dict[str, Any]]:
        route = resolve(pathname or site.prefix, site)
        key = route.page.key if route.page else "cases" if route.case_id else ""
        about = {
            "lang": route.lang,
            "title": _title(route, site),
            "skip": say("site.skip", route.lang),
            "page": key,
        }
        about["proof"] = say("proof.label", route.lang)
        return _page(route, site, search or ""), about


def _page(route: Route, site: Site, query: str) -> Children:
    lang = route.lang
    if route.page:
        key, content = route.page.key, frame.body(route.page, site, query, lang)
    elif route.case_id:
        main = html.Main(
            case.body(site, route.case_id, lang), id="main", className="page page-case", tabIndex=-1
        )
        key, content = "cases", [main]
    else:
        key, content = "", [_not_found(site, lang)]
    return [
        frame.header(site, key, PATHS, route.path if route.exists else "/", lang),
        *content,
        frame.footer(site, lang),
    ]


def _not_found(site: Site, lang: Lang) -> html.Main:
    way_out = dcc.Link(say("not-found.home", lang), href=site.href("/", lang))
    parts = [html.H1(say("not-found.title", lang)), html.P([say("not-found.text", lang), " ", way_out])]
    return html.Main(parts, id="main", className="page", tabIndex=-1)


def wire(app: dash.Dash, page: Page, site: Site) -> None:
    """One callback for a page: all its filters in; its notices, summary line, labels and exhibits out."""
    controls = [[Input(one, "value") for one in frame.control_ids(page, item)] for item in page.filters]
    labels = [item for item in page.filters if item.kind == "many"]
    changing = [
        Output(f"{page.key}-notices", "children"),
        Output(f"{page.key}-summary", "children"),
        Output(f"{page.key}-filter-count", "children"),
        *(Output(f"{page.key}-{item.name}-label", "children") for item in labels),
        *(part for exhibit in page.exhibits for part in outputs(exhibit)),
    ]

    @app.callback(
        output=changing,
        inputs={"values": controls, "language": State(f"{page.key}-lang", "data")},
        prevent_initial_call=True,
    )
    def update(values: list[list[Any]], language: Any) -> list[Any]:
        lang: Lang = language if language in LANGS else "zh"
        picked = tuple(group[0] if len(group) == 1 else list(group) for group in values)
        choices = parse_controls(page.filters, picked, site.package)
        return [
            [],
            frame.summary_line(page, site, choices, lang),
            str(sum(choice is not None for choice in choices.values())),
            *(frame.chosen_label(item, choices[item.name], site, lang) for item in labels),
            *(part for exhibit in page.exhibits for part in slots(exhibit, site, choices, lang)),
        ]


def _register_proof(app: dash.Dash, site: Site) -> None:
    @app.callback(Output("proof-body", "children"), Input("proof-request", "data"), prevent_initial_call=True)
    def show_proof(request: Any) -> Children:
        asked = request if isinstance(request, dict) else {}
        lang: Lang = "en" if asked.get("lang") == "en" else "zh"
        return proof(site, str(asked.get("kind", "")), str(asked.get("id", "")), lang)


def _register_clientside(app: dash.Dash) -> None:
    """Painting, the address, and clicks need no server; their functions stand in assets/*.js."""
    app.clientside_callback(
        ClientsideFunction("dashboard", "paint"),
        Output({"role": "graph", "key": MATCH}, "figure"),
        Input({"role": "plot", "key": MATCH}, "data"),
        Input("theme", "data"),
        State("plot-base", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("dashboard", "openMark"),
        Output("done-click", "data"),
        Input({"role": "graph", "key": ALL}, "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("dashboard", "enter"), Output("done-route", "data"), Input("route", "data")
    )
    app.clientside_callback(
        ClientsideFunction("dashboard", "links"),
        Output("language-link", "href"),
        Output({"role": "nav", "page": ALL}, "href"),
        Input("url", "search"),
        Input("route", "data"),
        State("language-link", "href"),
        State({"role": "nav", "page": ALL}, "href"),
        State({"role": "nav", "page": ALL}, "id"),
        prevent_initial_call=True,
    )
    for page in PAGES:
        if page.filters:
            app.clientside_callback(
                ClientsideFunction("dashboard", "writeAddress"),
                Output("done-url", "data", allow_duplicate=True),
                *(Input(one, "value") for item in page.filters for one in frame.control_ids(page, item)),
                prevent_initial_call=True,
            )


def _answer_unknown_pages(app: dash.Dash, site: Site) -> None:
    """Dash answers 200 for every path; a page that does not exist is a 404, with the same helpful content."""

    server: flask.Flask = app.server

    @server.after_request
    def _status(response: flask.Response) -> flask.Response:
        is_page = response.status_code == 200 and response.mimetype == "text/html"
        if is_page and not resolve(flask.request.path, site).exists:
            response.status_code = 404
        return response
