"""Draws all that a package declares, as pages, slides and files do, and tells what fails and what it cost.

Each exhibit is selected and drawn as marks under every single choice, in each language; each distinct drawing goes to
each renderer. Whole files are made of the whole site, and of each page under one choice of each filter; the snapshot
only of the whole. What fails is told once for each cause, with the first choice under which it did.
"""

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from dash import html

from dashboard.check.choices import filtered_once, sample_of_places, single_choices
from dashboard.check.processes import processors, spread
from dashboard.dash_internals import as_json
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import query_of
from dashboard.exhibits.net import Net, attempt
from dashboard.exhibits.reading import PLACES
from dashboard.exhibits.rows import by_key
from dashboard.figures.words import Lang
from dashboard.files import picture, pptx, tables, xlsx
from dashboard.files.routes import FORMATS, Format
from dashboard.package.load import Package
from dashboard.package.remarks import Fault, Note, because
from dashboard.package.story import file_of
from dashboard.package.toml_file import line_of
from dashboard.pages import search
from dashboard.pages.case_exhibits import STEM as CASE
from dashboard.pages.contents import PRESENT, SEARCH, pages_of, resolve
from dashboard.pages.exhibiting import Page, exhibiting
from dashboard.pages.place import STEM, place_page, places_of
from dashboard.pages.proof import proof
from dashboard.pages.uses import uses
from dashboard.pages.view import ExportContext, Item, View, parse_view
from dashboard.render.figure import slots
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.slides.parts import parts_of
from dashboard.slides.slide import emptied_slide, slide
from dashboard.wiring import page_of

MOST_PROCESSES = 2
WHOLE_ONLY = ("snapshot.html", "facts.schema.json")  # formats that are not made of a part
MARKS = "marks"
PLACES_AT_ONCE = 30
SAMPLE_CASES = 2
CONTEXT = ExportContext(made=date.today(), origin="https://dashboard.invalid")  # of files nobody takes away


def _page(site: Site, view: View, _context: ExportContext) -> None:
    for item in view.items:
        class_name, *parts = slots(item.exhibit, site, item.choices, view.lang)
        to_html(html.Div(parts[:3], className=class_name))
        as_json(parts[3:])


def _slides(site: Site, view: View, _context: ExportContext) -> None:
    parts, emptied = parts_of(view)
    for part in parts:
        to_html(slide(part, 1, 1, site, view.lang))
    if emptied:
        to_html(emptied_slide(emptied, view, 1, 1, site))


def _csv(site: Site, view: View, context: ExportContext) -> None:
    for item in view.items:
        tables.make_csv(site, _view([item], view.lang), context)


def _pictures(site: Site, view: View, context: ExportContext) -> None:
    for item in view.items:
        picture.picture_of(item, site, view.lang, context)


# By which one exhibit is drawn; several drawings of it at once.
RENDERERS: dict[str, Callable[[Site, View, ExportContext], object]] = {
    "page": _page,
    "slides": _slides,
    "deck": pptx.make_pptx,
    "sheet": xlsx.make_workbook,
    "csv": _csv,
    "picture": _pictures,
}


@dataclass(frozen=True)
class Failure:
    """`address` is what was asked for; of an exhibit its page and the choice under which it failed."""

    renderer: str
    address: str
    error: str = ""
    page: str = ""
    exhibit: str = ""


