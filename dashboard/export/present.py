"""Presenting: a view as slides, a cover and then one exhibit a slide; assets/70-present.js moves through them.

The document that script works on is described at its head. Nothing here knows a callback: once it stands in a browser,
a presentation needs no server.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from dash import dcc, html
from plotly.utils import PlotlyJSONEncoder

from dashboard import theme
from dashboard.drawing import Drawing, Plot, Table
from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.export.paging import column_shares, paged
from dashboard.export.view import Item, View, ViewError, parse_view
from dashboard.figures import words
from dashboard.figures.cite import citation, published, publisher
from dashboard.figures.words import HTML_LANG, Lang, plain, say
from dashboard.package.model import Source
from dashboard.pages import Page
from dashboard.pages.contents import pages_of
from dashboard.pages.exhibiting import exhibiting, page_title
from dashboard.pages.frame import PRESENT, footer, header
from dashboard.pages.uses import refs_of
from dashboard.render.figure import drawing_of, map_note, named_sources, plot_data, why_empty
from dashboard.render.html import Children, attributes, draw_html, grade_badge, legend, mentions, table
from dashboard.render.site import Site

SHORTEST, LONGEST = 3, 600  # seconds a slide
PROOF = ("fact", "derived", "county", "case")  # an open proof stands in the address too
ALSO = ("auto", "mode", "from", *PROOF)
ASIDE_WIDTHS = (
    "half",
    "third",
    "wide",
    "narrow",
)  # exhibits that leave room for legend and note at their side
NAMED_SOURCES = 2  # on a slide; the notes name all
ROOM = {"full": 1200, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # px, as a page gives them


@dataclass(frozen=True, kw_only=True)
class Presentation:
    view: View
    auto: int | None = None
    mode: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a slide shows of an exhibit: `drawing` is None where the filters leave nothing."""

    item: Item
    shown: Shown
    drawing: Drawing | None
    number: int = 1
    count: int = 1


def read(query: str, site: Site, lang: Lang) -> Presentation:
    """The presentation of a query string; raises ViewError."""
    view = parse_view(query, site, lang, ALSO)
    given = {
        name: values[0] for name, values in parse_qs(query.removeprefix("?"), keep_blank_values=True).items()
    }
    return Presentation(view=view, auto=_auto(given.get("auto"), lang), mode=_mode(given.get("mode"), lang))


def _auto(text: str | None, lang: Lang) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 4 and SHORTEST <= int(text) <= LONGEST:
        return int(text)
    raise ViewError(400, say("present.no-auto", lang, value=text[:40], least=SHORTEST, most=LONGEST))


def _mode(text: str | None, lang: Lang) -> str:
    if text is None or text in theme.THEMES:
        return text or ""
    raise ViewError(400, say("present.no-mode", lang, value=text[:40], known=", ".join(theme.THEMES)))


def status(query: str, site: Site, lang: Lang) -> int:
    """The HTTP status of the page that `body` gives."""
    try:
        read(query, site, lang)
    except ViewError as error:
        return error.status
    return 200


def body(site: Site, query: str, lang: Lang) -> Children:
    """The page at a query string: the slides, or the sentence why there are none and the ways out."""
    try:
        return [deck(read(query, site, lang), site)]
    except ViewError as error:
        refusal = _refusal(str(error), site, lang)
        return [header(site, "", pages_of(site.package), PRESENT, lang), refusal, footer(site, lang)]


def _refusal(sentence: str, site: Site, lang: Lang) -> html.Main:
    ways = [
        html.A(say("present.way-out", lang), href=site.href(PRESENT, lang)),
        dcc.Link(say("present.home", lang), href=site.href("/", lang)),
    ]
    return html.Main(
        [
            html.H1(say("present.refused", lang)),
            html.P(sentence, className="deck"),
            html.P(ways, className="actions"),
        ],
        id="main",
        className="page",
        tabIndex=-1,
    )


# The deck -----------------------------------------------------------------------------------------------------


def deck(presentation: Presentation, site: Site) -> html.Main:
    """The slides and what moves them; the root of the document that assets/70-present.js works on."""
    view = presentation.view
    parts = [part for item in view.items for part in _parts(item, view.lang)]
    starts = _starts(parts)
    total = len(parts) + 1
    slides = [_cover(view, site, starts, total)]
    slides += [_slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 2)]
    return html.Main(
        [
            *slides,
            _bar(site, view),
            _keys(view.lang),
            _contents(presentation, site, starts),
            html.P(role="status", className="deck-said"),
        ],
        id="main",
        className="deck-root",
        tabIndex=-1,
        lang=HTML_LANG[view.lang],
        **attributes(_settings(presentation, site, parts)),
    )


