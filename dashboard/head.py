"""What is told of a page before it is opened: title, a sentence, the addresses it is known by, and the list of all.

Two addresses that show something else have other titles: of a place, a choice of filters, a case, an open proof.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape

import flask

from dashboard.exhibits.filters import Query, parse_query, query_of
from dashboard.exhibits.reading import PLACES, name_of, names_of
from dashboard.figures.computed import derive, figure_text
from dashboard.figures.words import HTML_LANG, Lang, Ref, fact_amount, say, text_of
from dashboard.pages import chart, contents, frame, search
from dashboard.pages.exhibiting import Page
from dashboard.pages.place import places_of
from dashboard.pages.proof import PROOFS, find_member
from dashboard.pages.view import ViewError
from dashboard.render.figure import CHART
from dashboard.render.site import Site
from dashboard.slides import presentation

NOTHING_ASKED = Query(())


@dataclass(frozen=True, kw_only=True)
class Head:
    """`subject` in words from the narrowest on; `query` is the shortest that shows the same, None of what is not
    there."""

    subject: tuple[str, ...]
    description: str
    query: Query | None = NOTHING_ASKED

    def title(self, route: contents.Route, site: Site) -> str:
        return " · ".join((*self.subject, site.name(route.lang)))

    def links(self, route: contents.Route, site: Site, origin: str) -> str:
        """The elements of `<head>` that search engines and whoever shows a link in short read."""
        title, name = self.title(route, site), site.name(route.lang)
        told = {"title": title, "description": self.description, "type": "website", "site_name": name}
        parts = [f'<meta name="description" content="{escape(self.description)}">']
        if self.query is not None:
            known = {lang: self.query.after(one) for lang, one in addresses(route.path, site, origin).items()}
            told["url"] = known[route.lang]
            parts.append(f'<link rel="canonical" href="{escape(told["url"])}">')
            parts += [alternate("link", lang, address) for lang, address in known.items() if len(known) > 1]
        parts += [f'<meta property="og:{name}" content="{escape(text)}">' for name, text in told.items()]
        return "\n".join([f"<title>{escape(title)}</title>", *parts])


def addresses(path: str, site: Site, origin: str) -> dict[Lang, str]:
    """Of a page in each language."""
    return {lang: origin + site.href(path, lang) for lang in site.languages}


def alternate(element: str, lang: Lang, address: str) -> str:
    """The same in another language."""
    return f'<{element} rel="alternate" hreflang="{HTML_LANG[lang]}" href="{escape(address)}"/>'


def head_of(route: contents.Route, query: str, site: Site) -> Head:
    """The head of what `wiring.page_of` gives."""
    try:
        head = _head(route, query, site)
    except ViewError as error:
        return Head(subject=(say("view.refused", route.lang),), description=str(error), query=None)
    opened = next(((kind, one) for kind in PROOFS if (one := Query.read(query).first(kind))), None)
    with suppress(KeyError):  # an address may name a figure that is not there: its page stands all the same
        if opened and not route.presents:
            name, said = _opened(*opened, site, route.lang)
            return replace(head, subject=(name, *head.subject), description=said)
    return head


def _head(route: contents.Route, query: str, site: Site) -> Head:
    lang = route.lang
    if route.page:
        return _page(route.page, query, site, lang)
    if route.case_id:
        name, said = _opened("case", route.case_id, site, lang)
        return Head(subject=(name,), description=said)
    if route.chart:
        item = chart.read(route.chart, query, site, lang)
        said = f"{item.page.name(lang)} · {item.filters(site, lang)}"
        return Head(
            subject=(item.title(lang),), description=said, query=query_of(item.page.filters, item.choices)
        )
    if route.searches:
        asked = search.read(query, lang)
        subject = tuple(filter(None, (asked.asked, say("search.name", lang))))
        pairs = (("q", asked.asked),) if asked.asked else ()
        return Head(subject=subject, description=say("search.description", lang), query=Query(pairs))
    if route.presents:
        view = presentation.read(query, site, lang).view
        subject = (say("page.present.name", lang), view.title(site))
        said = f"{say('page.present.description', lang)} {view.filters(site)}"
        return Head(subject=subject, description=said, query=Query.read(view.query))
    said = contents.pages_of(site)[0].declared.description.pick(lang)
    return Head(subject=(say("not-found.title", lang),), description=said, query=None)


def _page(page: Page, query: str, site: Site, lang: Lang) -> Head:
    """Under a choice it is told by the choice and what that leaves."""
    choices = parse_query(page.filters, query).choices
    *scope, name = frame.subject_of(page, site, choices, lang)
    left = frame.count_line(page, site, choices, lang) if scope else ""
    said = " · ".join(filter(None, (left, *scope))) or page.declared.description.pick(lang)
    return Head(subject=(*scope, name), description=said, query=query_of(page.filters, choices))


def _opened(kind: str, ref_id: str, site: Site, lang: Lang) -> tuple[str, str]:
    """A name and a sentence for what an open proof is about; raises KeyError where there is no such figure."""
    package = site.package
    match kind:
        case "fact":
            fact = package.fact(ref_id)
            name = name_of(package.indicator(fact.indicator_id), lang)
            return f"{name} {fact_amount(fact, lang)}", text_of(fact, "statement", lang)
        case "derived":
            found = derive(package, ref_id)
            name = found.label.pick(lang)
            return f"{name} {figure_text(package, Ref('derived', ref_id), lang)}", found.formula.pick(lang)
        case "county":
            member = find_member(package, ref_id)[1]
            return name_of(member.area, lang), names_of(
                filter(None, map(member.enclosing, ("province", "city"))), lang
            )
    row = package.case(ref_id)
    return text_of(row, "title", lang), text_of(row, "summary", lang)


# The list of all pages ----------------------------------------------------------------------------------------


def register_lists(server: flask.Flask, site: Site) -> None:
    """Tell search engines which pages there are, and that files and slides need no visit."""

    @server.get(f"{site.prefix}sitemap.xml")
    def sitemap() -> flask.Response:
        return flask.Response(_sitemap(site, flask.request.host_url.rstrip("/")), mimetype="application/xml")

    @server.get(f"{site.prefix}robots.txt")
    def robots() -> flask.Response:
        left = (
            site.href(path, lang)
            for lang in site.languages
            for path in ("/export/", contents.PRESENT, contents.SEARCH, CHART)
        )
        listed = f"{flask.request.host_url.rstrip('/')}{site.prefix}sitemap.xml"
        lines = ("User-agent: *", *(f"Disallow: {path}" for path in left), f"Sitemap: {listed}")
        return flask.Response("\n".join((*lines, "")), mimetype="text/plain")


def _sitemap(site: Site, origin: str) -> str:
    paths = (
        *(page.path for page in contents.pages_of(site)),
        *(f"/cases/{case_id}" for case_id in site.package.cases["case_id"]),
        *(f"{PLACES}{area_id}" for area_id in places_of(site.package)),
    )
    entries = []
    for known in (addresses(path, site, origin) for path in paths):
        others = "".join(alternate("x:link", lang, one) for lang, one in known.items() if len(known) > 1)
        entries += [f"<url><loc>{escape(address)}</loc>{others}</url>" for address in known.values()]
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:x="http://www.w3.org/1999/xhtml"'
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {names}>", *entries, "</urlset>", ""]
    )
