"""The file to take away: a view as one HTML document that opens from a disk, without server and network.

It holds what the pages hold, drawn by the same scripts: exhibits, tables, boundaries of maps, the proof of every
figure, and the slides. `assets/src/snapshot/` stands in for Dash. Sentences of a source stay with whoever has them.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboard import theme
from dashboard.exhibits.charts import Plot
from dashboard.figures.words import HTML_LANG, Lang, Ref, RefKind, say
from dashboard.files.csv import item_csv
from dashboard.pages import frame
from dashboard.pages.proof import proof
from dashboard.pages.uses import drawn
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import drawing_of, plot_data, render, table_address
from dashboard.render.html import Children, accent_class, attributes
from dashboard.render.markup import script_json, to_html
from dashboard.render.site import Site
from dashboard.slides.presentation import Presentation, deck

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"
FIRST_SCRIPT = "built/theme-first.js"
SCRIPTS = ("vendor/plotly.min.js", "built/snapshot.js")
BOOTSTRAP = "vendor/bootstrap.trimmed.css"
REFERENCE = re.compile(r' data-(fact|derived|county|case)="([^"]*)"')
ADDRESS = re.compile(r' (href|data-base)="([^"{]*)"')  # a `data-base` that is JSON is none


def make_snapshot(site: Site, view: View, context: ExportContext) -> bytes:
    site = replace(site, texts={})
    content = to_html(_body(site, view, context))
    slides = to_html(deck(Presentation(view=view), site))
    proofs = _proofs(site, view, [content, slides])
    places = {f"x-{item.exhibit.key}" for item in view.items}
    links = _Links(context.origin, places, _tables(site, view, context))
    parts = [
        links.resolved(content),
        *_templates(proofs, links),
        _unknown(site, view.lang, links),
        _template("deck", links.resolved(slides)),
    ]
    return _document(site, view, "\n".join(parts), _data(site, view, context)).encode("utf-8", "replace")


# The page -----------------------------------------------------------------------------------------------------


def _body(site: Site, view: View, context: ExportContext) -> Children:
    lang = view.lang
    groups = [
        html.Section(
            [
                frame.headline(page, site, items[0].choices, lang),
                html.Div([_figure(item, site, lang) for item in items], className="exhibits"),
            ],
            className=f"page-{page.key} {accent_class(site.package, page.side)}",
        )
        for page, items in (
            (page, list(group)) for page, group in groupby(view.items, lambda item: item.page)
        )
    ]
    main = html.Main(
        [_about(site, view, context), *groups], id="main", className="page snapshot", tabIndex=-1
    )
    panel = html.Div(
        html.Div(id="proof-body"),
        id="proof",
        className="proof",
        role="dialog",
        hidden=True,
        **attributes({"aria-label": say("proof.label", lang)}),
    )
    skip = html.A(say("site.skip", lang), href="#main", className="skip-link")
    page = html.Div([_header(site, view, context), main, frame.footer(site, lang)], id="page")
    return [skip, page, panel]


def _header(site: Site, view: View, context: ExportContext) -> html.Header:
    lang = view.lang
    brand = html.A(
        [html.Span(className="emblem"), site.name(lang)], href=site.href("/", lang), className="brand"
    )
    theme_switch = html.Button(say("site.theme", lang), id="theme-switch", type="button", className="plain")
    present = html.Button(
        say("snapshot.present", lang), type="button", className="plain", **attributes({"data-start": ""})
    )
    line = frame.print_line(site, lang)
    _name(line, {"data-filters": view.filters(site), "data-address": _origins(site, view, context)[0]})
    return html.Header(
        [html.Div([brand, html.Div([present, theme_switch], className="tools")]), line],
    )


def _about(site: Site, view: View, context: ExportContext) -> html.Div:
    """What this file is: of what, under which filters, from which data, made when and where."""
    lang = view.lang
    made = context.made.isoformat()
    facts = [
        say("snapshot.holds", lang, count=len(view.items)),
        say("snapshot.filters", lang, filters=view.filters(site)),
        say("snapshot.made", lang, version=site.package.version, date=made),
    ]
    links: Children = [say("snapshot.origin", lang)]
    for address in _origins(site, view, context):
        links += [" ", html.A(address, href=address)]
    parts = [html.H1(say("snapshot.title", lang, title=view.title(site))), *map(html.P, facts), html.P(links)]
    return html.Div(parts, className="snapshot-about")


def _origins(site: Site, view: View, context: ExportContext) -> list[str]:
    return [f"{context.origin}{address}" for address in view.addresses(site)] or [context.origin]


def _figure(item: Item, site: Site, lang: Lang) -> html.Figure:
    figure = render(item.exhibit, site, item.choices, lang)
    said = html.Span(item.filters(site, lang), className="filter-line")
    figure.children.append(
        html.P([say("download.filters", lang), say("download.colon", lang), said], className="filters-said")
    )
    return figure


def _name(component: Component, names: Mapping[str, str]) -> None:
    """Dash takes a name with a dash in it as a keyword, or as an attribute set later."""
    for name, value in names.items():
        setattr(component, name, value)


def _tables(site: Site, view: View, context: ExportContext) -> dict[str, str]:
    """By the address of an exhibit's table the file itself, as the attributes of a link."""
    lang = view.lang
    tables = {}
    for item in view.items:
        content = base64.b64encode(item_csv(item, site, lang, context)).decode()
        address = table_address(item.exhibit, site, item.choices, lang)
        tables[address] = f' href="data:text/csv;base64,{content}" download="{item.exhibit.key}.csv"'
    return tables


