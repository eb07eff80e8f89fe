"""The table of contents: every page of a package in the order of the navigation, and which page an address means."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.exhibits.filters import Query, renamed
from dashboard.exhibits.reading import PLACES
from dashboard.figures.words import Lang, say_all
from dashboard.package.story import PageDeclaration
from dashboard.pages.case_exhibits import STEM as CASE
from dashboard.pages.case_exhibits import case_page
from dashboard.pages.exhibiting import Page, exhibiting, page_of_cases
from dashboard.pages.place import STEM, place_page
from dashboard.pages.sources import sections
from dashboard.pages.view import page_with
from dashboard.render.figure import CHART
from dashboard.render.site import Site

PRESENT = "/present"
SEARCH = "/search"
SOURCES = "sources"


@lru_cache(maxsize=4)
def pages_of(site: Site) -> tuple[Page, ...]:
    """The pages that a package tells, in its order, and the page of its sources."""
    # The page of sources is the dashboard's own, and so are its words; its address is kept from the pages of packages.
    said = ("name", "eyebrow", "title", "description")
    words: dict[str, Any] = {name: say_all(f"page.sources.{name}") for name in said}
    standfirst = say_all(f"page.sources.{'deck' if site.package.site.document else 'deck-public'}")
    declared = PageDeclaration.model_construct(path="/sources", standfirst=standfirst, **words)
    sources = Page(key=SOURCES, declared=declared, after=sections)
    told = {page.key: page for page in (*exhibiting(site), sources)}
    return tuple(told[key] for key in dict.fromkeys((*site.package.site.pages, *told)) if key in told)


@dataclass(frozen=True)
class Route:
    """Where an address leads: a page, one case, one exhibit by its key, slides, or what is found; none of them where
    nothing is there."""

    lang: Lang
    path: str  # without prefix and language
    page: Page | None = None
    case_id: str | None = None
    chart: str | None = None
    presents: bool = False
    searches: bool = False

    @property
    def exists(self) -> bool:
        return any((self.page, self.case_id, self.chart, self.presents, self.searches))

    def taken(self, site: Site) -> Page | None:
        """The page that is presented and taken away as files: that on show, where it has exhibits."""
        page = case_page(site, f"{CASE}{self.case_id}") if self.case_id else self.page
        return page if page and page.exhibits else None

    def current(self, site: Site) -> Page | None:
        """The page that the navigation marks; that of the cases for one of them."""
        return page_of_cases(site) if self.case_id else self.page


def resolve(pathname: str, site: Site) -> Route:
    """The route of a full path such as `/prefix/en/cases/pingshan-textile`; a trailing slash is tolerated."""
    path = "/" + pathname.removeprefix(site.prefix.rstrip("/")).strip("/")
    lang, *others = site.languages
    for one in others:
        if path == f"/{one}" or path.startswith(f"/{one}/"):
            lang, path = one, path.removeprefix(f"/{one}") or "/"
    page = next((page for page in pages_of(site) if page.path == path), None)
    if path.startswith(PLACES):
        page = place_page(site, f"{STEM}{path.removeprefix(PLACES)}")
    case_id, key = (_below(folder, path) for folder in ("/cases/", CHART))
    if case_id not in site.package.tables["cases"].index:
        case_id = None
    chart = key if key and page_with(key, site) else None
    return Route(lang, path, page, case_id, chart, path == PRESENT, path == SEARCH)


def moved(route: Route, query: str) -> Query | None:
    """The query by the names that the filters of the page have now; None where it has these."""
    asked = Query.read(query)
    now = renamed(route.page.filters, asked) if route.page else asked
    return None if now == asked else now


def _below(folder: str, path: str) -> str | None:
    """What stands in a path behind a folder."""
    return path.removeprefix(folder) if path.startswith(folder) else None
