"""A page as one answer: HTML that can be read before any script has run, and all that Dash needs to take it over.

Dash by itself sends an empty page, and asks for its layout, its callbacks and then the content. Here all of these
come with the page, and `assets/src/boot.js` hands them to Dash once the figures of the first screen are drawn.
"""

import hashlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import dash
import flask
from dash.fingerprint import check_fingerprint

from dashboard import faults, theme
from dashboard.delivery import ASK_AGAIN, Files, Kept, Packed, joined
from dashboard.figures.words import HTML_LANG
from dashboard.package.boundaries import Sheet
from dashboard.pages.contents import Route, resolve
from dashboard.render.markup import script_json, to_html
from dashboard.render.site import Site
from dashboard.shell import description_of, layout, title_of
from dashboard.wiring import about, page_of

COMPONENTS = re.compile(r"/(dash_bootstrap_components|dcc|html)/")
UNUSED = re.compile(r"/(dash_table|polyfill@)")  # old browsers, and tables of another make
SUITE = re.compile(r"_dash-component-suites/([^/]+)/(.+?)(?:\?|$)")


@dataclass(frozen=True)
class Parts:
    """The addresses of what a page is made of."""

    style: str
    theme: str
    first: str
    plotly: str
    dash: str
    components: str
    own: str
    presenter: str
    pictures: str
    icon: str
    folder: str  # boundaries of maps stand in it

    @property
    def scripts(self) -> dict[str, str | list[str]]:
        """What the browser loads when it needs it; of Dash, one after the other."""
        return {
            "plotly": self.plotly,
            "dash": [self.dash, self.components, self.own],
            "presenter": self.presenter,
            "pictures": self.pictures,
        }


def publish(app: dash.Dash, files: Files, assets: Path, sheets: Iterable[Sheet]) -> Parts:
    def read(name: str) -> bytes:
        return (assets / name).read_bytes()

    def bundle(name: str) -> str:
        return files.publish(name, read(f"built/{name}"))

    dash_itself, components = dash_scripts(app)
    styles = [theme.stylesheet().encode(), read("vendor/bootstrap.trimmed.css")]
    styles += [path.read_bytes() for path in sorted(assets.glob("*.css"))]
    return Parts(
        style=files.publish("page.css", b"\n".join(styles)),
        theme=bundle("theme-first.js"),
        first=bundle("first.js"),
        plotly=files.publish("plotly.min.js", read("vendor/plotly.min.js")),
        dash=files.publish("dash.js", dash_itself),
        components=files.publish("components.js", components),
        own=bundle("dashboard.js"),
        presenter=bundle("presenter.js"),
        pictures=bundle("pictures.js"),
        icon=files.publish("icon.svg", read("icon.svg")),
        folder=files.publish_folder({sheet.path: sheet.content for sheet in sheets}),
    )


def dash_scripts(app: dash.Dash) -> tuple[bytes, bytes]:
    """Dash itself, and its components; in two scripts, since a page answers to nothing while it takes one in."""
    scripts = list(_dash_scripts(app))
    return (
        joined(script for address, script in scripts if not COMPONENTS.search(address)),
        joined(script for address, script in scripts if COMPONENTS.search(address)),
    )


def _dash_scripts(app: dash.Dash) -> Iterator[tuple[str, bytes]]:
    """Addresses and contents, in the order in which Dash would load them."""
    for address in re.findall(r'<script src="([^"]+)"', app._generate_scripts_html()):
        found = SUITE.search(address)
        if found and not UNUSED.search(address):
            path, _ = check_fingerprint(found[2])
            yield address, pkgutil.get_data(found[1], path) or b""


class Documents:
    """The pages as they are sent; those asked for lately are kept, with their content compressed."""

    def __init__(self, app: dash.Dash, site: Site, parts: Parts) -> None:
        self._app = app
        self._site = site
        self._parts = parts
        self._kept = Kept()
        self._config = script_json(_lean(app._config()))

    def answer(self) -> flask.Response:
        route = resolve(flask.request.path, self._site)
        query = flask.request.query_string.decode("utf-8", "replace")
        asked = f"{route.lang} {route.path if route.exists else ''} {query if route.exists else ''}"
        key = hashlib.sha256(asked.encode("utf-8", "replace")).digest()
        made = self._kept.given(key, lambda: self._made(route, query), self._site.keeps)
        return made.response(ASK_AGAIN)

    def _made(self, route: Route, query: str) -> Packed:
        return Packed.of(self._text(route, query).encode("utf-8", "replace"), "text/html")

    def _text(self, route: Route, query: str) -> str:
        page = page_of(route, self._site, query)
        whole = layout(self._site, self._parts.scripts, page, about(route, self._site))
        return DOCUMENT.format(
            lang=HTML_LANG[route.lang],
            title=escape(title_of(route, self._site)),
            description=escape(description_of(route, self._site)),
            content=to_html(whole),
            faults=faults.region(),
            config=self._config,
            layout=script_json(whole),
            dependencies=script_json(self._app._callback_list),
            parts=self._parts,
        )


# The script of the theme stands before the style sheet: behind it, it would wait for it, and what follows for both.
DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{parts.icon}">
<script src="{parts.theme}"></script>
<link rel="stylesheet" href="{parts.style}">
<script defer src="{parts.first}"></script>
</head>
<body>
<div id="react-entry-point" hidden></div>
<div id="first">{content}</div>
{faults}
<script id="_dash-config" type="application/json">{config}</script>
<script id="first-layout" type="application/json">{layout}</script>
<script id="first-dependencies" type="application/json">{dependencies}</script>
</body>
</html>"""


def _lean(config: dict[str, Any]) -> dict[str, Any]:
    """Dash's settings, without the many components that have no other components in their properties, and without the
    token that ties callbacks in the background to a page: there are none, and it would make every document another."""
    children = {
        package: {name: props for name, props in components.items() if props}
        for package, components in config["children_props"].items()
    }
    return {**config, "children_props": children, "end_id": None}
