"""Tables of facts by their sources, and the register of all public sources, which is searched and narrowed.

The server narrows it by the address (`kind`, `grade`, `topic`, `q`), so that a form without a script does; the browser
does the same at once (assets/src/register.js), by what stands in the rows.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import dash_bootstrap_components as dbc
import pandas as pd
from dash import html

from dashboard.exhibits import reading, selection
from dashboard.exhibits.filters import Query
from dashboard.exhibits.rows import FactRow, fact_row, members_of
from dashboard.figures.cite import published
from dashboard.figures.words import Lang, in_clauses, say, text_of
from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.pages.parts import graded
from dashboard.pages.proof import pairing_sources, printed
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, attributes, figure, grade_badge, pointed
from dashboard.render.site import Site
from dashboard.render.table import folded, framed

AREAS = "areas"
SECTION = "research"  # of the page of sources
TEXT = "q"
LONGEST = 60  # characters that are searched for


# Tables of facts ------------------------------------------------------------------------------------------------


def facts_listing(site: Site, facts: pd.DataFrame, place: str, lang: Lang, name: str) -> html.Div:
    """Facts with their characters in the document, or with their areas."""
    rows = [_fact_row(site, fact_row(site.package, one), place, lang) for one in facts["fact_id"]]
    return listing(("figure", "printed", place, "statement", "wording"), rows, lang, name, fold=False)


def _fact_row(site: Site, stated: FactRow, at: str, lang: Lang) -> html.Tr:
    fact = stated.fact
    if at == "characters":
        as_printed = html.Td(fact.printed, lang="zh-CN", className="printed")
        characters = say("sources.characters", lang, first=(fact.start or 0) + 1, last=fact.end)
        place = html.Td(characters, className="locator")
    else:
        as_printed = html.Td(printed(fact.printed), className="printed")
        place = html.Td(reading.name_of(stated.area, lang))
    told = (say(f"qualifier.{fact.qualifier}", lang), say(f"status.{fact.status}", lang))
    stands = pointed(" · ".join((*told, reading.period_of(stated, lang))))
    head, statement = figure(stated.ref, reading.figure_of(stated, lang)), _statement(site, stated, lang)
    return row(head, as_printed, place, statement, stands, id=f"fact-{stated.id}")


def _statement(site: Site, stated: FactRow, lang: Lang) -> Children:
    """What the figure says, its id, its first mention where it is one more, and where it is used."""
    parts: Children = [text_of(stated.fact, "statement", lang), html.Br(), html.Code(stated.id)]
    if same_as := stated.fact.same_as:
        parts += [pointed(" · "), html.A(say("sources.same-as", lang), href=f"#fact-{same_as}")]
    if links := used_in(site, stated.ref, lang):
        count = len(links[0].children)
        parts.append(
            html.Details([html.Summary(say("sources.used-in", lang, count=count)), *links], className="used")
        )
    return parts


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


# The register ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A source with what it can be chosen by, and its row."""

    chosen_by: Mapping[str, tuple[str, ...]]
    text: str
    row: html.Details

    def fits(self, asked: Mapping[str, str]) -> bool:
        """As assets/src/register.js has it: each word somewhere in the line, and all that is chosen."""
        words = asked.get(TEXT, "").lower().split()
        chosen = all(asked[name] in known for name, known in self.chosen_by.items() if name in asked)
        return chosen and all(word in self.text for word in words)


def public_sources(site: Site, query: str, lang: Lang) -> Children:
    """All sources but the document, best grade first; those that the address does not ask for are hidden."""
    entries = _entries(site, lang)
    if not entries:
        return []
    offered = {name: _offered(entries, name) for name in ("kind", "grade", "topic")}
    given = Query.read(query)
    asked = {name: value for name in offered if (value := given.first(name)) in offered[name]}
    if text := (given.first(TEXT) or "").strip()[:LONGEST]:
        asked[TEXT] = text
    fitting = [entry.fits(asked) for entry in entries]
    items = [html.Li(one.row, hidden=not fits) for one, fits in zip(entries, fitting, strict=True)]
    told = say("sources.register.shown", lang, count=sum(fitting), total=len(entries))
    line = attributes(
        {"data-shown": say("sources.register.shown", lang, count="{count}", total=len(entries))}
    )
    form = _form(site, offered, asked, lang)
    whole = html.Ul(items, className="register")
    listed = [whole] if asked else folded(whole, len(items), lang)
    return [form, html.P(told, role="status", className="register-count", **line), *listed]


def _offered(entries: Sequence[Entry], name: str) -> list[str]:
    return sorted(set(chain.from_iterable(one.chosen_by[name] for one in entries)))


