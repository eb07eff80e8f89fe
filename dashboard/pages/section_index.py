"""The index of a long page: links to its sections, beside it in a wide window and at the foot of others."""

from dash import html

from dashboard.figures.words import Lang, say
from dashboard.pages.exhibiting import Page
from dashboard.pages.parts import nav
from dashboard.render.html import Children
from dashboard.render.site import Site

FEW = 4  # sections of a page that needs no index
ID = "sections"


def has_index(page: Page, site: Site, lang: Lang) -> bool:
    return len(_entries(page, site, lang)) > FEW


def section_index(page: Page, site: Site, lang: Lang) -> Children:
    """It stands last on its page, whose foot it keeps to. The list is outside of what opens it, so that a style can
    show it beside a page without that."""
    if not has_index(page, site, lang):
        return []
    links = [html.Li(html.A(name, href=f"#{key}")) for key, name in _entries(page, site, lang)]
    opener = html.Summary([html.Span(say("sections.open", lang)), html.Span(className="sections-now")])
    top = html.A(html.Span(say("sections.top", lang)), href="#page", className="to-top")
    return [nav("sections.label", [html.Details(opener), html.Ol(links), top], lang, id=ID, className=ID)]


def _entries(page: Page, site: Site, lang: Lang) -> list[tuple[str, str]]:
    """Ids of sections, each with its short name."""
    exhibits = [(f"x-{one.key}", one.short.pick(lang)) for one in page.exhibits]
    return [*exhibits, *(page.sections(site, lang) if page.sections else ())]
