"""Presenting: a view as slides, a cover and then one exhibit a slide; assets/src/presenter.js moves through them.

The document that script works on is described at its head. Nothing here knows a callback: once it stands in a browser,
a presentation needs no server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dash import html

from dashboard import theme
from dashboard.dash_internals import as_json
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import Query
from dashboard.figures import words
from dashboard.figures.words import HTML_LANG, Lang, plain, say
from dashboard.pages.contents import PRESENT
from dashboard.pages.exhibiting import Page, exhibiting
from dashboard.pages.frame import language_link
from dashboard.pages.parts import button, main, nav, pairs
from dashboard.pages.proof import PROOFS, panel
from dashboard.pages.view import MAPS, PAGE, PRESET, SHOW, TILES, View, ViewError, made_asked, parse_view
from dashboard.render.figure import drawing_of
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site
from dashboard.slides.appendix import is_table, without_appendix
from dashboard.slides.parts import Part, parts_of
from dashboard.slides.slide import cover, emptied_slide, slide

SHORTEST, LONGEST = 3, 600  # seconds a slide
ALSO = ("auto", "mode", "from", MAPS, *PROOFS)  # an open proof stands in the address too
SCRIPT = "present.script."  # the words that the script says
KEYS = {
    "next": "→ ↓ Space PgDn Enter",
    "back": "← ↑ PgUp",
    "ends": "Home End",
    "number": "1 2 Enter",
    "full": "F F5",
    "blank": "B .",
    "notes": "N",
    "play": "P",
    "contents": "O",
    "theme": "T",
    "print": "Ctrl+P",
    "help": "?",
    "leave": "Esc",
}
MOVES = (("↑", "-1", "up"), ("↓", "1", "down"))
BAR = ("back", "next", "play", "contents", "notes", "full", "print", "help", "leave")


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """`settings` are what its address tells besides the view: the seconds a slide, and the colours."""

    view: View
    settings: Mapping[str, str] = field(default_factory=dict)


def read(query: str, site: Site, lang: Lang) -> Presentation:
    """The presentation of a query string; raises ViewError."""
    view = without_appendix(parse_view(query, site, lang, ALSO))
    asked = Query.read(query)
    auto, mode = asked.first("auto"), asked.first("mode")
    if auto is not None and not _is_pace(auto):
        raise ViewError(400, say("present.no-auto", lang, value=auto[:40], least=SHORTEST, most=LONGEST))
    if mode is not None and mode not in theme.THEMES:
        raise ViewError(400, say("present.no-mode", lang, value=mode[:40], known=", ".join(theme.THEMES)))
    told = {"auto": auto and str(int(auto)), "mode": mode}
    return Presentation(view=view, settings={name: text for name, text in told.items() if text})


def _is_pace(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4 and SHORTEST <= int(text) <= LONGEST


def body(asked: Presentation, site: Site) -> Children:
    return [asked.view.attempt(lambda view: deck(replace(asked, view=view), site), site)]


def deck(presentation: Presentation, site: Site) -> html.Main:
    """The slides and what moves them; the root of the document that assets/src/presenter.js works on."""
    view = presentation.view
    parts, emptied = parts_of(view)
    before = 1 if parts else 0  # the cover
    total = before + len(parts) + bool(emptied)
    starts: dict[str, int] = {}  # the slide at which each exhibit begins
    for number, part in enumerate(parts, 1 + before):
        starts.setdefault(part.item.exhibit.key, number)
    starts |= {item.exhibit.key: total for item in emptied}
    buttons = [*(_go(name, view.lang) for name in BAR), *language_link(site, PRESENT, view.lang)]
    content = [
        *([cover(view, site, starts, total)] if before else []),
        *(slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 1 + before)),
        *([emptied_slide(emptied, view, total, total, site)] if emptied else []),
        nav("present.bar", buttons, view.lang, className="deck-bar"),
        keys(view.lang),
        contents(presentation, site, starts),
        html.P(role="status", className="deck-said"),
    ]
    return main(content, "deck-root", lang=HTML_LANG[view.lang], **_settings(presentation, site, parts))


def _settings(presentation: Presentation, site: Site, parts: Sequence[Part]) -> Mapping[str, str]:
    lang = presentation.view.lang
    names = [key.removeprefix(SCRIPT) for key in words.catalogue() if key.startswith(SCRIPT)]
    plots = (drawing for part in parts if isinstance(drawing := drawing_of(part.shown), Plot))
    boundaries = dict.fromkeys(path for plot in plots for path in plot.boundaries)
    settings = {
        "data-present": "",
        "data-words": as_json({name: say(f"present.script.{name}", lang) for name in names}),
        "data-load": as_json([site.asset(path) for path in boundaries]),
        "data-alive": f"{site.prefix}healthz",
        "data-gone": as_json(panel([html.P(say("present.script.gone", lang))], lang)),
    }
    return settings | {f"data-{name}": value for name, value in presentation.settings.items()}


def _go(name: str, lang: Lang) -> html.Button:
    return button(say(f"present.go.{name}", lang), {"data-go": name})


def _dialog(name: str, title: str, content: Children, lang: Lang) -> html.Dialog:
    head = html.Div([html.H2(title, id=f"dialog-{name}"), _go("close", lang)], className="dialog-head")
    names = attributes({"data-dialog": name, "aria-labelledby": f"dialog-{name}"})
    return html.Dialog([head, *content], className="deck-dialog", **names)


def keys(lang: Lang) -> html.Dialog:
    told = {name: [html.Kbd(key) for key in keys.split()] for name, keys in KEYS.items()}
    rows = [(keys, say(f"present.key.{name}", lang)) for name, keys in told.items()]
    content = [pairs(rows, "keys"), html.P(say("present.key.hand", lang))]
    return _dialog("help", say("present.go.help", lang), content, lang)


def contents(presentation: Presentation, site: Site, starts: Mapping[str, int]) -> html.Dialog:
    """Every exhibit of the pages asked for: those on show first and in their order, each to be kept, moved or left."""
    view, lang = presentation.view, presentation.view.lang
    asked = Query.read(view.query)
    named = (asked.first(PAGE) or "").split(",")
    pages = [page for page in exhibiting(site) if page.key in named] + made_asked(asked, site)
    pages = pages or list(exhibiting(site))
    known = {exhibit.key: (page, exhibit) for page in pages for exhibit in page.exhibits}
    known |= {item.exhibit.key: (item.page, item.exhibit) for item in view.items}
    offered = dict(sorted(known.items(), key=lambda one: is_table(one[1][1])))
    drawn = [key for key, (_, exhibit) in offered.items() if not is_table(exhibit)] or list(offered)
    shown = [key for key in starts if key in offered]
    rows = [_choice(*offered[key], starts.get(key), lang) for key in dict.fromkeys((*shown, *offered))]
    tiled, asked = asked.first(MAPS) == TILES, asked.without(SHOW, PRESET, MAPS)
    home = site.href(PRESENT, lang)
    every = asked.without(PAGE)
    ways = [
        html.Button(say("present.contents.apply", lang), type="submit", className="apply"),
        html.A(say("present.contents.everything", lang), href=every.after(home)),
        *(
            html.A(one.name.pick(lang), href=every.also([(PRESET, one.key)]).after(home))
            for one in site.package.site.presets
        ),
    ]
    hint, actions = html.P(say("present.contents.hint", lang)), html.P(ways, className="actions")
    tick = {"aria-checked": "true" if tiled else "false", "data-tiles": f"{MAPS}={TILES}"}
    tiles = button(say("present.contents.tiles", lang), tick, role="checkbox")
    parts: Children = [hint, html.Ol(rows), html.P(tiles), actions, html.P(role="status")]
    # The address of this presentation but for the choice of exhibits.
    base = asked.also(presentation.settings.items()).after(home)
    names = attributes({"data-chooser": "", "data-base": base, "data-all": ",".join(drawn)})
    title = say("present.contents.title", lang)
    return _dialog("contents", title, [html.Form(parts, **names)], lang)


def _choice(page: Page, exhibit: Exhibit, start: int | None, lang: Lang) -> html.Li:
    name = plain(exhibit.show({}, lang).title)
    place = [page.name(lang), *([say("present.appendix", lang)] if is_table(exhibit) else [])]
    said = [html.Span(" · ".join(place), className="choice-page"), " ", name]
    box = button(said, {"aria-checked": "true" if start else "false"}, role="checkbox")
    tools: Children = []
    if start:
        tools.append(button(say("present.from-slide", lang, number=start), {"data-goto": str(start)}))
    for sign, step, direction in MOVES:
        label = say(f"present.contents.{direction}", lang, name=name)
        tools.append(button(sign, {"data-move": step, "aria-label": label}))
    return html.Li([box, html.Span(tools, className="choice-tools")], **attributes({"data-key": exhibit.key}))
