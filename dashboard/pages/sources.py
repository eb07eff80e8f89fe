"""Where every figure comes from: the document read from top to bottom, every other source, and how to use both."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd
from dash import html

from dashboard.exhibits.filters import Choices
from dashboard.exhibits.reading import figure_of, name_of, period_of
from dashboard.exhibits.rows import FactRow, fact_row, members_of
from dashboard.exhibits.selection import member_sources
from dashboard.figures.cite import published
from dashboard.figures.computed import Reconciliation, figure_text, is_computed, reconcile
from dashboard.figures.words import Lang, Ref, has, say
from dashboard.package.load import Package
from dashboard.pages.proof import printed
from dashboard.pages.uses import used_in
from dashboard.pages.using import citing, dictionary, downloads, errors, glossary, listing, records, version
from dashboard.render.html import Children, attributes, figure, grade_badge
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

AREAS = "areas"


@lru_cache(maxsize=4)
def sections(site: Site, lang: Lang) -> Children:
    """The whole page below its headline, which no choice changes; a section without content is left out."""
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
    made = {name: makers[name](site, lang) for name in SECTIONS}
    told = {name: content for name, content in made.items() if content}
    return [_contents(told, lang), *(_section(name, content, lang) for name, content in told.items())]


def _contents(names: Iterable[str], lang: Lang) -> html.Nav:
    links = [html.Li(html.A(say(f"sources.{name}.short", lang), href=f"#{name}")) for name in names]
    return html.Nav(
        html.Ol(links), className="page-contents", **attributes({"aria-label": say("sources.contents", lang)})
    )


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
    own = site.package.facts[_in_document(site.package)].sort_values(["paragraph", "start"])
    blocks = [_paragraph(site, own[own["paragraph"] == number], lang) for number in own["paragraph"].unique()]
    return [_source_head(site, name, lang), *blocks]


def _document_of(package: Package) -> str | None:
    """The source that is read from beginning to end; None where none is declared, or the package does not have it."""
    name = package.site.document
    return name if name in package.tables["sources"].index else None


def _in_document(package: Package) -> "pd.Series[bool]":
    """Which facts have a place in the document."""
    facts = package.facts
    return (facts["source_id"] == _document_of(package)) & facts["paragraph"].notna()


def _paragraph(site: Site, facts: pd.DataFrame, lang: Lang) -> html.Div:
    number = facts["paragraph"].iloc[0]
    name = say("sources.paragraph", lang, number=number)
    rows = [_document_row(site, fact_row(site.package, one), lang) for one in facts["fact_id"]]
    table = listing(("figure", "printed", "characters", "statement", "wording"), rows, lang, name)
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
        for row in records(site.package.exclusions)
    ]
    if not rows:
        return []
    name = say("sources.exclusions.heading", lang)
    return [listing(("printed", "place", "reason", "note"), rows, lang, name, controls=False)]


# Sums -----------------------------------------------------------------------------------------------------------


def reconciliations(site: Site, lang: Lang) -> Children:
    rows = [_reconciliation_row(site, one, lang) for one in reconcile(site.package)]
    if not rows:
        return []
    name = say("sources.reconciliations.heading", lang)
    return [listing(("result", "computed", "stated", "explanation"), rows, lang, name)]


def _reconciliation_row(site: Site, told: Reconciliation, lang: Lang) -> html.Tr:
    check = told.check
    verdict = "holds" if told.holds else "explained" if told.explained else "open"
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
    """The other sources with their figures; then those that only registers or areas rest on."""
    package, document = site.package, _document_of(site.package)
    elsewhere = package.facts[~_in_document(package)]
    by_source = {str(source_id): rows for source_id, rows in elsewhere.groupby("source_id")}
    ids = list(package.sources["source_id"])
    giving = [_source(site, one, by_source[one], lang) for one in ids if one in by_source]
    others = [one for one in ids if one not in by_source and one != document]
    if not others:
        return giving
    bearing = html.Div([_source_head(site, one, lang) for one in others], className="bearing")
    return [*giving, html.H3(say("sources.registers", lang), className="registers"), bearing]


def _source(site: Site, source_id: str, facts: pd.DataFrame, lang: Lang) -> html.Div:
    rows = [_research_row(site, fact_row(site.package, one), lang) for one in facts["fact_id"]]
    source = site.package.source(source_id)
    name = source.title_zh if lang == "zh" else source.title_en
    table = listing(("figure", "printed", "area", "statement", "wording"), rows, lang, name)
    head = [] if source_id == _document_of(site.package) else [_source_head(site, source_id, lang)]
    return html.Div([*head, table], className="source")


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


def after(site: Site, _choices: Choices, lang: Lang) -> Children:
    return sections(site, lang)
