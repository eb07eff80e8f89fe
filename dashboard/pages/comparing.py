"""Links into a comparison and out of it: beside the filters of a page, and on the page of a place."""

from typing import Any

from dash import dcc

from dashboard.exhibits.comparing import beside, chosen_alone, compared_query, comparing
from dashboard.exhibits.filters import Choices
from dashboard.exhibits.reading import short_of
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.pages.exhibiting import Page, exhibiting
from dashboard.render.figure import compare_words
from dashboard.render.html import Children
from dashboard.render.site import Site


def comparison_way(page: Page, site: Site, choices: Choices, lang: Lang) -> Children:
    """Out of the comparison in force; else into one of the places chosen, or of the first that are offered."""
    item = comparing(page.filters)
    if item is None:
        return []
    places = () if choices.get(item.name) else beside(item, chosen_alone(page.filters, choices))
    if not (places or choices.get(item.name)):
        return []
    words = compare_words(site.package, places, lang) if places else say("compare.end", lang)
    query = compared_query(page.filters, choices, places)
    return [dcc.Link(words, href=query.after(site.href(page.path, lang)), className="compare-way")]


def ways_of_place(site: Site, area: Area, lang: Lang) -> list[Any]:
    """To this place beside each other one, on each page that compares them."""
    return [
        dcc.Link(
            short_of(site.package.area(other), lang),
            href=compared_query(page.filters, {}, (area.area_id, other)).after(site.href(page.path, lang)),
        )
        for page in exhibiting(site)
        if (item := comparing(page.filters)) and area.area_id in item.values
        for other in item.values
        if other != area.area_id
    ]
