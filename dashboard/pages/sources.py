"""Where every figure comes from: the document read from top to bottom, every other source; and how to use the data."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import html

from dashboard.exhibits import wording
from dashboard.figures.cite import citation
from dashboard.figures.computed import reconcile
from dashboard.figures.words import HTML_LANG, Lang, has, quoted, say, text_of
from dashboard.package.load import Package
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.parts import FILES, figure_by_id, place_of
from dashboard.pages.proof import actions, copy_button
from dashboard.pages.source_list import SECTION, facts_listing, listing, public_sources, row, source_head
from dashboard.render.html import Children, mentions
from dashboard.render.site import Site
from dashboard.render.table import folded


def sections(site: Site, query: str, lang: Lang) -> Children:
    """The whole page below its headline; an address may ask for some of the public sources."""
    told = {**_unchanging(site, lang), SECTION: public_sources(site, query, lang)}
    return [_section(name, told[name], lang) for name in ORDER if told[name]]


def entries(site: Site, lang: Lang) -> list[tuple[str, str]]:
    """The sections by their ids, each with its short name."""
    told = {**_unchanging(site, lang), SECTION: public_sources(site, "", lang)}
    return [(name, say(f"sources.{name}.short", lang)) for name in ORDER if told[name]]


@lru_cache(maxsize=4)
def _unchanging(site: Site, lang: Lang) -> dict[str, Children]:
    """What no choice changes."""
    return {make.__name__: make(site, lang) for make in MADE}


def _section(name: str, content: Children, lang: Lang) -> html.Section:
    head: Children = [html.H2(say(f"sources.{name}.heading", lang), className="finding")]
    if has(f"sources.{name}.lead"):
        head.append(html.P(say(f"sources.{name}.lead", lang), className="subtitle"))
    return html.Section([*head, *content], id=name, className="exhibit sources-section")


# The source document ------------------------------------------------------------------------------------------


def document(site: Site, lang: Lang) -> Children:
    """Every figure of the document in reading order, paragraph by paragraph."""
    name = _document_of(site.package)
    if name is None:
        return []
    told: Children = [source_head(site, name, lang)]
    own = site.package.facts[_in_document(site.package)].sort_values(["paragraph", "start"])
    for number, facts in own.groupby("paragraph"):
        title = say("sources.paragraph", lang, number=number)
        count = html.Span(say("sources.count.figures", lang, count=len(facts)), className="count")
        summary = html.Summary([html.H3(title, className="locator"), count])
        content = [summary, facts_listing(site, facts, "characters", lang, title)]
        told.append(html.Details(content, className="paragraph", id=f"paragraph-{number}"))
    return told


def _document_of(package: Package) -> str | None:
    """The source that is read from beginning to end; None where none is declared, or the package does not have it."""
    name = package.site.document
    return name if name in package.tables["sources"].index else None


def _in_document(package: Package) -> "pd.Series[bool]":
    """Which facts have a place in the document."""
    facts = package.facts
    return (facts["source_id"] == _document_of(package)) & facts["paragraph"].notna()


def phrases(site: Site, lang: Lang) -> Children:
    rows = [
        row(
            html.Th(quoted(str(one.printed)), scope="row", lang=HTML_LANG["zh"]),
            text_of(one, "statement", lang),
            html.Td(place_of(one, lang), className="locator"),
            id=f"phrase-{one.phrase_id}",
        )
        for one in site.package.phrases.sort_values(["source_id", "paragraph", "start"]).itertuples()
    ]
    name = say("sources.phrases.heading", lang)
    return [listing(("printed", "explanation", "place"), rows, lang, name)] if rows else []


def exclusions(site: Site, lang: Lang) -> Children:
    rows = []
    for one in site.package.exclusions.itertuples():
        head = html.Th(str(one.printed), scope="row", lang="zh-CN")
        place = html.Td(place_of(one, lang), className="locator")
        rows.append(row(head, place, say(f"sources.reason.{one.reason}", lang), text_of(one, "note", lang)))
    name = say("sources.exclusions.heading", lang)
    heads = ("printed", "place", "reason", "note")
    return [_closed(listing(heads, rows, lang, name, fold=False), len(rows), lang)] if rows else []


def _closed(content: Any, count: int, lang: Lang) -> html.Details:
    summary = html.Summary(say("sources.count.rows", lang, count=count))
    return html.Details([summary, content])


def reconciliations(site: Site, lang: Lang) -> Children:
    rows = []
    for told in reconcile(site.package):
        check = told.check
        verdict = "holds" if told.holds else "explained" if told.explained else "open"
        words: Children = [say(f"sources.verdict.{verdict}", lang)]
        if told.holds and told.inferred:
            rests = say("sources.rests.inferred", lang, count=told.inferred)
            words.append(html.Small(rests, className="evidence"))
        head = html.Th(words, scope="row", className=f"verdict-{verdict}")
        computed: Children = []
        for number, figure_id in enumerate(check.left):
            computed += [" + " if number else "", figure_by_id(site.package, figure_id, lang)]
        stated = figure_by_id(site.package, check.right, lang)
        explanation = text_of(check, "explanation", lang)
        rows.append(row(head, computed, stated, explanation, id=f"check-{check.check_id}"))
    name = say("sources.reconciliations.heading", lang)
    return [listing(("result", "computed", "stated", "explanation"), rows, lang, name)] if rows else []


# How to read and use the data ---------------------------------------------------------------------------------


def dictionary(site: Site, lang: Lang) -> Children:
    files = [_resource(resource, lang) for resource in site.package.descriptor["resources"]]
    return [_closed(html.Div(files), len(files), lang)]


def _resource(resource: Mapping[str, Any], lang: Lang) -> html.Details:
    """A file and its columns, as the package describes itself; an outside description may lack any but the names."""
    ending = "" if lang == "zh" else "_en"
    rows = []
    for field in resource.get("schema", {}).get("fields", []):
        required = "yes" if field.get("constraints", {}).get("required") else "no"
        cells = (field.get("type", ""), say(f"sources.required.{required}", lang))
        rows.append(row(html.Code(field.get("name", "")), *cells, field.get(f"description{ending}", "")))
    summary = html.Summary([html.Code(resource["path"]), f" {resource.get(f'title{ending}', '')}"])
    heads = ("column", "type", "required", "meaning")
    return html.Details([summary, listing(heads, rows, lang, resource["path"], fold=False)])


def downloads(site: Site, lang: Lang) -> Children:
    """Files of everything, the schema of the facts, and how an address asks for less, of the last exhibit."""
    files = {
        file: (say(f"takeaway.file.{name}.name", lang), say(f"takeaway.file.{name}.about", lang))
        for name, file in FILES.items()
    }
    about = "sources.downloads"
    files["facts.schema.json"] = (say(f"{about}.schema", lang), say(f"{about}.schema-about", lang))
    less: Children = []
    if page := next((one for one in reversed(exhibiting(site)) if one.exhibits), None):
        exhibit = page.exhibits[-1]
        name = say(f"{about}.table", lang, name=exhibit.short.pick(lang))
        files[f"{exhibit.key}.csv"] = (name, say(f"{about}.table-about", lang))
        files[f"{exhibit.key}.csv?head=0"] = (say(f"{about}.bare", lang), say(f"{about}.bare-about", lang))
        address = site.href(f"/export/data.xlsx?page={page.key}&show={exhibit.key}", lang)
        less = [html.P([say(f"{about}.less", lang), html.Code(address)])]
    addresses = {site.href(f"/export/{file}", lang): words for file, words in files.items()}
    addresses[f"{site.prefix}data/datapackage.json"] = (
        say(f"{about}.package", lang),
        say(f"{about}.package-about", lang),
    )
    links = [
        html.Li([html.A(name, href=address, download=""), f" · {told}"])
        for address, (name, told) in addresses.items()
    ]
    return [html.Ul(links), *less]


def glossary(site: Site, lang: Lang) -> Children:
    """Our own explanations of the terms; each term in all languages offered."""
    entries: Children = []
    other = site.other(lang)
    for term in site.package.glossary.itertuples():
        named: Children = [text_of(term, "term", lang)]
        if other:
            translated = text_of(term, "term", other)
            named += [" ", html.Span(translated, className="other-language", lang=HTML_LANG[other])]
        told = wording.sentences_told(text_of(term, "text", lang), site.package, lang)
        entries += [html.Dt(named, id=f"term-{term.term_id}"), html.Dd(mentions(told))]
    return folded(html.Dl(entries, className="glossary"), len(entries) // 2, lang) if entries else []


def citing(site: Site, lang: Lang) -> Children:
    """With the first figure as an example."""
    first = next(iter(site.package.facts["fact_id"]), None)
    if first is None:
        return []
    example = citation(site.package, first, lang)
    return [
        html.P(say("sources.citing.text", lang)),
        html.P(example, className="formula locator"),
        actions([copy_button(lang, example)]),
    ]


def terms(site: Site, lang: Lang) -> Children:
    """What may be used again and how, and what is not ours to give."""
    said = site.package.site.terms
    parts = {"ours": said.ours, "others": said.others}
    told: Children = [html.P(words.pick(lang) or say(f"terms.{name}", lang)) for name, words in parts.items()]
    for one in site.package.site.package.licences:
        title = one.title or one.name
        outside = one.path.startswith(("http://", "https://"))
        name = html.A(title, href=one.path, rel="noopener noreferrer") if outside else title
        told.append(html.P([say("terms.licence", lang), name]))
    return told


def errors(_site: Site, lang: Lang) -> Children:
    return [html.Ol([html.Li(say(f"sources.errors.step-{number}", lang)) for number in (1, 2, 3)])]


def version(site: Site, lang: Lang) -> Children:
    package = site.package
    counts = {one.name.pick(lang): len(package.registers[one.key]) for one in package.site.registers}
    counts[say("case.all", lang)] = len(package.cases)
    told = ((name, count) for name, count in counts.items() if count)
    more = "".join(say("sources.version.more", lang, name=name, count=count) for name, count in told)
    facts, sources = len(package.facts), len(package.sources)
    return [
        html.P([say("sources.version.label", lang), html.Code(package.version)]),
        html.P(say("sources.version.text", lang, facts=facts, sources=sources, more=more)),
    ]


# The register, by itself long, is folded; a section without content is left out.
MADE = (
    document,
    phrases,
    exclusions,
    reconciliations,
    glossary,
    dictionary,
    downloads,
    terms,
    citing,
    errors,
    version,
)
ORDER = ("document", SECTION, *(make.__name__ for make in MADE[1:]))