def _form(site: Site, offered: Mapping[str, list[str]], asked: Mapping[str, str], lang: Lang) -> html.Form:
    """It leads to the page under its choices; nothing of it needs a script."""
    topics = {one.key: one.name.pick(lang) for one in site.package.site.topics}
    controls: Children = []
    for name, values in offered.items():
        named = {
            value: topics.get(value, value) if name == "topic" else _told(name, value, lang)
            for value in values
        }
        options = [html.Option(say("sources.register.all", lang), value="")]
        options += [html.Option(named[one], value=one, selected=one == asked.get(name)) for one in values]
        select = html.Select(options, name=name, className="form-select")
        controls.append(html.Label([say(f"sources.register.{name}", lang), select]))
    field = {"type": "search", "name": TEXT, "value": asked.get(TEXT, ""), "autocomplete": "off"}
    search = dbc.Input(id="register-text", maxlength=LONGEST, **field)
    label = dbc.Label(say("sources.register.text", lang), html_for="register-text")
    submit = html.Button(say("sources.register.submit", lang), type="submit", className="plain")
    action = f"{site.href('/sources', lang)}#{SECTION}"
    content = [*controls, html.Div([label, search], className="register-text"), submit]
    return html.Form(content, action=action, method="get", className="register-form", role="search")


def _told(name: str, value: str, lang: Lang) -> str:
    return say(f"sources.kind.{value}" if name == "kind" else f"grade.{value}", lang)


@lru_cache(maxsize=4)
def _entries(site: Site, lang: Lang) -> tuple[Entry, ...]:
    package = site.package
    document = package.site.document
    facts = package.facts
    elsewhere = facts[~((facts["source_id"] == document) & facts["paragraph"].notna())]
    by_source = {str(source_id): rows for source_id, rows in elsewhere.groupby("source_id")}
    others = [one for one in package.sources["source_id"] if one not in by_source and one != document]
    sources = [package.source(one) for one in (*by_source, *others)]
    ordered = sorted(sources, key=lambda one: (one.source_id not in by_source, one.grade))
    return tuple(_entry(site, one, by_source.get(one.source_id), lang) for one in ordered)


def _entry(site: Site, source: Source, facts: pd.DataFrame | None, lang: Lang) -> Entry:
    indicators = () if facts is None else facts["indicator_id"]
    topics = tuple(sorted({site.package.indicator(str(one)).topic for one in indicators}))
    chosen_by = {"kind": (source.kind,), "grade": (source.grade,), "topic": topics}
    title, publisher = (text_of(source, column, lang) for column in ("title", "publisher"))
    count = "" if facts is None else say("sources.count.figures", lang, count=len(facts))
    line: Children = [
        html.H3(title),
        html.Span(publisher, className="publisher"),
        html.Span(count, className="count"),
    ]
    body: Children = source_about(site, source.source_id, lang)
    if facts is not None:
        body.append(facts_listing(site, facts, "area", lang, title))
    # The document has its head where it is read from top to bottom.
    data = attributes({f"data-{name}": " ".join(values) for name, values in chosen_by.items()})
    if source.source_id != site.package.site.document:
        data["id"] = f"source-{source.source_id}"
    summary = html.Summary([grade_badge(source.grade, lang), *line])
    return Entry(chosen_by, f"{title} {publisher}".lower(), html.Details([summary, *body], **data))


# One source -----------------------------------------------------------------------------------------------------


def source_head(site: Site, source_id: str, lang: Lang) -> html.Article:
    """Title, publisher, date and grade of a source, what else rests on it, and its address where one is given."""
    source = site.package.source(source_id)
    title = text_of(source, "title", lang)
    head = html.H3(graded(title, source, lang))
    return html.Article(
        [head, *source_about(site, source_id, lang)], id=f"source-{source_id}", className="source-head"
    )


def source_about(site: Site, source_id: str, lang: Lang) -> Children:
    source = site.package.source(source_id)
    title, publisher, note = (text_of(source, column, lang) for column in ("title", "publisher", "note"))
    named, kind = say("sources.publisher", lang, name=publisher), say(f"sources.kind.{source.kind}", lang)
    about = (named, published(source, lang), kind)
    published_line = [pointed(" · ".join(filter(None, about))), *web_link(source.address, title, lang)]
    lines = {"uses": _uses(site.package, source_id, lang), "note": note}
    more = [html.P(line, className=name) for name, line in lines.items() if line]
    return [html.P(published_line, className="published"), *more]


def web_link(address: str, title: str, lang: Lang) -> Children:
    """A link to a web address; anything else is not linked."""
    if not address.startswith(("http://", "https://")):
        return []
    name = attributes({"aria-label": f"{say('sources.open', lang)}: {title}"})
    return [
        pointed(" · "),
        html.A(say("sources.open", lang), href=address, rel="noopener noreferrer", **name),
    ]


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
