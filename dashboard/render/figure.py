"""An exhibit as a `<figure>` of a page."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dash import Output, dcc, html

from dashboard.exhibits import marks
from dashboard.exhibits.charts import Drawing, Plot, Waffle
from dashboard.exhibits.comparing import beside, compared_query, comparing
from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.filters import Choices, query_of
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks_map import Map, MapPanel
from dashboard.exhibits.reading import short_of
from dashboard.figures.words import Lang, all_of, in_clauses, listed, plain, say, text_of
from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.render import plotly, plotly_map
from dashboard.render.beside import list_beside
from dashboard.render.drawing import draw_html
from dashboard.render.html import Children, accent_class, attributes, grade_badge, legend, mentions, unbroken
from dashboard.render.site import Site
from dashboard.render.table import tabled
from dashboard.theme import rem

CHART = "/chart/"  # the folder of exhibits by themselves
MAP_HEIGHT, MAP_WIDTH = 340, 400  # pixels at most of a map beside a text
# Of a picture: what a button says, and what is said of it to who does not see it.
PNG_SIZES = {"1": ("PNG", ""), "2": ("2×", "picture.twice"), "slide": ("1920", "picture.slide")}
DEFAULT_HEIGHT = 400  # pixels kept for a plot before anything is drawn
MOST_DRAWN = 128  # remembered, of up to 100 KB; those without choices are asked for again and again, and stay


def outputs(exhibit: Exhibit) -> list[Output]:
    """The parts of the figure that change with the filters, in the order of `slots`."""
    parts = [Output(f"x-{exhibit.key}-{part}", "children") for part in ("head", "body", "foot")]
    plot = [Output({"role": "plot", "key": exhibit.key}, "data")] if exhibit.plots else []
    return [Output(f"x-{exhibit.key}", "className"), *parts, *plot]


def slots(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> list[Any]:
    """What a callback answers: the browser adds the choices to the links of the foot, since links that followed them
    would have the foot of every figure set anew."""
    return exhibit.attempt(lambda one: _slots(one, site, choices, lang, linked={}, whole=False))


def _slots(
    exhibit: Exhibit, site: Site, choices: Choices, lang: Lang, *, linked: Choices, whole: bool
) -> list[Any]:
    shown = exhibit.show(choices, lang)
    drawing = drawing_of(shown)
    plot = plot_data(drawing, shown.alt) if isinstance(drawing, Plot) else None
    return [
        _class_name(exhibit, choices, shown),
        _head(exhibit, shown),
        _body(exhibit, shown, drawing, site, choices, lang),
        _foot(exhibit, shown, site, choices, lang, linked=linked, whole=whole),
        *([plot] if exhibit.plots else []),
    ]


def render(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang, *, whole: bool = True) -> html.Figure:
    """The figure, drawn; where it is not `whole`, a long list of sources is on its page by itself."""
    parts = exhibit.attempt(lambda one: _slots(one, site, choices, lang, linked=choices, whole=whole))
    class_name, head, body, foot, *plot = parts
    figure = f"x-{exhibit.key}"
    children: Children = [
        html.Div(head, id=f"{figure}-head", className="exhibit-head"),
        *(graph(exhibit.key, plot[0], alt=exhibit.show(choices, lang).alt) if plot else []),
        html.Div(body, id=f"{figure}-body", className="drawing"),
        html.Figcaption(foot, id=f"{figure}-foot"),
    ]
    name = attributes({"aria-labelledby": _name_id(exhibit)})
    style = _room_of(exhibit.show({}, lang).chart) if plot else {}
    return html.Figure(children, id=figure, className=class_name, style=style, **name)


def _room_of(chart: Chart | None) -> dict[str, str]:
    """How wide a map is that fills the height of its plot."""
    if not isinstance(chart, Map):
        return {}
    return {"--map-width": f"{round(chart.height * sum(panel.aspect for panel in chart.panels))}px"}


def folding(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> html.Figure:
    """The figure on a page with filters: below a line that opens it, as long as those in force do not change it."""
    figure = render(exhibit, site, choices, lang, whole=False)
    if exhibit.filters:
        told = html.Summary(say("filter.unmoved", lang, name=exhibit.declared.name.pick(lang)))
        figure.children.insert(0, html.Details(told, className="unmoved"))
    return figure


def _name_id(exhibit: Exhibit) -> str:
    """The heading that names the figure and its tables."""
    return f"x-{exhibit.key}-finding"


def _head(exhibit: Exhibit, shown: Shown) -> Children:
    parts: Children = [html.H2(mentions(shown.title), id=_name_id(exhibit), className="finding")]
    if shown.subtitle:
        parts.append(html.P(mentions(shown.subtitle), className="subtitle"))
    if shown.legend:
        parts.append(legend(shown.legend))
    return parts


@lru_cache(maxsize=MOST_DRAWN)
def drawing_of(shown: Shown) -> Drawing | None:
    """A chart as a page draws it: marks as plotly's figure, all others as they are."""
    match shown.chart:
        case marks.Plot():
            return plotly.figure(shown.chart)
        case Map():
            return plotly_map.figure(shown.chart)
    return shown.chart