def _settings(presentation: Presentation, site: Site, parts: Sequence[Part]) -> Mapping[str, str]:
    lang = presentation.view.lang
    settings = {
        "data-present": "",
        "data-words": _json({name: say(f"present.script.{name}", lang) for name in _script_words()}),
        "data-load": _json([site.asset(path) for path in _boundaries(parts)]),
        "data-alive": f"{site.prefix}healthz",
        "data-gone": _json(_gone(lang)),
    }
    if presentation.auto:
        settings["data-auto"] = str(presentation.auto)
    if presentation.mode:
        settings["data-mode"] = presentation.mode
    return settings


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=PlotlyJSONEncoder)


def _script_words() -> list[str]:
    head = "present.script."
    return [key.removeprefix(head) for key in words.catalogue() if key.startswith(head)]


def _boundaries(parts: Sequence[Part]) -> list[str]:
    """The files that the maps of these slides are drawn from."""
    plots = (part.drawing for part in parts if isinstance(part.drawing, Plot))
    return list(dict.fromkeys(path for plot in plots for path in plot.boundaries))


def _gone(lang: Lang) -> Children:
    """What the proof panel says while there is no server."""
    close = html.Button(
        say("proof.close", lang), type="button", className="plain", **attributes({"data-close": ""})
    )
    head = html.Div([html.H2(say("proof.label", lang), tabIndex=-1), close], className="proof-head")
    return [head, html.P(say("present.script.gone", lang))]


def _parts(item: Item, lang: Lang) -> list[Part]:
    shown = item.shown(lang)
    drawing, other = drawing_of(shown), drawing_of(item.shown("en" if lang == "zh" else "zh"))
    if drawing is None or other is None:
        return [Part(item=item, shown=shown, drawing=None)]
    drawings = paged(drawing, other)
    return [
        Part(item=item, shown=shown, drawing=one, number=number, count=len(drawings))
        for number, one in enumerate(drawings, 1)
    ]


def _starts(parts: Sequence[Part]) -> dict[str, int]:
    """The slide at which each exhibit begins."""
    starts: dict[str, int] = {}
    for number, part in enumerate(parts, 2):
        starts.setdefault(part.item.exhibit.key, number)
    return starts


# Slides -------------------------------------------------------------------------------------------------------


def _cover(view: View, site: Site, starts: Mapping[str, int], total: int) -> html.Section:
    lang = view.lang
    filters = say("present.filters", lang, filters=view.filters(site))
    version = say("site.version", lang, version=site.package.version)
    name = html.P(site.name(lang), className="slide-eyebrow")
    content = [
        html.Div([html.Span(className="emblem"), name], className="cover-head"),
        html.Div([html.H1(view.title(site), id="slide-1"), _agenda(view, starts)], className="cover-body"),
        html.Footer(
            [
                html.Div([html.P(filters), html.P(version)]),
                html.P(say("present.slides", lang, count=total)),
            ],
            className="slide-foot",
        ),
    ]
    notes = [_noted("says", lang), html.P(say("present.notes.cover", lang)), html.P(filters)]
    href = site.href(view.pages[0].path, lang) + _question(view.items[0].query())
    return _section(content, notes, 1, total, href, lang, ["cover"])


def _agenda(view: View, starts: Mapping[str, int]) -> html.Ol:
    """The pages, each with the slide at which its exhibits begin."""
    begins: dict[str, int] = {}
    for item in view.items:
        begins.setdefault(item.page.key, starts[item.exhibit.key])
    lines = [_agenda_line(page, begins[page.key], view.lang) for page in view.pages if page.key in begins]
    return html.Ol(lines, className="agenda")


def _question(query: str) -> str:
    return f"?{query}" if query else ""


