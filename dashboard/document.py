"""A page as one answer: HTML that can be read before any script has run, and all that Dash needs to take it over.

Dash by itself sends an empty page, and asks for its layout, its callbacks and then the content. Here all of these
come with the page, and `assets/src/boot.js` hands them to Dash once the figures of the first screen are drawn.
"""

import hashlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import dash
import flask
from dash.fingerprint import check_fingerprint

from dashboard import faults, theme
from dashboard.delivery import ASK_AGAIN, MAX_ANSWERS, Files, Kept, Packed, joined
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
BUNDLES = {  # of our scripts, by what they are for
    "theme": "theme-first.js",
    "first": "first.js",
    "own": "dashboard.js",
    "presenter": "presenter.js",
    "pictures": "pictures.js",
}


def publish(app: dash.Dash, files: Files, assets: Path, sheets: Iterable[Sheet]) -> dict[str, str]:
    """The addresses of what a page is made of; boundaries of maps stand in the `folder`."""

    def read(name: str) -> bytes:
        return (assets / name).read_bytes()

    dash_itself, components = dash_scripts(app)
    bundles = {part: files.publish(name, read(f"built/{name}")) for part, name in BUNDLES.items()}
    return bundles | {
        "style": files.publish("page.css", theme.page_styles(assets).encode()),
        "plotly": files.publish("plotly.min.js", read("vendor/plotly.min.js")),
        "dash": files.publish("dash.js", dash_itself),
        "components": files.publish("components.js", components),
        "icon": files.publish("icon.svg", read("icon.svg")),
        "folder": files.publish_folder({sheet.path: sheet.content for sheet in sheets}),
    }


def dash_scripts(app: dash.Dash) -> tuple[bytes, bytes]:
    """Dash itself, and its components, in the order in which Dash would load them; in two scripts, since a page answers
    to nothing while it takes one in."""
    itself: list[bytes] = []
    components: list[bytes] = []
    for address in re.findall(r'<script src="([^"]+)"', app._generate_scripts_html()):
        found = SUITE.search(address)
        if found and not UNUSED.search(address):
            path, _ = check_fingerprint(found[2])
            script = pkgutil.get_data(found[1], path) or b""
            (components if COMPONENTS.search(address) else itself).append(script)
    return joined(itself), joined(components)


def documents(app: dash.Dash, site: Site, parts: Mapping[str, str]) -> Callable[[], flask.Response]:
    """Answers with pages as they are sent; those asked for lately are kept, with their content compressed."""
    config = script_json(_lean(app._config()))
    # What the browser loads when it needs it; of Dash, one after the other.
    scripts: dict[str, Any] = {
        "plotly": parts["plotly"],
        "dash": [parts[one] for one in ("dash", "components", "own")],
        "presenter": parts["presenter"],
        "pictures": parts["pictures"],
    }
    kept = Kept[bytes, Packed](MAX_ANSWERS)

    def made(route: Route, query: str) -> Packed:
        whole = layout(site, scripts, page_of(route, site, query), about(route, site))
        text = DOCUMENT.format(
            lang=HTML_LANG[route.lang],
            title=escape(title_of(route, site)),
            description=escape(description_of(route, site)),
            content=to_html(whole),
            faults=faults.region(),
            config=config,
            layout=script_json(whole),
            dependencies=script_json(app._callback_list),
            **parts,
        )
        return Packed.of(text.encode("utf-8", "replace"), "text/html")

    def answer() -> flask.Response:
        route = resolve(flask.request.path, site)
        query = flask.request.query_string.decode("utf-8", "replace")
        asked = f"{route.lang} {route.path if route.exists else ''} {query if route.exists else ''}"
        key = hashlib.sha256(asked.encode("utf-8", "replace")).digest()
        return kept.given(key, lambda: made(route, query), site.keeps).response(ASK_AGAIN)

    return answer


# The script of the theme stands before the style sheet: behind it, it would wait for it, and what follows for both.
DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{icon}">
<script src="{theme}"></script>
<link rel="stylesheet" href="{style}">
<script defer src="{first}"></script>
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