def graph(key: str, data: Any, *, alt: str) -> Children:
    """A plot that the browser paints and whose marks can be chosen; where `data` is None, its place is kept free."""
    heights = data or {"height": DEFAULT_HEIGHT, "narrow_height": DEFAULT_HEIGHT}
    plot = html.Div(
        html.Div(id={"role": "graph", "key": key}),
        className="plot",
        role="img",
        style={"--height": rem(heights["height"]), "--narrow-height": rem(heights["narrow_height"])},
        **attributes({"aria-label": alt}),
    )
    return [dcc.Store(id={"role": "plot", "key": key}, data=data), plot]


def small_map(key: str, panel: MapPanel, alt: str, caption: str) -> html.Figure:
    """One panel of a map beside a text."""
    height = round(min(MAP_HEIGHT, MAP_WIDTH / panel.aspect))
    plot = plotly_map.figure(Map(panels=(panel,), height=height, narrow_height=height))
    drawn = graph(key, plot_data(plot, alt), alt=alt)
    return html.Figure([*drawn, html.Figcaption(caption)], className="small-map")


def plot_data(plot: Plot, alt: str) -> dict[str, Any]:
    """A plot as the browser gets it, with its words for those who do not see it."""
    return vars(plot) | {"narrow_height": plot.narrow_height or plot.height, "alt": alt}


def _class_name(exhibit: Exhibit, choices: Choices, shown: Shown) -> str:
    accent = accent_class(exhibit.package, exhibit.side)
    names = ["exhibit", f"kind-{exhibit.declared.kind}", accent, f"width-{exhibit.declared.width}"]
    names += [] if exhibit.declared.headed else ["unheaded"]
    names += [] if exhibit.on_topic(choices) else ["not-chosen"]
    names += ["is-empty"] if shown.chart is None else []
    names += ["linked-map"] if isinstance(shown.chart, Map) and shown.chart.beside else []
    names += ["is-unmoved"] if exhibit.is_unmoved(choices) else []
    return " ".join(names)


def _body(
    exhibit: Exhibit, shown: Shown, drawing: Drawing | None, site: Site, choices: Choices, lang: Lang
) -> Children:
    """What is no plot; where nothing is left, why, and the way out."""
    if isinstance(shown.chart, Map) and shown.chart.beside:
        return [list_beside(shown.chart, site, lang)]
    if isinstance(drawing, Plot):
        return []
    if drawing is not None:
        ways = _group_ways(exhibit, choices, site, lang) if isinstance(drawing, Waffle) else {}
        return [draw_html(drawing, site, lang, _name_id(exhibit), ways)]
    parts: Children = [why_empty(exhibit, shown, lang)]
    if shown.emptied_by:
        name = attributes({"data-reset-page": ""})
        parts += [" ", html.Button(say("filter.reset", lang), type="button", className="plain", **name)]
    return [html.P(parts, className="empty")]


