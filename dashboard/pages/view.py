"""A view: the exhibits that an address asks for, in its order, each under the filters of its page.

`page=in-province,east-west` names pages, `show=delisting,county-waffle` exhibits and their order, and the rest are
filters of those pages. A page reads an address leniently; a file must not be about something else than was asked, so
here what is unknown is an error.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.filters import LONGEST, Choices, Query, parse_query, query_of, renamed
from dashboard.exhibits.net import Made, attempt
from dashboard.exhibits.rows import CaseRow, ancestry
from dashboard.exhibits.selection import places_chosen
from dashboard.exhibits.wording import scoped
from dashboard.figures.words import Lang, in_clauses, listed, plain, say
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Preset, Wording
from dashboard.pages.case_exhibits import STEM as CASE
from dashboard.pages.case_exhibits import case_page
from dashboard.pages.exhibiting import Page, exhibiting, page_of_cases
from dashboard.pages.place import place_page
from dashboard.render.figure import why_empty
from dashboard.render.site import Site

Known = TypeVar("Known")
PAGE, SHOW, PRESET = "page", "show", "preset"  # the parameters that say which exhibits a view has
MAPS, TILES = "maps", "tiles"  # the parameter by which a view has tiles in place of maps
# The parameters that say what the cover of its slides tells, and their proportions.
TITLE, DAY, RATIO = ASKED = ("title", "date", "ratio")
RATIOS = {"16:9": (16, 9), "4:3": (4, 3)}  # the first where none is asked for
LONGEST_TITLE = 80


class ViewError(ValueError):
    """A view that cannot be given; the message is a sentence for the reader, `status` the HTTP status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, kw_only=True)
class Item:
    """One exhibit of a view."""

    page: Page
    exhibit: Exhibit
    choices: Choices
    question: Wording = NO_WORDS  # that it answers in a preset

    def attempt(self, make: Callable[["Item"], Made]) -> Made:
        """What is made of it; where that fails, what is made of the sentence that it failed."""
        return self.exhibit.attempt(lambda one: make(replace(self, exhibit=one)))

    def eyebrow(self, lang: Lang) -> str:
        return self.question.pick(lang) or self.page.name(lang)

    def shown(self, lang: Lang) -> Shown:
        return self.exhibit.show(self.choices, lang)

    def title(self, lang: Lang) -> str:
        return plain(self.shown(lang).title)

    def subtitle(self, lang: Lang) -> str:
        return plain(self.shown(lang).subtitle)

    def notes(self, lang: Lang) -> list[str]:
        """What stands below the exhibit, or in its place where nothing is left to show."""
        shown = self.shown(lang)
        told = [
            why_empty(self.exhibit, shown, lang) if shown.chart is None else "",
            plain(shown.note),
            say("exhibit.province-wide", lang) if self.exhibit.reaches_beyond(self.choices) else "",
        ]
        return [one for one in told if one]

    def filters(self, site: Site, lang: Lang) -> str:
        """The choices in force in words, or that there are none."""
        chosen = self.page.chosen(self.choices, site.package, lang)
        return " · ".join(f"{label} {words}" for label, words in chosen) or say("view.unfiltered", lang)

    def page_href(self, site: Site, lang: Lang) -> str:
        """Its page under the same filters."""
        return query_of(self.page.filters, self.choices).after(site.href(self.page.path, lang))

    def href(self, site: Site, lang: Lang) -> str:
        """The exhibit on its page, under the same filters."""
        return f"{self.page_href(site, lang)}#x-{self.exhibit.key}"


@dataclass(frozen=True, kw_only=True)
class View:
    """`query` is the address in its shortest form: two views with one query are the same view."""

    lang: Lang
    query: str
    pages: tuple[Page, ...] = field(compare=False)
    items: tuple[Item, ...] = field(compare=False)
    preset: Preset | None = field(default=None, compare=False)
    asked: Mapping[str, str] = field(default_factory=dict, compare=False)  # of its slides: title, date, ratio

    def attempt(self, make: Callable[["View"], Made], site: Site) -> Made:
        """What is made of it; where that fails, what is made with a sentence for each exhibit that fails alone."""

        def sound(item: Item) -> Item:
            make(replace(self, items=(item,)))
            return item

        def told(_number: str) -> Made:
            return make(replace(self, items=tuple(item.attempt(sound) for item in self.items)))

        return attempt(lambda: make(self), told, "view", site.net)

    @property
    def named(self) -> bool:
        """Whether its exhibits are named one by one."""
        return not {SHOW, PRESET}.isdisjoint(Query.read(self.query).names)

    @property
    def ratio(self) -> str:
        """Of its slides."""
        return self.asked.get(RATIO, next(iter(RATIOS)))

    @property
    def is_wide(self) -> bool:
        """Whether its slides have the usual proportions."""
        return RATIO not in self.asked

    def title(self, site: Site) -> str:
        if title := self.asked.get(TITLE):
            return title
        if self.preset:
            scopes = (one.page.scope(one.choices, site.package, self.lang) for one in self.items)
            return scoped(self.preset.name, {"scope": next(filter(None, scopes), "")}, self.lang)
        if len(self.pages) == len(exhibiting(site)):
            return site.name(self.lang)
        return listed((page.name(self.lang) for page in self.pages), self.lang)

    def addresses(self, site: Site, origin: str) -> list[str]:
        """Those of its pages under their filters."""
        return list(dict.fromkeys(origin + item.page_href(site, self.lang) for item in self.items))

    def filters(self, site: Site) -> str:
        """The filters of all its pages in a line; each page is named where there are several with filters."""
        lines = {item.page: item.filters(site, self.lang) for item in self.items if item.page.filters}
        if len(set(lines.values())) <= 1:
            return next(iter(lines.values()), say("view.unfiltered", self.lang))
        colon = "：" if self.lang == "zh" else ": "
        return in_clauses((f"{page.name(self.lang)}{colon}{line}" for page, line in lines.items()), self.lang)