class Failures(Net):
    """Keeps what fails, and lets the rest be drawn."""

    def __init__(self) -> None:
        self.errors: list[tuple[str, str]] = []  # what failed, and how

    def caught(self, what: str, error: Exception) -> str:
        """The message, and where in the code it comes from, for whoever mends it."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        self.errors.append((what, f"{type(error).__name__}: {error} ({place})"))
        return what

    @property
    def has_caught(self) -> bool:
        return bool(self.errors)


@dataclass
class Drawn:
    """What was drawn, what failed, and the time of a processor that each renderer took."""

    failures: list[Failure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    drawings: int = 0  # exhibits under choices
    distinct: int = 0
    nanoseconds: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Drawn") -> None:
        self.failures += other.failures
        self.notes += other.notes
        self.drawings += other.drawings
        self.distinct += other.distinct
        self.nanoseconds.update(other.nanoseconds)

    def run(self, renderer: str, make: Callable[[], object], told: Failure | None) -> bool:
        """Whether a piece of work fails; that is told as `told`, where it is to be told at all."""
        net, start = Failures(), time.process_time_ns()
        attempt(make, lambda _number: None, renderer, net)
        self.nanoseconds[renderer] += time.process_time_ns() - start
        self.failures += [replace(told, error=error) for _, error in net.errors if told]
        return net.has_caught

    def draw(self, item: Item, renderer: str, make: Callable[[], object]) -> None:
        """A failure is told of the exhibit of the item under its choices."""
        address = query_of(item.page.filters, item.choices).after(item.page.path)
        self.run(renderer, make, Failure(renderer, address, page=item.page.key, exhibit=item.exhibit.key))


def draw_all(site: Site, *, quick: bool) -> Drawn:
    """All of it; of a quick check the marks of the whole view only. Where pages cannot be made, nothing is drawn."""
    net = Failures()
    attempt(lambda: exhibiting(replace(site, net=net)), lambda _number: (), "pages", net)
    if net.has_caught:
        return Drawn(failures=list(_of_pages(net.errors, site.package)))
    drawn = Drawn()
    tasks = list(_tasks(site, exhibiting(site), quick=quick))
    for done in spread(tasks, 1 if quick else min(MOST_PROCESSES, processors())):
        drawn.add(done)
    return drawn


def _tasks(site: Site, pages: Sequence[Page], *, quick: bool) -> Iterator[Callable[[], Drawn]]:
    """The largest first, so that no process is left waiting for another at the end."""
    if not quick and any(page.exhibits for page in pages):
        yield from _whole(site, pages)
    for page in pages:
        for lang in site.languages:
            yield from (partial(_exhibit, site, page, one, lang, quick) for one in page.exhibits)
    if not quick:
        places = places_of(site.package)
        batches = [places[at : at + PLACES_AT_ONCE] for at in range(0, len(places), PLACES_AT_ONCE)]
        yield from (partial(_places, site, batch, lang) for batch in batches for lang in site.languages)


def _whole(site: Site, pages: Sequence[Page]) -> Iterator[Callable[[], Drawn]]:
    once = [(page, choices) for page in pages if page.exhibits for choices in filtered_once(page)]
    queries = [f"page={page.key}&{query_of(page.filters, choices).written()}" for page, choices in once]
    queries += [f"page={STEM}{one}" for one in sample_of_places(site.package)]
    queries += [f"page={CASE}{one}" for one in site.package.cases["case_id"][:SAMPLE_CASES]]
    for lang in site.languages:
        yield from (partial(_file, site, form, "", lang) for form in FORMATS)
        yield partial(_proofs, site, lang)
        yield partial(_found, site, lang)
        yield from (partial(_address, site, path, query, lang) for path, query in _paths(site))
        for form in FORMATS:
            if form.name not in WHOLE_ONLY:
                yield from (partial(_file, site, form, query, lang) for query in queries)


# One exhibit --------------------------------------------------------------------------------------------------


def _exhibit(site: Site, page: Page, exhibit: Exhibit, lang: Lang, quick: bool) -> Drawn:
    drawn = Drawn()
    found: dict[str, Item] = {}
    for choices in ({},) if quick else single_choices(page):
        item = Item(page=page, exhibit=exhibit, choices=choices)
        drawn.draw(item, MARKS, partial(_look, found, item, lang))
        drawn.drawings += 1
    drawn.distinct = len(found)
    items = list(found.values())
    drawn.notes += _empty(site, items, lang)
    for renderer, make in () if quick or not items else RENDERERS.items():
        # All drawings at once; where that fails, each alone.
        if drawn.run(renderer, partial(make, site, _view(items, lang), CONTEXT), None):
            for item in items:
                drawn.draw(item, renderer, partial(make, site, _view([item], lang), CONTEXT))
    return drawn


def _look(found: dict[str, Item], item: Item, lang: Lang) -> None:
    """Keeps the first of those that are drawn alike, whatever is said around them."""
    shown = item.shown(lang)
    found.setdefault(repr((shown.chart, shown.table, shown.legend)), item)


def _empty(site: Site, items: Iterable[Item], lang: Lang) -> Iterator[Note]:
    """An exhibit that shows nothing though nothing is chosen; told of the first language."""
    whole = next((one for one in items if not one.choices), None)
    if whole and lang == site.languages[0] and whole.shown(lang).chart is None:
        page, key = whole.page.key, whole.exhibit.key
        yield Note(file_of(page), because("drawn.empty"), _line_in_story(site.package, page, key), key)


def _view(items: Sequence[Item], lang: Lang) -> View:
    return View(lang=lang, query="", pages=(items[0].page,), items=tuple(items))


# Whole files and pages ----------------------------------------------------------------------------------------


def _file(site: Site, form: Format, query: str, lang: Lang) -> Drawn:
    """A file of the view at a query."""
    drawn, address = Drawn(), site.href(f"/export/{form.name}{'?' if query else ''}{query}", lang)
    told = Failure("file", address)
    drawn.run(form.name, lambda: form.make(site, parse_view(query, site, lang), CONTEXT), told)
    return drawn


def _address(site: Site, path: str, query: str, lang: Lang) -> Drawn:
    """A page as it is sent, at an address of the site."""
    drawn, full = Drawn(), site.href(path, lang)
    told = Failure("whole-page", f"{full}{query}")
    drawn.run("whole page", lambda: to_html(page_of(resolve(full, site), site, query)), told)
    return drawn


def _paths(site: Site) -> Iterator[tuple[str, str]]:
    """Paths and queries of all pages, whole and under one choice of each filter; and the slides."""
    for page in pages_of(site):
        yield page.path, ""
        yield from ((page.path, f"?{query_of(page.filters, one).written()}") for one in filtered_once(page))
    yield from ((f"/cases/{case_id}", "") for case_id in site.package.cases["case_id"])
    yield from ((f"{PLACES}{area_id}", "") for area_id in sample_of_places(site.package))
    yield PRESENT, ""


def _places(site: Site, area_ids: Sequence[str], lang: Lang) -> Drawn:
    """The exhibits of the pages of some places, as marks."""
    drawn = Drawn()
    for area_id in area_ids:
        page = place_page(site, f"{STEM}{area_id}")
        for exhibit in page.exhibits if page else ():
            told = Failure(MARKS, f"{PLACES}{area_id}", exhibit=exhibit.key)
            drawn.run(MARKS, partial(exhibit.show, {}, lang), told)
    return drawn


def _found(site: Site, lang: Lang) -> Drawn:
    """All that can be found, as results tell it."""
    drawn = Drawn()
    told = Failure("whole-page", site.href(SEARCH, lang))
    drawn.run(
        "found", lambda: [to_html(search.row(one, site, lang)) for one in search.index_of(site).entries], told
    )
    return drawn


def _proofs(site: Site, lang: Lang) -> Drawn:
    """What the panel says of each figure that is used, of each member of a register and of each case."""
    drawn, package = Drawn(), site.package
    asked = [(ref.kind, ref.id) for ref in uses(site)]
    asked += [("fact", one) for one in package.facts["fact_id"]]
    asked += [("county", one) for rows in package.registers.values() for one in rows["area_id"]]
    asked += [("case", one) for one in package.cases["case_id"]]
    for kind, ref_id in dict.fromkeys(asked):
        drawn.run("proofs", partial(_proof, site, kind, ref_id, lang), Failure("proof", f"?{kind}={ref_id}"))
    return drawn


def _proof(site: Site, kind: str, ref_id: str, lang: Lang) -> None:
    to_html(proof(site, kind, ref_id, lang))


# What failed --------------------------------------------------------------------------------------------------


def _of_pages(errors: Iterable[tuple[str, str]], package: Package) -> Iterator[Failure]:
    """Of exhibits whose rows could not even be selected, by their keys; and of the pages themselves."""
    pages = package.story.pages
    for what, error in errors:
        page = next((key for key in pages if what in _keys(package, key)), "")
        path = pages[page].path if page else "/"
        yield Failure(MARKS, path, error, page, what if page else "")


def as_faults(failures: Iterable[Failure], package: Package) -> Iterator[Fault]:
    """One for each exhibit, renderer and cause; at the line of the exhibit where a file declares it."""
    for one, alike in by_key(failures, lambda failure: replace(failure, address="")).items():
        more = because("drawn.more", count=len(alike)) if len(alike) > 1 else ""
        by = because(f"drawn.by.{one.renderer}")
        reason = because("drawn.failed", renderer=by, error=one.error, more=more)
        file = file_of(one.page) if one.page else "story"
        line = _line_in_story(package, one.page, one.exhibit)
        yield Fault(file, reason, line, one.exhibit or None, alike[0].address)


def _keys(package: Package, page: str) -> list[str]:
    """Of the exhibits that a file declares."""
    declared = package.story.pages.get(page)
    return [str(one.get("key")) for one in declared.exhibits] if declared else []


def _line_in_story(package: Package, page: str, exhibit: str) -> int | None:
    """Where an exhibit is declared; None where it is none of a file, as further figures are not."""
    keys = _keys(package, page)
    return line_of(package.story.lines[page], ("exhibit", keys.index(exhibit))) if exhibit in keys else None
