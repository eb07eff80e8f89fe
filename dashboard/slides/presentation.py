"""Presenting: a view as slides, a cover and then one exhibit a slide; assets/src/presenter.js moves through them.

The document that script works on is described at its head. Nothing here knows a callback: once it stands in a browser,
a presentation needs no server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dash import dcc, html

from dashboard import theme
from dashboard.dash_internals import as_json
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import Query
from dashboard.figures import words
from dashboard.figures.words import HTML_LANG, Lang, plain, say
from dashboard.pages.contents import PRESENT, Route
from dashboard.pages.exhibiting import Page, exhibiting
from dashboard.pages.frame import footer, header, language_link
from dashboard.pages.parts import button, main, nav, pairs
from dashboard.pages.proof import panel
from dashboard.pages.view import View, ViewError, parse_view
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site
from dashboard.slides.slide import Part, cover, parts_of, slide

SHORTEST, LONGEST = 3, 600  # seconds a slide
PROOF = ("fact", "derived", "county", "case")  # an open proof stands in the address too
ALSO = ("auto", "mode", "from", *PROOF)
SCRIPT = "present.script."  # the words that the script says
KEYS = {
    "next": "→ ↓ Space PgDn",
    "back": "← ↑ PgUp",
    "ends": "Home End",
    "full": "F",
    "blank": "B",
    "notes": "N",
    "play": "P",
    "contents": "O",
    "theme": "T",
    "help": "?",
    "leave": "Esc",
}
MOVES = (("↑", "-1", "up"), ("↓", "1", "down"))
BAR = ("back", "next", "play", "contents", "notes", "full", "help", "leave")


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """`settings` are what its address tells besides the view: the seconds a slide, and the colours."""

    view: View
    settings: Mapping[str, str] = field(default_factory=dict)


def read(query: str, site: Site, lang: Lang) -> Presentation:
    """The presentation of a query string; raises ViewError."""
    view = parse_view(query, site, lang, ALSO)
    asked = Query.read(query)
    told = {"auto": _auto(asked.first("auto"), lang), "mode": _mode(asked.first("mode"), lang)}
    return Presentation(view=view, settings={name: text for name, text in told.items() if text})


def _auto(text: str | None, lang: Lang) -> str | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 4 and SHORTEST <= int(text) <= LONGEST:
        return str(int(text))
    raise ViewError(400, say("present.no-auto", lang, value=text[:40], least=SHORTEST, most=LONGEST))


def _mode(text: str | None, lang: Lang) -> str | None:
    if text is None or text in theme.THEMES:
        return text
    raise ViewError(400, say("present.no-mode", lang, value=text[:40], known=", ".join(theme.THEMES)))


def status(query: str, site: Site, lang: Lang) -> int:
    """The HTTP status of the page that `body` gives."""
    try:
        read(query, site, lang)
    except ViewError as error:
        return error.status
    return 200


def body(site: Site, query: str, route: Route) -> Children:
    """The page at a query string: the slides, or the sentence why there are none and the ways out."""
    try:
        asked = read(query, site, route.lang)
        return [asked.view.attempt(lambda view: deck(replace(asked, view=view), site), site)]
    except ViewError as error:
        refusal = main(_refusal(str(error), site, route.lang))
        return [header(site, route), refusal, footer(site, route.lang)]


def _refusal(sentence: str, site: Site, lang: Lang) -> Children:
    ways = [
        html.A(say("present.way-out", lang), href=site.href(PRESENT, lang)),
        dcc.Link(say("present.home", lang), href=site.href("/", lang)),
    ]
    return [
        html.H1(say("present.refused", lang)),
        html.P(sentence, className="deck"),
        html.P(ways, className="actions"),
    ]


def deck(presentation: Presentation, site: Site) -> html.Main:
    """The slides and what moves them; the root of the document that assets/src/presenter.js works on."""
    view = presentation.view
    parts = [part for item in view.items for part in parts_of(item, view.lang)]
    starts: dict[str, int] = {}  # the slide at which each exhibit begins
    for number, part in enumerate(parts, 2):
        starts.setdefault(part.item.exhibit.key, number)
    total = len(parts) + 1
    content = [
        cover(view, site, starts, total),
        *(slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 2)),
        bar(site, view),
        keys(view.lang),
        contents(view, _without_show(presentation, site), site, starts),
        html.P(role="status", className="deck-said"),
    ]
    return main(content, "deck-root", lang=HTML_LANG[view.lang], **_settings(presentation, site, parts))


def _settings(presentation: Presentation, site: Site, parts: Sequence[Part]) -> Mapping[str, str]:
    lang = presentation.view.lang
    names = [key.removeprefix(SCRIPT) for key in words.catalogue() if key.startswith(SCRIPT)]
    plots = (part.drawing for part in parts if isinstance(part.drawing, Plot))
    boundaries = dict.fromkeys(path for plot in plots for path in plot.boundaries)
    settings = {
        "data-present": "",
        "data-words": as_json({name: say(f"present.script.{name}", lang) for name in names}),
        "data-load": as_json([site.asset(path) for path in boundaries]),
        "data-alive": f"{site.prefix}healthz",
        "data-gone": as_json(panel([html.P(say("present.script.gone", lang))], lang)),
    }
    return settings | {f"data-{name}": value for name, value in presentation.settings.items()}


def _without_show(presentation: Presentation, site: Site) -> str:
    """The address of this presentation but for the choice of exhibits."""
    view = presentation.view
    kept = Query.read(view.query).without("show").also(presentation.settings.items())
    return kept.after(site.href(PRESENT, view.lang))


def _go(name: str, lang: Lang) -> html.Button:
    return button(say(f"present.go.{name}", lang), {"data-go": name})


def bar(site: Site, view: View) -> html.Nav:
    buttons = [_go(name, view.lang) for name in BAR]
    content = [*buttons, *language_link(site, PRESENT, view.lang)]
    return nav("present.bar", content, view.lang, className="deck-bar")


def _dialog(name: str, title: str, content: Children, lang: Lang) -> html.Dialog:
    head = html.Div([html.H2(title, id=f"dialog-{name}"), _go("close", lang)], className="dialog-head")
    return html.Dialog(
        [head, *content],
        className="deck-dialog",
        **attributes({"data-dialog": name, "aria-labelledby": f"dialog-{name}"}),
    )


def keys(lang: Lang) -> html.Dialog:
    rows = [
        ([html.Kbd(key) for key in keys.split()], say(f"present.key.{name}", lang))
        for name, keys in KEYS.items()
    ]
    content = [pairs(rows, "keys"), html.P(say("present.key.hand", lang))]
    return _dialog("help", say("present.go.help", lang), content, lang)


def contents(view: View, base: str, site: Site, starts: Mapping[str, int]) -> html.Dialog:
    """Every exhibit of the pages asked for: those on show first and in their order, each to be kept, moved or left.

    `base` is the address of this presentation but for the choice of exhibits.
    """
    lang = view.lang
    offered = _offered(view, site)
    shown = [key for key in starts if key in offered]
    rows = [_choice(*offered[key], starts.get(key), lang) for key in dict.fromkeys((*shown, *offered))]
    every = Query.read(view.query).without("show", "page").after(site.href(PRESENT, lang))
    ways = [
        html.Button(say("present.contents.apply", lang), type="submit", className="apply"),
        html.A(say("present.contents.everything", lang), href=every),
    ]
    form = html.Form(
        [
            html.P(say("present.contents.hint", lang)),
            html.Ol(rows),
            html.P(ways, className="actions"),
            html.P(role="status"),
        ],
        **attributes({"data-chooser": "", "data-base": base, "data-all": ",".join(offered)}),
    )
    return _dialog("contents", say("present.contents.title", lang), [form], lang)


def _offered(view: View, site: Site) -> dict[str, tuple[Page, Exhibit]]:
    """The exhibits of the pages asked for, with the page each stands on."""
    asked = (Query.read(view.query).first("page") or "").split(",")
    every = exhibiting(site)
    pages = [page for page in every if page.key in asked] or every
    return {exhibit.key: (page, exhibit) for page in pages for exhibit in page.exhibits}


def _choice(page: Page, exhibit: Exhibit, start: int | None, lang: Lang) -> html.Li:
    name = plain(exhibit.show({}, lang).title)
    box = button(
        [html.Span(page.name(lang), className="choice-page"), " ", name],
        {"aria-checked": "true" if start else "false"},
        role="checkbox",
    )
    tools = (
        [button(say("present.from-slide", lang, number=start), {"data-goto": str(start)})] if start else []
    )
    for sign, step, direction in MOVES:
        label = say(f"present.contents.{direction}", lang, name=name)
        tools.append(button(sign, {"data-move": step, "aria-label": label}))
    return html.Li([box, html.Span(tools, className="choice-tools")], **attributes({"data-key": exhibit.key}))