def _compare_link(exhibit: Exhibit, choices: Choices, place: str, site: Site, lang: Lang) -> Children:
    """To the exhibit with a place, or what is offered first, beside another; nothing where nothing can be compared."""
    item = comparing(exhibit.filters)
    places = beside(item, (place,) if place else ()) if item and not choices.get(item.name) else ()
    if not places:
        return []
    query = compared_query(exhibit.filters, choices, places)
    href = f"{query.after(site.href(exhibit.path, lang))}#x-{exhibit.key}"
    words = compare_words(site.package, places, lang)
    if not place:
        return [dcc.Link(words, href=href, className="compare-way")]
    short = html.Span(say("compare.way", lang), **attributes({"aria-hidden": "true"}))
    full = html.Span(words, className="visually-hidden")
    return [dcc.Link([short, full], href=href, className="compare-way", title=words)]


def _group_ways(exhibit: Exhibit, choices: Choices, site: Site, lang: Lang) -> dict[str, Children]:
    """The links beside the heads of groups, by their places."""
    item = comparing(exhibit.filters)
    places = item.values if item else ()
    return {place: _compare_link(exhibit, choices, place, site, lang) for place in places}


def compare_words(package: Package, places: Sequence[str], lang: Lang) -> str:
    names = [short_of(package.area(one), lang) for one in places]
    return say("compare.places", lang, places=all_of(names, lang))


def why_empty(exhibit: Exhibit, shown: Shown, lang: Lang) -> str:
    """That nothing is left to show, and which filters did it."""
    names = [item.label.pick(lang) for item in exhibit.filters if item.name in shown.emptied_by]
    told = f" {say('exhibit.emptied-by', lang, filters=listed(names, lang))}" if names else ""
    return plain(shown.empty) + told


def _foot(
    exhibit: Exhibit,
    shown: Shown,
    site: Site,
    choices: Choices,
    lang: Lang,
    *,
    linked: Choices,
    whole: bool,
) -> Children:
    parts: Children = []
    if shown.note:
        parts.append(html.P(mentions(shown.note), className="note"))
    if exhibit.reaches_beyond(choices):
        parts.append(html.P(say("exhibit.province-wide", lang), className="note"))
    if shown.selection.sources:
        elsewhere = "" if whole else alone_address(exhibit, site, linked, lang)
        parts.append(_source_line(shown, elsewhere, site, lang))
    if isinstance(shown.chart, Map) and (way := _compare_link(exhibit, {}, "", site, lang)):
        parts.append(html.P(way))
    if shown.chart is not None:
        parts.append(_downloads(exhibit, site, linked, lang))
    if shown.table:
        summary = html.Summary(say("exhibit.table", lang))
        table_shown = tabled(shown.table, site, lang, _name_id(exhibit), fold=False)
        parts.append(html.Details([summary, table_shown]))
    return parts


def _downloads(exhibit: Exhibit, site: Site, linked: Choices, lang: Lang) -> html.Div:
    """The exhibit by itself, its table, and its picture, of which the browser makes PNG."""
    name = {"data-download": exhibit.key}
    table = table_address(exhibit, site, linked, lang)
    link = html.A(say("download.label", lang), href=table, className="plain", **attributes(name))
    alone = html.A(
        say("chart.alone", lang),
        href=alone_address(exhibit, site, linked, lang),
        className="plain",
        **attributes({"data-alone": ""}),
    )
    parts: Children = [alone, link]
    name = {"data-picture": exhibit.key, "aria-label": say("picture.label", lang, kind="SVG")}
    address = picture_address(exhibit, site, linked, lang)
    parts.append(html.A("SVG", href=address, className="plain", **attributes(name)))
    for size, (text, told) in PNG_SIZES.items():
        kind = f"PNG {text} · {say(told, lang)}" if told else text
        name = {"data-png": size, "aria-label": say("picture.label", lang, kind=kind)}
        parts.append(html.Button(text, type="button", className="plain", **attributes(name)))
    said = {"failed": say("picture.failed", lang)} | {
        name: say(f"takeaway.{name}", lang) for name in ("waiting", "broken", "gone")
    }
    words = attributes({"data-words": json.dumps(said, ensure_ascii=False)})
    return html.Div([*parts, html.Span(role="status", **words)], className="downloads")