@dataclass(frozen=True, kw_only=True)
class ExportContext:
    """When a file is made, and under which address its reader reached the dashboard, such as `https://example.org`;
    whether a table says above itself what it is."""

    made: date
    origin: str
    head: bool = True


def parse_view(query: str, site: Site, lang: Lang, also: Iterable[str] = ()) -> View:
    """The view of a query string; `also` are other parameters that may stand in it. Raises ViewError."""
    if len(query.removeprefix("?")) > LONGEST:
        raise ViewError(400, say("view.too-long", lang, longest=LONGEST))
    asked = Query.read(query)
    maps = asked.first(MAPS)
    if maps not in (None, TILES):
        raise ViewError(400, say("view.no-maps", lang, value=maps[:40]))
    site = site.tiled if maps else site
    every = exhibiting(site)
    preset = _preset(asked, site, lang)
    known = {page.key: page for page in (*every, *made_asked(asked, site))}
    pages = _picked(asked.first(PAGE), known, "view.no-page", lang) or every
    asked = renamed((item for page in pages for item in page.filters), asked)
    _refuse_unknown(asked.names, [PAGE, SHOW, PRESET, MAPS, *ASKED, *_names(pages), *also], lang)
    told = _told(asked, lang)
    choices = {page.key: _choices(page, asked.written(), lang) for page in pages}
    beside = [] if asked.first(PAGE) else _made(site, asked.first(SHOW))
    all_items = {
        exhibit.key: Item(page=page, exhibit=exhibit, choices=choices.get(page.key, {}))
        for page in (*pages, *beside)
        for exhibit in page.exhibits
    }
    shown = _picked(asked.first(SHOW), all_items, "view.no-exhibit", lang)
    shown = shown or _items_of(preset, all_items, site)
    # All but those of topics that are not chosen, where none is asked for.
    items = shown or tuple(item for item in all_items.values() if item.exhibit.on_topic(item.choices))
    if not items:
        raise ViewError(400, say("view.nothing", lang))
    named = {} if pages == every else {PAGE: ",".join(page.key for page in pages)}
    if preset:
        named[PRESET] = preset.key
    elif shown:
        named[SHOW] = ",".join(item.exhibit.key for item in items)
    filters = ({MAPS: TILES} if maps else {}) | told
    for page in pages:
        filters |= query_of(page.filters, choices[page.key]).pairs
    pages = tuple(dict.fromkeys(item.page for item in items)) if shown else pages
    query = Query((*named.items(), *filters.items())).written()
    return View(lang=lang, pages=pages, items=items, query=query, preset=preset, asked=told)


def _told(asked: Query, lang: Lang) -> dict[str, str]:
    """What an address says of slides. Raises ViewError."""
    told = {name: " ".join((asked.first(name) or "").split()) for name in ASKED}
    told[TITLE] = "".join(char for char in told[TITLE] if char.isprintable())[:LONGEST_TITLE]
    if told[DAY] and not _is_day(told[DAY]):
        raise ViewError(400, say("view.no-day", lang, value=told[DAY][:40]))
    if told[RATIO] and told[RATIO] not in RATIOS:
        raise ViewError(400, say("view.no-ratio", lang, value=told[RATIO][:40], known=", ".join(RATIOS)))
    if told[RATIO] == next(iter(RATIOS)):
        del told[RATIO]
    return {name: text for name, text in told.items() if text}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _preset(asked: Query, site: Site, lang: Lang) -> Preset | None:
    """That of an address, which names no exhibits besides. Raises ViewError."""
    known = {one.key: one for one in site.package.site.presets}
    preset = _picked(asked.first(PRESET), known, "view.no-preset", lang)
    if preset and (len(preset) > 1 or not {PAGE, SHOW}.isdisjoint(asked.names)):
        raise ViewError(400, say("view.preset-alone", lang))
    return next(iter(preset), None)


