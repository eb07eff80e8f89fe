"""Draws all that a package declares, as pages, slides and files do, and tells what fails and what it cost.

Each exhibit is selected and drawn as marks under every single choice, in each language; each distinct drawing goes to
each renderer. Whole files are made of the whole site, and of each page under one choice of each filter; the snapshot
only of the whole.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from dash import html

from dashboard.check.choices import filtered_once, single_choices
from dashboard.check.failures import Failure, Failures, line_in_story, of_exhibit, of_pages
from dashboard.check.processes import processors, spread
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import query_of
from dashboard.exhibits.net import attempt
from dashboard.figures.words import Lang
from dashboard.files.pptx import make_pptx
from dashboard.files.routes import FORMATS
from dashboard.files.tables import make_csv
from dashboard.files.xlsx import make_workbook
from dashboard.package.remarks import Note, because
from dashboard.package.story import file_of
from dashboard.pages import Page
from dashboard.pages.contents import PRESENT, pages_of, resolve
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.proof import proof
from dashboard.pages.uses import uses
from dashboard.pages.view import ExportContext, Item, View, parse_view
from dashboard.render.figure import slots
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.slides.slide import as_json, parts_of, slide
from dashboard.wiring import page_of

MOST_PROCESSES = 2
WHOLE_ONLY = ("snapshot.html", "facts.schema.json")  # formats that are not made of a part
MARKS = "marks"

Render = Callable[[Site, View, ExportContext], object]


def _page(site: Site, view: View, _context: ExportContext) -> None:
    for item in view.items:
        class_name, *parts = slots(item.exhibit, site, item.choices, view.lang)
        to_html(html.Div(parts[:3], className=class_name))
        as_json(parts[3:])


def _slides(site: Site, view: View, _context: ExportContext) -> None:
    for item in view.items:
        for part in parts_of(item, view.lang):
            to_html(slide(part, 1, 1, site, view.lang))


def _csv(site: Site, view: View, context: ExportContext) -> None:
    for item in view.items:
        make_csv(site, View(lang=view.lang, query="", pages=(item.page,), items=(item,)), context)


# By which one exhibit is drawn; several drawings of it at once.
RENDERERS: dict[str, Render] = {
    "page": _page,
    "slides": _slides,
    "deck": make_pptx,
    "sheet": make_workbook,
    "csv": _csv,
}


@dataclass
class Drawn:
    """What was drawn, what failed, and the seconds of a processor that each renderer took."""

    failures: list[Failure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    drawings: int = 0  # exhibits under choices
    distinct: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: "Drawn") -> None:
        self.failures += other.failures
        self.notes += other.notes
        self.drawings += other.drawings
        self.distinct += other.distinct
        for renderer, seconds in other.seconds.items():
            self.seconds[renderer] = self.seconds.get(renderer, 0.0) + seconds

    def run(self, renderer: str, make: Callable[[], object]) -> list[str]:
        """What fails of a piece of work."""
        net, start = Failures(), time.process_time()
        attempt(make, lambda _number: None, renderer, net)
        self.seconds[renderer] = self.seconds.get(renderer, 0.0) + time.process_time() - start
        return [error for _, error in net.errors]


def draw_all(site: Site, *, quick: bool) -> Drawn:
    """All of it; of a quick check the marks of the whole view only. Where pages cannot be made, nothing is drawn."""
    net = Failures()
    attempt(lambda: exhibiting(replace(site, net=net)), lambda _number: (), "pages", net)
    if net.has_caught:
        return Drawn(failures=list(of_pages(net.errors, site.package)))
    drawn = Drawn()
    tasks = list(_tasks(site, exhibiting(site), quick=quick))
    for done in spread(tasks, 1 if quick else min(MOST_PROCESSES, processors())):
        drawn.add(done)
    return drawn


def _tasks(site: Site, pages: Sequence[Page], *, quick: bool) -> Iterator[Callable[[], Drawn]]:
    """The largest first, so that no process is left waiting for another at the end."""
    context = ExportContext(made=date.today(), origin="https://dashboard.invalid")
    if not quick and any(page.exhibits for page in pages):
        yield from _whole(site, pages, context)
    for page in pages:
        for lang in site.languages:
            yield from (partial(_exhibit, site, page, one, lang, context, quick) for one in page.exhibits)


def _whole(site: Site, pages: Sequence[Page], context: ExportContext) -> Iterator[Callable[[], Drawn]]:
    queries = [query for page in pages if page.exhibits for query in _filtered_queries(page)]
    for lang in site.languages:
        yield from (partial(_file, site, form.name, "", lang, context) for form in FORMATS)
        yield partial(_proofs, site, lang)
        yield from (partial(_address, site, path, query, lang) for path, query in _paths(site))
        for form in FORMATS:
            if form.name not in WHOLE_ONLY:
                yield from (partial(_file, site, form.name, query, lang, context) for query in queries)


# One exhibit --------------------------------------------------------------------------------------------------


def _exhibit(
    site: Site, page: Page, exhibit: Exhibit, lang: Lang, context: ExportContext, quick: bool
) -> Drawn:
    drawn = Drawn()
    found: dict[str, Item] = {}
    for choices in ({},) if quick else single_choices(page):
        item = Item(page=page, exhibit=exhibit, choices=choices)
        errors = drawn.run(MARKS, partial(_look, found, item, lang))
        drawn.failures += of_exhibit(item, MARKS, errors)
        drawn.drawings += 1
    drawn.distinct = len(found)
    drawn.notes += _empty(site, page, exhibit, found.values(), lang)
    for renderer in () if quick or not found else RENDERERS:
        _render(drawn, renderer, site, list(found.values()), lang, context)
    return drawn


def _look(found: dict[str, Item], item: Item, lang: Lang) -> None:
    """Keeps the first of those that are drawn alike, whatever is said around them."""
    shown = item.shown(lang)
    found.setdefault(repr((shown.chart, shown.table, shown.legend)), item)


def _empty(site: Site, page: Page, exhibit: Exhibit, found: Iterable[Item], lang: Lang) -> Iterator[Note]:
    """An exhibit that shows nothing though nothing is chosen; told of the first language."""
    whole = next((one for one in found if not one.choices), None)
    if whole and lang == site.languages[0] and whole.shown(lang).chart is None:
        line = line_in_story(site.package, page.key, exhibit.key)
        yield Note(file_of(page.key), line, exhibit.key, None, because("drawn.empty"))


def _render(
    drawn: Drawn, renderer: str, site: Site, items: Sequence[Item], lang: Lang, context: ExportContext
) -> None:
    """All drawings of an exhibit at once; where that fails, each alone."""
    if drawn.run(renderer, partial(RENDERERS[renderer], site, _view(items, lang), context)):
        for item in items:
            errors = drawn.run(renderer, partial(RENDERERS[renderer], site, _view([item], lang), context))
            drawn.failures += of_exhibit(item, renderer, errors)


def _view(items: Sequence[Item], lang: Lang) -> View:
    return View(lang=lang, query="", pages=(items[0].page,), items=tuple(items))


# Whole files and pages ----------------------------------------------------------------------------------------


def _file(site: Site, name: str, query: str, lang: Lang, context: ExportContext) -> Drawn:
    """A file of the view at a query, named by the format that an address has."""
    drawn, form = Drawn(), next(one for one in FORMATS if one.name == name)
    errors = drawn.run(name, lambda: form.make(site, parse_view(query, site, lang), context))
    address = site.href(f"/export/{name}{'?' if query else ''}{query}", lang)
    drawn.failures += [Failure("file", "", "", address, error) for error in errors]
    return drawn


def _filtered_queries(page: Page) -> list[str]:
    choices = filtered_once(page)
    return [f"page={page.key}&{query_of(page.filters, one).written()}" for one in choices]


def _address(site: Site, path: str, query: str, lang: Lang) -> Drawn:
    """A page as it is sent, at an address of the site."""
    drawn, full = Drawn(), site.href(path, lang)
    errors = drawn.run("whole page", lambda: to_html(page_of(resolve(full, site), site, query)))
    drawn.failures += [Failure("whole-page", "", "", f"{full}{query}", error) for error in errors]
    return drawn


def _paths(site: Site) -> Iterator[tuple[str, str]]:
    """Paths and queries of all pages, whole and under one choice of each filter; and the slides."""
    for page in pages_of(site):
        yield page.path, ""
        yield from ((page.path, f"?{query_of(page.filters, one).written()}") for one in filtered_once(page))
    yield from ((f"/cases/{case_id}", "") for case_id in site.package.cases["case_id"])
    yield PRESENT, ""


def _proofs(site: Site, lang: Lang) -> Drawn:
    """What the panel says of each figure that is used, of each member of a register and of each case."""
    drawn, package = Drawn(), site.package
    asked = [(ref.kind, ref.id) for ref in uses(site)]
    asked += [("fact", one) for one in package.facts["fact_id"]]
    asked += [("county", one) for rows in package.registers.values() for one in rows["area_id"]]
    asked += [("case", one) for one in package.cases["case_id"]]
    for kind, ref_id in dict.fromkeys(asked):
        errors = drawn.run("proofs", partial(_proof, site, kind, ref_id, lang))
        drawn.failures += [Failure("proof", "", "", f"?{kind}={ref_id}", error) for error in errors]
    return drawn


def _proof(site: Site, kind: str, ref_id: str, lang: Lang) -> None:
    to_html(proof(site, kind, ref_id, lang))
