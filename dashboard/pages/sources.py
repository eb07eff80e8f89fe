"""Where every figure comes from: the document read from top to bottom, every other source, and how to use both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import html

from dashboard.exhibits.reading import figure_of, name_of, period_of
from dashboard.exhibits.selection import FactRow, fact_row, member_sources, members_of
from dashboard.figures.amounts import figure_text, told_text
from dashboard.figures.cite import Reconciliation, citation, is_computed, published, reconcile
from dashboard.figures.words import HTML_LANG, Lang, Ref, has, say
from dashboard.filters import Choices
from dashboard.package.load import Package
from dashboard.pages import takeaway
from dashboard.pages.proof import actions, copy_button, printed
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, attributes, figure, grade_badge, mentions
from dashboard.render.site import Site

DOCUMENT = "document"
EXAMPLE = "low-income-population-2018"  # the figure that shows how to cite
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

AREAS = "areas"


@lru_cache(maxsize=4)
def sections(site: Site, lang: Lang) -> Children:
    """The whole page below its headline; nothing on it depends on a choice."""
    makers = {
        "document": document,
        "exclusions": exclusions,
        "reconciliations": reconciliations,
        "research": research,
        "dictionary": dictionary,
        "downloads": downloads,
        "glossary": glossary,
        "citing": citing,
        "errors": errors,
        "version": version,
    }
    parts = [_section(name, makers[name](site, lang), lang) for name in SECTIONS]
    return [_contents(lang), *parts]


def _contents(lang: Lang) -> html.Nav:
    links = [html.Li(html.A(say(f"sources.{name}.short", lang), href=f"#{name}")) for name in SECTIONS]
    return html.Nav(
        html.Ol(links), className="page-contents", **attributes({"aria-label": say("sources.contents", lang)})
    )


def _section(name: str, content: Children, lang: Lang) -> html.Section:
    head: Children = [html.H2(say(f"sources.{name}.heading", lang), className="finding")]
    if has(f"sources.{name}.lead"):
        head.append(html.P(say(f"sources.{name}.lead", lang), className="subtitle"))
    return html.Section([*head, *content], id=name, className="exhibit sources-section")


def _table(
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


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


# The source document ------------------------------------------------------------------------------------------


def document(site: Site, lang: Lang) -> Children:
    """Every figure of the document in reading order, paragraph by paragraph."""
    facts = site.package.facts
    own = facts[facts["source_id"] == DOCUMENT].sort_values(["paragraph", "start"])
    blocks = [_paragraph(site, own[own["paragraph"] == number], lang) for number in own["paragraph"].unique()]
    return [_source_head(site, DOCUMENT, lang), *blocks]


def _paragraph(site: Site, facts: pd.DataFrame, lang: Lang) -> html.Div:
    number = facts["paragraph"].iloc[0]
    name = say("sources.paragraph", lang, number=number)
    rows = [_document_row(site, fact_row(site.package, one), lang) for one in facts["fact_id"]]
    table = _table(("figure", "printed", "characters", "statement", "wording"), rows, lang, name)
    return html.Div(
        [html.H3(name, className="locator"), table], className="paragraph", id=f"paragraph-{number}"
    )


def _document_row(site: Site, row: FactRow, lang: Lang) -> html.Tr:
    place = say("sources.characters", lang, first=(row.fact.start or 0) + 1, last=row.fact.end)
    return html.Tr(
        [
            html.Th(_figure(row, lang), scope="row"),
            html.Td(row.fact.printed, lang="zh-CN", className="printed"),
            html.Td(place, className="locator"),
            html.Td(_statement(site, row, lang)),
            html.Td(_wording(row, lang)),
        ],
        id=f"fact-{row.id}",
    )


def _figure(row: FactRow, lang: Lang) -> html.Button:
    return figure(row.ref, figure_of(row, lang))


def _statement(site: Site, row: FactRow, lang: Lang) -> Children:
    """What the figure says, its id, its first mention where it is one more, and where it is used."""
    fact = row.fact
    statement = fact.statement_zh if lang == "zh" else fact.statement_en
    parts: Children = [statement, html.Br(), html.Code(row.id)]
    if fact.same_as:
        parts += [" · ", html.A(say("sources.same-as", lang), href=f"#fact-{fact.same_as}")]
    if links := used_in(site, row.ref, lang):
        parts += [html.Span(say("proof.used-in", lang), className="used-label"), *links]
    return parts


def _wording(row: FactRow, lang: Lang) -> str:
    told = [say(f"qualifier.{row.fact.qualifier}", lang), say(f"status.{row.fact.status}", lang)]
    return " · ".join([*told, period_of(row, lang)])


def exclusions(site: Site, lang: Lang) -> Children:
    rows = [
        html.Tr(
            [
                html.Th(row["printed"], scope="row", lang="zh-CN"),
                html.Td(
                    say(
                        "proof.place-of",
                        lang,
                        paragraph=row["paragraph"],
                        first=row["start"] + 1,
                        last=row["end"],
                    ),
                    className="locator",
                ),
                html.Td(say(f"sources.reason.{row['reason']}", lang)),
                html.Td(row[f"note_{lang}"]),
            ]
        )
        for row in _records(site.package.exclusions)
    ]
    name = say("sources.exclusions.heading", lang)
    return [_table(("printed", "place", "reason", "note"), rows, lang, name, controls=False)]


# Sums -----------------------------------------------------------------------------------------------------------


def reconciliations(site: Site, lang: Lang) -> Children:
    rows = [_reconciliation_row(site, one, lang) for one in reconcile(site.package)]
    name = say("sources.reconciliations.heading", lang)
    return [_table(("result", "computed", "stated", "explanation"), rows, lang, name)]


def _reconciliation_row(site: Site, check: Reconciliation, lang: Lang) -> html.Tr:
    verdict = "holds" if check.holds else "explained" if check.explained else "open"
    computed: Children = []
    for number, figure_id in enumerate(check.left):
        computed += [" + " if number else "", _checked(site.package, figure_id, lang)]
    return html.Tr(
        [
            html.Th(say(f"sources.verdict.{verdict}", lang), scope="row", className=f"verdict-{verdict}"),
            html.Td(computed),
            html.Td(_checked(site.package, check.right, lang)),
            html.Td(check.explanation_zh if lang == "zh" else check.explanation_en),
        ],
        id=f"check-{check.check_id}",
    )


def _checked(package: Package, figure_id: str, lang: Lang) -> html.Button:
    ref = Ref("derived" if is_computed(package, figure_id) else "fact", figure_id)
    return figure(ref, figure_text(package, ref, lang))


# Every other source ---------------------------------------------------------------------------------------------


def research(site: Site, lang: Lang) -> Children:
    """The other sources with their figures; then those that only the county table or the list of areas rests on."""
    package = site.package
    by_source = {str(source_id): rows for source_id, rows in package.facts.groupby("source_id")}
    others = [one for one in package.sources["source_id"] if one != DOCUMENT]
    giving = [_source(site, one, by_source[one], lang) for one in others if one in by_source]
    bearing = [_source_head(site, one, lang) for one in others if one not in by_source]
    return [
        *giving,
        html.H3(say("sources.registers", lang), className="registers"),
        html.Div(bearing, className="bearing"),
    ]


def _source(site: Site, source_id: str, facts: pd.DataFrame, lang: Lang) -> html.Div:
    rows = [_research_row(site, fact_row(site.package, one), lang) for one in facts["fact_id"]]
    source = site.package.source(source_id)
    name = source.title_zh if lang == "zh" else source.title_en
    table = _table(("figure", "printed", "area", "statement", "wording"), rows, lang, name)
    return html.Div([_source_head(site, source_id, lang), table], className="source")


def _research_row(site: Site, row: FactRow, lang: Lang) -> html.Tr:
    return html.Tr(
        [
            html.Th(_figure(row, lang), scope="row"),
            html.Td(printed(row.fact.printed), className="printed"),
            html.Td(name_of(row.area, lang)),
            html.Td(_statement(site, row, lang)),
            html.Td(_wording(row, lang)),
        ],
        id=f"fact-{row.id}",
    )


def _source_head(site: Site, source_id: str, lang: Lang) -> html.Article:
    """Title, publisher, date and grade of a source, what else rests on it, and its address where one is given."""
    source = site.package.source(source_id)
    title, publisher, note = (
        (source.title_zh, source.publisher_zh, source.note_zh)
        if lang == "zh"
        else (source.title_en, source.publisher_en, source.note_en)
    )
    about = [
        say("sources.publisher", lang, name=publisher),
        published(source, lang),
        say(f"sources.kind.{source.kind}", lang),
    ]
    parts: Children = [
        html.H3([title, " ", grade_badge(source.grade, lang)]),
        html.P(
            [" · ".join(one for one in about if one), *web_link(source.address, title, lang)],
            className="published",
        ),
    ]
    if uses := _uses(site.package, source_id, lang):
        parts.append(html.P(uses, className="uses"))
    if note:
        parts.append(html.P(note, className="note"))
    return html.Article(parts, id=f"source-{source_id}", className="source-head")


def web_link(address: str, title: str, lang: Lang) -> Children:
    """A link to a web address; anything else is not linked."""
    if not address.startswith(("http://", "https://")):
        return []
    name = attributes({"aria-label": f"{say('sources.open', lang)}: {title}"})
    return [" · ", html.A(say("sources.open", lang), href=address, rel="noopener noreferrer", **name)]


@lru_cache(maxsize=4)
def _register_uses(package: Package) -> Mapping[str, Mapping[str, int]]:
    """For each source how many rows of each register, and of the areas, rest on it."""
    uses: dict[str, Counter[str]] = {}
    for register in package.site.registers:
        for member in members_of(package, register.key):
            pairing = (one for partner in member.partners for one in partner.sources)
            for source_id in {*member_sources(member), *pairing}:
                uses.setdefault(source_id, Counter())[register.key] += 1
    for ids in package.areas["source_ids"]:
        for source_id in ids:
            uses.setdefault(source_id, Counter())[AREAS] += 1
    return uses


def _uses(package: Package, source_id: str, lang: Lang) -> str:
    names = {register.key: register.name.pick(lang) for register in package.site.registers}
    names[AREAS] = say("sources.areas", lang)
    uses = _register_uses(package).get(source_id, {})
    told = [
        say("sources.uses", lang, name=name, count=uses[key]) for key, name in names.items() if key in uses
    ]
    return ("；" if lang == "zh" else "; ").join(told)


# How to read and use the data -----------------------------------------------------------------------------------


def dictionary(site: Site, lang: Lang) -> Children:
    return [_resource(resource, lang) for resource in site.package.descriptor["resources"]]


def _resource(resource: Mapping[str, Any], lang: Lang) -> html.Details:
    """A file and its columns, as the package describes itself; an outside description may lack any but the names."""
    title = resource.get("title" if lang == "zh" else "title_en", "")
    rows = [_field(one, lang) for one in resource.get("schema", {}).get("fields", [])]
    summary = html.Summary([html.Code(resource["path"]), f" {title}"])
    heads = ("column", "type", "required", "meaning")
    return html.Details([summary, _table(heads, rows, lang, resource["path"], controls=False)])


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
    files += [
        (say(f"sources.downloads.{name}", lang), path, say(f"sources.downloads.{name}-about", lang))
        for name, path in (("schema", "/export/facts.schema.json"), ("table", "/export/delisting.csv"))
    ]
    items = [
        html.Li([html.A(name, href=site.href(path, lang), download=""), f" · {about}"])
        for name, path, about in files
    ]
    example = site.href("/export/data.xlsx?page=east-west&show=county-table,delisting&year=2018", lang)
    return [
        html.Ul(items),
        html.P([say("sources.downloads.less", lang), html.Code(example)]),
    ]


def glossary(site: Site, lang: Lang) -> Children:
    """Our own explanations of the terms; each term in both languages."""
    entries: Children = []
    other: Lang = "en" if lang == "zh" else "zh"
    for term in _records(site.package.glossary):
        translated = html.Span(term[f"term_{other}"], className="other-language", lang=HTML_LANG[other])
        entries.append(html.Dt([term[f"term_{lang}"], " ", translated], id=f"term-{term['term_id']}"))
        entries.append(html.Dd(mentions(told_text(site.package, term[f"text_{lang}"], lang))))
    return [html.Dl(entries, className="glossary")]


def citing(site: Site, lang: Lang) -> Children:
    example = citation(site.package, EXAMPLE, lang)
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
    counts = {"facts": len(package.facts), "sources": len(package.sources), "cases": len(package.cases)}
    comma = "、" if lang == "zh" else ", "
    registers = comma.join(
        f"{one.name.pick(lang)} {len(package.registers[one.key])}" for one in package.site.registers
    )
    return [
        html.P([say("sources.version.label", lang), html.Code(package.version)]),
        html.P(say("sources.version.text", lang, **counts, registers=registers)),
    ]


def after(site: Site, _choices: Choices, lang: Lang) -> Children:
    return sections(site, lang)
