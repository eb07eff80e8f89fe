"""Where a figure is used: the exhibits that show it, read from what they draw and say, and the page of its case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, cast

from dash import dcc, html

from dashboard.drawing import Plot
from dashboard.exhibit import Children, Exhibit, Shown, Site, show
from dashboard.figures import words
from dashboard.figures.amounts import told
from dashboard.figures.words import Lang, Ref, RefKind, say
from dashboard.package.load import Package
from dashboard.pages import Page, cases, east_west, in_province, overview

EXHIBITING: tuple[Page, ...] = (overview.PAGE, in_province.PAGE, east_west.PAGE, cases.PAGE)
SAYS = ("finding", "subtitle", "note")
HEADS = ("title", "deck")


@dataclass(frozen=True)
class Use:
    """An exhibit of a page; without an exhibit, the words at the head of a page, or the page of a case."""

    path: str
    page_key: str
    exhibit: str = ""


HEADED = {page.key: Use(page.path, page.key) for page in EXHIBITING}


@lru_cache(maxsize=4)
def uses(package: Package) -> Mapping[Ref, tuple[Use, ...]]:
    """For each figure where it is used, unfiltered: in the order of the pages, then the page of its case."""
    found: dict[Ref, dict[Use, None]] = {}
    for page in EXHIBITING:
        for ref in _mentioned(f"page.{page.key}.{name}" for name in HEADS):
            found.setdefault(ref, {})[HEADED[page.key]] = None
        for exhibit in page.exhibits:
            shown = show(exhibit, package, {}, "zh")  # both languages draw the same
            for ref in (*drawn(shown), *said(exhibit)):
                found.setdefault(ref, {})[Use(page.path, page.key, exhibit.key)] = None
    told = package.facts[package.facts["case_id"].notna()]
    for fact_id, case_id in zip(told["fact_id"], told["case_id"], strict=True):
        found.setdefault(Ref("fact", fact_id), {})[Use(f"/cases/{case_id}", cases.PAGE.key)] = None
    return {ref: tuple(where) for ref, where in found.items()}


def drawn(shown: Shown) -> Iterator[Ref]:
    """What the marks, cells and cards of a drawing and of its table lead to."""
    yield from _refs(shown.drawing)
    yield from _refs(shown.table)


def _refs(part: Any) -> Iterator[Ref]:
    if isinstance(part, Ref):
        yield part
    elif isinstance(part, Plot):
        for trace in part.figure["data"]:
            yield from _marks(trace.get("customdata", ()))
    elif isinstance(part, tuple):
        for item in part:
            yield from _refs(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _refs(getattr(part, field.name))


def _marks(customdata: Any) -> Iterator[Ref]:
    for mark in customdata:
        kind, colon, ref_id = (mark or "").partition(":")
        if colon:
            yield Ref(cast(RefKind, kind), ref_id)


def said(exhibit: Exhibit) -> Iterator[Ref]:
    """The figures in the words around an exhibit."""
    yield from _mentioned(f"exhibit.{exhibit.key}.{name}" for name in SAYS)


def _mentioned(keys: Iterable[str]) -> Iterator[Ref]:
    for key in keys:
        for sentence in words.catalogue().get(key, {}).values():
            yield from words.figures_in(sentence)


# As links -----------------------------------------------------------------------------------------------------


def used_in(site: Site, ref: Ref, lang: Lang) -> Children:
    """Links to where a figure is used, as a list; nothing where it is used nowhere."""
    links = [html.Li(_link(site, use, lang)) for use in uses(site.package).get(ref, ())]
    return [html.Ul(links, className="used-in")] if links else []


def _link(site: Site, use: Use, lang: Lang) -> dcc.Link:
    page = say(f"page.{use.page_key}.name", lang)
    if use == HEADED[use.page_key]:
        return dcc.Link(page, href=site.href(use.path, lang))
    if not use.exhibit:
        case = site.package.case(use.path.rpartition("/")[2])
        title = case.title_zh if lang == "zh" else case.title_en
        return dcc.Link(f"{page} · {title}", href=site.href(use.path, lang))
    return dcc.Link(
        f"{page} · {_finding(site, use.exhibit, lang)}",
        href=f"{site.href(use.path, lang)}#x-{use.exhibit}",
    )


def _finding(site: Site, exhibit: str, lang: Lang) -> str:
    return words.plain(told(site.package, f"exhibit.{exhibit}.finding", lang))
