"""A view: the exhibits that an address asks for, in its order, each under the filters of its page.

`page=in-province,east-west` names pages, `show=delisting,county-waffle` exhibits and their order, and the rest are
filters of those pages. A page reads an address leniently; a file must not be about something else than was asked, so
here what is unknown is an error.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.filters import LONGEST, Choices, Filter, Query, chosen_label, parse_query, query_of
from dashboard.exhibits.net import Made, attempt
from dashboard.figures.words import Lang, plain, say
from dashboard.pages import Page
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.figure import why_empty
from dashboard.render.site import Site


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

    def attempt(self, make: Callable[["Item"], Made]) -> Made:
        """What is made of it; where that fails, what is made of the sentence that it failed."""
        return self.exhibit.attempt(lambda one: make(replace(self, exhibit=one)))

    def shown(self, lang: Lang) -> Shown:
        return self.exhibit.show(self.choices, lang)

    def title(self, lang: Lang) -> str:
        return plain(self.shown(lang).title)

    def subtitle(self, lang: Lang) -> str:
        return plain(self.shown(lang).subtitle)

    def notes(self, lang: Lang) -> list[str]:
        """What stands below the exhibit, or in its place where nothing is left to show."""
        shown = self.shown(lang)
        told = [why_empty(self.exhibit, shown, lang)] if shown.chart is None else []
        told += [plain(shown.note)]
        if self.exhibit.reaches_beyond(self.choices):
            told.append(say("exhibit.province-wide", lang))
        return [one for one in told if one]

    def filters(self, site: Site, lang: Lang) -> str:
        return filter_line(self.page, self.choices, site, lang)

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

    def attempt(self, make: Callable[["View"], Made], site: Site) -> Made:
        """What is made of it; where that fails, what is made with a sentence for each exhibit that fails alone."""

        def sound(item: Item) -> Item:
            make(replace(self, items=(item,)))
            return item

        return attempt(
            lambda: make(self),
            lambda _number: make(replace(self, items=tuple(item.attempt(sound) for item in self.items))),
            "view",
            site.net,
        )

    def title(self, site: Site) -> str:
        if len(self.pages) == len(exhibiting(site)):
            return site.name(self.lang)
        names = [page.name(self.lang) for page in self.pages]
        return ("、" if self.lang == "zh" else ", ").join(names)

    def addresses(self, site: Site) -> list[str]:
        """Its pages under their filters, each without the host."""
        return list(dict.fromkeys(item.page_href(site, self.lang) for item in self.items))

    def filters(self, site: Site) -> str:
        """The filters of all its pages in a line; each page is named where there are several with filters."""
        choices = {item.page.key: item.choices for item in self.items}
        filtered = [page for page in self.pages if page.filters and page.key in choices]
        lines = {page.key: filter_line(page, choices[page.key], site, self.lang) for page in filtered}
        if len(set(lines.values())) <= 1:
            return next(iter(lines.values()), say("view.unfiltered", self.lang))
        colon, stop = ("：", "；") if self.lang == "zh" else (": ", "; ")
        names = {page.key: page.name(self.lang) for page in filtered}
        return stop.join(f"{names[key]}{colon}{line}" for key, line in lines.items())


@dataclass(frozen=True, kw_only=True)
class ExportContext:
    """When a file is made, and under which address its reader reached the dashboard, such as `https://example.org`."""

    made: date
    origin: str


def filter_line(page: Page, choices: Choices, site: Site, lang: Lang) -> str:
    """The choices in force in words, or that there are none."""
    active = [
        f"{item.label.pick(lang)} {chosen_label(item, choices[item.name], site.package, lang)}"
        for item in page.filters
        if choices.get(item.name) is not None
    ]
    return " · ".join(active) if active else say("view.unfiltered", lang)


# Reading an address -------------------------------------------------------------------------------------------


def parse_view(query: str, site: Site, lang: Lang, also: Iterable[str] = ()) -> View:
    """The view of a query string; `also` are other parameters that may stand in it. Raises ViewError."""
    if len(query.removeprefix("?")) > LONGEST:
        raise ViewError(400, say("view.too-long", lang, longest=LONGEST))
    asked = Query.read(query)
    pages = _pages(asked.first("page"), site, lang)
    _refuse_unknown(asked.names, ["page", "show", *_names(pages), *also], lang)
    choices = {page.key: _choices(page, query, site, lang) for page in pages}
    shown = asked.first("show")
    items = _items(shown, pages, choices, lang)
    named = [] if pages == exhibiting(site) else [("page", ",".join(page.key for page in pages))]
    if shown:
        named.append(("show", ",".join(item.exhibit.key for item in items)))
    filters = {name: text for page in pages for name, text in query_of(page.filters, choices[page.key]).pairs}
    if shown:
        pages = tuple(dict.fromkeys(item.page for item in items))
    return View(lang=lang, pages=pages, items=items, query=Query((*named, *filters.items())).written())


def parse_exhibit(key: str, query: str, site: Site, lang: Lang) -> View:
    """One exhibit under the filters of its page, which needs no naming. Raises ViewError."""
    pages = {exhibit.key: page for page in exhibiting(site) for exhibit in page.exhibits}
    _refuse_missing("view.no-exhibit", (key,), pages, lang)
    _refuse_unknown(Query.read(query).names, _names((pages[key],)), lang)
    return parse_view(f"page={pages[key].key}&show={key}&{query.removeprefix('?')}", site, lang)


def _pages(asked: str | None, site: Site, lang: Lang) -> tuple[Page, ...]:
    known = {page.key: page for page in exhibiting(site)}
    if not asked:
        return tuple(known.values())
    keys = tuple(dict.fromkeys(asked.split(",")))
    _refuse_missing("view.no-page", keys, known, lang)
    return tuple(known[key] for key in keys)


def _refuse_missing(sentence: str, asked: Iterable[str], known: Iterable[str], lang: Lang) -> None:
    missing = [key for key in asked if key not in set(known)]
    if missing:
        raise ViewError(404, say(sentence, lang, asked=missing[0][:40], known=", ".join(known)))


def _refuse_unknown(given: Iterable[str], known: Iterable[str], lang: Lang) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        raise ViewError(
            400, say("view.no-parameter", lang, asked=unknown[0][:40], known=", ".join(known) or "—")
        )


def _names(pages: tuple[Page, ...]) -> list[str]:
    return list(dict.fromkeys(item.name for page in pages for item in page.filters))


def _choices(page: Page, query: str, site: Site, lang: Lang) -> Choices:
    parsed = parse_query(page.filters, query, site.package)
    if parsed.ignored:
        name, value = parsed.ignored[0]
        label = _filter(page, name).label.pick(lang)
        raise ViewError(400, say("view.no-value", lang, name=name, label=label, value=value[:40]))
    return parsed.choices


def _filter(page: Page, name: str) -> Filter:
    return next(item for item in page.filters if item.name == name)


def _items(
    asked: str | None, pages: tuple[Page, ...], choices: dict[str, Choices], lang: Lang
) -> tuple[Item, ...]:
    """The exhibits asked for; else all of the pages but those of topics that are not chosen."""
    all_items = {
        exhibit.key: Item(page=page, exhibit=exhibit, choices=choices[page.key])
        for page in pages
        for exhibit in page.exhibits
    }
    if not asked:
        on_topic = tuple(item for item in all_items.values() if item.exhibit.on_topic(item.choices))
        if not on_topic:
            raise ViewError(400, say("view.nothing", lang))
        return on_topic
    keys = tuple(dict.fromkeys(asked.split(",")))
    _refuse_missing("view.no-exhibit", keys, all_items, lang)
    return tuple(all_items[key] for key in keys)
