"""Where a figure is used: the exhibits that show it, read from what they draw and say, and the page of its case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from dash import dcc, html

from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.wording import sentence_for
from dashboard.figures.words import LANGS, Lang, Mention, Prose, Ref, plain, text_of
from dashboard.package.load import Package
from dashboard.pages.exhibiting import Page, exhibiting, page_of_cases, page_title
from dashboard.render.html import Children, pointed
from dashboard.render.site import Site


@dataclass(frozen=True)
class Use:
    """An exhibit of a page; without an exhibit, the words at the head of a page, or the page of a case."""

    path: str
    page_key: str
    exhibit: str = ""


def uses(site: Site) -> Mapping[Ref, tuple[Use, ...]]:
    """For each figure where it is used, unfiltered: in the order of the pages, then the page of its case."""
    return _uses(site.package, exhibiting(site), page_of_cases(site))


@lru_cache(maxsize=4)
def _uses(package: Package, pages: tuple[Page, ...], cases: Page | None) -> Mapping[Ref, tuple[Use, ...]]:
    found: dict[Ref, dict[Use, None]] = {}
    for ref, use in _every_use(package, pages, cases):
        found.setdefault(ref, {})[use] = None
    return {ref: tuple(where) for ref, where in found.items()}


def _every_use(package: Package, pages: tuple[Page, ...], cases: Page | None) -> Iterator[tuple[Ref, Use]]:
    for page in pages:  # both languages draw the same
        standfirst = sentence_for(page.declared.standfirst, package, LANGS[0]) or ()
        for ref in mentioned(page_title(page, package, {}, LANGS[0]), standfirst):
            yield ref, Use(page.path, page.key)
        for exhibit in page.exhibits:
            for ref in exhibit.attempt(lambda one: (*drawn(one.show({}, LANGS[0])), *said(one))):
                yield ref, Use(page.path, page.key, exhibit.key)
    told = package.facts[package.facts["case_id"].notna()]
    for fact_id, case_id in zip(told["fact_id"], told["case_id"], strict=True):
        yield Ref("fact", fact_id), Use(f"/cases/{case_id}", cases.key if cases else "")


def drawn(shown: Shown) -> Iterator[Ref]:
    """What the marks, cells and cards of a drawing and of its table lead to."""
    return refs_of((shown.chart, shown.table))


def refs_of(part: Any) -> Iterator[Ref]:
    """What the parts of a drawing lead to."""
    if isinstance(part, Ref):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from refs_of(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from refs_of(getattr(part, field.name))


def said(exhibit: Exhibit) -> Iterator[Ref]:
    """The figures in the words around an exhibit while nothing is chosen."""
    shown = exhibit.show({}, LANGS[0])
    return mentioned(shown.title, shown.subtitle, shown.note)


def mentioned(*texts: Prose) -> Iterator[Ref]:
    return (run.ref for text in texts for run in text if isinstance(run, Mention))


def used_in(site: Site, ref: Ref, lang: Lang) -> Children:
    """Links to where a figure is used, as a list; nothing where it is used nowhere."""
    links = [html.Li(_link(site, use, lang)) for use in uses(site).get(ref, ())]
    return [html.Ul(links, className="used-in")] if links else []


def _link(site: Site, use: Use, lang: Lang) -> dcc.Link:
    """Named by the page, then by the exhibit or the case."""
    page = next((one for one in exhibiting(site) if one.key == use.page_key), None)
    named = [page.name(lang)] if page else []
    named += [
        plain(one.show({}, lang).title) for one in (page.exhibits if page else ()) if one.key == use.exhibit
    ]
    if use.path.startswith("/cases/"):
        named.append(text_of(site.package.case(use.path.removeprefix("/cases/")), "title", lang))
    place = f"#x-{use.exhibit}" if use.exhibit else ""
    return dcc.Link(pointed(" · ".join(named)), href=f"{site.href(use.path, lang)}{place}")