def _agenda_line(page: Page, number: int, lang: Lang) -> html.Li:
    name = html.Button(page.name(lang), type="button", **attributes({"data-goto": str(number)}))
    title = html.Span(mentions(page_title(page, lang)), className="agenda-title")
    return html.Li(
        [name, title, html.Span(say("present.from-slide", lang, number=number), className="agenda-slide")],
        className=f"side-{page.side}",
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


def _slide(part: Part, number: int, total: int, site: Site, lang: Lang) -> html.Section:
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
    names = [f"side-{exhibit.side}", f"shows-{kind}", *(["has-aside"] if beside else [])]
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
                "data-plot": _json(plot_data(part.drawing, part.shown.alt)),
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


# What stands around the slides --------------------------------------------------------------------------------

KEYS = (
    ("→ ↓ Space PgDn", "next"),
    ("← ↑ PgUp", "back"),
    ("Home End", "ends"),
    ("F", "full"),
    ("B", "blank"),
    ("N", "notes"),
    ("P", "play"),
    ("O", "contents"),
    ("T", "theme"),
    ("?", "help"),
    ("Esc", "leave"),
)
MOVES = (("↑", "-1", "up"), ("↓", "1", "down"))
BAR = ("back", "next", "play", "contents", "notes", "full", "help", "leave")


def _button(name: str, lang: Lang, **more: str) -> html.Button:
    return html.Button(
        say(f"present.go.{name}", lang), type="button", **attributes({"data-go": name, **more})
    )


def _bar(site: Site, view: View) -> html.Nav:
    lang = view.lang
    other: Lang = "en" if lang == "zh" else "zh"
    switch = html.Span(say("site.other-language", lang), lang=HTML_LANG[other])
    language = dcc.Link(switch, href=site.href(PRESENT, other), id="language-link")
    return html.Nav(
        [*(_button(name, lang) for name in BAR), language],
        className="deck-bar",
        **attributes({"aria-label": say("present.bar", lang)}),
    )


def _dialog(name: str, title: str, content: Children, lang: Lang) -> html.Dialog:
    head = html.Div([html.H2(title, id=f"dialog-{name}"), _button("close", lang)], className="dialog-head")
    return html.Dialog(
        [head, *content],
        className="deck-dialog",
        **attributes({"data-dialog": name, "aria-labelledby": f"dialog-{name}"}),
    )


def _keys(lang: Lang) -> html.Dialog:
    rows = [
        part
        for keys, name in KEYS
        for part in (
            html.Dt([html.Kbd(key) for key in keys.split()]),
            html.Dd(say(f"present.key.{name}", lang)),
        )
    ]
    content = [html.Dl(rows, className="keys"), html.P(say("present.key.hand", lang))]
    return _dialog("help", say("present.go.help", lang), content, lang)


def _contents(presentation: Presentation, site: Site, starts: Mapping[str, int]) -> html.Dialog:
    """Every exhibit of the pages asked for: those on show first and in their order, each to be kept, moved or left."""
    view = presentation.view
    lang = view.lang
    offered = _offered(view, site)
    chosen = [key for key in starts if key in offered]
    rows = [
        _choice(*offered[key], starts.get(key), lang)
        for key in [*chosen, *(key for key in offered if key not in starts)]
    ]
    apply = html.Button(say("present.contents.apply", lang), type="submit", className="apply")
    everything = html.A(say("present.contents.everything", lang), href=_everything(view, site))
    form = html.Form(
        [
            html.P(say("present.contents.hint", lang)),
            html.Ol(rows),
            html.P([apply, everything], className="actions"),
            html.P(role="status"),
        ],
        **attributes(
            {
                "data-chooser": "",
                "data-base": _without_show(presentation, site),
                "data-all": ",".join(offered),
            }
        ),
    )
    return _dialog("contents", say("present.contents.title", lang), [form], lang)


def _offered(view: View, site: Site) -> dict[str, tuple[Page, Exhibit]]:
    """The exhibits of the pages asked for, with the page each stands on."""
    asked = parse_qs(view.query).get("page", [""])[0].split(",")
    every = exhibiting(site.package)
    pages = [page for page in every if page.key in asked] or every
    return {exhibit.key: (page, exhibit) for page in pages for exhibit in page.exhibits}


def _choice(page: Page, exhibit: Exhibit, start: int | None, lang: Lang) -> html.Li:
    name = plain(exhibit.show({}, lang).title)
    box = html.Button(
        [html.Span(page.name(lang), className="choice-page"), " ", name],
        type="button",
        role="checkbox",
        **attributes({"aria-checked": "true" if start else "false"}),
    )
    tools = [_move(sign, step, say(f"present.contents.{way}", lang, name=name)) for sign, step, way in MOVES]
    if start:
        tools.insert(
            0,
            html.Button(
                say("present.from-slide", lang, number=start),
                type="button",
                **attributes({"data-goto": str(start)}),
            ),
        )
    return html.Li([box, html.Span(tools, className="choice-tools")], **attributes({"data-key": exhibit.key}))


def _move(sign: str, step: str, name: str) -> html.Button:
    return html.Button(sign, type="button", **attributes({"data-move": step, "aria-label": name}))


def _without_show(presentation: Presentation, site: Site) -> str:
    """The address of this presentation but for the choice of exhibits."""
    view = presentation.view
    parts = [part for part in view.query.split("&") if part and not part.startswith("show=")]
    if presentation.auto:
        parts.append(f"auto={presentation.auto}")
    if presentation.mode:
        parts.append(f"mode={presentation.mode}")
    return site.href(PRESENT, view.lang) + _question("&".join(parts))


def _everything(view: View, site: Site) -> str:
    """The address of all pages' exhibits under the filters of this view."""
    parts = [part for part in view.query.split("&") if part and not part.startswith(("show=", "page="))]
    return site.href(PRESENT, view.lang) + _question("&".join(parts))
