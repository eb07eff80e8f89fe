"""One slide of a presentation: the cover, or a part of an exhibit with its words, its notes and the way to its page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from plotly.utils import PlotlyJSONEncoder

from dashboard.exhibits.charts import Drawing, Plot, Table
from dashboard.exhibits.exhibit import Shown
from dashboard.exhibits.filters import Choices
from dashboard.figures.cite import citation, published, publisher
from dashboard.figures.words import Lang, plain, say
from dashboard.package.model import Source
from dashboard.pages import Page
from dashboard.pages.exhibiting import page_title
from dashboard.pages.uses import refs_of
from dashboard.pages.view import Item, View
from dashboard.render.figure import drawing_of, map_note, named_sources, plot_data, why_empty
from dashboard.render.html import (
    Children,
    accent_class,
    attributes,
    draw_html,
    grade_badge,
    legend,
    mentions,
    table,
)
from dashboard.render.site import Site
from dashboard.slides.paging import column_shares, paged

ASIDE_WIDTHS = (
    "half",
    "third",
    "wide",
    "narrow",
)  # exhibits that leave room for legend and note at their side
NAMED_SOURCES = 2  # on a slide; the notes name all
ROOM = {"full": 1200, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # px, as a page gives them


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a slide shows of an exhibit: `drawing` is None where the filters leave nothing."""

    item: Item
    shown: Shown
    drawing: Drawing | None
    number: int = 1
    count: int = 1


def parts_of(item: Item, lang: Lang) -> list[Part]:
    """Pages break at the same rows in every language."""
    other = item.exhibit.package.site.other(lang) or lang
    shown = item.shown(lang)
    drawing, translated = drawing_of(shown), drawing_of(item.shown(other))
    if drawing is None or translated is None:
        return [Part(item=item, shown=shown, drawing=None)]
    drawings = paged(drawing, translated)
    return [
        Part(item=item, shown=shown, drawing=one, number=number, count=len(drawings))
        for number, one in enumerate(drawings, 1)
    ]


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=PlotlyJSONEncoder)


# Slides ------------------------------------------------------------------------------------------------------


def cover(view: View, site: Site, starts: Mapping[str, int], total: int) -> html.Section:
    lang = view.lang
    filters = say("present.filters", lang, filters=view.filters(site))
    version = say("site.version", lang, version=site.package.version)
    name = html.P(site.name(lang), className="slide-eyebrow")
    content = [
        html.Div([html.Span(className="emblem"), name], className="cover-head"),
        html.Div(
            [html.H1(view.title(site), id="slide-1"), _agenda(view, site, starts)], className="cover-body"
        ),
        html.Footer(
            [
                html.Div([html.P(filters), html.P(version)]),
                html.P(say("present.slides", lang, count=total)),
            ],
            className="slide-foot",
        ),
    ]
    notes = [_noted("says", lang), html.P(say("present.notes.cover", lang)), html.P(filters)]
    href = view.items[0].page_href(site, lang)
    return _section(content, notes, 1, total, href, lang, ["cover"])


def _agenda(view: View, site: Site, starts: Mapping[str, int]) -> html.Ol:
    """The pages, each with the slide at which its exhibits begin."""
    begins: dict[str, int] = {}
    for item in view.items:
        begins.setdefault(item.page.key, starts[item.exhibit.key])
    choices = {item.page.key: item.choices for item in view.items}
    lines = [
        _agenda_line(page, site, choices[page.key], begins[page.key], view.lang)
        for page in view.pages
        if page.key in begins
    ]
    return html.Ol(lines, className="agenda")


def _agenda_line(page: Page, site: Site, choices: Choices, number: int, lang: Lang) -> html.Li:
    title = page_title(page, site.package, choices, lang)
    name = html.Button(page.name(lang), type="button", **attributes({"data-goto": str(number)}))
    said = html.Span(mentions(title), className="agenda-title")
    return html.Li(
        [name, said, html.Span(say("present.from-slide", lang, number=number), className="agenda-slide")],
        className=accent_class(site.package, page.side),
    )


def _section(
    content: Children,
    notes: Children,
    number: int,
    total: int,
    href: str,
    lang: Lang,
    names: list[str],
    **more: str,
) -> html.Section:
    names_of = {
        "data-slide": str(number),
        "data-href": href,
        "aria-roledescription": say("present.slide", lang, number=number, count=total),
        "aria-labelledby": f"slide-{number}",
        **more,
    }
    return html.Section(
        [html.Div(content, className="slide-page"), html.Div(notes, className="slide-notes", hidden=True)],
        className=" ".join(["slide", *names]),
        tabIndex=-1,
        role="group",
        **attributes(names_of),
    )