def table_address(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> str:
    """Where the table of an exhibit is given as a file, under the filters in force."""
    return query_of(exhibit.filters, choices).after(site.href(f"/export/{exhibit.key}.csv", lang))


def alone_address(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> str:
    """Where an exhibit stands by itself, under the filters in force."""
    return query_of(exhibit.filters, choices).after(site.href(f"{CHART}{exhibit.key}", lang))


def picture_address(exhibit: Exhibit, site: Site, choices: Choices, lang: Lang) -> str:
    """Where the picture of an exhibit is given, under the filters in force."""
    return query_of(exhibit.filters, choices).after(site.href(f"/export/{exhibit.key}.svg", lang))


def map_note(site: Site, lang: Lang) -> str:
    maps = site.package.site.maps
    if site.map_approval and maps.approval:
        return maps.approval.pick(lang).replace("{number}", site.map_approval)
    return maps.note.pick(lang)


MANY_SOURCES = 4


def _source_line(shown: Shown, elsewhere: str, site: Site, lang: Lang) -> html.P | html.Details:
    """Few sources by their titles, many counted by grade over a list, which a script fills from `elsewhere`."""
    named = titled_sources(shown, site, lang)
    if len(named) > MANY_SOURCES:
        return _counted_sources(named, elsewhere, site, lang)
    line: Children = [say("exhibit.source", lang)]
    for number, one in enumerate(named):
        between = ("；" if lang == "zh" else "; ") if number else ""
        line += [between, *_linked_source(*one, site, lang)]
    return html.P(unbroken(line), className="source-line")


def _linked_source(source: Source, title: str, site: Site, lang: Lang) -> Children:
    link = dcc.Link(title, href=f"{site.href('/sources', lang)}#source-{source.source_id}")
    return [link, " ", grade_badge(source.grade, lang)]


def _counted_sources(
    named: Sequence[tuple[Source, str]], elsewhere: str, site: Site, lang: Lang
) -> html.Details:
    best = sorted(named, key=lambda one: one[0].grade)
    counts = Counter(source.grade for source, _ in best).items()
    summary: Children = [say("exhibit.sources", lang, count=len(named))]
    summary += [
        html.Span([grade_badge(grade, lang), f" {count}"], className="unbroken") for grade, count in counts
    ]
    if elsewhere:
        way = html.A(say("exhibit.all-sources", lang), href=elsewhere)
        content: Children = [html.Ul(**attributes({"data-elsewhere": ""})), html.P(way)]
    else:
        content = [html.Ul([html.Li(_linked_source(*one, site, lang)) for one in best])]
    return html.Details([html.Summary(summary), *content], className="source-line")


def first_sources(named: Sequence[str], lang: Lang, more: str) -> str:
    """As many as a line has room for, and how many others there are, in the words of the key `more`."""
    rest = len(named) - MANY_SOURCES
    told = say(more, lang, count=rest) if rest > 0 else ""
    return in_clauses(named[:MANY_SOURCES], lang) + told


def titled_sources(shown: Shown, site: Site, lang: Lang) -> list[tuple[Source, str]]:
    """All sources of a figure with their titles; of the document, which paragraphs."""
    named = []
    for source_id in shown.selection.sources:
        source = site.package.source(source_id)
        title = text_of(source, "title", lang)
        if source_id == site.package.site.document and shown.selection.paragraphs:
            numbers = [str(number) for number in shown.selection.paragraphs]
            key = "exhibit.document-paragraphs" if len(numbers) > 1 else "exhibit.document"
            title = say(key, lang, paragraphs=all_of(numbers, lang))
        named.append((source, title))
    return named
