"""What stands around the slides: the bar, the help with its keys, and the list of all exhibits to choose from."""

from collections.abc import Mapping

from dash import html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.query import Query
from dashboard.figures.words import Lang, plain, say
from dashboard.pages import Page
from dashboard.pages.contents import PRESENT
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.frame import language_link
from dashboard.pages.parts import button, pairs
from dashboard.pages.view import View
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site

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


def _go(name: str, lang: Lang) -> html.Button:
    return button(say(f"present.go.{name}", lang), {"data-go": name})


def bar(site: Site, view: View) -> html.Nav:
    buttons = [_go(name, view.lang) for name in BAR]
    return html.Nav(
        [*buttons, *language_link(site, PRESENT, view.lang)],
        className="deck-bar",
        **attributes({"aria-label": say("present.bar", view.lang)}),
    )


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
