"""Where every figure comes from: the document read from top to bottom, every other source; and how to use the data."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import pandas as pd
from dash import html

from dashboard.exhibits import reading, selection, wording
from dashboard.exhibits.rows import FactRow, by_key, fact_row, members_of
from dashboard.figures.cite import citation, published
from dashboard.figures.computed import reconcile
from dashboard.figures.words import HTML_LANG, Lang, has, in_clauses, quoted, say, text_of
from dashboard.package.load import Package
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.parts import FILES, figure_by_id, graded, nav, place_of
from dashboard.pages.proof import actions, copy_button, pairing_sources, printed
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, attributes, figure, mentions
from dashboard.render.site import Site
from dashboard.render.table import folded, framed

AREAS = "areas"


@lru_cache(maxsize=4)
def sections(site: Site, lang: Lang) -> Children:
    """The whole page below its headline, which no choice changes; a section without content is left out."""
    made = {make.__name__: make(site, lang) for make in SECTIONS}
    told = {name: content for name, content in made.items() if content}
    links = [html.Li(html.A(say(f"sources.{name}.short", lang), href=f"#{name}")) for name in told]
    contents = nav("sources.contents", html.Ol(links), lang, className="page-contents")
    return [contents, *(_section(name, content, lang) for name, content in told.items())]


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
    told: Children = [_source_head(site, name, lang)]
    own = site.package.facts[_in_document(site.package)].sort_values(["paragraph", "start"])
    for number, facts in own.groupby("paragraph"):
        title = say("sources.paragraph", lang, number=number)
        count = html.Span(say("sources.count.figures", lang, count=len(facts)), className="count")
        summary = html.Summary([html.H3(title, className="locator"), count])
        content = [summary, _listing(site, facts, "characters", lang, title)]
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


def _listing(site: Site, facts: pd.DataFrame, place: str, lang: Lang, name: str) -> html.Div:
    """Facts with their characters in the document, or with their areas."""
    rows = [_row(site, fact_row(site.package, one), place, lang) for one in facts["fact_id"]]
    return listing(("figure", "printed", place, "statement", "wording"), rows, lang, name, fold=False)


def _row(site: Site, stated: FactRow, at: str, lang: Lang) -> html.Tr:
    fact = stated.fact
    if at == "characters":
        as_printed = html.Td(fact.printed, lang="zh-CN", className="printed")
        characters = say("sources.characters", lang, first=(fact.start or 0) + 1, last=fact.end)
        place = html.Td(characters, className="locator")
    else:
        as_printed = html.Td(printed(fact.printed), className="printed")
        place = html.Td(reading.name_of(stated.area, lang))
    told = (say(f"qualifier.{fact.qualifier}", lang), say(f"status.{fact.status}", lang))
    stands = " · ".join((*told, reading.period_of(stated, lang)))
    head, statement = figure(stated.ref, reading.figure_of(stated, lang)), _statement(site, stated, lang)
    return row(head, as_printed, place, statement, stands, id=f"fact-{stated.id}")


def _statement(site: Site, stated: FactRow, lang: Lang) -> Children:
    """What the figure says, its id, its first mention where it is one more, and where it is used."""
    parts: Children = [text_of(stated.fact, "statement", lang), html.Br(), html.Code(stated.id)]
    if same_as := stated.fact.same_as:
        parts += [" · ", html.A(say("sources.same-as", lang), href=f"#fact-{same_as}")]
    if links := used_in(site, stated.ref, lang):
        parts += [html.Span(say("proof.used-in", lang), className="used-label"), *links]
    return parts


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
    return [listing(heads, rows, lang, name)] if rows else []


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


# Every other source ---------------------------------------------------------------------------------------------


def research(site: Site, lang: Lang) -> Children:
    """The other sources with their figures, by their grades; then those that only registers or areas rest on."""
    package, document = site.package, _document_of(site.package)
    elsewhere = package.facts[~_in_document(package)]
    by_source = {str(source_id): rows for source_id, rows in elsewhere.groupby("source_id")}
    giving = by_key(by_source, lambda one: package.source(one).grade)
    told: Children = [
        _sources(say(f"grade.{grade}", lang), [_source(site, one, by_source[one], lang) for one in ids], lang)
        for grade, ids in sorted(giving.items())
    ]
    others = [one for one in package.sources["source_id"] if one not in by_source and one != document]
    if others:
        bearing = [_source_head(site, one, lang) for one in others]
        told.append(_sources(say("sources.registers", lang), bearing, lang, "bearing"))
    return told


def _sources(name: str, told: Children, lang: Lang, class_name: str = "giving") -> html.Details:
    count = html.Span(say("sources.count.sources", lang, count=len(told)), className="count")
    return html.Details([html.Summary([html.H3(name), count]), html.Div(told, className=class_name)])


def _source(site: Site, source_id: str, facts: pd.DataFrame, lang: Lang) -> html.Div:
    table = _listing(site, facts, "area", lang, text_of(site.package.source(source_id), "title", lang))
    head = [] if source_id == _document_of(site.package) else [_source_head(site, source_id, lang)]
    return html.Div([*head, table], className="source")


def _source_head(site: Site, source_id: str, lang: Lang) -> html.Article:
    """Title, publisher, date and grade of a source, what else rests on it, and its address where one is given."""
    source = site.package.source(source_id)
    title, publisher, note = (text_of(source, column, lang) for column in ("title", "publisher", "note"))
    named, kind = say("sources.publisher", lang, name=publisher), say(f"sources.kind.{source.kind}", lang)
    about = (named, published(source, lang), kind)
    published_line = [" · ".join(filter(None, about)), *web_link(source.address, title, lang)]
    lines = {"uses": _uses(site.package, source_id, lang), "note": note}
    head = [html.H3(graded(title, source, lang)), html.P(published_line, className="published")]
    more = [html.P(line, className=name) for name, line in lines.items() if line]
    return html.Article([*head, *more], id=f"source-{source_id}", className="source-head")


def web_link(address: str, title: str, lang: Lang) -> Children:
    """A link to a web address; anything else is not linked."""
    if not address.startswith(("http://", "https://")):
        return []
    name = attributes({"aria-label": f"{say('sources.open', lang)}: {title}"})
    return [" · ", html.A(say("sources.open", lang), href=address, rel="noopener noreferrer", **name)]


@lru_cache(maxsize=4)
def _register_uses(package: Package) -> Mapping[str, Mapping[str, int]]:
    """For each source how many rows of each register, and of the areas, rest on it."""
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for register in package.site.registers:
        for member in members_of(package, register.key):
            for source_id in {*selection.member_sources(member), *pairing_sources(member)}:
                uses[source_id][register.key] += 1
    for source_id in chain.from_iterable(package.areas["source_ids"]):
        uses[source_id][AREAS] += 1
    return dict(uses)


def _uses(package: Package, source_id: str, lang: Lang) -> str:
    names = {register.key: register.name.pick(lang) for register in package.site.registers}
    names[AREAS] = say("sources.areas", lang)
    uses = _register_uses(package).get(source_id, {})
    told = (say("sources.uses", lang, name=names[key], count=uses[key]) for key in names if key in uses)
    return in_clauses(told, lang)


# How to read and use the data ---------------------------------------------------------------------------------


def dictionary(site: Site, lang: Lang) -> Children:
    return [_resource(resource, lang) for resource in site.package.descriptor["resources"]]


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
        name = html.A(title, href=one.path) if one.path.startswith(("http://", "https://")) else title
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


def listing(
    heads: Sequence[str], rows: Sequence[html.Tr], lang: Lang, name: str, *, fold: bool = True
) -> html.Div:
    """A table; `heads` are keys below `sources.column`."""
    names = [say(f"sources.column.{one}", lang) for one in heads]
    head = html.Thead(html.Tr([html.Th(one, scope="col") for one in names]))
    named = attributes({"aria-label": name})
    return framed([head, html.Tbody(rows)], names, len(rows), lang, fold=fold, **named)


def row(head: Any, *cells: Any, **names: Any) -> html.Tr:
    """A head or a cell with attributes of its own is given whole."""
    first = head if isinstance(head, html.Th) else html.Th(head, scope="row")
    rest = [one if isinstance(one, html.Td) else html.Td(one) for one in cells]
    return html.Tr([first, *rest], **names)


# In this order; the longest comes last.
SECTIONS = (
    *(document, phrases, exclusions, reconciliations, glossary, dictionary, downloads),
    *(terms, citing, errors, version, research),
)
