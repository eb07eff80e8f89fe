"""A page as one answer: HTML that can be read before any script has run, and all that Dash needs to take it over.

Dash by itself sends an empty page, and asks for its layout, its callbacks and then the content. Here all of these
come with the page, and `assets/src/boot.js` hands them to Dash once the figures of the first screen are drawn.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import dash
import flask
from dash import html

from dashboard import dash_internals, delivery, faults, theme, wiring
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.head import head_of
from dashboard.package.boundaries import Sheet
from dashboard.pages import contents, search
from dashboard.pages.contents import SEARCH, Route, resolve
from dashboard.pages.profile import profile
from dashboard.pages.view import ViewError
from dashboard.render.beside import PROFILE
from dashboard.render.markup import script_json, to_html
from dashboard.render.site import Site

BUNDLES = {  # of our scripts, by what they are for
    "theme": "theme-first.js",
    "first": "first.js",
    "own": "dashboard.js",
    "presenter": "presenter.js",
    "pictures": "pictures.js",
}
IDS = {"entry": dash_internals.ENTRY, "settings": dash_internals.SETTINGS}
WHERE_USED = ("presenter", "pictures")  # loaded by what needs them, and by no first visit


def publish(app: dash.Dash, files: delivery.Files, assets: Path, sheets: Iterable[Sheet]) -> dict[str, str]:
    """The addresses of what a page is made of; boundaries of maps stand in the `folder`."""

    def read(name: str) -> bytes:
        return (assets / name).read_bytes()

    dash_itself, components = dash_internals.dash_scripts(app)
    bundles = {part: files.publish(name, read(f"built/{name}")) for part, name in BUNDLES.items()}
    return bundles | {
        "style": files.publish("page.css", theme.page_styles(assets).encode()),
        "plotly": files.publish(
            "plotly.min.js", dash_internals.plotly_script(assets / "vendor/plotly.min.js")
        ),
        "dash": files.publish("dash.js", dash_itself),
        "components": files.publish("components.js", components),
        "icon": files.publish("icon.svg", read("icon.svg")),
        "folder": files.publish_folder({sheet.path: sheet.content for sheet in sheets}),
    }


def documents(app: dash.Dash, site: Site, parts: Mapping[str, str]) -> Callable[[], flask.Response]:
    """Answers with pages as they are sent; those asked for lately are kept, with their content compressed. What is not
    there is a 404, and slides of what is not there a 400, with a page that leads on."""
    config = script_json(dash_internals.settings(app))
    # What the browser loads when it needs it; of Dash, one after the other.
    scripts: dict[str, str | list[str]] = {"dash": [parts[one] for one in ("dash", "components", "own")]}
    scripts |= {one: parts[one] for one in ("plotly", *WHERE_USED)}
    kept = delivery.Kept[bytes, delivery.Packed](delivery.MAX_ANSWERS)

    def made(route: Route, query: str, origin: str) -> delivery.Packed:
        page, about = wiring.page_of(route, site, query), wiring.about(route, site, query)
        whole = wiring.layout(site, scripts, page, about)
        text = DOCUMENT.format(
            lang=HTML_LANG[route.lang],
            head=head_of(route, query, site).links(route, site, origin),
            content=to_html(whole),
            too_old=say("site.too-old", route.lang),
            faults=faults.region(),
            **IDS,
            config=config,
            layout=script_json(whole),
            dependencies=script_json(dash_internals.callbacks(app)),
            **parts,
        )
        return delivery.Packed.of(text.encode("utf-8", "replace"), "text/html")

    def answer() -> flask.Response:
        route, origin = resolve(flask.request.path, site), flask.request.host_url.rstrip("/")
        query = flask.request.query_string.decode("utf-8", "replace")
        if now := contents.moved(route, query):
            return flask.Response(status=302, headers={"Location": now.after(flask.request.path)})
        packed = kept.given(_key(route, query, origin), lambda: made(route, query, origin), site.keeps)
        response = packed.response(delivery.ASK_AGAIN)
        if response.status_code == 200:
            response.status_code = wiring.status_of(route, site, query)
        flask.g.may_be_framed = bool(route.chart)
        return response

    return answer


def _key(route: Route, query: str, origin: str) -> bytes:
    """What a page is kept under: all that it differs by; what is not there is one page in each language."""
    asked = f"{origin} {route.lang} {route.path if route.exists else ''} {query if route.exists else ''}"
    return hashlib.sha256(asked.encode("utf-8", "replace")).digest()


def register_search(server: flask.Flask, site: Site) -> None:
    """Answer what the dialog asks with the results alone."""
    for lang in site.languages:
        server.add_url_rule(
            site.href(f"{SEARCH}/found", lang), f"found-{lang}", partial(_found, site, lang), methods=["GET"]
        )


def _found(site: Site, lang: Lang) -> flask.Response:
    """What cannot be read is told as the answer: a reader is still writing it."""
    try:
        asked = search.read(flask.request.query_string.decode("utf-8", "replace"), lang)
        content = search.results(asked, site, lang)
    except ViewError as error:
        content = [html.P(str(error), role="status")]
    return flask.Response(to_html(content), headers={"Cache-Control": delivery.ASK_AGAIN})


def register_profiles(server: flask.Flask, site: Site) -> None:
    """Answer a map that asks for the profile of an area with that alone."""
    for lang in site.languages:
        server.add_url_rule(
            site.href(f"{PROFILE}<area_id>", lang),
            f"profile-{lang}",
            partial(_profile, site, lang),
            methods=["GET"],
        )


def _profile(site: Site, lang: Lang, area_id: str) -> flask.Response:
    try:
        content = profile(site, area_id, lang)
    except KeyError:
        flask.abort(404)
    return flask.Response(to_html(content), headers={"Cache-Control": delivery.ASK_AGAIN})


# The script of the theme stands before the style sheet: behind it, it would wait for it, and what follows for both.
DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<link rel="icon" href="{icon}">
<script src="{theme}"></script>
<link rel="stylesheet" href="{style}">
<script defer src="{first}"></script>
</head>
<body>
<p class="too-old">{too_old}</p>
<div id="{entry}" hidden></div>
<div id="first">{content}</div>
{faults}
<script id="{settings}" type="application/json">{config}</script>
<script id="first-layout" type="application/json">{layout}</script>
<script id="first-dependencies" type="application/json">{dependencies}</script>
</body>
</html>"""
