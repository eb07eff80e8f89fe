"""What stands beside a map on a page: the list of its areas, and the place where the profile of one opens."""

from dataclasses import replace
from itertools import groupby

from dash import dcc, html

from dashboard.exhibits.marks_map import Map, MapRow
from dashboard.exhibits.reading import PLACES
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.render.html import Children, attributes, pointed
from dashboard.render.site import Site

PROFILE = "/profile/"  # the folder of profiles


def list_beside(chart: Map, site: Site, lang: Lang) -> html.Div:
    """Without scripts each line leads to the page of its area; with them it opens the profile."""
    groups = [
        _group(name, list(rows), site, lang) for name, rows in groupby(chart.beside, lambda row: row.group)
    ]
    names = {"data-profile": site.href(PROFILE, lang), "data-open": say("map.open", lang)}
    names["data-failed"] = say("map.failed", lang)
    label = attributes({"aria-label": say("map.list", lang)})
    content = [
        html.Section(className="map-profile", hidden=True),
        html.Nav(groups, className="map-list", **label),
    ]
    return html.Div(content, className="map-beside", **attributes(names))


def _group(name: str, rows: list[MapRow], site: Site, lang: Lang) -> html.Section:
    """What is said of all its areas is said once."""
    of_all = rows[0].says if len({row.says for row in rows}) == 1 < len(rows) else ""
    told = " · ".join(filter(None, (str(len(rows)), of_all)))
    head: Children = [name, " ", html.Span(pointed(told), className="count")]
    each = [replace(row, says="") for row in rows] if of_all else rows
    return html.Section([html.H3(head), html.Ul([_row(one, site, lang) for one in each])])


def _row(row: MapRow, site: Site, lang: Lang) -> html.Li:
    parts = [
        html.Span(className=f"swatch {'swatch-dotted' if row.dotted else f'fill-{row.accent}'}"),
        html.Span(row.name, className="name"),
        " ",
        html.Span(pointed(row.says), className="says"),
    ]
    return _line(row.area_id, parts, site, lang)


def of_area(site: Site, area: Area, words: str, lang: Lang) -> html.Li:
    """A line that opens the profile of an area."""
    return _line(area.area_id, [words], site, lang)


def _line(area_id: str, words: Children, site: Site, lang: Lang) -> html.Li:
    link = (
        dcc.Link(words, href=site.href(f"{PLACES}{area_id}", lang))
        if area_id != site.package.site.home
        else words
    )
    return html.Li(link, **attributes({"data-area": area_id}))
