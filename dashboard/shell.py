"""What is around every page: the app that answers with documents of our own, titles, the layout that holds a page."""

from collections.abc import Callable, Mapping
from typing import Any

import dash
import flask
from dash import dcc, html

from dashboard import theme
from dashboard.figures.words import say
from dashboard.pages import case
from dashboard.pages.contents import Route, pages_of
from dashboard.render.html import Children
from dashboard.render.site import Site


class DashboardApp(dash.Dash):
    """A Dash whose first answer is the whole page asked for (see `document`)."""

    site: Site
    answer_page: Callable[[], flask.Response]

    def index(self, *_args: Any, **_kwargs: Any) -> flask.Response:
        return self.answer_page()


def title_of(route: Route, site: Site) -> str:
    if route.case_id:
        name = case.title(site, route.case_id, route.lang)
    elif route.page:
        name = route.page.name(route.lang)
    else:
        name = say("page.present.name" if route.presents else "not-found.title", route.lang)
    return f"{name} · {site.name(route.lang)}"


def description_of(route: Route, site: Site) -> str:
    """The words of the page; those of the cases for a case, those of the first page where nothing is there."""
    if route.presents:
        return say("page.present.description", route.lang)
    page = route.current(site) or pages_of(site)[0]
    return page.declared.description.pick(route.lang)


def layout(
    site: Site,
    scripts: Mapping[str, str | list[str]] | None = None,
    page: Children | None = None,
    route: Any = None,
) -> html.Div:
    """`scripts` are addresses that the browser loads when it needs them; `page` stands at `route` already."""
    base = {"layout": theme.PLOT_LAYOUT, "config": theme.PLOT_CONFIG, "assets": site.asset("")}
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="theme", data=""),
            dcc.Store(id="plot-base", data={**base, "scripts": dict(scripts or {})}),
            dcc.Store(id="proof-request"),
            dcc.Store(id="route", data=route or {}),
            dcc.Store(id="done-url"),
            dcc.Store(id="done-route"),
            html.A((route or {}).get("skip"), id="skip", href="#main", className="skip-link"),
            html.Div(page, id="page"),
            html.Div(html.Div(id="proof-body"), id="proof", className="proof", role="dialog", hidden=True),
        ]
    )
