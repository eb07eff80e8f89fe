"""The table of contents: every page in the order of the navigation, and which page an address means."""

from dataclasses import dataclass

from dashboard.exhibit import Site
from dashboard.figures.words import Lang
from dashboard.pages import Page, sources
from dashboard.pages.frame import PRESENT
from dashboard.pages.uses import EXHIBITING

PAGES: tuple[Page, ...] = (*EXHIBITING, sources.PAGE)
PATHS: tuple[tuple[str, str], ...] = tuple((page.key, page.path) for page in PAGES)


@dataclass(frozen=True)
class Route:
    """Where an address leads: a page, one case, or slides; none of them where nothing is there."""

    lang: Lang
    path: str  # without prefix and language
    page: Page | None = None
    case_id: str | None = None
    presents: bool = False

    @property
    def exists(self) -> bool:
        return self.page is not None or self.case_id is not None or self.presents


def resolve(pathname: str, site: Site) -> Route:
    """The route of a full path such as `/prefix/en/cases/pingshan-textile`; a trailing slash is tolerated."""
    path = "/" + pathname.removeprefix(site.prefix.rstrip("/")).strip("/")
    lang: Lang = "zh"
    if path == "/en" or path.startswith("/en/"):
        lang, path = "en", path.removeprefix("/en") or "/"
    page = next((page for page in PAGES if page.path == path), None)
    if page is not None:
        return Route(lang, path, page=page)
    if path == PRESENT:
        return Route(lang, path, presents=True)
    case_id = path.removeprefix("/cases/")
    if case_id != path and (site.package.cases["case_id"] == case_id).any():
        return Route(lang, path, case_id=case_id)
    return Route(lang, path)
