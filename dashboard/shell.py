"""The HTML document every page comes in, and the layout that waits for a page: what the first answer holds."""

import html as markup
from typing import Any

import dash
import flask
from dash import dcc, html

from dashboard import theme
from dashboard.exhibit import Site
from dashboard.pages import case
from dashboard.pages.contents import Route, resolve
from dashboard.words import HTML_LANG, say

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
        title, description = title_of(route, self.site), _description(route)
        headline = markup.escape(title.partition(" · ")[0])
        skeleton = (
            f'<div id="react-entry-point"><div class="skeleton"><header></header>'
            f"<main><h1>{headline}</h1><p>{markup.escape(description)}</p></main></div></div>"
        )
        return INDEX.format(
            lang=HTML_LANG[route.lang],
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
{config}{scripts}{renderer}
</body>
</html>"""


def title_of(route: Route, site: Site) -> str:
    name = say("site.name", route.lang)
    if route.case_id:
        return f"{case.title(site, route.case_id, route.lang)} · {name}"
    key = f"page.{route.page.key}.name" if route.page else "not-found.title"
    return f"{say(key, route.lang)} · {name}"


def _description(route: Route) -> str:
    key = route.page.key if route.page else "cases" if route.case_id else "overview"
    return say(f"page.{key}.description", route.lang)


def layout(site: Site) -> html.Div:
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
            html.Div(html.Div(id="proof-body"), id="proof", className="proof", role="dialog", hidden=True),
        ]
    )