# Proofs -------------------------------------------------------------------------------------------------------


def _proofs(site: Site, view: View, documents: Iterable[str]) -> dict[Ref, str]:
    """What the panel says of each figure shown, and of each that one of these leads to."""
    shown = (ref for item in view.items for ref in drawn(item.shown(view.lang)))
    waiting = [*shown, *(ref for document in documents for ref in _references(document))]
    found: dict[Ref, str] = {}
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found[ref] = to_html(proof(site, ref.kind, ref.id, view.lang))
            waiting += _references(found[ref])
    return found


def _references(document: str) -> Iterator[Ref]:
    for kind, ref_id in REFERENCE.findall(document):
        yield Ref(cast(RefKind, kind), unescape(ref_id))


def _templates(proofs: Mapping[Ref, str], links: "_Links") -> Iterator[str]:
    for ref, content in proofs.items():
        yield _template(f"proof {ref.kind} {ref.id}", links.resolved(content))


def _unknown(site: Site, lang: Lang, links: "_Links") -> str:
    """What the panel says of an address that names no figure of this file."""
    return _template("proof unknown", links.resolved(to_html(proof(site, "", "", lang))))


def _template(name: str, content: str) -> str:
    return f'<template id="{escape(name)}">{content}</template>'


@dataclass(frozen=True)
class _Links:
    """Links of a page lead to the dashboard this file came from, or to the exhibit where the file has it."""

    origin: str
    places: set[str]
    tables: Mapping[str, str]

    def resolved(self, document: str) -> str:
        return ADDRESS.sub(self._resolved, document)

    def _resolved(self, found: re.Match[str]) -> str:
        name, address = found[1], unescape(found[2])
        if address in self.tables:
            return self.tables[address]
        place = address.partition("#")[2]
        if place in self.places:
            address = f"#{place}"
        elif address.startswith("/"):
            address = self.origin + address
        known = address.startswith(("http://", "https://", "#"))
        return f' {name}="{escape(address)}"' if known else ""


# What scripts read --------------------------------------------------------------------------------------------


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


# The document -------------------------------------------------------------------------------------------------


@cache
def _script(name: str) -> str:
    """A script as it may stand in a script element."""
    return (ASSETS / name).read_text("utf-8").replace("\r", "").replace("</script", "<\\/script")


@cache
def _style() -> str:
    sheets = [ASSETS / BOOTSTRAP, *sorted(ASSETS.glob("*.css"))]
    return "\n".join([theme.stylesheet(), *(sheet.read_text("utf-8") for sheet in sheets)])


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
<style>{_style()}</style>
<script>{_script(FIRST_SCRIPT)}</script>
</head>
<body>
{content}
<script type="application/json" id="snapshot-data">{script_json(data)}</script>
{"".join(f"<script>{_script(name)}</script>" for name in SCRIPTS)}
</body>
</html>
"""
