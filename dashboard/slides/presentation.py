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
from dashboard.exhibits.filters import Query
from dashboard.figures import words
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.pages.contents import PRESENT
from dashboard.pages.frame import language_link
from dashboard.pages.parts import button, main, nav, pairs
from dashboard.pages.proof import PROOFS, panel
from dashboard.pages.view import MAPS, View, ViewError, parse_view
from dashboard.render.figure import drawing_of
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site
from dashboard.slides.appendix import without_appendix
from dashboard.slides.chooser import chooser
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
    made = chooser(view, site, starts, presentation.settings.items())
    buttons = [*(_go(name, view.lang) for name in BAR), *language_link(site, PRESENT, view.lang)]
    content = [
        *([cover(view, site, starts, total)] if before else []),
        *(slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 1 + before)),
        *([emptied_slide(emptied, view, total, total, site)] if emptied else []),
        nav("present.bar", buttons, view.lang, className="deck-bar"),
        keys(view.lang),
        _dialog("contents", say("present.contents.title", view.lang), [made], view.lang),
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
        "data-ratio": presentation.view.ratio,
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
