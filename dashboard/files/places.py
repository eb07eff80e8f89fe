"""Places in a file to take away: what the page of each tells in words, as a panel."""

import re
from collections.abc import Container, Iterable, Iterator
from html import unescape

from dash import html

from dashboard.exhibits.reading import PLACES, figure_of, name_of, period_of
from dashboard.exhibits.rows import fact_row
from dashboard.figures.words import Lang, say
from dashboard.pages.parts import pairs
from dashboard.pages.place import facts_of, places_of, told_of
from dashboard.pages.proof import panel
from dashboard.render.html import Children, figure
from dashboard.render.markup import to_html
from dashboard.render.site import Site

LINK = re.compile(rf'href="[^"]*{PLACES}([^"?#/]+)')


def places_in(site: Site, documents: Iterable[str]) -> list[str]:
    """The places that markup leads to, first seen first."""
    named = (unescape(one) for document in documents for one in LINK.findall(document))
    known = places_of(site.package)
    return [one for one in dict.fromkeys(named) if one in known]


def place_panel(site: Site, area_id: str, lang: Lang, proofs: Container[str], origin: str) -> str:
    """A place with its figures; those that the file has the proof of lead there, and all to its page."""
    area = site.package.area(area_id)
    href = f"{origin}{site.href(f'{PLACES}{area_id}', lang)}"
    content: Children = [
        html.P(name_of(area, lang), className="proof-place"),
        pairs(told_of(area, site, lang)),
        *_figures(site, area_id, lang, proofs),
        html.P(html.A(say("place.to", lang, area=name_of(area, lang)), href=href)),
    ]
    return to_html(panel(content, lang))


def _figures(site: Site, area_id: str, lang: Lang, proofs: Container[str]) -> Iterator[html.H3 | html.Ul]:
    area = site.package.area(area_id)
    for name, ids in facts_of(site.package, area).items():
        lines = []
        for row in (fact_row(site.package, one) for one in ids):
            told = figure_of(row, lang)
            shown = figure(row.ref, told) if f"proof fact {row.id}" in proofs else told
            where = (period_of(row, lang), *([name_of(row.area, lang)] if name == "wider" else ()))
            lines.append(html.Li([name_of(row.indicator, lang), " ", shown, " · ", " · ".join(where)]))
        if lines:
            yield html.H3(say(f"place.exhibit.{name}", lang, area=name_of(area, lang)))
            yield html.Ul(lines)
