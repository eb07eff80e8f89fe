"""The file to take away: a view as one HTML document that opens from a disk, without server and network.

It holds what the pages hold, drawn by the same scripts: exhibits, tables, boundaries of maps, the proof of every
figure, the slides, and what can be found. `assets/src/snapshot/` stands in for Dash. What is not read at once is
packed. Sentences of a source stay with whoever has them.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from html import escape, unescape
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from dash import html

from dashboard import theme
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.filters import query_of
from dashboard.exhibits.reading import PLACES
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.files.found import found_in
from dashboard.files.naming import file_name
from dashboard.files.picture import picture_of
from dashboard.files.places import place_panel, places_in
from dashboard.files.tables import item_csv
from dashboard.pages import frame
from dashboard.pages.parts import button, in_parts, main
from dashboard.pages.proof import proof
from dashboard.pages.uses import drawn
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import drawing_of, picture_address, plot_data, render, table_address
from dashboard.render.html import Children, accent_class, attributes
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.slides.presentation import Presentation, deck

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"
FIRST_SCRIPT = "built/theme-first.js"
SCRIPTS = ("vendor/plotly.min.js", "built/snapshot.js")
REFERENCE = re.compile(r' data-(fact|derived|county|case)="([^"]*)"')
ADDRESS = re.compile(r' (href|data-base)="([^"{]*)"')  # a `data-base` that is JSON is none


def make_snapshot(site: Site, view: View, context: ExportContext) -> bytes:
    site = replace(site, texts={})
    content = to_html(_body(site, view, context))
    slides = to_html(deck(Presentation(view=view), site))
    proofs = _proofs(site, view, [content, slides])
    areas = places_in(site, [content, slides, *proofs.values()])
    places = {
        f"proof place {one}": place_panel(site, one, view.lang, proofs, context.origin) for one in areas
    }
    exhibits = {item.exhibit.key for item in view.items}
    resolve = _resolving(site, view, areas, context)
    packed = {
        **_data(site, view, context),
        "proofs": {name: resolve(told) for name, told in (proofs | places).items()},
        "unknown": resolve(
            to_html(proof(site, "", "", view.lang))
        ),  # said of what names no figure of this file
        "deck": resolve(slides),
        "tables": {
            item.exhibit.key: item_csv(item, site, view.lang, context).decode() for item in view.items
        },
        "pictures": {item.exhibit.key: picture_of(item, site, view.lang, context) for item in view.items},
        "found": found_in(site, view.lang, exhibits, proofs | places),
    }
    return _document(site, view, resolve(content), packed).encode("utf-8", "replace")


def _body(site: Site, view: View, context: ExportContext) -> Children:
    lang, groups = view.lang, []
    for page, items in groupby(view.items, lambda one: one.page):
        on_page = list(items)
        headline = frame.headline(page, site, on_page[0].choices, lang)
        exhibits = in_parts(((one.exhibit.declared.part, _figure(one, site, lang)) for one in on_page), lang)
        class_name = f"page-{page.key} {accent_class(site.package, page.side)}"
        groups.append(html.Section([headline, *exhibits], className=class_name))
    panel = html.Div(
        html.Div(id="proof-body"),
        id="proof",
        className="proof",
        role="dialog",
        hidden=True,
        **attributes({"aria-label": say("proof.label", lang)}),
    )
    content = main([_about(site, view, context), *groups], "page snapshot")
    document = html.Div([_header(site, view, context), content, frame.footer(site, lang)], id="page")
    return [html.A(say("site.skip", lang), href="#main", className="skip-link"), document, panel]


def _header(site: Site, view: View, context: ExportContext) -> html.Header:
    lang = view.lang
    name: Children = [html.Span(className="emblem"), site.name(lang)]
    brand = html.A(name, href=site.href("/", lang), className="brand")
    present = button(say("snapshot.present", lang), {"data-start": ""}, className="plain")
    tools = html.Div([frame.find(site, lang), present, frame.theme_switch(lang)], className="tools")
    line = frame.print_line(site, lang)
    setattr(line, "data-filters", view.filters(site))
    setattr(line, "data-address", view.addresses(site, context.origin)[0])
    return html.Header([html.Div([brand, tools]), line])


def _about(site: Site, view: View, context: ExportContext) -> html.Div:
    """What this file is: of what, under which filters, from which data, made when and where."""
    lang = view.lang
    links: Children = [say("snapshot.origin", lang)]
    for address in view.addresses(site, context.origin):
        links += [" ", html.A(address, href=address)]
    parts = [
        html.P(html.Strong(say("snapshot.title", lang, title=view.title(site)))),  # each page has its heading
        html.P(say("snapshot.holds", lang, count=len(view.items))),
        html.P(say("snapshot.filters", lang, filters=view.filters(site))),
        html.P(say("snapshot.made", lang, version=site.package.version, date=context.made.isoformat())),
        html.P(links),
    ]
    return html.Div(parts, className="snapshot-about")


def _figure(item: Item, site: Site, lang: Lang) -> html.Figure:
    figure = render(item.exhibit, site, item.choices, lang)
    said = html.Span(item.filters(site, lang), className="filter-line")
    line: Children = [say("download.filters", lang), say("download.colon", lang), said]
    figure.children.append(html.P(line, className="filters-said"))
    return figure


def _picture_name(item: Item, site: Site, view: View, context: ExportContext) -> str:
    """That which the picture has on its page."""
    query = query_of(item.page.filters, item.choices).written()
    alone = replace(view, pages=(item.page,), items=(item,), query=query)
    return file_name(f"{item.exhibit.key}.svg", alone, context, site)


def _proofs(site: Site, view: View, documents: Iterable[str]) -> dict[str, str]:
    """What the panel says of each figure shown, and of each that one of these leads to; by kind and id."""
    shown = (ref for item in view.items for ref in drawn(item.shown(view.lang)))
    waiting = [*((ref.kind, ref.id) for ref in shown), *chain.from_iterable(map(_references, documents))]
    found: dict[str, str] = {}
    while waiting:
        kind, ref_id = waiting.pop()
        name = f"proof {kind} {ref_id}"
        if name not in found:
            found[name] = to_html(proof(site, kind, ref_id, view.lang))
            waiting += _references(found[name])
    return found


def _references(document: str) -> list[tuple[str, str]]:
    return [(kind, unescape(ref_id)) for kind, ref_id in REFERENCE.findall(document)]


def _resolving(site: Site, view: View, areas: Iterable[str], context: ExportContext) -> Callable[[str], str]:
    """Links of a page lead to the dashboard this file came from, or to the exhibit, place or table that it has."""
    inside = {f"x-{item.exhibit.key}" for item in view.items}
    known_areas = {site.href(f"{PLACES}{one}", view.lang): one for one in areas}
    tables = {
        table_address(item.exhibit, site, item.choices, view.lang): item.exhibit.key for item in view.items
    }

    pictures = {picture_address(one.exhibit, site, one.choices, view.lang): one for one in view.items}

    def link(found: re.Match[str]) -> str:
        name, address = found[1], unescape(found[2])
        if item := pictures.get(address):
            return f' href="#x-{item.exhibit.key}" download="{_picture_name(item, site, view, context)}"'
        if key := tables.get(address):
            return f' href="#x-{key}" download="{key}.csv"'
        place = address.partition("#")[2]
        if place in inside:
            address = f"#{place}"
        elif area := known_areas.get(address.partition("?")[0]):
            address = f"#place={area}"
        elif address.startswith("/"):
            address = context.origin + address
        known = address.startswith(("http://", "https://", "#"))
        return f' {name}="{escape(address)}"' if known else ""

    return partial(ADDRESS.sub, link)


def _packed(data: Mapping[str, Any]) -> str:
    """Data as a script unpacks it: JSON, deflated, in base64."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(written, 9)).decode()


