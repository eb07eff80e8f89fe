"""One slide of a presentation: the cover, or a part of an exhibit with its words, its notes and the way to its page."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from dash import html

from dashboard.dash_internals import as_json
from dashboard.exhibits.charts import Drawing, Plot, Table
from dashboard.exhibits.filters import Query
from dashboard.exhibits.marks import Line, Piece
from dashboard.exhibits.marks_map import Map
from dashboard.figures.cite import citation, published, publisher
from dashboard.figures.words import Lang, half_widths, plain, say, text_of
from dashboard.pages.contents import PRESENT
from dashboard.pages.exhibiting import Page, page_title
from dashboard.pages.frame import LONGEST_CODED, QR
from dashboard.pages.parts import button, graded, headed
from dashboard.pages.uses import refs_of
from dashboard.pages.view import DAY, Item, View
from dashboard.render.drawing import draw_html
from dashboard.render.figure import drawing_of, map_note, plot_data, titled_sources, why_empty
from dashboard.render.html import Children, accent_class, attributes, legend, mentions
from dashboard.render.site import Site
from dashboard.render.table import table
from dashboard.slides.parts import Part

SOURCES_WIDTH, GRADE_WIDTH = 56, 4  # in half-width characters: what a line has room for; the notes name all
ROOM = {"full": 1200, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # px, as a page gives them


def cover(view: View, site: Site, starts: Mapping[str, int], total: int) -> html.Section:
    lang = view.lang
    filters = html.P(say("present.filters", lang, filters=view.filters(site)))
    edition: Children = [
        html.Time(view.asked.get(DAY), className="cover-date"),
        html.Span(say("deck.version", lang, version=site.package.version), className="cover-version"),
    ]
    name = html.P(site.name(lang), className="slide-eyebrow")
    title = html.H1(view.title(site), id="slide-1")
    content = [
        html.Div([html.Span(className="emblem"), name, *_code(view, site)], className="cover-head"),
        html.Div([title, _agenda(view, site, starts)], className="cover-body"),
        _foot([filters, html.P(edition)], html.P(say("present.slides", lang, count=total))),
    ]
    notes = headed("present.notes.says", [html.P(say("present.notes.cover", lang)), filters], lang)
    place = say("present.slide", lang, number=1, count=total)
    return _section(content, notes, 1, place, view.items[0].page_href(site, lang), "cover")


def _code(view: View, site: Site) -> Children:
    """The way back to the page, or to these slides where they are of several; the script asks the server for it."""
    lang, query = view.lang, f"?{view.query}" if view.query else ""
    pages = {item.page_href(site, lang) for item in view.items}
    to = pages.pop() if len(pages) == 1 else f"{site.href(PRESENT, lang)}{query}"
    if len(to) > LONGEST_CODED:
        return []
    source = Query((("to", to),)).after(site.href(f"/export/{QR}", lang))
    names = attributes({"data-code": source})
    return [html.Img(className="cover-code", hidden=True, alt=say("present.code", lang), **names)]


def _agenda(view: View, site: Site, starts: Mapping[str, int]) -> html.Ol:
    """The pages, or the questions of a preset, each with the slide at which it begins."""
    lang, package, lines, first = view.lang, site.package, [], dict[Page, Item]()
    for item in view.items:
        first.setdefault(item.page, item)
    for item in view.items if view.preset else first.values():
        number, name, page = starts[item.exhibit.key], item.eyebrow(lang), item.page
        told = item.shown(lang).title if view.preset else page_title(page, package, item.choices, lang)
        parts = [
            button(name, {"data-goto": str(number)}),
            html.Span(mentions(told) if plain(told) != name else "", className="agenda-title"),
            html.Span(say("present.from-slide", lang, number=number), className="agenda-slide"),
        ]
        lines.append(html.Li(parts, className=accent_class(package, item.exhibit.side)))
    return html.Ol(lines, className="agenda")


def _section(
    content: Children, notes: Children, number: int, place: str, href: str, kind: str, **more: str
) -> html.Section:
    names = {"data-slide": str(number), "data-href": href, "aria-roledescription": place}
    names |= {"aria-labelledby": f"slide-{number}", **more}
    parts = [html.Div(content, className="slide-page"), html.Div(notes, className="slide-notes", hidden=True)]
    return html.Section(parts, className=f"slide {kind}", tabIndex=-1, role="group", **attributes(names))


def slide(part: Part, number: int, total: int, site: Site, lang: Lang) -> html.Section:
    item, exhibit, drawing = part.item, part.item.exhibit, drawing_of(part.shown)
    beside = _beside(part, drawing, lang)
    eyebrow: Children = [item.eyebrow(lang)]
    said = say("present.part", lang, number=part.number, count=part.count) if part.count > 1 else ""
    if told := " · ".join(filter(None, (said, part.why))):
        eyebrow.append(html.Span(told, className="part-of"))
    head: Children = [
        html.P(eyebrow, className="slide-eyebrow"),
        html.H2(mentions(part.shown.title), id=f"slide-{number}", className="finding"),
        html.P(mentions(part.shown.subtitle), className="subtitle"),
    ]
    if part.shown.legend and (not beside or _paired(part)):
        head.append(legend(part.shown.legend))
    stage = html.Div(_drawing(part, drawing, number, site, lang), className="stage")
    content = [
        html.Header(head, className="slide-head"),
        html.Div([html.Div(stage, className="slide-body"), *beside], className="slide-main"),
        _foot(_lines(part, site, lang), html.P(f"{number} / {total}", className="slide-number")),
    ]
    kind = type(drawing).__name__.lower() if drawing else "nothing"
    accent = accent_class(site.package, exhibit.side)
    names = [f"kind-{exhibit.declared.kind}", accent, f"shows-{kind}", *(["has-aside"] if beside else [])]
    notes, href = _notes(part, site, lang), item.href(site, lang)
    place, more = say("present.slide", lang, number=number, count=total), {"data-exhibit": exhibit.key}
    return _section(content, notes, number, place, href, " ".join(names), **more)


def emptied_slide(emptied: Sequence[Item], view: View, number: int, total: int, site: Site) -> html.Section:
    """One for all that the filters leave nothing of: what that is and why."""
    lang, first, alone = view.lang, emptied[0], len(emptied) == 1
    titles = [html.Li(item.title(lang)) for item in emptied]
    why = why_empty(first.exhibit, first.shown(lang), lang)
    about = first.title(lang) if alone else say("deck.emptied-count", lang, count=len(emptied))
    filters = html.P(say("present.filters", lang, filters=view.filters(site)))
    head: Children = [
        html.P(first.eyebrow(lang) if alone else view.title(site), className="slide-eyebrow"),
        html.H2(say("deck.emptied", lang), id=f"slide-{number}", className="finding"),
        html.P(about, className="subtitle"),
    ]
    told: Any = html.P(why, className="empty") if alone else html.Ul(titles, className="empty")
    body = html.Div(html.Div(told, className="stage"), className="slide-body")
    content = [
        html.Header(head, className="slide-head"),
        html.Div(body, className="slide-main"),
        _foot([filters], html.P(f"{number} / {total}", className="slide-number")),
    ]
    notes = headed("present.notes.says", [html.P(item.notes(lang)[0]) for item in emptied], lang)
    place = say("present.slide", lang, number=number, count=total)
    more = {"data-exhibit": first.exhibit.key}
    return _section(content, notes, number, place, first.href(site, lang), "shows-nothing", **more)


def _beside(part: Part, drawing: Drawing | None, lang: Lang) -> Children:
    """Legend, and who is paired with whom or the note: beside a map, and beside a plot that is narrow on its page. The
    legend of a map with a list stands above it."""
    width = part.item.exhibit.declared.width
    if not isinstance(drawing, Plot) or (width == "full" and not _is_map(part)):
        return []
    paired = _paired(part)
    content: Children = [legend(part.shown.legend)] if part.shown.legend and not paired else []
    if paired:
        lines = [html.Li([_words(piece) for piece in line]) for line in paired]
        content.append(html.Ul(lines, className="paired"))
        content.append(html.P(say("present.list-away", lang), className="note-away", hidden=True))
    elif part.shown.note:
        content.append(html.P(mentions(part.shown.note), className="note"))
        content.append(html.P(say("present.note-away", lang), className="note-away", hidden=True))
    return [html.Aside(content)] if content else []


def _paired(part: Part) -> tuple[Line, ...]:
    return part.shown.chart.paired if isinstance(part.shown.chart, Map) else ()


def _words(piece: Piece) -> Any:
    return html.Strong(piece.text) if piece.bold else piece.text


def _drawing(part: Part, drawing: Drawing | None, number: int, site: Site, lang: Lang) -> Children:
    match drawing:
        case None:
            return [html.P(why_empty(part.item.exhibit, part.shown, lang), className="empty")]
        case Plot():
            about = {
                "data-plot": as_json(plot_data(drawing, part.shown.alt)),
                "data-room": str(ROOM[part.item.exhibit.declared.width]),
                "aria-label": part.shown.alt,
            }
            return [html.Div(className="slide-plot", role="img", **attributes(about))]
        case Table():
            columns = html.Colgroup(
                [html.Col(style={"width": f"{share}%"}) for share in part.shares(alone=True)]
            )
            return [table(drawing, site, lang, f"slide-{number}", [columns])]
        case _:
            return [draw_html(drawing, site, lang)]


def _foot(lines: Children, number: html.P) -> html.Footer:
    return html.Footer([html.Div(lines), number], className="slide-foot")


def _lines(part: Part, site: Site, lang: Lang) -> Children:
    """Below a slide: its sources, the filters in force, and what is to be said of a map."""
    about = say("present.filters", lang, filters=part.item.filters(site, lang))
    if _is_map(part):
        about = f"{about} · {map_note(site, lang)}"
    line: Children = [say("exhibit.source", lang)]
    named = titled_sources(part.shown, site, lang)
    widths = accumulate(half_widths(title) + GRADE_WIDTH for _, title in named)
    few = max(1, sum(width <= SOURCES_WIDTH for width in widths))
    for source, title in named[:few]:
        line += [html.Span(graded(title, source, lang)), " "]
    rest = len(named) - few
    line += [say("present.more-sources", lang, count=rest)] if rest > 0 else []
    sources = [html.P(line, className="source-line")] if part.shown.selection.sources else []
    return [*sources, html.P(about)]


def _is_map(part: Part) -> bool:
    return isinstance(part.shown.chart, Map)


def _notes(part: Part, site: Site, lang: Lang) -> Children:
    """What the notes window shows: what the slide says and shows, what it does not say, and on whose word."""
    shown, package, about = part.shown, site.package, []
    for source in map(package.source, shown.selection.sources):
        grade = say(f"grade.{source.grade}", lang)
        told = (text_of(source, "title", lang), publisher(source, lang), published(source, lang), grade)
        about.append(html.Li(" · ".join(filter(None, told))))
    facts = dict.fromkeys(ref.id for ref in refs_of(part.shown.chart) if ref.kind == "fact")
    stated = [(text_of(package.fact(one), "statement", lang), citation(package, one, lang)) for one in facts]
    figures = [html.Li(" — ".join(one)) for one in stated]  # those of this slide, and where they stand
    says = [html.P(plain(shown.title), className="says"), html.P(plain(shown.subtitle))]
    return [
        *headed("present.notes.says", says, lang),
        *headed("present.notes.drawn", [html.P(shown.alt)] if shown.alt else [], lang),
        *headed("present.note-on", [html.P(plain(shown.note))] if shown.note else [], lang),
        *headed("present.notes.filters", [html.P(part.item.filters(site, lang))], lang),
        *headed("present.notes.figures", [html.Ul(figures)] if figures else [], lang),
        *headed("present.notes.sources", [html.Ul(about)] if about else [], lang),
    ]
