"""How to read and use the data: columns, files, terms, how to cite, mistakes and the version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.wording import sentences_told
from dashboard.figures.cite import citation
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.pages import Page, takeaway
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.proof import actions, copy_button
from dashboard.render.html import Children, attributes, mentions
from dashboard.render.site import Site

# The longest comes last.
SECTIONS = (
    "document",
    "exclusions",
    "reconciliations",
    "glossary",
    "dictionary",
    "downloads",
    "citing",
    "errors",
    "version",
    "research",
)


def dictionary(site: Site, lang: Lang) -> Children:
    return [_resource(resource, lang) for resource in site.package.descriptor["resources"]]


def _resource(resource: Mapping[str, Any], lang: Lang) -> html.Details:
    """A file and its columns, as the package describes itself; an outside description may lack any but the names."""
    title = resource.get("title" if lang == "zh" else "title_en", "")
    rows = [_field(one, lang) for one in resource.get("schema", {}).get("fields", [])]
    summary = html.Summary([html.Code(resource["path"]), f" {title}"])
    heads = ("column", "type", "required", "meaning")
    return html.Details([summary, listing(heads, rows, lang, resource["path"], controls=False)])


def _field(field: Mapping[str, Any], lang: Lang) -> html.Tr:
    required = "yes" if field.get("constraints", {}).get("required") else "no"
    return html.Tr(
        [
            html.Th(html.Code(field.get("name", "")), scope="row"),
            html.Td(field.get("type", "")),
            html.Td(say(f"sources.required.{required}", lang)),
            html.Td(field.get("description" if lang == "zh" else "description_en", "")),
        ]
    )


def downloads(site: Site, lang: Lang) -> Children:
    """Files of everything, the schema of the facts, and how an address asks for less."""
    files = [
        (say(f"takeaway.file.{name}.name", lang), f"/export/{file}", say(f"takeaway.file.{name}.about", lang))
        for name, file in takeaway.FILES.items()
    ]
    files.append(
        (
            say("sources.downloads.schema", lang),
            "/export/facts.schema.json",
            say("sources.downloads.schema-about", lang),
        )
    )
    example = _example(site)
    if example is None:
        return [_files(files, site, lang)]
    page, exhibit = example
    name = say("sources.downloads.table", lang, name=exhibit.short.pick(lang))
    files.append((name, f"/export/{exhibit.key}.csv", say("sources.downloads.table-about", lang)))
    address = site.href(f"/export/data.xlsx?page={page.key}&show={exhibit.key}", lang)
    return [
        _files(files, site, lang),
        html.P([say("sources.downloads.less", lang), html.Code(address)]),
    ]


def _files(files: Iterable[tuple[str, str, str]], site: Site, lang: Lang) -> html.Ul:
    items = [
        html.Li([html.A(name, href=site.href(path, lang), download=""), f" · {about}"])
        for name, path, about in files
    ]
    return html.Ul(items)


def _example(site: Site) -> tuple[Page, Exhibit] | None:
    """The last exhibit and its page, for addresses that show how less is asked for."""
    told = [page for page in exhibiting(site) if page.exhibits]
    return (told[-1], told[-1].exhibits[-1]) if told else None


def glossary(site: Site, lang: Lang) -> Children:
    """Our own explanations of the terms; each term in all languages offered."""
    entries: Children = []
    other = site.other(lang)
    for term in records(site.package.glossary):
        named: Children = [term[f"term_{lang}"]]
        if other:
            translated = html.Span(term[f"term_{other}"], className="other-language", lang=HTML_LANG[other])
            named += [" ", translated]
        entries.append(html.Dt(named, id=f"term-{term['term_id']}"))
        entries.append(html.Dd(mentions(sentences_told(term[f"text_{lang}"], site.package, lang))))
    return [html.Dl(entries, className="glossary")] if entries else []


def citing(site: Site, lang: Lang) -> Children:
    """With the first figure as an example."""
    first = next(iter(site.package.facts["fact_id"]), None)
    if first is None:
        return []
    example = citation(site.package, first, lang)
    return [
        html.P(say("sources.citing.text", lang)),
        html.P(example, className="formula locator"),
        actions([copy_button(example, lang)]),
    ]


def errors(_site: Site, lang: Lang) -> Children:
    steps = [say(f"sources.errors.step-{number}", lang) for number in (1, 2, 3)]
    return [html.Ol([html.Li(step) for step in steps])]


def version(site: Site, lang: Lang) -> Children:
    package = site.package
    counts = {one.name.pick(lang): len(package.registers[one.key]) for one in package.site.registers}
    counts[say("case.all", lang)] = len(package.cases)
    more = "".join(
        say("sources.version.more", lang, name=name, count=count) for name, count in counts.items() if count
    )
    facts, sources = len(package.facts), len(package.sources)
    return [
        html.P([say("sources.version.label", lang), html.Code(package.version)]),
        html.P(say("sources.version.text", lang, facts=facts, sources=sources, more=more)),
    ]


# Tables of the page -------------------------------------------------------------------------------------------


def listing(
    heads: Sequence[str], rows: Sequence[html.Tr], lang: Lang, name: str, *, controls: bool = True
) -> html.Div:
    """A table that scrolls by itself; `heads` are keys below `sources.column`.

    Without controls inside, the frame itself takes the focus, so that a keyboard can scroll it.
    """
    named = attributes({"aria-label": name})
    head = html.Thead(html.Tr([html.Th(say(f"sources.column.{one}", lang), scope="col") for one in heads]))
    table = html.Table([head, html.Tbody(list(rows))], className="data-table", **named)
    if controls:
        return html.Div(table, className="scroll")
    return html.Div(table, className="scroll", tabIndex=0, role="group", **named)


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")
