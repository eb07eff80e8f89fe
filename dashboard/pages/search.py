"""Finding by words: what there is to be found, the page of results, and the fragment of it that a dialog shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.exhibits.filters import Query
from dashboard.exhibits.reading import PLACES, figure_of, name_of, names_of, period_of
from dashboard.exhibits.rows import ancestry, fact_row
from dashboard.figures.computed import derive, figure_text, why_not
from dashboard.figures.words import Lang, Ref, say, text_of
from dashboard.package.load import Package
from dashboard.pages.contents import SEARCH
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.parts import graded, main, place_of
from dashboard.pages.place import places_of
from dashboard.pages.view import ViewError, page_with
from dashboard.render.html import Children, attributes, pointed
from dashboard.render.site import Site
from dashboard.search.matching import TERM, Entry, Index
from dashboard.search.spelling import folded

MOST = 100  # characters of what is asked
FEW, MANY = 8, 50  # rows of each group among others, and of one group by itself


# What there is ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def index_of(site: Site) -> Index:
    return Index(_entries(site))


def _both(row: object, *columns: str) -> tuple[str, ...]:
    return tuple(filter(None, (text_of(row, column, lang) for column in columns for lang in ("zh", "en"))))


def _entries(site: Site) -> Iterator[Entry]:
    package = site.package
    for area in map(package.area, places_of(package)):
        yield Entry("place", area.area_id, (*_both(area, "name"), area.pinyin))
    for case in map(package.case, package.cases["case_id"]):
        yield Entry("case", case.case_id, _both(case, "title", "place", "heading"), _both(case, "summary"))
    yield from _figures(package)
    for term in package.glossary.itertuples():
        yield Entry("term", str(term.term_id), _both(term, "term"), _both(term, "text"))
    for phrase in package.phrases.itertuples():
        yield Entry("phrase", str(phrase.phrase_id), (str(phrase.printed),), _both(phrase, "statement"))
    for source in map(package.source, package.sources["source_id"]):
        yield Entry("source", source.source_id, _both(source, "title", "publisher"), _both(source, "note"))
    for exhibit in chain.from_iterable(page.exhibits for page in exhibiting(site)):
        yield Entry("exhibit", exhibit.key, (exhibit.short.zh, exhibit.short.en))


def _figures(package: Package) -> Iterator[Entry]:
    for row in (fact_row(package, one) for one in package.facts["fact_id"]):
        names = (*_both(row.indicator, "name"), *_both(row.area, "name"))
        yield Entry("fact", row.id, names, (*_both(row.fact, "statement"), row.fact.printed))
    for computed_id in package.computed["computed_id"]:
        if not why_not(package, computed_id):
            label = derive(package, computed_id).label
            yield Entry("derived", computed_id, (label.zh, label.en))
    for indicator_id in dict.fromkeys(package.facts["indicator_id"]):
        indicator = package.indicator(indicator_id)
        yield Entry("indicator", indicator_id, _both(indicator, "name"), _both(indicator, "definition"))


# How it is told -----------------------------------------------------------------------------------------------

Told = tuple[Any, str, str]  # a name, what is said below it, and the path to where it stands


def _place(site: Site, area_id: str, lang: Lang) -> Told:
    package = site.package
    within = [package.area(one) for one in ancestry(package, area_id) if one != area_id]
    told = names_of((one for one in within if one.level != "country"), lang)
    return name_of(package.area(area_id), lang), told, f"{PLACES}{area_id}"


def _case(site: Site, case_id: str, lang: Lang) -> Told:
    case = site.package.case(case_id)
    return text_of(case, "title", lang), text_of(case, "summary", lang), f"/cases/{case_id}"


def _fact(site: Site, fact_id: str, lang: Lang) -> Told:
    row = fact_row(site.package, fact_id)
    name = f"{name_of(row.indicator, lang)} {figure_of(row, lang)}"
    told = " · ".join((period_of(row, lang), name_of(row.area, lang), text_of(row.fact, "statement", lang)))
    return graded(name, row.source, lang), told, f"/sources?fact={fact_id}"


def _derived(site: Site, computed_id: str, lang: Lang) -> Told:
    found = derive(site.package, computed_id)
    figure = figure_text(site.package, Ref("derived", computed_id), lang)
    return f"{found.label.pick(lang)} {figure}", found.formula.pick(lang), f"/sources?derived={computed_id}"


def _indicator(site: Site, indicator_id: str, lang: Lang) -> Told:
    indicator, facts = site.package.indicator(indicator_id), site.package.facts
    first = facts.loc[facts["indicator_id"] == indicator_id, "fact_id"].iloc[0]
    return name_of(indicator, lang), text_of(indicator, "definition", lang), f"/sources#fact-{first}"


def _term(site: Site, term_id: str, lang: Lang) -> Told:
    term = next(one for one in site.package.glossary.itertuples() if one.term_id == term_id)
    return text_of(term, "term", lang), "", f"/sources#term-{term_id}"


def _phrase(site: Site, phrase_id: str, lang: Lang) -> Told:
    phrase = next(one for one in site.package.phrases.itertuples() if one.phrase_id == phrase_id)
    told = f"{text_of(phrase, 'statement', lang)} · {place_of(phrase, lang)}"
    return html.Span(str(phrase.printed), lang="zh-CN"), told, f"/sources#phrase-{phrase_id}"


def _source(site: Site, source_id: str, lang: Lang) -> Told:
    source = site.package.source(source_id)
    name = graded(text_of(source, "title", lang), source, lang)
    return name, text_of(source, "publisher", lang), f"/sources#source-{source_id}"


def _exhibit(site: Site, key: str, lang: Lang) -> Told:
    page = page_with(key, site)
    if page is None:
        raise KeyError(key)
    exhibit = next(one for one in page.exhibits if one.key == key)
    return exhibit.short.pick(lang), page.name(lang), f"{page.path}#x-{key}"


GROUPS: dict[str, Callable[[Site, str, Lang], Told]] = {
    made.__name__.removeprefix("_"): made
    for made in (_place, _case, _fact, _derived, _indicator, _term, _phrase, _source, _exhibit)
}


# What was asked -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Search:
    """`group` is the one that is shown by itself, from its row `first` on."""

    asked: str
    group: str = ""
    first: int = 0


def read(query: str, lang: Lang) -> Search:
    """What a query string asks to find; raises ViewError."""
    given = Query.read(query)
    asked, group, first = (given.first(name) or "" for name in ("q", "in", "first"))
    if len(asked) > MOST:
        raise ViewError(400, say("search.too-long", lang, most=MOST))
    strange = "\ufffd" in asked or not asked.replace("\t", " ").isprintable()
    if strange or (asked.strip() and not TERM.search(folded(asked))):
        raise ViewError(400, say("search.unreadable", lang))
    if group and group not in GROUPS:
        raise ViewError(400, say("search.no-group", lang, asked=group[:40]))
    return Search(" ".join(asked.split()), group, int(first) if first.isascii() and first.isdigit() else 0)


def body(search: Search, site: Site, lang: Lang) -> Children:
    field = dbc.Input(
        id="search-q",
        name="q",
        type="search",
        value=search.asked,
        maxlength=MOST,
        autocomplete="off",
    )
    form = html.Form(
        [
            html.Label(say("search.label", lang), htmlFor="search-q"),
            html.Div([field, html.Button(say("search.submit", lang), type="submit")]),
            html.P(say("search.hint", lang)),
        ],
        action=site.href(SEARCH, lang),
        method="get",
        className="search-form",
        role="search",
    )
    return [
        main([html.H1(say("search.title", lang)), form, *results(search, site, lang)], "page page-search")
    ]


def results(search: Search, site: Site, lang: Lang) -> Children:
    """What is found, by groups; nothing where nothing is asked."""
    if not search.asked:
        return []
    found = index_of(site).find(search.asked)
    if not found:
        return _nothing(search, site, lang)
    count = say("search.found", lang, asked=search.asked, count=len(found))
    told: Children = [html.P(count, className="search-count", role="status")]
    for group in (search.group,) if search.group else GROUPS:
        if rows := [one for one in found if one.group == group]:
            told.append(_group(search, group, rows, site, lang))
    return told


def _group(search: Search, group: str, rows: list[Entry], site: Site, lang: Lang) -> html.Section:
    most = MANY if search.group else FEW
    after = search.first + most if search.group else most
    shown = rows[after - most : after]
    items = [html.Li(row(one, site, lang)) for one in shown]
    name = say(f"search.group.{group}", lang)
    head = html.H2([name, " ", html.Span(str(len(rows)), className="count")])
    named = attributes({"aria-label": name})
    content: Children = [head, html.Ul(items)]
    if len(rows) > after:
        asked = [("q", search.asked), ("in", group)]
        words = say("search.all", lang, count=len(rows))
        if search.group:
            asked.append(("first", str(after)))
            words = say("search.further", lang, count=min(MANY, len(rows) - after))
        content.append(
            dcc.Link(words, href=Query(tuple(asked)).after(site.href(SEARCH, lang)), className="more")
        )
    return html.Section(content, className="search-group", **named)


def row(found: Entry, site: Site, lang: Lang) -> dcc.Link:
    name, told, path = GROUPS[found.group](site, found.id, lang)
    parts = [html.Strong(name), *([html.Span(pointed(told))] if told else [])]
    return dcc.Link(parts, href=site.href(path, lang))


def _nothing(search: Search, site: Site, lang: Lang) -> Children:
    """That nothing is found, the nearest names, and the register of everything."""
    near = index_of(site).nearest(search.asked)
    links = [
        html.Li(dcc.Link(html.Strong(name), href=Query((("q", name),)).after(site.href(SEARCH, lang))))
        for name in near
    ]
    everything = dcc.Link(say("search.register", lang), href=site.href("/sources", lang))
    told: Children = [html.P(say("search.none", lang, asked=search.asked), role="status")]
    if links:
        told += [html.P(say("search.ways", lang)), html.Ul(links)]
    return [html.Div([*told, html.P(everything)], className="search-group")]