def _data(site: Site, view: View, context: ExportContext) -> dict[str, Any]:
    shown = {item.exhibit.key: item.shown(view.lang) for item in view.items}
    drawings = {key: drawing_of(one) for key, one in shown.items()}
    plots = {key: one for key, one in drawings.items() if isinstance(one, Plot)}
    maps = dict.fromkeys(path for plot in plots.values() for path in plot.boundaries)
    return {
        "base": {"layout": theme.PLOT_LAYOUT, "config": theme.PLOT_CONFIG, "assets": site.asset("")},
        "plots": [(key, plot_data(plot, shown[key].alt)) for key, plot in plots.items()],
        "boundaries": {
            site.asset(sheet.path): json.loads(sheet.content)
            for sheet in site.package.sheets.values()
            if sheet.path in maps
        },
        "home": context.origin + site.href("/", view.lang),
    }


@cache
def _script(name: str) -> str:
    """A script as it may stand in a script element."""
    return (ASSETS / name).read_text("utf-8").replace("\r", "").replace("</script", "<\\/script")


@cache
def _policy() -> str:
    """Only these scripts run, and nothing is fetched from anywhere."""
    digests = [hashlib.sha256(_script(name).encode()).digest() for name in (FIRST_SCRIPT, *SCRIPTS)]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _document(site: Site, view: View, content: str, data: Mapping[str, Any]) -> str:
    title = f"{view.title(site)} · {site.name(view.lang)}"
    description = say("snapshot.filters", view.lang, filters=view.filters(site))
    return f"""<!DOCTYPE html>
<html lang="{HTML_LANG[view.lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<meta name="description" content="{escape(description)}">
<style>{theme.page_styles(ASSETS)}</style>
<script>{_script(FIRST_SCRIPT)}</script>
</head>
<body>
{content}
<script type="text/plain" id="snapshot-data">{_packed(data)}</script>
{"".join(f"<script>{_script(name)}</script>" for name in SCRIPTS)}
</body>
</html>
"""
