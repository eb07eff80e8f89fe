"""Where a figure is used: the exhibits that show it, read from what they draw and say, and the page of its case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, cast

from dash import dcc, html

from dashboard.exhibits.charts import Plot
from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.wording import sentence_for
from dashboard.figures.words import LANGS, Lang, Mention, Prose, Ref, RefKind, plain
from dashboard.package.load import Package
from dashboard.pages import Page
from dashboard.pages.exhibiting import exhibiting, page_of_cases, page_title
from dashboard.render.figure import drawing_of
from dashboard.render.html import Children
from dashboard.render.site import Site


@dataclass(frozen=True)
class Use:
    """An exhibit of a page; without an exhibit, the words at the head of a page, or the page of a case."""

    path: str
    page_key: str
    exhibit: str = ""


def _headed(page: Page) -> Use:
    return Use(page.path, page.key)


def uses(site: Site) -> Mapping[Ref, tuple[Use, ...]]:
    """For each figure where it is used, unfiltered: in the order of the pages, then the page of its case."""
    return _uses(site.package, exhibiting(site), page_of_cases(site))


@lru_cache(maxsize=4)
def _uses(package: Package, pages: tuple[Page, ...], cases: Page | None) -> Mapping[Ref, tuple[Use, ...]]:
    found: dict[Ref, dict[Use, None]] = {}
    for page in pages:
        standfirst = sentence_for(page.declared.standfirst, package, LANGS[0]) or ()
        for ref in mentioned(page_title(page, package, {}, LANGS[0]), standfirst):
            found.setdefault(ref, {})[_headed(page)] = None
        for exhibit in page.exhibits:
            for ref in exhibit.attempt(_leading_to):
                found.setdefault(ref, {})[Use(page.path, page.key, exhibit.key)] = None
    told = package.facts[package.facts["case_id"].notna()]
    for fact_id, case_id in zip(told["fact_id"], told["case_id"], strict=True):
        found.setdefault(Ref("fact", fact_id), {})[Use(f"/cases/{case_id}", cases.key if cases else "")] = (
            None
        )
    return {ref: tuple(where) for ref, where in found.items()}


def _leading_to(exhibit: Exhibit) -> tuple[Ref, ...]:
    return (*drawn(exhibit.show({}, LANGS[0])), *said(exhibit))  # both languages draw the same


def drawn(shown: Shown) -> Iterator[Ref]:
    """What the marks, cells and cards of a drawing and of its table lead to."""
    yield from refs_of(drawing_of(shown))
    yield from refs_of(shown.table)


def refs_of(part: Any) -> Iterator[Ref]:
    """What the parts of a drawing lead to."""
    if isinstance(part, Ref):
        yield part
    elif isinstance(part, Plot):
        for trace in part.figure["data"]:
            yield from _marks(trace.get("customdata", ()))
    elif isinstance(part, tuple):
        for item in part:
            yield from refs_of(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from refs_of(getattr(part, field.name))


def _marks(customdata: Any) -> Iterator[Ref]:
    for mark in customdata:
        kind, colon, ref_id = (mark or "").partition(":")
        if colon:
            yield Ref(cast(RefKind, kind), ref_id)


def said(exhibit: Exhibit) -> Iterator[Ref]:
    """The figures in the words around an exhibit while nothing is chosen."""
    shown = exhibit.show({}, LANGS[0])
    return mentioned(shown.title, shown.subtitle, shown.note)


def mentioned(*texts: Prose) -> Iterator[Ref]:
    return (run.ref for text in texts for run in text if isinstance(run, Mention))


# As links -----------------------------------------------------------------------------------------------------


def used_in(site: Site, ref: Ref, lang: Lang) -> Children:
    """Links to where a figure is used, as a list; nothing where it is used nowhere."""
    links = [html.Li(_link(site, use, lang)) for use in uses(site).get(ref, ())]
    return [html.Ul(links, className="used-in")] if links else []


def _link(site: Site, use: Use, lang: Lang) -> dcc.Link:
    page = next((one for one in exhibiting(site) if one.key == use.page_key), None)
    place = f"#x-{use.exhibit}" if use.exhibit else ""
    named = [page.name(lang)] if page else []
    if page is None or use != _headed(page):
        named.append(_title(site.package, page, use, lang))
    return dcc.Link(" · ".join(named), href=f"{site.href(use.path, lang)}{place}")


def _title(package: Package, page: Page | None, use: Use, lang: Lang) -> str:
    """Of the exhibit, else of the case."""
    for exhibit in page.exhibits if page else ():
        if exhibit.key == use.exhibit:
            return plain(exhibit.show({}, lang).title)
    case = package.case(use.path.rpartition("/")[2])
    return case.title_zh if lang == "zh" else case.title_en