def slide(part: Part, number: int, total: int, site: Site, lang: Lang) -> html.Section:
    item, exhibit = part.item, part.item.exhibit
    beside = _beside(part)
    eyebrow: Children = [item.page.name(lang)]
    if part.count > 1:
        eyebrow.append(
            html.Span(say("present.part", lang, number=part.number, count=part.count), className="part-of")
        )
    head: Children = [
        html.P(eyebrow, className="slide-eyebrow"),
        html.H2(mentions(part.shown.title), id=f"slide-{number}", className="finding"),
        html.P(mentions(part.shown.subtitle), className="subtitle"),
    ]
    if part.shown.legend and not beside:
        head.append(legend(part.shown.legend))
    stage = html.Div(html.Div(_drawing(part, number, site, lang), className="stage"), className="slide-body")
    content = [
        html.Header(head, className="slide-head"),
        html.Div([stage, *beside], className="slide-main"),
        _foot(part, number, total, site, lang),
    ]
    kind = type(part.drawing).__name__.lower() if part.drawing else "nothing"
    accent = accent_class(site.package, exhibit.side)
    names = [f"kind-{exhibit.declared.kind}", accent, f"shows-{kind}", *(["has-aside"] if beside else [])]
    more = {"data-exhibit": exhibit.key}
    return _section(
        content, _notes(part, site, lang), number, total, item.href(site, lang), lang, names, **more
    )


def _beside(part: Part) -> Children:
    """Legend and note beside a map, and beside a plot that a page shows at less than its full width."""
    width = part.item.exhibit.declared.width
    if not isinstance(part.drawing, Plot) or not (width in ASIDE_WIDTHS or _is_map(part.drawing)):
        return []
    content: Children = [legend(part.shown.legend)] if part.shown.legend else []
    if part.shown.note:
        content.append(html.P(mentions(part.shown.note), className="note"))
    return [html.Aside(content)]


def _drawing(part: Part, number: int, site: Site, lang: Lang) -> Children:
    match part.drawing:
        case None:
            return [html.P(why_empty(part.item.exhibit, part.shown, lang), className="empty")]
        case Plot():
            about = {
                "data-plot": as_json(plot_data(part.drawing, part.shown.alt)),
                "data-room": str(ROOM[part.item.exhibit.declared.width]),
                "aria-label": part.shown.alt,
            }
            return [html.Div(className="slide-plot", role="img", **attributes(about))]
        case Table():
            return [_table(part.drawing, _shares(part), number, site, lang)]
        case _:
            return [draw_html(part.drawing, site, lang)]


def _table(drawing: Table, shares: Sequence[float], number: int, site: Site, lang: Lang) -> html.Table:
    drawn_table = table(drawing, site, lang, f"slide-{number}")
    columns = html.Colgroup([html.Col(style={"width": f"{share}%"}) for share in shares])
    drawn_table.children = [columns, *drawn_table.children]
    return drawn_table


def _shares(part: Part) -> list[float]:
    return column_shares(part.shown.chart) if isinstance(part.shown.chart, Table) else []


def _foot(part: Part, number: int, total: int, site: Site, lang: Lang) -> html.Footer:
    lines: Children = []
    if part.shown.selection.sources:
        lines.append(html.P(_source_line(part.shown, site, lang), className="source-line"))
    about = say("present.filters", lang, filters=part.item.filters(site, lang))
    if _is_map(part.drawing):
        about = f"{about}  {map_note(site, lang)}"
    lines.append(html.P(about))
    return html.Footer(
        [html.Div(lines), html.P(f"{number} / {total}", className="slide-number")], className="slide-foot"
    )


def _is_map(drawing: Drawing | None) -> bool:
    return isinstance(drawing, Plot) and bool(drawing.boundaries)


def _source_line(shown: Shown, site: Site, lang: Lang) -> Children:
    line: Children = [say("exhibit.source", lang)]
    for source, title in named_sources(shown, site, lang)[:NAMED_SOURCES]:
        line += [html.Span([title, " ", grade_badge(source.grade, lang)]), " "]
    rest = len(shown.selection.sources) - NAMED_SOURCES
    return [*line, say("present.more-sources", lang, count=rest)] if rest > 0 else line


# Notes --------------------------------------------------------------------------------------------------------


def _notes(part: Part, site: Site, lang: Lang) -> Children:
    """What the notes window shows: what the slide says and shows, what it does not say, and on whose word."""
    item = part.item
    shown = part.shown
    content: Children = [
        _noted("says", lang),
        html.P(plain(shown.title), className="says"),
        html.P(plain(shown.subtitle)),
    ]
    if shown.alt:
        content += [_noted("drawn", lang), html.P(shown.alt)]
    if shown.note:
        content += [html.H3(say("present.note-on", lang)), html.P(plain(shown.note))]
    content += [_noted("filters", lang), html.P(item.filters(site, lang))]
    placed = [html.Li(line) for line in _placed(part, site, lang)]
    if placed:
        content += [_noted("figures", lang), html.Ul(placed)]
    sources = [_cited(site.package.source(source_id), lang) for source_id in part.shown.selection.sources]
    if sources:
        content += [_noted("sources", lang), html.Ul([html.Li(source) for source in sources])]
    return content


def _noted(name: str, lang: Lang) -> html.H3:
    return html.H3(say(f"present.notes.{name}", lang))


def _placed(part: Part, site: Site, lang: Lang) -> Iterator[str]:
    """Each stated figure of this slide, and where it stands."""
    for fact_id in dict.fromkeys(ref.id for ref in refs_of(part.drawing) if ref.kind == "fact"):
        fact = site.package.fact(fact_id)
        statement = fact.statement_zh if lang == "zh" else fact.statement_en
        yield f"{statement} — {citation(site.package, fact_id, lang)}"


def _cited(source: Source, lang: Lang) -> str:
    title = source.title_zh if lang == "zh" else source.title_en
    about = [title, publisher(source, lang), published(source, lang), say(f"grade.{source.grade}", lang)]
    return " · ".join(one for one in about if one)
