"""How to read and use the data: columns, files, terms, how to cite, mistakes and the version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dash import html

from dashboard.exhibits.wording import sentences_told
from dashboard.figures.cite import citation
from dashboard.figures.words import HTML_LANG, Lang, say, text_of
from dashboard.pages import takeaway
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.proof import actions, copy_button
from dashboard.render.html import Children, attributes, mentions
from dashboard.render.site import Site


def dictionary(site: Site, lang: Lang) -> Children:
    return [_resource(resource, lang) for resource in site.package.descriptor["resources"]]


def _resource(resource: Mapping[str, Any], lang: Lang) -> html.Details:
    """A file and its columns, as the package describes itself; an outside description may lack any but the names."""
    ending = "" if lang == "zh" else "_en"
    rows = [
        row(
            html.Code(field.get("name", "")),
            field.get("type", ""),
            say(f"sources.required.{_required(field)}", lang),
            field.get(f"description{ending}", ""),
        )
        for field in resource.get("schema", {}).get("fields", [])
    ]
    summary = html.Summary([html.Code(resource["path"]), f" {resource.get(f'title{ending}', '')}"])
    heads = ("column", "type", "required", "meaning")
    return html.Details([summary, listing(heads, rows, lang, resource["path"], controls=False)])


def _required(field: Mapping[str, Any]) -> str:
    return "yes" if field.get("constraints", {}).get("required") else "no"


def downloads(site: Site, lang: Lang) -> Children:
    """Files of everything, the schema of the facts, and how an address asks for less, of the last exhibit."""
    files = {
        file: (say(f"takeaway.file.{name}.name", lang), say(f"takeaway.file.{name}.about", lang))
        for name, file in takeaway.FILES.items()
    }
    about = "sources.downloads"
    files["facts.schema.json"] = (say(f"{about}.schema", lang), say(f"{about}.schema-about", lang))
    page = next((page for page in reversed(exhibiting(site)) if page.exhibits), None)
    if page is None:
        return [_files(files, site, lang)]
    exhibit = page.exhibits[-1]
    name = say(f"{about}.table", lang, name=exhibit.short.pick(lang))
    files[f"{exhibit.key}.csv"] = (name, say(f"{about}.table-about", lang))
    address = site.href(f"/export/data.xlsx?page={page.key}&show={exhibit.key}", lang)
    return [_files(files, site, lang), html.P([say(f"{about}.less", lang), html.Code(address)])]


def _files(files: Mapping[str, tuple[str, str]], site: Site, lang: Lang) -> html.Ul:
    return html.Ul(
        [
            html.Li([html.A(name, href=site.href(f"/export/{file}", lang), download=""), f" · {about}"])
            for file, (name, about) in files.items()
        ]
    )


def glossary(site: Site, lang: Lang) -> Children:
    """Our own explanations of the terms; each term in all languages offered."""
    entries: Children = []
    other = site.other(lang)
    for term in site.package.glossary.itertuples():
        named: Children = [text_of(term, "term", lang)]
        if other:
            translated = text_of(term, "term", other)
            named += [" ", html.Span(translated, className="other-language", lang=HTML_LANG[other])]
        told = sentences_told(text_of(term, "text", lang), site.package, lang)
        entries += [html.Dt(named, id=f"term-{term.term_id}"), html.Dd(mentions(told))]
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
    return [html.Ol([html.Li(say(f"sources.errors.step-{number}", lang)) for number in (1, 2, 3)])]


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
    heads: Sequence[str], rows: Iterable[html.Tr], lang: Lang, name: str, *, controls: bool = True
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


def row(head: Any, *cells: Any, **names: Any) -> html.Tr:
    """A head or a cell with attributes of its own is given whole."""
    first = head if isinstance(head, html.Th) else html.Th(head, scope="row")
    rest = [one if isinstance(one, html.Td) else html.Td(one) for one in cells]
    return html.Tr([first, *rest], **names)
