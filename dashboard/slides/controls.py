"""What stands around the slides: the bar, the help with its keys, and the list of all exhibits to choose from."""

from collections.abc import Mapping

from dash import html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import Query
from dashboard.figures.words import Lang, plain, say
from dashboard.pages import Page
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.frame import PRESENT, language_link
from dashboard.pages.view import View
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site

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


def bar(site: Site, view: View) -> html.Nav:
    lang = view.lang
    return html.Nav(
        [*(_button(name, lang) for name in BAR), *language_link(site, PRESENT, lang)],
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


def keys(lang: Lang) -> html.Dialog:
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


def contents(view: View, base: str, site: Site, starts: Mapping[str, int]) -> html.Dialog:
    """Every exhibit of the pages asked for: those on show first and in their order, each to be kept, moved or left.

    `base` is the address of this presentation but for the choice of exhibits.
    """
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
                "data-base": base,
                "data-all": ",".join(offered),
            }
        ),
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


def _everything(view: View, site: Site) -> str:
    """The address of all pages' exhibits under the filters of this view."""
    return Query.read(view.query).without("show", "page").after(site.href(PRESENT, view.lang))