def _items_of(preset: Preset | None, items: Mapping[str, Item], site: Site) -> tuple[Item, ...]:
    """Of its slides; that of a case is left out where the package tells of none."""
    found = (
        (items[one.exhibit] if one.exhibit else _one_case(items, site), one.question)
        for one in (preset.slides if preset else ())
    )
    return tuple(replace(item, question=question) for item, question in found if item)


def _one_case(items: Mapping[str, Item], site: Site) -> Item | None:
    """A case under the filters, as its page shows it: first one that lies nowhere else, then that with most figures;
    where none is left, what says so."""
    page = page_of_cases(site)
    cards = [one.key for one in page.exhibits if one.declared.kind == "cases"] if page else []
    if not (page and cards):
        return None
    told = items[cards[0]]
    asked, rows = told.exhibit.asked(told.choices), told.exhibit.select(told.choices).rows
    if not rows:
        return told
    case = max(rows, key=partial(_suits, places=places_chosen(asked), package=site.package))
    own = case_page(site, f"{CASE}{case.id}")
    if own is None:
        return told
    return Item(page=replace(own, filters=page.filters), exhibit=own.exhibits[0], choices=told.choices)


def _suits(case: CaseRow, places: Collection[str], package: Package) -> tuple[float, int]:
    inside = [not places or not set(places).isdisjoint(ancestry(package, one.area_id)) for one in case.places]
    return sum(inside) / max(1, len(inside)), len(case.figures)


def made_page(site: Site, key: str) -> Page | None:
    """The page of a place or a case whose key this is, or the key of an exhibit of it."""
    return place_page(site, key) or case_page(site, key)


def made_asked(asked: Query, site: Site) -> list[Page]:
    """The pages of places and cases that an address names; the others are always known."""
    keys = asked.first(PAGE) or ""
    return [page for page in _made(site, keys) if page.key in keys.split(",")]


def _made(site: Site, keys: str | None) -> list[Page]:
    """The pages of places and cases of which a list of keys names a page or an exhibit."""
    found = (made_page(site, key) for key in (keys or "").split(","))
    return list(dict.fromkeys(page for page in found if page))


def page_with(key: str, site: Site) -> Page | None:
    """The page that an exhibit stands on."""
    return _pages_of_exhibits(key, site).get(key)


def _pages_of_exhibits(key: str, site: Site) -> dict[str, Page]:
    """The pages of exhibits by their keys: those of the place or case that a key names, else those that a package
    tells."""
    made = made_page(site, key)
    pages = (made,) if made else exhibiting(site)
    return {exhibit.key: page for page in pages for exhibit in page.exhibits}


def parse_exhibit(key: str, query: str, site: Site, lang: Lang, also: Iterable[str] = ()) -> View:
    """One exhibit under the filters of its page, which needs no naming; `also` as in `parse_view`. Raises ViewError."""
    pages = _pages_of_exhibits(key, site)
    _refuse_unknown((key,), pages, lang, "view.no-exhibit")
    asked = renamed(pages[key].filters, Query.read(query))
    _refuse_unknown(asked.names, (*_names((pages[key],)), *also), lang)
    return parse_view(f"page={pages[key].key}&show={key}&{query.removeprefix('?')}", site, lang, also)


def _picked(asked: str | None, known: Mapping[str, Known], sentence: str, lang: Lang) -> tuple[Known, ...]:
    """What is asked for, in that order; nothing where nothing is."""
    keys = list(dict.fromkeys(asked.split(","))) if asked else []
    _refuse_unknown(keys, known, lang, sentence)
    return tuple(known[key] for key in keys)


def _refuse_unknown(given: Iterable[str], known: Collection[str], lang: Lang, sentence: str = "") -> None:
    """`sentence` is what is said of a page or an exhibit that is not there; else parameters are meant."""
    for unknown in (name for name in given if name not in known):
        told = {"asked": unknown[:40], "known": ", ".join(known) or "—"}
        raise ViewError(404 if sentence else 400, say(sentence or "view.no-parameter", lang, **told))


def _names(pages: tuple[Page, ...]) -> list[str]:
    return list(dict.fromkeys(item.name for page in pages for item in page.filters))


def _choices(page: Page, query: str, lang: Lang) -> Choices:
    parsed = parse_query(page.filters, query)
    for name, value in parsed.ignored:
        label = next(item.label.pick(lang) for item in page.filters if item.name == name)
        raise ViewError(400, say("view.no-value", lang, name=name, label=label, value=value[:40]))
    return parsed.choices
